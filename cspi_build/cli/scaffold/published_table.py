"""A published table from a spreadsheet: answers down the first column, groups along the first row.

    Where is your shop?   All    Street   Station
    Street                61.1   80.0     20.0
    Station               38.9   20.0     80.0
    n                     90     50       40

The first row begins with the question. A row named n, base or 回答数 has the number of respondents.
Shares are percent, with or without a sign; cells of a workbook that are formatted as percent count as they
are shown. Each sheet of a workbook is a table.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.editions.reconcile import Rounded, counts_of, fits
from cspi_build.spreadsheets import ZIP_START, csv_rows, first_line, workbook_errors

__all__ = ["Table", "misfits", "read_tables"]

N_NAMES = {"n", "base", "total n", "sample size", "回答数", "人数", "サンプル数"}

MOST_N = 5_000  # the largest n that is tried where a table names none

_NUMBER = re.compile(r"(?:n\s*=\s*)?([0-9][0-9,]*(?:\.[0-9]+)?)\s*[%％]?", re.IGNORECASE)

Rows = list[list[str]]


@dataclass(frozen=True)
class Table:
    """A table: its question, answers and groups; shares by group and answer (None where a cell is empty)."""

    place: str
    question: str
    answers: tuple[str, ...]
    groups: tuple[str, ...]
    shares: tuple[tuple[Rounded | None, ...], ...]
    n: tuple[int | None, ...]

    @property
    def decimals(self) -> int:
        """Decimals of the shares."""
        return max((share.decimals for own in self.shares for share in own if share is not None), default=1)


def read_tables(path: Path) -> list[Table]:
    """The tables of a CSV file or a workbook. Raises CspiBuildError with everything that can't be read."""
    problems: list[str] = []
    sheets = _sheets(path)
    tables = [table for place, rows in sheets if (table := _table(place, rows, problems)) is not None]
    if not tables and not problems:
        problems.append("there is no table: expected a question, answers below it and shares beside them")
    if problems:
        raise CspiBuildError("\n  ".join([f"{path.name} can not be read as a table:", *problems]))
    return tables


def _sheets(path: Path) -> list[tuple[str, Rows]]:
    """The cells of each sheet as text, with the name of the sheet."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CspiBuildError(f"{path} can not be read: {error.strerror}") from error
    if content.startswith(ZIP_START) or path.suffix.lower() == ".xlsx":
        return list(_workbook(path, content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CspiBuildError(
            f"{path.name} is not UTF-8 at byte {error.start}; save it as CSV UTF-8"
        ) from error
    delimiter = max(",;\t", key=first_line(text).count)
    return [(path.name, csv_rows(text, path.name, delimiter=delimiter))]


def _workbook(path: Path, content: bytes) -> Iterator[tuple[str, Rows]]:
    from openpyxl import load_workbook

    with workbook_errors(path.name):
        book = load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book.worksheets:
        yield (
            sheet.title,
            [[_shown(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()],
        )


def _shown(value: object, number_format: str) -> str:
    """A cell as a spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and number_format.endswith("%"):
        decimals = len(number_format.partition(".")[2].rstrip("%"))
        return f"{100 * value:.{decimals}f}%"
    return str(value)


def _table(place: str, rows: Rows, problems: list[str]) -> Table | None:
    lines = [(at, [_plain(cell) for cell in row]) for at, row in enumerate(rows, start=1) if any(row)]
    if len(lines) < 2:
        return None
    head = lines[0][1]
    groups = tuple(cell for cell in head[1:] if cell) or ("",)
    answers: list[str] = []
    shares: list[list[Rounded | None]] = []
    n: list[int | None] = [None] * len(groups)
    for at, row in lines[1:]:
        cells = [cell for cell, _ in zip_longest(row[1 : len(groups) + 1], groups, fillvalue="")]
        found = [_number(cell, f"{place}, row {at}, column {column}", problems)
                 for column, cell in enumerate(cells, start=2)]  # fmt: skip
        if row[0].lower() in N_NAMES:
            n = [_whole(text, f"{place}, row {at}", problems) for text in found]
        else:
            answers.append(row[0] or f"row {at}")
            shares.append([_share(text, f"{place}, row {at}", problems) for text in found])
    by_group = tuple(tuple(own[at] for own in shares) for at in range(len(groups)))
    return Table(place, head[0] or place, tuple(answers), groups, by_group, tuple(n))


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _number(cell: str, place: str, problems: list[str]) -> str:
    """The digits of a cell; nothing where it is empty or a dash."""
    if cell in ("", "-", "–", "—"):
        return ""
    match = _NUMBER.fullmatch(cell)
    if match is None:
        problems.append(f"{place}: {inline(cell)} is not a number; expected a share such as 12.5, or nothing")
        return ""
    return match[1].replace(",", "")


def _share(text: str, place: str, problems: list[str]) -> Rounded | None:
    try:
        return Rounded.parse(text) if text else None
    except ValueError as error:
        problems.append(f"{place}: {error}")
        return None


def _whole(text: str, place: str, problems: list[str]) -> int | None:
    if text and (not text.isdigit() or int(text) < 1):
        problems.append(f"{place}: {text} is not a number of respondents; expected a whole number from 1")
        return None
    return int(text) if text else None


def misfits(table: Table) -> list[str]:
    """What does not add up in a table, in words: each group's sum, and shares that are none of n."""
    return [text for at in range(len(table.groups)) for text in _misfits(table, at)]


def _misfits(table: Table, at: int) -> Iterator[str]:
    place = f"{table.place}, {table.groups[at] or 'all'}"
    shares = [share for share in table.shares[at] if share is not None]
    n = table.n[at]
    if not shares:
        yield f"{place}: there are no shares"
        return
    total = sum(share.units / 10**share.decimals for share in shares)
    slack = len(shares) * 0.5 * 10.0**-table.decimals + 1e-9
    if abs(total - 100) > slack:
        yield f"{place}: the shares add up to {total:.{table.decimals}f}, not 100"
    if n is None:
        return
    for answer, share in zip(table.answers, table.shares[at], strict=True):
        if share is not None and not counts_of(share, n):
            yield f"{place}, {answer}: no count of {n} is {share}%"
    if abs(total - 100) <= slack and not fits(shares, n, "one", n):
        others = [fit.n for fit in fits(shares, min(MOST_N, 2 * n))]
        hint = f" (but of {', '.join(map(str, others[:4]))})" if others else ""
        yield f"{place}: these are no shares of n = {n} together{hint}"
