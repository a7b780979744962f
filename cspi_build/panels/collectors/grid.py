"""The cells of an export: CSV in any encoding and with any separator, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError, inline

__all__ = ["Grid", "read_grid"]

Grid = list[list[str]]
"""The rows of a table, each as long as the longest."""

_DELIMITERS = ",;\t"

_MOST_BYTES = 200_000_000


def read_grid(path: Path) -> Grid:
    """All cells as text. Raises CspiBuildError where the file is no table."""
    if path.stat().st_size > _MOST_BYTES:
        raise CspiBuildError(f"{inline(path)} is too large: at most {_MOST_BYTES:,} bytes are read.")
    rows = _workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _text(path)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise CspiBuildError(f"{inline(path)} has no rows under its head.")
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _text(path: Path) -> Grid:
    content = path.read_bytes()
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CspiBuildError(
            f"{inline(path)} is not UTF-8 or UTF-16 (byte {error.start}): save it as “CSV UTF-8” or .xlsx."
        ) from error
    first = text.split("\n", 1)[0]
    sign = max(_DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=sign, strict=True))
    except csv.Error as error:
        raise CspiBuildError(f"{inline(path)} is no CSV: {error}.") from error
    return [[cell.strip() for cell in row] for row in rows]


def _workbook(path: Path) -> Grid:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return [[_cell(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (InvalidFileException, OSError, KeyError, ValueError) as error:
        raise CspiBuildError(f"{inline(path)} is no workbook that can be read: {error}") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
