"""`build.py new site DIR`: a project of one's own, outside this repository, that builds as it stands.

    build.py new site team-check                      in Japanese and English
    build.py new site team-check --languages fr       in French alone

It gets settings, a small survey and a README. Nothing is ever written over.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cspi_build.cli.scaffold.survey import write_survey
from cspi_build.diagnostics import CspiBuildError
from cspi_build.installation import CALL, COMMAND, DISTRIBUTION, IS_INSTALLED, ROOT
from cspi_build.os_errors import given_path, typed
from cspi_build.schema.survey import LOCALE
from cspi_build.settings.languages import is_language, matching
from cspi_build.settings.ui_text import shipped_locales
from cspi_build.surveys.starter import DEFAULT_LANGUAGES
from cspi_build.workspace.project import SETTINGS, Project
from cspi_build.yaml_source.source import scan_yaml, shown_path
from cspi_core._version import __version__
from cspi_core.text.messages import FALLBACK
from cspi_core.text.terminal import say

__all__ = ["add_parser", "new_site", "run"]

SURVEY = "meetings"

REQUIREMENTS, WORKFLOW = "requirements.txt", ".github/workflows/publish.yml"

WHERE = {
    "en": (
        ", after `pip install -r requirements.txt`",
        ", `build.py` being the one of your copy of the engine",
    ),
    "fr": (", après `pip install -r requirements.txt`", " ; `build.py` est celui de votre copie du moteur"),
    "de": (
        ", nach `pip install -r requirements.txt`",
        "; `build.py` ist die Datei Ihrer Kopie des Programms",
    ),
    "ar": ("، بعد `pip install -r requirements.txt`", "؛ و`build.py` هو ملف نسختك من البرنامج"),
    "ja": ("（先に `pip install -r requirements.txt` を実行）", "（`build.py` は手元のエンジンのものです）"),
}
"""What follows "in this folder": how the command came there, installed or in a copy of the sources."""

FILES = Path(__file__).parent / "site_files"
"""The other files of a new site, with names in `@` to be filled in."""

IGNORED = ".build/\ndist/\n"

WORDS = ROOT / "site_src" / "text"


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `site` to the kinds of new files."""
    words = "create a project for a site of your own, in a new folder"
    parser: argparse.ArgumentParser = subparsers.add_parser("site", help=words, description=words)
    parser.add_argument("folder", type=given_path, metavar="DIR", help="the folder to create")
    usual = " ".join(DEFAULT_LANGUAGES)
    languages = f"the languages of the site, any, the first one first (default: {usual})"
    parser.add_argument("--languages", nargs="+", default=DEFAULT_LANGUAGES, metavar="LANG", help=languages)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the files and say what to do next; return 0. Raises CspiBuildError."""
    named = [one for listed in args.languages for one in listed.replace(",", " ").split()]
    folder = new_site(args.folder, tuple(dict.fromkeys(named)))
    say(f"{shown_path(folder)}/ has a site that works as it stands:")
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        say(f"  {path.relative_to(folder).as_posix()}")
    say(f"`{COMMAND} --project {typed(shown_path(folder))} serve` builds it and shows it.")
    return 0


def _name(locale: str) -> str:
    """The name of a site in the words of a language; in English where there are none."""
    shipped = matching(locale, shipped_locales(WORDS)) or FALLBACK
    return scan_yaml(WORDS / shipped / "pages.yaml").root.at("site").at("name").text() or ""


def _filled(file: str, **values: str) -> str:
    text = (FILES / file).read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _readme(locale: str) -> str:
    written = matching(locale, list(WHERE)) or FALLBACK
    where = WHERE[written][0 if IS_INSTALLED else 1]
    values = {"title": _name(locale), "settings": SETTINGS, "survey": SURVEY, "where": where, "call": CALL}
    return _filled(f"README.{written}.md", **values)


def _settings(languages: Sequence[str]) -> str:
    """The settings, with comments in the first language, or else in English."""
    written = matching(languages[0], list(WHERE)) or FALLBACK
    name = "{" + ", ".join(f"{one}: {_name(one)}" for one in languages) + "}"
    values = {"version": __version__, "name": name, "languages": ", ".join(languages), "survey": SURVEY}
    return _filled(f"site.{written}.yaml", first=languages[0], **values)


def new_site(folder: Path, languages: Sequence[str]) -> Path:
    """Write a project into a new folder; return it. Raises CspiBuildError where the folder holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CspiBuildError(
            f"{shown_path(folder)} is there already and not empty: expected the name of a new folder. "
            f"Nothing was changed; in a folder with a {SETTINGS}, `new survey ID` adds a survey."
        )
    unknown = [one for one in languages if not is_language(one) or not re.fullmatch(LOCALE, one)]
    if unknown or not languages:
        raise CspiBuildError(
            f"languages {', '.join(unknown) or '(none)'}: expected tags of languages such as `en`, `fr` or "
            "`pt-BR`, each once."
        )
    project = Project(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_survey(project.surveys / SURVEY, SURVEY, languages)
    texts = {
        SETTINGS: _settings(languages),
        "README.md": _readme(languages[0]),
        ".gitignore": IGNORED,
        REQUIREMENTS: _filled(REQUIREMENTS, name=DISTRIBUTION, version=__version__),
        WORKFLOW: _filled("publish.yml", requirements=REQUIREMENTS, command=DISTRIBUTION),
    }
    for file, text in texts.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return folder
