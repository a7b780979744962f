"""A table of results as CSV: one row a respondent, one column a question, named by its id.

    q4,q9,q15,q16,q33,created
    japan,12,vp,fit;expansion,?,2026-03-01T18:00:00+09:00

* a single choice: the id of the option; a number: digits, with a point for decimals
* a multiple choice: ids joined with `;`; a `;` alone is "none of these"
* `?` is "I don't know", `-` is "does not apply", an empty cell is unanswered
* `created` (optional): when it was made, as in a result file
* columns named `label`, or with a `#` before their name, are left out; any other column is refused, because
  a question id with a slip in it would otherwise be lost without a word

What ODK, KoboToolbox and SurveyJS give back for our own exports is read as well: see `layout` for the columns
and `table` for the cells. What spreadsheets make of it is read too: UTF-16, semicolons or tabs between the
cells, a first line `sep=;`, the line ends of any system, empty cells at the end of a row or none at all.
Here it becomes rows with their lines.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.panels.reading.files import Bad
from cspi_build.panels.reading.layout import CREATED, Layout, layout_of
from cspi_core.errors import MOST_TOLD
from cspi_core.model.survey import Survey

__all__ = ["CREATED", "Batch", "checked_layout", "read_batches"]

_ROWS = 2_000

_DELIMITERS = ",;\t"

_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Batch:
    """Some rows of the file: its columns by name, the line on which each row ends, and the rows that are
    no rows. `read`: how much of the file has been read, 0 to 1."""

    columns: dict[str, Sequence[str]]
    lines: Sequence[int]
    bad: Sequence[Bad]
    read: float


def read_batches(path: Path, survey: Survey) -> Iterator[Batch]:
    """The file, some rows at a time. Raises CspiBuildError where the head of the table is wrong."""
    size = path.stat().st_size or 1
    with path.open("rb") as source:
        # Bytes that are no text are met again in the cell in which they are.
        text = TextIOWrapper(source, _encoding(source.peek(4)[:4]), "backslashreplace", newline="")
        first = next(text, "")
        named = _SEPARATOR.fullmatch(first.rstrip("\r\n"))
        lines_above, first = (1, next(text, "")) if named else (0, first)
        delimiter = named[1] if named else _delimiter(first, survey)
        reader = _Numbered(chain([first] if first else [], text), delimiter, lines_above)
        layout = _head(inline(path.name), reader, survey)
        rows, lines, bad = list[Sequence[str]](), list[int](), list[Bad]()
        for row in _rows(inline(path.name), reader, layout, bad):
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == _ROWS:
                yield _batch(layout, rows, lines, bad, source.tell() / size)
                rows, lines, bad[:] = [], [], []
        yield _batch(layout, rows, lines, bad, 1.0)


class _Numbered:
    """A reader of CSV that counts the lines of the file, those above the head included."""

    def __init__(self, lines: Iterable[str], delimiter: str, above: int) -> None:
        self._reader = csv.reader(lines, strict=True, delimiter=delimiter)
        self._above = above

    @property
    def line_num(self) -> int:
        """The line that was read last."""
        return self._reader.line_num + self._above

    def __next__(self) -> list[str]:
        return next(self._reader)


def _encoding(start: bytes) -> str:
    """UTF-16, with its mark or by the zeros beside the letters of a head; else UTF-8."""
    if start[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        return "utf-16"
    if start[1:2] == b"\0" or start[:1] == b"\0":
        return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
    return "utf-8-sig"


def _delimiter(head: str, survey: Survey) -> str:
    """The sign that parts a head so that most of its columns are known; a comma where several do."""
    return max(_DELIMITERS, key=lambda sign: _known_columns(head, sign, survey))


def _known_columns(head: str, sign: str, survey: Survey) -> int:
    try:
        names = next(csv.reader([head], delimiter=sign), [])
    except csv.Error:
        return 0
    layout = layout_of([name.strip() for name in names], survey)
    return len(layout.answers) + len(layout.states) + len(layout.parts)


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    """A row without the empty cells that it has more than the head, or with those that it lacks."""
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        return row[:width]
    return [*row, *[""] * (width - len(row))]


def _batch(
    layout: Layout, rows: Sequence[Sequence[str]], lines: Sequence[int], bad: Sequence[Bad], read: float
) -> Batch:
    return Batch(layout.columns(rows), lines, list(bad), read)


def _rows(name: str, reader: Any, layout: Layout, bad: list[Bad]) -> Iterator[Sequence[str]]:
    """The rows that have a cell for every column and do not contradict themselves; `bad` gets the others."""
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            bad.append(Bad(_place(name, start, reader.line_num), [f"This is not CSV ({error})."]))
            continue
        if not any(row):
            continue
        row = _fitted(row, layout.width)
        why = (
            layout.wrong(row)
            if len(row) == layout.width
            else [f"It has {len(row)} cells, the head of the table has {layout.width}."]
        )
        if why:
            bad.append(Bad(_place(name, start, reader.line_num), why))
        else:
            yield row


def _place(name: str, start: int, end: int) -> str:
    return f"{name}:{start}" if end <= start else f"{name}:{start}-{end}"


def _head(name: str, reader: Any, survey: Survey) -> Layout:
    try:
        head = [cell.strip() for cell in next(reader)]
    except StopIteration:
        raise CspiBuildError(f"{name} is empty: its first line names the columns.") from None
    except csv.Error as error:
        raise CspiBuildError(f"{name}:1: this is not CSV ({error}).") from None
    if head and head[0].startswith("{"):
        raise CspiBuildError(f"{name} looks like a result file: name the folder that it lies in.")
    return checked_layout(name, head, survey)


def checked_layout(name: str, head: Sequence[str], survey: Survey) -> Layout:
    """What each column holds. Raises CspiBuildError where no column is a question's, or one is nothing."""
    layout = layout_of(head, survey)
    problems = _head_problems(head, layout, survey)
    if problems:
        lines = [f"{name}:1: {problem}" for problem in problems[:MOST_TOLD]]
        raise CspiBuildError("\n".join(lines + ["... and more of the kind."] * (len(problems) > MOST_TOLD)))
    return layout


def _head_problems(head: Sequence[str], layout: Layout, survey: Survey) -> Sequence[str]:
    if layout.answers or layout.states or layout.parts:
        return layout.problems
    first = head[0][:40] if head else ""
    example = next(iter(survey.question_by_id))
    return (
        f"no column has the id of a question of {survey.id}; the first is `{first}`.",
        f"a table is text, its columns are parted by commas, semicolons or tabs and named like `{example}`.",
    )
