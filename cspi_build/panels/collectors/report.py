"""What became of an export, in words: each column, and each cell that was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from cspi_build.diagnostics import inline
from cspi_build.panels.collectors.convert import Converted
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
    if found.times:
        yield f"{found.times:,} times have no form with one meaning (2026-03-01T18:00) and are left out."
    read = found.cells - len(found.unread)
    share = 100 * read / found.cells if found.cells else 100.0
    yield f"Cells: {read:,} of {found.cells:,} read ({share:.1f}%)"
    for cell in found.unread[:_MOST]:
        place = f"row {cell.row}, column {letters(cell.column.at)} ({cell.column.target})"
        yield f"  {place}: “{_short(cell.text)}” is no answer of it"
    if len(found.unread) > _MOST:
        yield f"  ... and {len(found.unread) - _MOST:,} more."


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
