"""Writes `workload_data.json`: the surveys, figures and answers that the workload is about.

    .venv/bin/python -m cspi_build.engine.workload_data

Surveys and figures are the published ones of this repository and a made-up panel, with prose cut short, as an
engine does the same with any words. What the file has besides stays: surveys of other shapes, and under
`answers` those of the golden vectors, each with the name of its survey. The file is kept, so that nobody's
change of a survey makes a new engine; write it again when surveys or figures get parts of a new kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.panels.preview import preview_panels
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).with_name("workload_data.json")
MOST_METRICS = 4  # of an edition
MOST_PROSE = 12  # signs of a text of a survey


def main() -> None:
    """Write the file."""
    there = json.loads(DATA.read_bytes())
    surveys = [compile_survey(load_survey(folder)) for folder in _folders()]
    names = {survey["id"] for survey in surveys}
    others = [survey for survey in there["surveys"] if survey["id"] not in names]
    editions = [compile_edition(one) for one in load_editions(ROOT / "benchmark_snapshots")]
    figures = [_fewer(one) for one in (*editions, *preview_panels(surveys))]
    shorter = [*others, *map(_shorter, surveys)]
    data = {"answers": there["answers"], "figures": figures, "surveys": shorter}
    DATA.write_text(
        json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8"
    )


def _folders() -> Iterator[Path]:
    yield from sorted(path.parent for path in (ROOT / "survey_defs").glob("*/survey.yaml"))


def _shorter(survey: Mapping[str, Any]) -> dict[str, Any]:
    return {**survey, "text": _cut(survey["text"])}


def _cut(prose: Any) -> Any:
    """The same with each string cut at a space, where it has one."""
    if isinstance(prose, dict):
        return {key: _cut(value) for key, value in prose.items()}
    if isinstance(prose, list):
        return [_cut(value) for value in prose]
    return prose[:MOST_PROSE].rpartition(" ")[0] or prose[:MOST_PROSE] if isinstance(prose, str) else prose


def _fewer(edition: Mapping[str, Any]) -> dict[str, Any]:
    return {**edition, "metrics": edition["metrics"][:MOST_METRICS]}


if __name__ == "__main__":
    main()
