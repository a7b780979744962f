"""`build.py new edition ID --like OTHER`: a file for a new edition, laid out like another, to be filled in.

    build.py new edition acme-2025 --from table.xlsx    # from published tables, a sheet each, or a CSV file

ID is the study and the year, such as acme-2025. Where the study is new, ID names it. The file says in its
comments what to fill in, and `build.py check` says what is still missing. Nothing is ever written over.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cspi_build.cli.scaffold.edition_form import edition_form
from cspi_build.cli.scaffold.edition_from_table import edition_from_tables
from cspi_build.cli.scaffold.published_table import misfits, read_tables
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, did_you_mean, inline, one_of
from cspi_build.editions.languages import USUAL
from cspi_build.editions.load import edition_files
from cspi_build.installation import COMMAND
from cspi_build.os_errors import given_path
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.validation import fit
from cspi_build.settings.site import chosen_languages
from cspi_build.surveys.language_checks import languages_of
from cspi_build.yaml_source.source import read_yaml, shown_path
from cspi_core.text.terminal import say

__all__ = ["EARLIER_NAME", "add_parser", "new_edition", "new_edition_from", "run"]

EARLIER_NAME = "snapshot"

FIRST, LAST = 1990, 2100  # years that an edition may bear

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-([0-9]{4})")


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `edition`, and its earlier name, to the kinds of new files."""
    words = "create a file for a new benchmark edition, to fill in"
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "edition", aliases=[EARLIER_NAME], help=words, description=words
    )
    parser.add_argument("id", type=_id, metavar="ID", help="the study and the year, such as acme-2025")
    like = "an edition with the same questions, such as acme-2024"
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--like", type=_id, metavar="OTHER", help=like)
    tables = "a table of shares (.csv or .xlsx): answers in rows, groups in columns, a row named n"
    source.add_argument("--from", type=given_path, metavar="FILE", dest="tables", help=tables)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the file and say what to do next; return 0. Raises CspiBuildError."""
    if args.tables is not None:
        languages = chosen_languages(args.project.root) or languages_of(args.project.surveys)
        return _run_tables(args.project.editions, args.id, args.tables, languages or USUAL)
    path = new_edition(args.project.editions, args.id, args.like)
    say(f"{shown_path(path)} is there. Fill in what is empty; `{COMMAND} check` says what is still missing.")
    return 0


def _run_tables(folder: Path, new_id: str, source: Path, languages: Sequence[str]) -> int:
    path, wrong = new_edition_from(folder, new_id, source, languages)
    say(f"{shown_path(path)} is there, with the figures of {source.name}.")
    if wrong:
        say("\n  ".join(["What does not add up in the table:", *wrong]))
    say(f"Fill in what is empty; `{COMMAND} check` says what is still missing.")
    return 0


def new_edition_from(
    folder: Path, new_id: str, source: Path, languages: Sequence[str] = USUAL
) -> tuple[Path, list[str]]:
    """Write `<new_id>.yaml` with the figures of published tables; return its path, and what does not add up.

    Raises CspiBuildError where the tables can't be read, or where the new file is there already.
    """
    path = folder / f"{new_id}.yaml"
    if path.exists():
        raise CspiBuildError(f"{shown_path(path)} is there already; nothing was changed.")
    tables = read_tables(source)
    text = edition_from_tables(tables, new_id, source.name, languages)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return path, [wrong for table in tables for wrong in misfits(table)]


def new_edition(folder: Path, new_id: str, like: str) -> Path:
    """Write `<new_id>.yaml` into the folder, laid out like the edition `like`; return its path.

    Raises CspiBuildError where there is no such edition, where it can't be read, or where the new file is
    there already.
    """
    path = folder / f"{new_id}.yaml"
    ids = [file.stem for file in edition_files(folder)]
    if path.exists():
        raise CspiBuildError(f"{shown_path(path)} is there already; nothing was changed.")
    if like not in ids:
        raise CspiBuildError(_unknown(like, ids))
    spec = _read(folder / f"{like}.yaml")
    if spec.panel is not None:
        command = f"{COMMAND} panel RESULTS --survey {spec.panel.survey} --id {new_id}"
        reason = f"{like} is a panel, made of result files: there is nothing to fill in"
        raise CspiBuildError(f"{reason}. `{command}` makes the next one.")
    text = edition_form(spec, new_id, _previous(new_id, ids))
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return path


def _unknown(like: str, ids: Sequence[str]) -> str:
    hint = did_you_mean(like, ids)
    known = f"expected {one_of(ids)}" if ids else "there is none yet"
    return f"there is no edition {inline(like)}: {known}" + (f" ({hint})" if hint else "")


def _read(path: Path) -> EditionSpec:
    """The edition to go by. What is wrong between its figures does not matter here, only its shape."""
    spec, problems = fit(EditionSpec, read_yaml(path))
    if spec is None:
        raise DefinitionErrors(problems)
    return spec


def _previous(new_id: str, ids: Sequence[str]) -> str | None:
    """The last edition of the same study before this one."""
    series, _, year = new_id.rpartition("-")
    earlier = [one for one in ids if one.rpartition("-")[0] == series and one.rpartition("-")[2] < year]
    return max(earlier, default=None)


def _id(text: str) -> str:
    match = _ID.fullmatch(text)
    if match is None or not FIRST <= int(match[1]) <= LAST:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no name for an edition: small letters and digits, words joined by `-`, "
            f"and a year from {FIRST} to {LAST} at the end, such as acme-2025"
        )
    return text
