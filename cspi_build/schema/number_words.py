"""What a text seems to mean where a number is needed: `22,2`, `22.2%`, `５２.２`, `1,234`, `50 people`."""

from __future__ import annotations

import re

from cspi_build.yaml_source.lookalikes import ascii_of

__all__ = ["number_hint", "percent_hint"]

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")

_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}([,' _][0-9]{3})+(\.[0-9]+)?")

_DECIMAL_COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")

_UNKNOWN = frozenset(
    {"", "-", "--", "?", "n/a", "na", "nan", "none", "null", "tbd", "不明", "該当なし", "なし"}
)


def number_hint(text: str) -> str:
    """How the number in a text is written, as a hint; empty where it is not certain which it is."""
    plain = ascii_of(text).strip()
    bare = plain.removesuffix("%").strip()
    if plain.lower() in _UNKNOWN:
        return "what is not known is left out, key and all"
    if _NUMBER.fullmatch(plain):
        return f"a number has no quotes and plain digits: `{plain}`"
    if _THOUSANDS.fullmatch(bare):
        return _grouped(bare)
    comma = _DECIMAL_COMMA.fullmatch(bare)
    if comma:
        return f"decimals have a point: `{comma[1]}.{comma[2]}`"
    if _NUMBER.fullmatch(bare):
        return f"the number alone, without the percent sign: `{bare}`"
    found = _NUMBER.findall(plain)
    return f"the number alone: `{_NUMBER.search(plain)[0]}`" if len(found) == 1 else ""  # type: ignore[index]


def _grouped(text: str) -> str:
    """Digits in groups: a comma before the only group of three may be one for decimals as well."""
    joined = re.sub("[,' _]", "", text)
    either = f", or with a point for decimals: `{text.replace(',', '.')}`" if text.count(",") == 1 else ""
    return f"nothing between the digits: `{joined}`{either if '.' not in text else ''}"


def percent_hint(share: float) -> str:
    """What a share of less than one percent may be: a fraction of 1."""
    if not 0 < share <= 1:
        return ""
    percent = f"{100 * share:.6f}".rstrip("0").rstrip(".")
    return f"shares are in percent: if {share} is a fraction of 1, write {percent}"
