"""Plural categories of counted texts, by the rules of Unicode CLDR 47 (UTS #35, Language Plural Rules).

A counted text of a catalogue has a form for each category of its language, named in brackets after
its key: `overview[one]`, `overview[other]`. A language without plural forms has `other` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..characters import is_digits

CATEGORIES = ("zero", "one", "two", "few", "many", "other")

OTHER = "other"

MILLION = 1_000_000


@dataclass(frozen=True)
class Operands:
    """A number as the rules of CLDR see it: its absolute value as it is written."""

    i: int
    """The integer digits."""
    v: int
    """How many fraction digits are written, trailing zeros included."""
    f: int
    """The fraction digits as an integer."""

    def whole(self, *numbers: int) -> bool:
        """Return whether the value is one of ``numbers``, however many zeros its fraction has."""
        return not self.f and self.i in numbers


Condition = Callable[[Operands], bool]


def _single(o: Operands) -> bool:
    return o.i == 1 and not o.v


def _millions(o: Operands) -> bool:
    return o.i > 0 and o.i % MILLION == 0 and not o.v


def _ends(o: Operands, first: int, last: int, *, modulo: int) -> bool:
    return not o.f and first <= o.i % modulo <= last


def _slavic_few(o: Operands) -> bool:
    return not o.v and 2 <= o.i % 10 <= 4 and not 12 <= o.i % 100 <= 14


ARABIC: dict[str, Condition] = {
    "zero": lambda o: o.whole(0),
    "one": lambda o: o.whole(1),
    "two": lambda o: o.whole(2),
    "few": lambda o: _ends(o, 3, 10, modulo=100),
    "many": lambda o: _ends(o, 11, 99, modulo=100),
}

POLISH: dict[str, Condition] = {
    "one": _single,
    "few": _slavic_few,
    "many": lambda o: not o.v,
}

RUSSIAN: dict[str, Condition] = {
    "one": lambda o: not o.v and o.i % 10 == 1 and o.i % 100 != 11,
    "few": _slavic_few,
    "many": lambda o: not o.v,
}

CZECH: dict[str, Condition] = {
    "one": _single,
    "few": lambda o: not o.v and 2 <= o.i <= 4,
    "many": lambda o: o.v > 0,
}

# The conditions of each language in order; where none holds, the category is `other`.
RULES: dict[str, dict[str, Condition]] = {
    "ar": ARABIC,
    "cs": CZECH,
    "da": {"one": lambda o: o.i == 1 or (o.i == 0 and o.f > 0)},
    "de": {"one": _single},
    "en": {"one": _single},
    "es": {"one": lambda o: o.whole(1), "many": _millions},
    "fi": {"one": _single},
    "fr": {"one": lambda o: o.i in (0, 1), "many": _millions},
    "id": {},
    "it": {"one": _single, "many": _millions},
    "ja": {},
    "ko": {},
    "nb": {"one": lambda o: o.whole(1)},
    "nl": {"one": _single},
    "pl": POLISH,
    "pt": {"one": lambda o: o.i in (0, 1), "many": _millions},
    "ru": RUSSIAN,
    "sk": CZECH,
    "sv": {"one": _single},
    "th": {},
    "tr": {"one": lambda o: o.whole(1)},
    "uk": RUSSIAN,
    "vi": {},
    "zh": {},
}


def plural_category(locale: str, count: int | str) -> str:
    """Return the CLDR plural category of a count in a language.

    ``count`` is an integer, or a number as it is shown (``"1.0"``, ``"1,234"``), as the digits that are
    shown decide in some languages. Raises ValueError for a language without rules here and for a text
    that is no number.

    >>> plural_category("en", 1), plural_category("en", "1.0"), plural_category("ja", 1)
    ('one', 'other', 'other')
    """
    operands = _operands(str(count))
    return next((name for name, holds in _rules(locale).items() if holds(operands)), OTHER)


def plural_categories(locale: str) -> tuple[str, ...]:
    """Return the categories that a language distinguishes, in the order of CLDR.

    Raises ValueError for a language without rules here.

    >>> plural_categories("fr")
    ('one', 'many', 'other')
    """
    return (*_rules(locale), OTHER)


@cache
def names_one_number(locale: str, category: str) -> bool:
    """Return whether a category covers a single integer, so that its text may spell the number out."""
    numbers = (*range(1000), MILLION, 2 * MILLION)
    return sum(plural_category(locale, number) == category for number in numbers) == 1


def _rules(locale: str) -> dict[str, Condition]:
    language = locale.partition("-")[0]
    if language not in RULES:
        raise ValueError(f"no plural rules for the language {locale!r}; known are {', '.join(RULES)}")
    return RULES[language]


def _operands(shown: str) -> Operands:
    whole, _, fraction = shown.replace(",", "").lstrip("-−").partition(".")
    if not (is_digits(whole) and is_digits(fraction or "0")):
        raise ValueError(f"{shown!r} is not a number")
    return Operands(int(whole), len(fraction), int(fraction or "0"))
