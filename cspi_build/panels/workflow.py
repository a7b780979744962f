"""The stages of making a panel: read, score, judge, coarsen, write. `build.py panel` hands over to it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.installation import COMMAND
from cspi_build.panels.metadata import Edition
from cspi_build.panels.quality import quality
from cspi_build.panels.quality_report import account, sheet
from cspi_build.panels.reading.coding import Gathered, gather
from cspi_build.panels.subtraction import earlier_panels, refuse_differences
from cspi_build.panels.tabulation.disclosure import Limits
from cspi_build.panels.tabulation.scores import score_all
from cspi_build.panels.to_edition import edition_of
from cspi_build.panels.yaml_writer import yaml_text
from cspi_build.progress import Progress
from cspi_core import Survey
from cspi_core.text.terminal import say

__all__ = ["Job", "make"]

_MADE = f"Made by `{COMMAND} panel`. Run it again rather than edit its figures; titles and terms are yours."


@dataclass(frozen=True)
class Job:
    """What to make of which results, and where to put the edition and, if wanted, the quality sheet.
    `other_people`: others answered than for earlier editions, so that these are not compared; `editions`: the
    project's folder of them."""

    results: Path
    survey: Survey
    edition: Edition
    limits: Limits
    out: Path
    sheet: Path | None
    editions: Path
    other_people: bool = False


def make(job: Job, progress: Progress) -> bool:
    """Make the panel; whether every result could be used. Raises CspiBuildError where none can be made."""
    others = _earlier(job)
    with progress.stage("read results"):
        gathered = gather(job.results, job.survey, progress)
    _tell_bad(gathered, job.results)
    if not gathered.responses.size:
        raise CspiBuildError("No result is left to make a panel of.\n" + "\n".join(account(gathered)))
    with progress.stage("score"):
        responses = gathered.responses.asked()
        scores = score_all(responses)
    with progress.stage("quality"):
        text = sheet(_title(job), gathered, quality(responses, scores))
    _tell_quality(job, text, progress)
    with progress.stage("figures"):
        edition = edition_of(responses, scores, job.edition, job.limits)
    refuse_differences(edition, others, job.limits.minimum)
    _write(job.out, yaml_text(edition, _MADE))
    _tell_written(job, edition, gathered, progress)
    return not gathered.bad


def _earlier(job: Job) -> list[Mapping[str, Any]]:
    """The panels that the new one is compared with; read before the work that takes long."""
    if job.other_people:
        return []
    return earlier_panels((job.editions, job.out.parent), job.edition.series, job.survey.id)


def _title(job: Job) -> str:
    return f"{job.edition.id} ({job.survey.id} {job.survey.version})"


def _tell_bad(gathered: Gathered, results: Path) -> None:
    if gathered.bad:
        say(
            f"{len(gathered.bad):,} of {gathered.found:,} in {inline(results)} cannot be used:",
            file=sys.stderr,
        )
        say("\n".join(f"  {bad}" for bad in gathered.bad), file=sys.stderr, flush=True)


def _tell_quality(job: Job, text: str, progress: Progress) -> None:
    progress.say("\n" + text)
    if job.sheet is not None:
        _write(job.sheet, text)


def _tell_written(job: Job, edition: Mapping[str, Any], gathered: Gathered, progress: Progress) -> None:
    cells = [cell for metric in edition["metrics"] for cell in metric["cells"]]
    withheld = sum(bool(cell.get("suppressed")) for cell in cells)
    progress.say(
        f"Written: {inline(job.out)} ({len(cells) - withheld:,} cells published, {withheld:,} withheld)"
    )
    if gathered.bad:
        bad, found = len(gathered.bad), gathered.found
        progress.say(f"{bad:,} of {found:,} could not be used: the panel is of the others.")


def _write(path: Path, text: str) -> None:
    """Put a file in its place whole, or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
