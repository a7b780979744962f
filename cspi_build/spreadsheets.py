"""Spreadsheets as people save them, CSV and .xlsx; what can't be read becomes a sentence."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import BadZipFile

from cspi_build.diagnostics import CspiBuildError, inline

__all__ = ["ZIP_START", "csv_rows", "first_line", "workbook_errors"]

LONGEST_CELL = 131_072  # characters, as spreadsheets write at most 32,767
ZIP_START = b"PK\x03\x04"
"""How a workbook begins, whatever the file is called."""

_DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    SyntaxError,  # the XML errors of the standard library and of lxml are kinds of it
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)


@contextmanager
def workbook_errors(name: object) -> Iterator[None]:
    """Turn what openpyxl raises for a damaged or renamed file into CspiBuildError."""
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        yield
    except (InvalidFileException, *_DAMAGE) as error:
        why = inline(error) or type(error).__name__
        raise CspiBuildError(
            f"{inline(name)} is not an .xlsx workbook that can be read ({why}): save it again as .xlsx."
        ) from error


def csv_rows(text: str, name: object, **form: Any) -> list[list[str]]:
    """The rows of a CSV, whichever ends its lines have. Raises CspiBuildError with the line."""
    csv.field_size_limit(LONGEST_CELL)  # for the whole process; other libraries lift it
    reader = csv.reader(io.StringIO(text, newline=None), **form)
    try:
        return list(reader)
    except csv.Error as error:
        raise CspiBuildError(f"{inline(name)} is no CSV (line {reader.line_num}: {error}).") from error


def first_line(text: str) -> str:
    """The first line, without its end."""
    return io.StringIO(text, newline=None).readline().rstrip("\n")
