"""`build.py panel`: makes a norm panel, in an edition's file, of results that people handed over.

    build.py panel results/ --survey cspi --id acme-2026
    build.py panel results.csv --survey cspi --id acme-2026 --sheet acme-2026.txt

`DIR` is a folder of result files (*.json, in folders below it too; what begins with a dot is passed over),
one CSV, or a JSON list of SurveyJS (see panels/reading; `collect` makes a CSV of other tools' exports). Exit
status: 0 done; 1 some could not be used (listed; the panel holds the others) or nothing could be published;
2 wrong use. What is published, and what withheld, is told in panel_disclosure.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, did_you_mean, inline, one_of
from cspi_build.installation import COMMAND
from cspi_build.os_errors import given_path
from cspi_build.progress import Progress
from cspi_build.settings.site import chosen_languages
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.language_checks import languages_of
from cspi_build.surveys.load import load_survey
from cspi_core import Survey
from cspi_core import load_survey as core_survey
from cspi_core.text.terminal import say

__all__ = ["EARLIER_NAME", "add_parser", "run"]

MINIMUM, FEWEST = 10, 5

EARLIER_NAME = "snapshot"

_ID = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)-(199[0-9]|20[0-9]{2})")


class WrongUseError(CspiBuildError):
    """The command line asks for something that can't be; its text says what."""


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `panel`, and its earlier name, to the commands of a program."""
    words = "create a peer panel from submitted results"
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "panel", aliases=[EARLIER_NAME], help=words, description=words
    )
    parser.add_argument(
        "results",
        type=given_path,
        metavar="DIR",
        help="folder of result files (*.json), one CSV file, or one JSON list of SurveyJS",
    )
    parser.add_argument("--survey", required=True, metavar="ID", help="the survey they belong to")
    parser.add_argument(
        "--id", required=True, metavar="ID", help="name and year of the panel, such as acme-2026"
    )
    cell_help = f"withhold groups of fewer than N (default: {MINIMUM}, at least {FEWEST})"
    parser.add_argument("--min-cell", type=_minimum, default=MINIMUM, metavar="N", help=cell_help)
    parser.add_argument("--producer", metavar="NAME", help="publisher (default: the name in --id)")
    parser.add_argument(
        "--out", type=given_path, metavar="FILE", help="output file (default: benchmark_snapshots/ID.yaml)"
    )
    others = "others answered than for earlier editions: do not refuse groups that differ by a few people"
    parser.add_argument("--other-people", action="store_true", help=others)
    parser.add_argument("--force", action="store_true", help="overwrite existing files")
    parser.add_argument(
        "--sheet", type=given_path, metavar="FILE", help="also write the quality sheet to a file"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Make the panel. Returns the exit status."""
    try:
        return _make(args, Progress())
    except WrongUseError as error:
        say(f"{COMMAND} panel: {error}", file=sys.stderr)
        return 2
    except CspiBuildError as error:
        say(f"{COMMAND} panel: {error}" if "\n" not in str(error) else error, file=sys.stderr)
        return 1


def _make(args: argparse.Namespace, progress: Progress) -> int:
    series, year = _series_and_year(args.id)
    out = args.out or args.project.editions / f"{args.id}.yaml"
    _check_paths(args, out)
    survey = _survey(args.survey, args.project.surveys)
    with progress.stage("load numpy, pandas and scipy"):  # not at the top: no other command waits for them
        from cspi_build.panels.metadata import Edition
        from cspi_build.panels.tabulation.disclosure import Limits
        from cspi_build.panels.workflow import Job, make
    producer = (args.producer or "").strip() or series
    languages = chosen_languages(args.project.root) or languages_of(args.project.surveys)
    edition = Edition(series, year, producer, _previous(out.parent, series, year), languages=tuple(languages))
    job = Job(
        args.results,
        survey,
        edition,
        Limits(minimum=args.min_cell),
        out,
        args.sheet,
        args.project.editions,
        args.other_people,
    )
    out.parent.mkdir(exist_ok=True)  # a new project has no editions yet
    return 0 if make(job, progress) else 1


def _series_and_year(id_: str) -> tuple[str, int]:
    match = _ID.fullmatch(id_)
    if match is None:
        raise WrongUseError(
            f"--id {inline(id_)}: expected a name and a year, such as acme-2026 (small letters, digits, `-`)."
        )
    return match[1], int(match[2])


def _check_paths(args: argparse.Namespace, out: Path) -> None:
    """Everything that could fail after a long wait, asked first."""
    if not args.results.exists():
        raise WrongUseError(f"{inline(args.results)} is not there.")
    if out.suffix != ".yaml" or out.stem != args.id:
        raise WrongUseError(
            f"--out {inline(out)}: expected the panel's id as the file's name, {args.id}.yaml."
        )
    for path in (out, args.sheet) if args.sheet else (out,):
        if not path.parent.is_dir() and path.parent != args.project.editions:
            raise WrongUseError(f"{inline(path)}: there is no folder {inline(path.parent)}.")
        if path.exists() and not args.force:
            raise WrongUseError(f"{inline(path)} is there already. --force writes over it.")


def _survey(id_: str, folder: Path) -> Survey:
    known = sorted(path.parent.name for path in folder.glob("*/survey.yaml"))
    if id_ not in known:
        hint = did_you_mean(id_, known)
        raise WrongUseError(
            f"--survey {inline(id_)}: there is no such survey; {hint or f'expected {one_of(known)}.'}"
        )
    survey = core_survey(compile_survey(load_survey(folder / id_)))
    if not survey.axes:
        raise WrongUseError(f"--survey {id_}: it scores nothing, so there are no norms to make.")
    return survey


def _minimum(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"{text!r} is too few or no number: at least {FEWEST}")
    return int(text)


def _previous(folder: Path, series: str, year: int) -> str | None:
    """The newest earlier edition that lies beside the new one."""
    found = (_ID.fullmatch(path.stem) for path in folder.glob(f"{series}-*.yaml"))
    years = [int(match[2]) for match in found if match and match[1] == series and int(match[2]) < year]
    return f"{series}-{max(years)}" if years else None
