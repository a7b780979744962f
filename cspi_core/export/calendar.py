"""The due days of a plan as a calendar (iCalendar, RFC 5545), with a reminder to take the survey again.

Every entry lasts a whole day and leaves the day free. The same plan gives the same identifiers, so that a
calendar that imports a file again moves what it has instead of adding to it.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, timedelta

from ..advice.tracking import DONE, DROPPED
from ..characters import only_printable
from ..loading.times import moment_of
from ..text.messages import Wording
from .tasks import Task

LINE = 75
"""A line holds so many bytes at most (RFC 5545, 3.1); what is longer goes on after a blank in the next."""

NO_STAMP = "19700101T000000Z"

MONTHS = 6
"""After so many months the survey is to be taken again."""


@dataclass(frozen=True)
class Entry:
    """An entry of the calendar: ``alarm`` has it remind at nine in the morning of its day."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""
    alarm: bool = False


def calendar(found: Iterable[Task], plan: str, title: str, made: str, now: str, words: Wording) -> str:
    """Return the calendar of the tasks that have a due day and are neither done nor dropped.

    ``plan`` identifies the plan; ``made`` is the time of the result, from which the six months count; ``now``
    the time at which the file is made (ISO 8601, both).
    """
    entries = [_entry(task, plan, words) for task in found if task.due and task.status not in (DONE, DROPPED)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CS Bearings//Plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(title)}",
    ]
    for entry in (*entries, *_retake(plan, title, made or now, words)):
        lines += _event(entry, _stamp(now))
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _entry(task: Task, plan: str, words: Wording) -> Entry:
    owner = words.say("task.owner", owner=task.owner) if task.owner else ""
    about = "\n".join(part for part in (task.more, owner, task.about, task.reason, task.note) if part)
    return Entry(_uid(plan, task.id), date.fromisoformat(task.due), task.brief, about, task.link)


def _retake(plan: str, title: str, since: str, words: Wording) -> Iterator[Entry]:
    start = moment_of(since)
    if start:
        summary = words.say("task.retake", survey=title)
        day = later(start.date(), MONTHS)
        if day:
            yield Entry(_uid(plan, "retake"), day, summary, words.say("task.retake_about"), alarm=True)


def later(day: date, months: int) -> date | None:
    """Return the day so many months later, or the last of that month where it has no such day; None past the
    last year that there is.

    >>> later(date(2026, 8, 31), 6).isoformat()
    '2027-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def _days(year: int, month: int) -> int:
    """The days of a month. The standard library's own calendar would be all in the engine for this."""
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _uid(plan: str, name: str) -> str:
    return f"{name}-{crc32(plan.encode()):08x}@cs-bearings"


def _stamp(now: str) -> str:
    moment = moment_of(now)
    try:
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if moment else NO_STAMP
    except OverflowError:  # in the first or the last hours that there are
        return NO_STAMP


def _event(entry: Entry, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(entry.day)}",
        *_ends(entry.day),
        f"SUMMARY:{escaped(entry.summary)}",
        *([f"DESCRIPTION:{escaped(entry.description)}"] if entry.description else []),
        *([f"URL:{_uri(entry.url)}"] if entry.url else []),
        "TRANSP:TRANSPARENT",
        *(_alarm(entry) if entry.alarm else []),
        "END:VEVENT",
    ]


def _ends(day: date) -> list[str]:
    """The day after; nothing after the last day that there is, which means the same (3.6.1)."""
    return [f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"] if day < date.max else []


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _alarm(entry: Entry) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(entry.summary)}",
        "TRIGGER:PT9H",
        "END:VALARM",
    ]


def escaped(text: str) -> str:
    r"""Return a text as a value of type TEXT (3.3.11), without control characters.

    >>> escaped("a,b;c")
    'a\\,b\\;c'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = [only_printable(line) for line in lines]
    marked = [line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in plain]
    return "\\n".join(marked)


def _uri(text: str) -> str:
    """Return an address in ASCII, as URIs are written."""
    return "".join(char if "!" <= char <= "~" else _percent(char) for char in text)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, none of which cuts a character in two."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + width
    return "\r\n".join([*pieces, piece])
