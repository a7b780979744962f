"""`build.py new survey ID`: a small survey in every language that works as it stands, to be changed.

It goes to survey_defs/ID/: survey.yaml (ids and numbers) and one file of words for each language. Nothing is
ever written over.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, one_of
from cspi_build.installation import CALL, COMMAND
from cspi_build.settings.site import chosen_languages
from cspi_build.surveys.language_checks import languages_of
from cspi_build.surveys.starter import (
    DEFAULT_LANGUAGES,
    MODELS,
    STARTER,
    STARTERS,
    is_translated,
    starter_structure,
    starter_text,
)
from cspi_build.surveys.survey_checks import RESERVED_IDS
from cspi_build.workspace.project import Project
from cspi_build.yaml_source.source import shown_path
from cspi_core.text.terminal import say

__all__ = ["STARTER", "add_parser", "new_survey", "run", "write_survey"]

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `survey` to the kinds of new files."""
    words = "create a small working survey"
    parser: argparse.ArgumentParser = subparsers.add_parser("survey", help=words, description=words)
    parser.add_argument("id", type=_id, metavar="ID", help="id, used in addresses, such as meeting-check")
    shapes = "the shape to start from (default: one question of each kind)"
    parser.add_argument("--like", choices=MODELS, metavar="SHAPE", help=f"{shapes}: {', '.join(MODELS)}")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the files and say what to do next; return 0. Raises CspiBuildError."""
    folder = new_survey(args.project, args.id, args.like)
    say(f"{shown_path(folder)}/ has a small survey that works as it stands:")
    for path in sorted(folder.iterdir()):
        say(f"  {shown_path(path)}")
    origin = STARTERS / args.like if args.like else STARTER
    for path in sorted(folder.glob("*.yaml")):
        if path.stem != "survey" and not is_translated(path.stem, origin):
            say(f"{shown_path(path)} has English words: there are none in `{path.stem}` yet. Translate them.")
    say(f"Change it piece by piece; `{COMMAND} check` names every mistake, `{COMMAND} serve` shows it.")
    return 0


def new_survey(project: Project, new_id: str, like: str | None = None) -> Path:
    """Write a small survey of a shape into the project, in its languages; return the survey's folder. Raises
    CspiBuildError where it is there already."""
    folder = project.surveys / new_id
    if folder.exists():
        raise CspiBuildError(f"{shown_path(folder)} is there already; nothing was changed.")
    write_survey(folder, new_id, _languages(project), like)
    return folder


def write_survey(folder: Path, new_id: str, languages: Sequence[str], like: str | None = None) -> None:
    """Write a small survey into a new folder, in some of its languages."""
    folder.mkdir(parents=True)
    origin = STARTERS / like if like else STARTER
    is_here = (folder / ".." / ".." / "cspi_build" / "schemas").resolve().is_dir()
    texts = {"survey": starter_structure(languages, origin)}
    for name, text in (texts | {one: starter_text(one, origin) for one in languages}).items():
        if not is_here:  # the schemas for editors are beside the project of the repository alone
            text = text.split("\n#\n", 1)[1]
        text = text.replace("python3 build.py", CALL).replace("build.py", COMMAND)
        files = " and ".join(f"{one}.yaml" for one in languages)
        text = text.replace("The words are in ja.yaml and en.yaml.", f"The words are in {files}.")
        text = text.replace("\nid: starter\n", f"\nid: {new_id}\n")
        text = text.replace("\nlocales: [ja, en]\n", f"\nlocales: [{', '.join(languages)}]\n")
        text = text.replace("\ndefault_locale: ja\n", f"\ndefault_locale: {languages[0]}\n")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")


def _languages(project: Project) -> tuple[str, ...]:
    """The languages of the project's site, else of its surveys."""
    wanted = chosen_languages(project.root) or languages_of(project.surveys)
    return tuple(wanted) or DEFAULT_LANGUAGES


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        words = "small letters and digits, words joined by `-`, such as meeting-check"
        raise argparse.ArgumentTypeError(f"{text!r} is no name for a survey: {words}")
    if text in RESERVED_IDS:
        taken = one_of(RESERVED_IDS).removeprefix("one of ")
        raise argparse.ArgumentTypeError(f"{text!r} is taken: the site has pages or folders {taken}")
    return text
