"""The files that `build.py new survey` starts from: small surveys that work as they are."""

from __future__ import annotations

from pathlib import Path

from cspi_build.settings.languages import matching

__all__ = ["DEFAULT_LANGUAGES", "MODELS", "STARTER", "STARTERS", "is_translated", "starter_text"]

STARTERS = Path(__file__).resolve().parent / "starters"
STARTER = STARTERS / "survey"
MODELS = ("likert", "maturity", "checklist", "nps-like", "standing")
"""The shapes that `--like` offers, each a folder beside the small survey."""

DEFAULT_LANGUAGES = ("ja", "en")
"""The languages of a new site where none are asked for."""

_STRUCTURE, _FALLBACK = "survey", "en"

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
