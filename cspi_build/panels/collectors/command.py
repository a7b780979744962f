"""`build.py collect`: the export of a tool that collects answers, as a table that `panel` reads.

    build.py collect answers.xlsx --survey meetings --out results.csv --mapping mapping.yaml

Columns and answers are found by the texts of the survey, in any of its languages, and reported one by one.
The mapping file, where it is named, is written for the first time, and afterwards read: it goes first.
Exit status: 0 every cell was read; 1 some were not (listed; their answers are empty in the table, unless
other columns say them whole); 2 wrong use.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, did_you_mean, inline, one_of
from cspi_build.installation import COMMAND
from cspi_build.os_errors import given_path, typed
from cspi_build.panels.collectors.convert import Converted, Told, convert
from cspi_build.panels.collectors.grid import read_grid
from cspi_build.panels.collectors.mapping_file import mapping_text, read_mapping
from cspi_build.panels.collectors.report import report
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_core import Survey
from cspi_core import load_survey as core_survey
from cspi_core.text.terminal import say

__all__ = ["add_parser", "run", "table_text"]


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add the command."""
    words = "turn an export of Google Forms, Microsoft Forms, Typeform, LimeSurvey, SurveyMonkey, Kobo or "
    words += "Qualtrics into a table that `panel` reads"
    parser: argparse.ArgumentParser = subparsers.add_parser("collect", help=words, description=words)
    parser.add_argument("export", type=given_path, metavar="FILE", help="the export, .csv or .xlsx")
    parser.add_argument("--survey", required=True, metavar="ID", help="the survey that was asked")
    parser.add_argument(
        "--out", required=True, type=given_path, metavar="FILE", help="the table to write, .csv"
    )
    mapping = "what columns and answers mean: written where it is not there yet, else read first"
    parser.add_argument("--mapping", type=given_path, metavar="FILE", help=mapping)
    every = "take previews, unfinished forms and rows without an answer along"
    parser.add_argument("--all", action="store_true", help=every)
    parser.add_argument("--force", action="store_true", help="overwrite the table")
    return parser


def run(args: argparse.Namespace) -> int:
    """Convert and report; return the exit status. Raises CspiBuildError."""
    wrong = _wrong_use(args)
    if wrong:
        say(f"{COMMAND} collect: {wrong}", file=sys.stderr)
        return 2
    survey = _survey(args.survey, args.project.surveys)
    has_mapping = args.mapping is not None and args.mapping.exists()
    told = read_mapping(args.mapping, survey) if has_mapping else Told()
    found = convert(read_grid(args.export), survey, told, takes_all=args.all)
    for line in report(found):
        say(line)
    if not found.head:
        raise CspiBuildError(f"no column of {inline(args.export)} has the text of a question of {survey.id}.")
    args.out.write_text(table_text(found), encoding="utf-8", newline="\n")
    table = inline(args.out)
    say(f"{table} is there: `{COMMAND} panel {typed(table)} --survey {survey.id} --id NAME-YEAR` reads it.")
    if args.mapping is not None and not has_mapping:
        text = mapping_text(found, told, args.export.name)
        args.mapping.write_text(text, encoding="utf-8", newline="\n")
        say(f"{inline(args.mapping)} says what was taken for what; change it and run the command again.")
    return 1 if found.unread or found.twice else 0


def table_text(found: Converted) -> str:
    """The table as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([found.head, *found.rows])
    return out.getvalue()


def _wrong_use(args: argparse.Namespace) -> str:
    if not args.export.is_file():
        return f"{inline(args.export)} is not there, or no file."
    read = {path.resolve() for path in (args.export, args.mapping) if path is not None}
    if args.mapping and args.mapping.resolve() == args.export.resolve():
        return f"{inline(args.mapping)} is the export itself: the mapping needs a name of its own."
    if args.out.resolve() in read:
        return f"{inline(args.out)} is a file that this reads: the table needs a name of its own."
    if args.out.suffix.lower() != ".csv":
        return f"{inline(args.out)}: the table is CSV. Expected a name that ends in .csv."
    if args.out.exists() and not args.force:
        return f"{inline(args.out)} is there already. --force writes over it."
    missing = [path for path in (args.out, args.mapping) if path and not path.parent.is_dir()]
    return f"{inline(missing[0])}: there is no folder {inline(missing[0].parent)}." if missing else ""


def _survey(id_: str, folder: Path) -> Survey:
    known = sorted(path.parent.name for path in folder.glob("*/survey.yaml"))
    if id_ not in known:
        hint = did_you_mean(id_, known) or f"expected {one_of(known)}."
        raise CspiBuildError(f"--survey {inline(id_)}: there is no such survey; {hint}")
    return core_survey(compile_survey(load_survey(folder / id_)))
