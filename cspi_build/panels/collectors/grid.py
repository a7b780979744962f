"""The cells of an export: CSV in any encoding and with any separator, or the first sheet of a workbook."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.spreadsheets import ZIP_START, csv_rows, first_line, workbook_errors

__all__ = ["Grid", "read_grid"]

Grid = list[list[str]]
"""The rows of a table, each as long as the longest."""

_DELIMITERS = ",;\t"

_MOST_BYTES = 200_000_000


def read_grid(path: Path) -> Grid:
    """All cells as text. Raises CspiBuildError where the file is no table."""
    if path.stat().st_size > _MOST_BYTES:
        raise CspiBuildError(f"{inline(path)} is too large: at most {_MOST_BYTES:,} bytes are read.")
    content = path.read_bytes()
    is_workbook = content.startswith(ZIP_START) or path.suffix.lower() in (".xlsx", ".xlsm")
    rows = _workbook(path, content) if is_workbook else _text(path, content)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise CspiBuildError(f"{inline(path)} has no rows under its head.")
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _text(path: Path, content: bytes) -> Grid:
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CspiBuildError(
            f"{inline(path)} is not UTF-8 or UTF-16 (byte {error.start}): save it as “CSV UTF-8” or .xlsx."
        ) from error
    head = first_line(text)
    sign = max(_DELIMITERS, key=lambda one: sum(map(len, csv_rows(head, path, delimiter=one))))
    return [[cell.strip() for cell in row] for row in csv_rows(text, path, delimiter=sign, strict=True)]


def _workbook(path: Path, content: bytes) -> Grid:
    from openpyxl import load_workbook

    with workbook_errors(path):
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        values = list(book.worksheets[0].iter_rows(values_only=True))
    return [[_cell(value) for value in row] for row in values]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
