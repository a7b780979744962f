"""Times as collecting tools write them, as ISO 8601: `2026/11/01 9:15:00 AM GMT+9`, with words of some
languages.

Only times with the year first are read. In any other order, day and month can't be told apart.
"""

from __future__ import annotations

import re

from cspi_core.loading.times import is_time

__all__ = ["read_time"]

_FORM = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"(?:[T ,]+(?P<before>[^\W\d_.]+ )?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}(?:\.\d+)?))?"
    r"[  ]*(?P<rest>.*))?",
    re.DOTALL,
)

_MORNING = ("am", "a.m.", "午前", "vorm.", "ص", "上午", "오전")

_EVENING = ("pm", "p.m.", "午後", "nachm.", "م", "下午", "오후")

_OFFSET = re.compile(r"(?:gmt|utc|غرينتش)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?")

_ZONES = {
    "": "",
    "z": "+00:00",
    "utc": "+00:00",
    "gmt": "+00:00",
    "غرينتش": "+00:00",
    "mez": "+01:00",
    "mesz": "+02:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "oez": "+02:00",
    "oesz": "+03:00",
    "jst": "+09:00",
}
"""Zones whose name has one meaning."""


def read_time(text: str) -> str | None:
    """The time as ISO 8601; None where the text has no meaning, or more than one."""
    bare = text.strip()
    found = _FORM.fullmatch(bare)
    if found is None:
        return bare if is_time(bare) else None
    day = f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}"
    time = _clock(found) if found["h"] else ""
    whole = day + time if time is not None else ""
    return whole if is_time(whole) else None


def _clock(found: re.Match[str]) -> str | None:
    half, rest = _half(found["before"], found["rest"] or "")
    offset, hour = _offset(rest), int(found["h"])
    if offset is None or (half is not None and not 0 <= hour <= 12):
        return None
    hour = hour if half is None else hour % 12 + half
    return f"T{hour:02}:{found['min']}:{found['s'] or '00'}{offset}"


def _half(before: str | None, rest: str) -> tuple[int | None, str]:
    """Hours that the half of the day adds, None where none is named; and what is left of the text."""
    word = (before or "").strip().casefold()
    for words, hours in ((_MORNING, 0), (_EVENING, 12)):
        if word in words:
            return hours, rest
        named = next((one for one in words if re.match(rf"{re.escape(one)}(?!\w)", rest, re.IGNORECASE)), "")
        if named:
            return hours, rest[len(named) :].strip()
    return None, f"{word} {rest}".strip()


def _offset(text: str) -> str | None:
    name = text.strip(" ()").casefold()
    found = _OFFSET.fullmatch(name)
    if found is None:
        return _ZONES.get(name)
    sign = "-" if found[1] in "-−" else "+"
    return f"{sign}{found[2]:0>2}:{found[3] or '00'}"
