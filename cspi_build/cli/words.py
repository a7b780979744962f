"""`build.py words [LANG]`: which texts the site's languages lack; with a language, those texts to fill in.

build.py words                       one line a language
build.py words sv > text/sv.yaml     what Swedish lacks, in the words that stand in for it
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from cspi_build.diagnostics import CspiBuildError
from cspi_build.installation import COMMAND, ROOT
from cspi_build.settings.fallback import Words, texts_of
from cspi_build.settings.languages import categories, is_language
from cspi_build.settings.plural_forms import base_path
from cspi_build.settings.site import chosen_languages, own_text_folder
from cspi_build.settings.ui_text import load_words, shipped_locales
from cspi_build.surveys.language_checks import languages_of
from cspi_build.workspace.project import Project
from cspi_build.yaml_source.compose import NodePath, Plain
from cspi_core.text.plurals import OTHER
from cspi_core.text.terminal import say

__all__ = ["add_parser", "missing_words", "run", "status"]

WORDS = ROOT / "site_src" / "text"


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add the command."""
    words = "list the texts that the site's languages lack, or print them to be translated"
    parser: argparse.ArgumentParser = subparsers.add_parser("words", help=words, description=words)
    language = "print what this language lacks as YAML, in the words that stand in for it"
    parser.add_argument("language", nargs="?", metavar="LANG", help=language)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print; return 0. Raises CspiBuildError."""
    project: Project = args.project
    folder = own_text_folder(project.root)
    wanted = chosen_languages(project.root) or languages_of(project.surveys)
    if args.language:
        if not is_language(args.language):
            raise CspiBuildError(f"{args.language} is no language: expected a tag such as `sv` or `pt-BR`.")
        others = [one for one in wanted if one != args.language]
        say(missing_words(_words(folder, [args.language, *others])[0]), end="")
        return 0
    for one in _words(folder, list(wanted) or shipped_locales(WORDS)):
        say(status(one, folder.name))
    return 0


def _words(folder: Path, languages: list[str]) -> tuple[Words, ...]:
    return load_words(WORDS, folder, languages)


def status(words: Words, folder: str = "text") -> str:
    """How many texts a language lacks, what is shown in their place, and where they would go."""
    total = sum(1 for _ in texts_of(words.t))
    if not words.missing:
        return f"{words.locale}: all {total:,} texts"
    shown = ", ".join(sorted(set(words.spoken.values())))
    return (
        f"{words.locale}: {len(words.missing):,} of {total:,} texts are missing; their pages are shown in "
        f"{shown}. Add them in {folder}/{words.locale}.yaml (`{COMMAND} words {words.locale}` prints them)."
    )


def missing_words(words: Words) -> str:
    """What a language lacks as YAML, each text in the words that stand in for it, with the plural forms that
    the language has."""
    tree: dict[str, Any] = {}
    for path in words.missing:
        place, found = tree, words.t
        for key in path[:-1]:
            place = place.setdefault(str(key), {})
            found = found[str(key)]  # type: ignore[assignment]
        place.update(_forms(found, str(path[-1]), words.locale))
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=110) if tree else ""


def _forms(texts: Mapping[str, Plain], key: str, locale: str) -> Iterator[tuple[str, Plain]]:
    """A text under its key, or under a key for each plural form of the language."""
    if key in texts:
        yield key, texts[key]
        return
    forms = {name: text for name, text in texts.items() if _base(name) == key}
    main = forms.get(f"{key}[{OTHER}]", next(iter(forms.values()), ""))
    for category in categories(locale):
        yield f"{key}[{category}]", forms.get(f"{key}[{category}]", main)


def _base(name: str) -> str:
    path: NodePath = base_path((name,))
    return str(path[0])
