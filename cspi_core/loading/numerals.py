"""Numbers as people type them: one rule for the form, tables and files.

A number is taken where it can mean one thing only: with full-width digits, spaces around it, ``1,000``,
``120%``, ``約12``, ``¥500`` where the unit is yen, a full stop of a Japanese keyboard. A comma parts
thousands. As a decimal sign (``110,5``, ``0,500``, ``1.234,5``) it is not taken: the reader says how to write
the number, as it does for points that part thousands twice (``1.234.567``).

``site_src/assets/lib/number-input.js`` follows the same rule while a form is filled in, and
``tests/vectors/numerals.json`` holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..characters import compatible, lower

MOST_CHARACTERS = 60
MINUS = re.compile("[\u2010-\u2015\u2212\u30fc\uff70]")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
CONTROLS = "\x1c\x1d\x1e\x1f\x85"
"""Spaces to Python alone, and to no person."""
THOUSANDS = re.compile("(?<=[0-9])[\\s'\u2019\u3001\u066c](?=[0-9]{3}(?![0-9]))")
AFTER_SIGN = re.compile(r"(?<=^[+-])\s+")
ABOUT = re.compile(r"(?:約|およそ|だいたい|about|approx\.?|circa|ca\.|[~≈〜])\s*", re.IGNORECASE)
PERCENT = ("%", "percent", "per cent", "pct", "パーセント")
YEN = ("円", "yen", "jpy", "¥")
PLAIN = re.compile(r"[+-]?(?:(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)")
COMMA = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:[.,][0-9]{3})*\.[0-9]{3}),([0-9]+)")
ENDS = re.compile(r"[+-]?[0-9]{1,3}(?:,?[0-9]{3})*,|[+-]?[0-9]+,")
ARABIC = "\u066b"
POINTS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}")


@dataclass(frozen=True)
class Numeral:
    """A text that was read: the ``number``, or ``meant`` where it is likely but not certain what it says."""

    number: float | None = None
    meant: str = ""


def read_numeral(text: str, units: Iterable[str] = ()) -> Numeral:
    """The number in a text that may end with one of the units."""
    plain = _plain(text, units) if len(text) <= MOST_CHARACTERS else ""
    if ARABIC in plain:
        point = plain.replace(ARABIC, ".")
        return Numeral(meant=point.replace(",", "")) if PLAIN.fullmatch(point) else Numeral()
    if PLAIN.fullmatch(plain):
        value = plain.replace(",", "")
        return Numeral(float(value) if "." in value else int(value))
    return Numeral(meant=_likely(plain, _plain(text, units, ".") if plain else ""))


def _likely(plain: str, pointed: str) -> str:
    """Return what a number with the signs of another country says; ``pointed`` has points between its
    thousands where it had spaces or apostrophes."""
    comma = COMMA.fullmatch(plain) or COMMA.fullmatch(pointed)
    if comma:
        return f"{comma[1]}{re.sub('[.,]', '', comma[2])}.{comma[3]}"
    if ENDS.fullmatch(plain):
        return plain.replace(",", "")
    return plain.replace(".", "") if POINTS.fullmatch(plain) else ""


def _plain(text: str, units: Iterable[str], thousands: str = ",") -> str:
    """The number alone, in half-width signs, with ``thousands`` between its groups. Signs that only look like
    digits (exponents, digits in circles) make it empty: in a row with others they would say another number.
    """
    if any(_misleads(char) for char in text):
        return ""
    half = INVISIBLE.sub("", compatible(text)).strip()
    about = ABOUT.match(half)
    number = _without_unit(half[about.end() :] if about else half, units)
    number = MINUS.sub("-", number).replace("。", ".")
    return AFTER_SIGN.sub("", THOUSANDS.sub(thousands, number)).replace("、", ",")


def _misleads(char: str) -> bool:
    if char in CONTROLS:
        return True
    is_digit = "0" <= char <= "9" or "０" <= char <= "９"
    return not is_digit and any("0" <= sign <= "9" for sign in compatible(char))


def _without_unit(text: str, units: Iterable[str]) -> str:
    names = {lower(compatible(unit).strip()) for unit in units} - {""}
    for same in (PERCENT, YEN):
        names |= set(same) if names & set(same) else set()
    small = lower(text)
    for name in sorted(names, key=len, reverse=True):
        if small.endswith(name):
            return text[: -len(name)].rstrip()
    return text.removeprefix("¥").lstrip() if "¥" in names else text
