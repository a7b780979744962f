"""`build.py new survey ID`: a small survey in every language that works as it stands, to be changed.

It goes to survey_defs/ID/: survey.yaml (ids and numbers) and one file of words for each language. Nothing is
ever written over.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, one_of
from cspi_build.surveys.starter import STARTER
from cspi_build.surveys.survey_checks import RESERVED_IDS
from cspi_build.yaml_source.source import shown_path
from cspi_core.text.terminal import say

__all__ = ["STARTER", "add_parser", "new_survey", "run"]

FOLDER = Path(__file__).resolve().parents[3] / "survey_defs"

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `survey` to the kinds of new files."""
    words = "create a small working survey"
    parser: argparse.ArgumentParser = subparsers.add_parser("survey", help=words, description=words)
    parser.add_argument("id", type=_id, metavar="ID", help="id, used in addresses, such as meeting-check")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the files and say what to do next; return 0. Raises CspiBuildError."""
    folder = new_survey(FOLDER, args.id)
    say(f"{shown_path(folder)}/ has a small survey that works as it stands:")
    for path in sorted(folder.iterdir()):
        say(f"  {shown_path(path)}")
    say("Change it piece by piece; `build.py check` names every mistake, `build.py serve` shows it.")
    return 0


def new_survey(surveys: Path, new_id: str) -> Path:
    """Write the small survey into `surveys`/<new_id>; return that folder. Raises CspiBuildError where it is
    there already."""
    folder = surveys / new_id
    if folder.exists():
        raise CspiBuildError(f"{shown_path(folder)} is there already; nothing was changed.")
    folder.mkdir(parents=True)
    for path in sorted(STARTER.glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("\nid: starter\n", f"\nid: {new_id}\n")
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        words = "small letters and digits, words joined by `-`, such as meeting-check"
        raise argparse.ArgumentTypeError(f"{text!r} is no name for a survey: {words}")
    if text in RESERVED_IDS:
        taken = one_of(RESERVED_IDS).removeprefix("one of ")
        raise argparse.ArgumentTypeError(f"{text!r} is taken: the site has pages or folders {taken}")
    return text
