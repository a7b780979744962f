"""What there is to know of any language: its own name, its direction, its plural forms, its numbers.

All of it comes from Unicode CLDR, as Babel has it; where `cspi_core` has plural rules of its own, those
count, since the engine uses them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from cspi_core.text.plurals import CATEGORIES, OTHER, RULES, plural_categories, plural_category

__all__ = [
    "categories",
    "category",
    "direction",
    "english_name",
    "is_language",
    "matching",
    "name_in",
    "number_text",
    "own_name",
]


@cache
def _known(locale: str) -> Locale | None:
    """The language, else the one that its tag begins with; None where CLDR has neither."""
    for name in (locale, locale.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def is_language(locale: str) -> bool:
    """Whether a tag names a language."""
    return locale != "und" and _known(locale) is not None


def english_name(locale: str) -> str:
    """The name of a language in English; its tag where that is not known."""
    known = _known(locale)
    return locale if known is None else str(known.get_display_name("en"))


def name_in(locale: str, language: str) -> str:
    """The name of a language in the words of another; its tag where that is not known."""
    known, spoken = _known(locale), _known(language)
    return locale if known is None or spoken is None else str(known.get_display_name(spoken) or locale)


def own_name(locale: str) -> str:
    """What a language calls itself; its tag where that is not known."""
    known = _known(locale)
    name = (known.get_display_name() if known else None) or locale
    return name[:1].upper() + name[1:]


def direction(locale: str) -> str:
    """`ltr` or `rtl`."""
    known = _known(locale)
    return str(known.text_direction) if known else "ltr"


def matching(locale: str, names: Iterable[str]) -> str | None:
    """The one of some languages that a tag asks for: itself, or the language that it begins with."""
    names = list(names)
    return next((name for name in (locale, locale.partition("-")[0]) if name in names), None)


def category(locale: str, count: int) -> str:
    """The plural category of a count."""
    if locale.partition("-")[0] in RULES:
        return plural_category(locale, count)
    known = _known(locale)
    return str(known.plural_form(count)) if known else OTHER


def categories(locale: str) -> tuple[str, ...]:
    """The plural categories of a language, in the order of CLDR. Raises ValueError for an unknown one."""
    known = _known(locale)
    if locale.partition("-")[0] in RULES or known is None:
        return plural_categories(locale)
    tags = {OTHER, *known.plural_form.tags}
    return tuple(name for name in CATEGORIES if name in tags)


@cache
def _pattern(decimals: int | None) -> str:
    return "#,##0.####" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")


def number_text(value: float, locale: str, decimals: int | None = 0) -> str:
    """A number with the signs of a language, in the digits 0 to 9; up to four decimals where `None`."""
    known = _known(locale)
    if known is None or known.language in {"en", "ja"}:
        text = f"{value:,.{4 if decimals is None else decimals}f}"
        return text.rstrip("0").rstrip(".") if decimals is None else text
    return format_decimal(value, _pattern(decimals), locale=known, numbering_system="latn")
