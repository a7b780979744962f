"""Numbers that a comma cuts in two where YAML reads brackets: `{share: 22,2}`, `{value: 1.280,5}`."""

from __future__ import annotations

import re

__all__ = ["ends_in_comma", "read_commas"]

_BEFORE = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+)")

_AFTER = re.compile(r"(?:[0-9]+|[0-9]{3}\.[0-9]+)%?")

_GROUPS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def ends_in_comma(before: str, after: str) -> bool:
    """Whether two texts on both sides of a comma are parts of a number."""
    return _BEFORE.fullmatch(before) is not None and _AFTER.fullmatch(after) is not None


def read_commas(text: str) -> tuple[float, str]:
    """What a number with commas means, and how it is written. A comma before the only group of three digits
    may be for decimals as well."""
    bare = text.removesuffix("%")
    if _GROUPS.fullmatch(bare):
        digits = bare.replace(",", "")
        is_clear = bare.count(",") > 1 or "." in bare
        either = "" if is_clear else f", or with a point for decimals: `{bare.replace(',', '.')}`"
        return _number(digits), f"nothing between the digits: `{digits}`{either}"
    head, _, tail = bare.rpartition(",")
    digits = f"{re.sub('[.,]', '', head)}.{tail}"
    return float(digits), f"a point for decimals: `{digits}`"


def _number(digits: str) -> float:
    return float(digits) if "." in digits else int(digits)
