"""Times as files hold them: ISO 8601 with the offset of the clock that they were read from.

The day of a time is the day that is written, which is the day where the result was made. An earlier release
wrote UTC (``Z``); such a time is read as it stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

FORM = "2026-11-22T18:00:00+09:00"
"""What a time looks like."""


def is_time(text: str) -> bool:
    """Return whether a text is an ISO 8601 date or time."""
    return _read(text) is not None


def day_of(text: str) -> str:
    """The day of a time as YYYY-MM-DD; empty where it is none."""
    found = _read(text)
    return found.date().isoformat() if found else ""


def is_day(text: str) -> bool:
    """Return whether a text is a day alone, without a time."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def moment_of(text: str) -> datetime | None:
    """The moment, for order and comparison; without an offset it counts as UTC. None where it is none."""
    found = _read(text)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def is_after(first: str, second: str) -> bool:
    """Return whether the first time is the later one; where one of them is a day alone, days count. False
    where one is no time.
    """
    if is_day(first) or is_day(second):
        return bool(day_of(second)) and day_of(first) > day_of(second)
    ends = moment_of(first), moment_of(second)
    return ends[0] is not None and ends[1] is not None and ends[0] > ends[1]


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
