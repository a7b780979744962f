"""A table of results as CSV: one row a respondent, one column a question, named by its id.

    q4,q9,q15,q16,q33,created
    japan,12,vp,fit;expansion,?,2026-03-01T09:00:00Z

* a single choice: the id of the option; a number: digits, with a point for decimals
* a multiple choice: ids joined with `;`; a `;` alone is "none of these"
* `?` is "I don't know", `-` is "does not apply", an empty cell is unanswered
* `created` (optional): when it was made, as in a result file
* columns named `label`, or with a `#` before their name, are left out; any other column is refused, because
  a question id with a slip in it would otherwise be lost without a word

The file is UTF-8, with commas, a cell in double quotes where it needs them. Here it becomes rows with their
lines; what the cells mean is in `panel_table`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, did_you_mean
from cspi_build.panels.files import Bad
from cspi_core.model.survey import Survey

__all__ = ["CREATED", "Batch", "read_batches"]

CREATED = "created"

LEFT_OUT = "label"

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
        reader = csv.reader(text, strict=True)
        head = _head(path.name, reader, survey)
        rows, lines, bad = list[Sequence[str]](), list[int](), list[Bad]()
        for row in _rows(path.name, reader, len(head), bad):
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == _ROWS:
                yield _batch(head, rows, lines, bad, source.tell() / size)
                rows, lines, bad[:] = [], [], []
        yield _batch(head, rows, lines, bad, 1.0)


def _batch(
    head: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int], bad: Sequence[Bad], read: float
) -> Batch:
    cells: Sequence[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [()] * len(head)
    columns = {name: cells[at] for at, name in enumerate(head) if not _is_left_out(name)}
    return Batch(columns, lines, list(bad), read)


def _rows(name: str, reader: Any, width: int, bad: list[Bad]) -> Iterator[Sequence[str]]:
    """The rows that have a cell for every column; `bad` gets the others."""
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            bad.append(Bad(_place(name, start, reader.line_num), [f"This is not CSV ({error})."]))
            continue
        if len(row) == width:
            yield row
        elif row:
            why = f"It has {len(row)} cells, the head of the table has {width}."
            bad.append(Bad(_place(name, start, reader.line_num), [why]))


def _place(name: str, start: int, end: int) -> str:
    return f"{name}:{start}" if end <= start else f"{name}:{start}-{end}"


def _head(name: str, reader: Any, survey: Survey) -> list[str]:
    try:
        head = [cell.strip() for cell in next(reader)]
    except StopIteration:
        raise CspiBuildError(f"{name} is empty: its first line names the columns.") from None
    except csv.Error as error:
        raise CspiBuildError(f"{name}:1: this is not CSV ({error}).") from None
    if head and head[0].startswith("{"):
        raise CspiBuildError(f"{name} looks like a result file: name the folder that it lies in.")
    problems = list(_head_problems(head, survey))
    if problems:
        raise CspiBuildError("\n".join(f"{name}:1: {problem}" for problem in problems))
    return head


def _head_problems(head: Sequence[str], survey: Survey) -> Iterator[str]:
    known = [*survey.question_by_id, CREATED, LEFT_OUT]
    if not set(head) & set(survey.question_by_id):
        first = head[0][:40] if head else ""
        example = next(iter(survey.question_by_id))
        yield f"no column has the id of a question of {survey.id}; the first is `{first}`."
        yield f"a table is UTF-8 text, its columns are parted by commas and named like `{example}`."
        return
    for cell in dict.fromkeys(head):
        if head.count(cell) > 1 and not _is_left_out(cell):
            yield f"the column `{cell}` stands there twice."
        if cell not in known and not _is_left_out(cell):
            hint = did_you_mean(cell, known)
            advice = f"; {hint}" if hint else "."
            yield f"`{cell}` is no question of {survey.id}{advice} A `#` before its name leaves a column out."


def _is_left_out(name: str) -> bool:
    return name == LEFT_OUT or name.startswith("#")
