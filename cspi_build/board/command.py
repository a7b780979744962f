"""`build.py board` and `build.py slides`: a result file for a board.

    build.py board RESULT.json --locale en --out board.html      two pages to print, as HTML
    build.py slides RESULT.json --locale ja --out slides.pptx    five slides, as PowerPoint

Both say what the page says: the survey and the benchmark editions are those of the project.
Exit status: 0 written; 1 the result has mistakes, or a definition has.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cspi_build.board.page import board_html, draw_radar
from cspi_build.diagnostics import CspiBuildError, inline, one_of
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.installation import DISTRIBUTION, IS_INSTALLED, ROOT
from cspi_build.os_errors import given_output, given_path
from cspi_build.settings.fallback import Words
from cspi_build.settings.site import SiteSettings, chosen_languages, load_settings, named, own_text_folder
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.language_checks import languages_of
from cspi_build.surveys.load import load_survey as load_definition
from cspi_build.workspace.project import Project
from cspi_build.workspace.work_folder import work_folder
from cspi_build.yaml_source.source import shown_path
from cspi_core import InputError, TakeAway, load_snapshot, load_survey, read_result, score
from cspi_core.errors import told
from cspi_core.export.bundle import Earlier
from cspi_core.loading.answers import plain_answers
from cspi_core.loading.times import is_after
from cspi_core.model.survey import Survey
from cspi_core.results.result_file import MOST_BYTES
from cspi_core.text.messages import wording
from cspi_core.text.terminal import say, shell_language

WORDS = {
    "board": "write the two-page board pack of a result file as HTML",
    "slides": "write the slides of a result file as PowerPoint",
}


INSTALL = f"pip install '{DISTRIBUTION}[slides]'" if IS_INSTALLED else "pip install python-pptx"


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add both commands to those of a program; return the last one."""
    for name, words in WORDS.items():
        parser: argparse.ArgumentParser = subparsers.add_parser(name, help=words, description=words)
        parser.add_argument("result", type=given_path, metavar="RESULT.json", help="cspi-result/1")
        before_help = "earlier result file, to show what has changed since"
        parser.add_argument("--before", type=given_path, metavar="EARLIER.json", help=before_help)
        parser.add_argument("--locale", help="language, such as en (default: the survey's)")
        out_help = "output file (default: named as the page names it)"
        parser.add_argument("--out", type=given_output, metavar="FILE", help=out_help)
        parser.add_argument("--force", action="store_true", help="overwrite an existing file")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the file and say where it is; return 0. Raises CspiBuildError."""
    taken = taken_along(args.project, args.result, args.locale)
    if args.before:
        earlier = taken_along(args.project, args.before, args.locale)
        _check_same(taken, earlier, args.before)
        _check_earlier(taken, earlier, args.before)
        taken = replace(taken, before=Earlier(earlier.report, earlier.created))
    name, write = FILES[args.command]
    out: Path = args.out or Path(taken.name(*name))
    if out.exists() and not args.force:
        raise CspiBuildError(f"{shown_path(out)} is there already. --force writes over it.")
    out.write_bytes(write(taken, args.project))
    say(shown_path(out))
    return 0


def _check_same(taken: TakeAway, earlier: TakeAway, path: Path) -> None:
    """Raise CspiBuildError unless both are results of one survey."""
    found, expected = earlier.report.survey.id, taken.report.survey.id
    if found != expected:
        raise CspiBuildError(
            f"{shown_path(path)}: a result of the survey {inline(found)}; expected one of {inline(expected)}"
        )


def _check_earlier(taken: TakeAway, earlier: TakeAway, path: Path) -> None:
    """Raise CspiBuildError where both have a time and the earlier result is not the older one."""
    if is_after(earlier.created, taken.created):
        raise CspiBuildError(
            f"{shown_path(path)}: made {inline(earlier.created)}; expected an earlier result than that of "
            f"{inline(taken.created)}"
        )


def taken_along(project: Project, path: Path, locale: str | None) -> TakeAway:
    """Return the result in a file, scored by the project's survey and compared with its editions."""
    text = path.read_bytes()[: MOST_BYTES + 1].decode("utf-8-sig", "replace")
    survey = _survey(project, _survey_id(text), path)
    if locale and locale not in survey.locales:
        raise CspiBuildError(f"--locale {inline(locale)}: expected {one_of(sorted(survey.locales))}")
    try:
        result = read_result(survey, text)
    except InputError as error:
        words = wording(shell_language())
        lines = [words.problem(problem, survey) for problem in told(error.problems)]
        raise CspiBuildError("\n".join(f"{shown_path(path)}: {line}" for line in lines)) from error
    languages = chosen_languages(project.root) or languages_of(project.surveys)
    settings = _settings(project)
    editions = [one for one in load_editions(project.editions, languages) if settings.publishes(one.id)]
    report = score(
        survey,
        plain_answers(survey, result.answers),
        tuple(load_snapshot(compile_edition(one)) for one in editions),
    )
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    about = (result.notes, result.label, result.created, result.version, result.plan)
    return TakeAway(report, locale, *about, now)


def _survey_id(text: str) -> str:
    """The id of the survey that a result file names; empty where it names none."""
    try:
        about = json.loads(text)["survey"]["id"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return about if isinstance(about, str) else ""


def _survey(project: Project, name: str, path: Path) -> Survey:
    known = sorted(one.parent.name for one in project.surveys.glob("*/survey.yaml"))
    if name not in known:
        found = f"a result of the survey {inline(name)}" if name else "no result file (cspi-result/1)"
        raise CspiBuildError(f"{shown_path(path)}: {found}; expected a result of {one_of(known)}")
    return load_survey(compile_survey(load_definition(project.surveys / name)))


def _board(taken: TakeAway, project: Project) -> bytes:
    board = taken.board()
    radar = draw_radar(board["radar"], ROOT, work_folder(project.root)) if board["radar"] else None
    return board_html(board, taken.view["locale"], radar).encode()


def _slides(taken: TakeAway, project: Project) -> bytes:
    try:
        from cspi_build.board.presentation import presentation  # its library takes a moment to load
    except ModuleNotFoundError as error:
        raise CspiBuildError(f"Slides need a package more: {INSTALL}") from error
    return presentation(taken.deck(), taken.created, _site_name(project, taken.view["locale"]))


def _site_name(project: Project, locale: str) -> str:
    """The name of the project's site in a language, else in its first one; as the pages say it."""
    words = named(_words(project), _settings(project))
    names = {one.locale: str(one.t["site"]["name"]) for one in words}  # type: ignore[index, call-overload]
    return names.get(locale) or next(iter(names.values()), "")


def _settings(project: Project) -> SiteSettings:
    surveys = sorted(path.parent.name for path in project.surveys.glob("*/survey.yaml"))
    return load_settings(project.root, surveys, languages_of(project.surveys))


def _words(project: Project) -> list[Words]:
    languages = chosen_languages(project.root) or languages_of(project.surveys)
    return list(load_words(ROOT / "site_src" / "text", own_text_folder(project.root), languages))


FILES: dict[str, tuple[tuple[str, str], Callable[[TakeAway, Project], bytes]]] = {
    "board": (("html", "board"), _board),
    "slides": (("pptx", "slides"), _slides),
}
