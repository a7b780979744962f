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
and `table` for the cells. The file is UTF-8, with commas (or, where every cell is in quotes, semicolons).
Here it becomes rows with their lines.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.panels.reading.files import Bad
from cspi_build.panels.reading.layout import CREATED, Layout, layout_of
from cspi_core.errors import MOST_TOLD
from cspi_core.model.survey import Survey

__all__ = ["CREATED", "Batch", "read_batches"]

_ROWS = 2_000


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
        text = (line.decode("utf-8-sig" if not at else "utf-8", "backslashreplace")
                for at, line in enumerate(source))  # fmt: skip
        first = next(text, "")
        reader = csv.reader(chain([first] if first else [], text), strict=True, delimiter=_delimiter(first))
        layout = _head(inline(path.name), reader, survey)
        rows, lines, bad = list[Sequence[str]](), list[int](), list[Bad]()
        for row in _rows(inline(path.name), reader, layout, bad):
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == _ROWS:
                yield _batch(layout, rows, lines, bad, source.tell() / size)
                rows, lines, bad[:] = [], [], []
        yield _batch(layout, rows, lines, bad, 1.0)


def _delimiter(head: str) -> str:
    """KoboToolbox parts cells by semicolons, and puts all of them in quotes."""
    return ";" if '";"' in head and '","' not in head else ","


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
        if not row:
            continue
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
        f"a table is UTF-8 text, its columns are parted by commas and named like `{example}`.",
    )
