"""What a text seems to mean where a number is needed: `22,2`, `22.2%`, `５２.２`, `1,234`, `12万`."""

from __future__ import annotations

import re

from cspi_build.yaml_source.lookalikes import ascii_of

__all__ = ["number_hint", "percent_hint"]

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")

_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}([,' _][0-9]{3})+(\.[0-9]+)?")

_DECIMAL_COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")

_POINTS_AND_COMMA = re.compile(r"([-+]?[0-9]{1,3}(?:[.' ][0-9]{3})+),([0-9]+)")

_UNKNOWN = frozenset(
    {"", "-", "--", "?", "n/a", "na", "nan", "none", "null", "tbd", "不明", "該当なし", "なし"}
)

_ERAS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "R": 2018,
    "H": 1988,
    "S": 1925,
}

_ERA = re.compile(f"({'|'.join(_ERAS)}) *(元|[0-9]+) *年?")

_COUNTED = re.compile(
    r"(?:([0-9.]+)億)?(?:([0-9.]+)万)?(?:([0-9.]+)千)?(?:([0-9.]+)百)?([0-9]+)?[人社名件円]?"
)

_TENTHS = re.compile(r"([0-9]+)割(?:([0-9])分)?")

_SHORT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([kKM])")

_TIMES = {"k": 1_000, "K": 1_000, "M": 1_000_000}

_LETTERS = re.compile(r"[0-9OoIl|.]*[0-9][0-9OoIl|.]*")

_DIGIT_OF = str.maketrans("OoIl|", "00111")

_MULTIPLIERS = "兆億万千百十割分厘kKMxX×*^/"
"""What changes the number that it stands beside."""


def number_hint(text: str, *, is_whole: bool = False) -> str:
    """How the number in a text is written, as a hint; empty where it is not certain which it is.

    `is_whole`: only a whole number fits.
    """
    plain = ascii_of(text).strip()
    bare = plain.removesuffix("%").strip()
    if plain.lower() in _UNKNOWN:
        return "what is not known is left out, key and all"
    if _NUMBER.fullmatch(plain):
        return f"a number has no quotes and plain digits: `{plain}`"
    return _separated(bare, is_whole=is_whole) or _in_words(bare) or _alone(plain, bare)


def _separated(bare: str, *, is_whole: bool) -> str:
    """Digits with something between them."""
    if _THOUSANDS.fullmatch(bare):
        return _grouped(bare, is_whole=is_whole)
    comma = _DECIMAL_COMMA.fullmatch(bare) or _POINTS_AND_COMMA.fullmatch(bare)
    if comma and is_whole:
        return "a whole number: a comma means nothing in it"
    if comma:
        whole = re.sub("[.' ]", "", comma[1])
        return f"decimals have a point: `{whole}.{comma[2]}`"
    return ""


def _grouped(text: str, *, is_whole: bool) -> str:
    """Digits in groups: a comma before the only group of three may be one for decimals as well."""
    joined = re.sub("[,' _]", "", text)
    is_clear = is_whole or text.count(",") != 1 or "." in text
    either = "" if is_clear else f", or with a point for decimals: `{text.replace(',', '.')}`"
    return f"nothing between the digits: `{joined}`{either}"


def _in_words(bare: str) -> str:
    """A number that is not in digits alone."""
    era, tenths, short = _ERA.fullmatch(bare), _TENTHS.fullmatch(bare), _SHORT.fullmatch(bare)
    if era:
        year = _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
        return f"the year of the common era: `{year}`"
    if tenths:
        return f"in percent: `{10 * int(tenths[1]) + int(tenths[2] or 0)}`"
    if short:
        return f"the number in digits: `{float(short[1]) * _TIMES[short[2]]:.12g}`"
    counted = _COUNTED.fullmatch(bare)
    if counted and any(counted.groups()[:4]):
        return _counted(counted)
    if (
        _LETTERS.fullmatch(bare)
        and not _NUMBER.fullmatch(bare)
        and _NUMBER.fullmatch(bare.translate(_DIGIT_OF))
    ):
        letter = next(one for one in bare if one in "OoIl|")
        return f"`{letter}` is no digit: `{bare.translate(_DIGIT_OF)}`"
    return ""


def _counted(found: re.Match[str]) -> str:
    parts = zip(found.groups(), (100_000_000, 10_000, 1_000, 100, 1), strict=True)
    try:
        total = sum(float(part) * times for part, times in parts if part)
    except ValueError:
        return ""
    return f"the number in digits: `{total:.15g}`"


def _alone(plain: str, bare: str) -> str:
    """A number among other words, where these do not change it."""
    if _NUMBER.fullmatch(bare):
        return f"the number alone, without the percent sign: `{bare}`"
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1:
        return ""
    beside = plain[: found[0].start()][-1:] + plain[found[0].end() :][:1]
    is_changed = any(sign in _MULTIPLIERS for sign in beside) or re.match("[A-Za-z]", plain[found[0].end() :])
    return "" if is_changed or _ERA.search(plain) else f"the number alone: `{found[0][0]}`"


def percent_hint(share: float) -> str:
    """What a share of less than one percent may be: a fraction of 1."""
    if not 0 < share <= 1:
        return ""
    percent = f"{100 * share:.6f}".rstrip("0").rstrip(".")
    return f"shares are in percent: if {share} is a fraction of 1, write {percent}"
