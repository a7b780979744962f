"""The files that `build.py new survey` starts from: small surveys that work as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cspi_build.settings.languages import matching
from cspi_build.yaml_source.source import read_yaml

__all__ = [
    "DEFAULT_LANGUAGES",
    "MODELS",
    "STARTER",
    "STARTERS",
    "is_translated",
    "starter_structure",
    "starter_text",
]

STARTERS = Path(__file__).resolve().parent / "starters"
STARTER = STARTERS / "survey"
MODELS = ("likert", "maturity", "checklist", "nps-like", "standing")
"""The shapes that `--like` offers, each a folder beside the small survey."""

DEFAULT_LANGUAGES = ("ja", "en")
"""The languages of a new site where none are asked for."""

_STRUCTURE, _FALLBACK = "survey", "en"
_COMMENTS = STARTERS / "comments.yaml"

_UNTRANSLATED = "# These words are English: there are none in `{locale}` yet. Translate all but the keys.\n"


def is_translated(locale: str, origin: Path = STARTER) -> bool:
    """Whether there are words in a language."""
    return matching(locale, _shipped(origin)) is not None


def _shipped(origin: Path) -> list[str]:
    return sorted(path.stem for path in origin.glob("*.yaml") if path.stem != _STRUCTURE)


def starter_text(locale: str, origin: Path = STARTER) -> str:
    """The words in a language, as its file; English ones to translate where there are none."""
    found = matching(locale, _shipped(origin))
    text = (origin / f"{found or _FALLBACK}.yaml").read_text(encoding="utf-8")
    text = text.replace(f"\nlocale: {found or _FALLBACK}\n", f"\nlocale: {locale}\n")
    head, _, rest = text.partition("\n#\n")
    return text if found else f"{head}\n#\n{_UNTRANSLATED.format(locale=locale)}{rest}"


def starter_structure(languages: Sequence[str], origin: Path = STARTER) -> str:
    """The survey.yaml of a small survey, with comments in the first language, or else in English."""
    text = (origin / f"{_STRUCTURE}.yaml").read_text(encoding="utf-8")
    known: Any = read_yaml(_COMMENTS).value
    found = matching(languages[0], list(known[0])) or _FALLBACK
    words = {one[_FALLBACK]: one[found] for one in known}
    said = re.compile(r"(?<=# )( *)(\S.*)$", re.MULTILINE)
    text = said.sub(lambda one: f"{one[1]}{words.get(one[2], one[2])}", text)
    return text.replace("@files@", ", ".join(f"{one}.yaml" for one in languages))
