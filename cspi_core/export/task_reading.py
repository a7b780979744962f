"""Reading back our own table of tasks: what was changed in it since it was exported.

A spreadsheet may have saved it with another separator, other dates or without the columns that nobody
needed; rows are found by their ``id``. Every problem is named with its row; where there is one, nothing is
taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..advice.plan import Plan, planned_pairs
from ..advice.tracking import DAY, FIELDS, STATUSES, TODO, UNTRACKED, Pair, Track, changed, step_id
from ..characters import is_digits, lower
from ..errors import Code, InputError, Problem, shown
from ..model.survey import Survey
from ..text.messages import known_locales, wording
from .csv import plain_text, safe_text

SEPARATORS = ",;\t"

CELL = {
    sign: re.compile(rf'(?:"((?:[^"]|"")*)"|([^"{sign}\r\n][^{sign}\r\n]*|))({sign}|\r\n?|\n|\Z)')
    for sign in SEPARATORS
}
"""A cell, quoted or plain, with what ends it: a separator, the end of the line, or that of the text."""

MOST_ROWS = 1000

Row = Mapping[str, str]


def read_tasks(survey: Survey, plan: Plan, text: str) -> list[dict[str, str]]:
    """Return what the table says about the steps of the plan and is not known yet, for :func:`with_tracks`.

    Raises :class:`InputError` with every problem found, each with its row.
    """
    names = {step_id(pair): pair for pair in planned_pairs(survey, plan)}
    problems: list[Problem] = []
    found: dict[Pair, dict[str, str]] = {}
    for number, row in _rows(text):
        pair = names.get(_plain(row["id"]))
        if pair is None or pair in found:
            code: Code = "task_step" if pair is None else "task_twice"
            problems.append(Problem(code, None, shown(row["id"]), "", number))
            continue
        found[pair], wrong = _changes(row, plan.tracks.get(pair, UNTRACKED), number)
        problems += wrong
    if problems:
        raise InputError(problems)
    return [{"question": pair[0], "option": pair[1], **given} for pair, given in found.items() if given]


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows that are not empty, by the names of their columns, with their numbers."""
    text = text.removeprefix("\ufeff")
    head, *rows = _cells(text) or [[]]
    names = [lower(name.strip()) for name in head]
    if "id" not in names or not set(FIELDS) & set(names):
        raise InputError([Problem("task_columns", None, shown(", ".join(head)), f"id, {', '.join(FIELDS)}")])
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            yield number, dict(zip(names, [*row, *[""] * len(names)], strict=False))


def _cells(text: str) -> Sequence[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    rows, end = [], 0
    while end < len(text):
        row, end = _row(text, end, separator)
        rows.append(row)
    if len(rows) > MOST_ROWS + 1:
        raise InputError([Problem("task_rows", None, str(len(rows) - 1), str(MOST_ROWS))])
    return rows


def _row(text: str, start: int, separator: str) -> tuple[list[str], int]:
    """The cells of the row that starts there (RFC 4180), and where the next row starts."""
    cells, at = [], start
    while True:
        found = CELL[separator].match(text, at)
        if found is None:
            raise InputError([Problem("task_csv", None, shown(text[at:]), "CSV")])
        quoted, plain, ends = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if ends != separator:
            return cells, at


def _plain(cell: str) -> str:
    return plain_text(cell.strip())


def _changes(row: Row, track: Track, number: int) -> tuple[dict[str, str], list[Problem]]:
    """Return the fields of a row that differ from what is known, and what is wrong in them."""
    given: dict[str, str] = {}
    for name in FIELDS:
        present = getattr(track, name) or ""
        if name in row and row[name].strip() not in (present, safe_text(present)):
            given[name] = _value(name, _plain(row[name]), present)
    if given.get("status") in ("", track.status or TODO):
        given.pop("status")  # an empty cell takes no status away, and every step starts with this one
    return given, [replace(problem, row=number) for problem in changed(track, given)[1]]


def _value(name: str, cell: str, present: str) -> str:
    if name == "status":
        return _status(cell)
    return _day(cell, present) if name == "due" else cell


def _status(cell: str) -> str:
    """Return the status that a cell names, by its id or in the words of any language; else the cell."""
    known = {
        lower(wording(locale).say(f"status.{name}")): name for locale in known_locales() for name in STATUSES
    }
    small = lower(cell)
    return known.get(small, small if small in STATUSES else cell)


def _day(cell: str, present: str) -> str:
    """Return a day as YYYY-MM-DD where a spreadsheet wrote it in another way that leaves no doubt; else the
    cell. Of 03/04/2027 there are two readings: where one is the day that is known, it is that."""
    parts = cell.replace(".", "/").replace("-", "/").split("/")
    if len(parts) != len(DAY.split("-")) or not all(is_digits(part.strip()) for part in parts):
        return cell
    one, two, three = (int(part) for part in parts)
    orders = [(one, two, three)] if one > 31 else [(three, one, two), (three, two, one)]
    days = {day for order in orders if (day := _calendar_day(*order))}
    return present if present in days else days.pop() if len(days) == 1 else cell


def _calendar_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year >= 1900 else ""
    except ValueError:
        return ""
