"""What became of an export, in words: each column, and each cell that was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cspi_build.diagnostics import inline
from cspi_build.panels.collectors.convert import Converted, Unread
from cspi_build.panels.collectors.left_out import LeftOut
from cspi_build.panels.collectors.mapping import OUT

__all__ = ["report"]

_MOST = 40


def report(found: Converted) -> Iterator[str]:
    """The report, line by line."""
    yield f"Read as: {found.tool}; {len(found.rows):,} rows, {len(found.columns):,} columns"
    taken = [one for one in found.columns if one.target != OUT]
    for one in taken:
        near = "  (not the same text: check it)" if one.near else ""
        yield f"  {one.target:<24} {_short(one.text)}{near}"
    left = [one for one in found.columns if one.target == OUT]
    if left:
        yield f"Left out ({len(left)}):"
        yield from (f"  {letters(one.at):<5} {_short(one.text)}" for one in left)
    yield from (
        f"Two columns for {target}: the first is used. Say which in the mapping file."
        for target in found.twice
    )
    if found.unused:
        yield "In the mapping file and not in this export:"
        yield from _first(f"  {_short(one)}" for one in found.unused)
    yield from _rows_left_out(found.left_out)
    if found.times:
        yield f"{_counted(found.times, 'time')} without a form of one meaning (2026-03-01T18:00), left out:"
        yield from _first(f"  {_place(cell)}: “{_short(cell.text)}”" for cell in found.times)
    yield _cells(found)
    yield from _first(f"  {_place(cell)}: {_wrong(cell)}" for cell in found.unread)


def _rows_left_out(rows: Sequence[LeftOut]) -> Iterator[str]:
    if rows:
        yield f"{_counted(rows, 'row')} left out, which --all takes along:"
        said = (f" ({_short(one.said)})" if one.said else "" for one in rows)
        yield from _first(
            f"  row {one.row}: {one.reason}{more}" for one, more in zip(rows, said, strict=True)
        )


def _cells(found: Converted) -> str:
    """How many cells were read: one with several parts that were not understood counts once."""
    if not found.cells:
        return "Cells: none, as no row has an answer to a question"
    read = found.cells - len({(cell.row, cell.column.at) for cell in found.unread})
    return f"Cells: {read:,} of {found.cells:,} read ({100 * read / found.cells:.1f}%)"


def _place(cell: Unread) -> str:
    return f"row {cell.row}, column {letters(cell.column.at)} ({cell.column.target})"


def _wrong(cell: Unread) -> str:
    said = f"“{_short(cell.text)}”"
    return f"{said} says neither yes nor no" if cell.column.option else f"{said} is no answer of it"


def _first(lines: Iterable[str]) -> Iterator[str]:
    """The lines; of very many, the first ones and how many more there are."""
    every = list(lines)
    yield from every[:_MOST]
    if len(every) > _MOST:
        yield f"  ... and {len(every) - _MOST:,} more."


def _counted(what: Sequence[object], noun: str) -> str:
    return f"{len(what):,} {noun}" if len(what) == 1 else f"{len(what):,} {noun}s"


def letters(at: int) -> str:
    """The name of a column in a spreadsheet."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _short(text: str) -> str:
    line = " ".join(inline(text).split())
    return line if len(line) <= 70 else line[:69] + "…"
