"""`build.py import`: a survey of another tool as a definition.

    build.py import form.json my-check       from SurveyJS, into survey_defs/my-check/
    build.py import form.xlsx my-check       from an XLSForm

What has no place in a definition is listed by name and place. Nothing is written over.
Exit status: 0 written; 1 the file can't be read, or the folder is there already.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.os_errors import explain_os_error, given_path
from cspi_build.publish.incoming.draft import Draft
from cspi_build.publish.incoming.surveyjs_reader import read_surveyjs
from cspi_build.publish.incoming.writer import definition_files
from cspi_build.publish.incoming.xlsform_reader import read_xlsform
from cspi_build.surveys.load import load_survey
from cspi_build.yaml_source.source import shown_path
from cspi_core.text.terminal import say

__all__ = ["add_parser", "import_survey", "run"]

READERS: Mapping[str, Callable[[bytes], Draft]] = {".json": read_surveyjs, ".xlsx": read_xlsform}


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `import` to the commands of a program."""
    words = "convert a survey of SurveyJS (.json) or an XLSForm (.xlsx) to a definition"
    parser: argparse.ArgumentParser = subparsers.add_parser("import", help=words, description=words)
    parser.add_argument("file", type=given_path, metavar="FILE", help="the file to convert")
    parser.add_argument("id", metavar="ID", help="id of the survey, such as my-check")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the definition and list what it does not hold; return 0. Raises CspiBuildError."""
    folder, draft = import_survey(args.project.surveys / args.id, args.id, args.file)
    for path in sorted(folder.iterdir()):
        say(f"  {shown_path(path)}")
    say(f"{len(draft.items)} questions in {', '.join(draft.locales) or 'en'}; nothing is scored yet.")
    if draft.remarks:
        say(f"Not converted, or not as it was ({len(draft.remarks)}):")
        for remark in draft.remarks:
            say(f"  {remark}")
    return 0


def import_survey(folder: Path, survey: str, file: Path) -> tuple[Path, Draft]:
    """Convert a file into a new folder. Raises CspiBuildError where that can't be done."""
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise CspiBuildError(f"{file.name}: expected a file of SurveyJS (.json) or an XLSForm (.xlsx)")
    if folder.exists():
        raise CspiBuildError(f"{shown_path(folder)} is there already; nothing was changed.")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CspiBuildError(explain_os_error(error)) from error
    draft = reader(content)
    if not draft.items:
        listed = "\n".join(f"  {remark}" for remark in draft.remarks)
        raise CspiBuildError(f"{file.name}: no question of it could be converted\n{listed}")
    folder.mkdir(parents=True)
    year = datetime.now(UTC).year
    for name, text in definition_files(draft, survey, file.name, year).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    load_survey(folder)  # what was written can be read; else its mistakes are told
    return folder, draft
