"""Tables as CSV that a spreadsheet shows and never runs.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula, in their full-width
forms too, and looks past blanks and control characters before them. Where such a sign starts a text it gets
an apostrophe; so it does where it starts a part of a text after a semicolon, a tab or the end of a line, at
which a spreadsheet set to another separator cuts the cell in two. Numbers stay as they are, negative ones as
well, and so do texts that read as a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite

from ..characters import is_printable

BYTE_ORDER_MARK = "\ufeff"
"""What every CSV file begins with: without it Excel takes UTF-8 for whatever its system was set up with."""
FORMULA = "=+-@＝＋－＠"

CUTS = ";\t\r\n"

MARK = "'"

QUOTED = '",;\t\r\n'


def csv_text(fields: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV (RFC 4180, but lines end in a newline): the names of its columns, then its rows."""
    return "".join(",".join(map(_quoted, row)) + "\n" for row in (fields, *rows))


def csv_file(text: str) -> str:
    """A table as a file that people open: every CSV that is published or exported goes through here."""
    return BYTE_ORDER_MARK + text


def csv_cell(value: object) -> str:
    """The value as a cell's text, not quoted yet: nothing for None, ``true`` and ``false``, numbers with a
    point, texts made safe. Raises ValueError for a number that is not finite."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if not isfinite(value):
            raise ValueError(f"{value} can't stand in a table")
        return repr(value)
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """The text with an apostrophe before each sign that may start a formula; a number stays as it is."""
    return text if _is_number(text) else "".join(_marked(text))


def _marked(text: str) -> Iterable[str]:
    starts = True
    for char in text:
        if starts and char in FORMULA:
            yield MARK
        yield char
        starts = char in CUTS or (starts and (char == '"' or _is_blank(char)))


def _is_blank(char: str) -> bool:
    return char.isspace() or not is_printable(char)


def _is_number(text: str) -> bool:
    """Return whether a text consists of digits with at most one decimal point and an optional leading
    minus.
    """
    return text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()


def _quoted(value: object) -> str:
    text = csv_cell(value)
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if any(char in QUOTED for char in text) or text != text.strip() else text


def plain_text(cell: str) -> str:
    """The text of a cell that was made safe: without the apostrophes before signs that may start a formula.

    >>> plain_text(safe_text("=1+1"))
    '=1+1'
    """
    return "".join(char for at, char in enumerate(cell) if not _is_mark(cell, at))


def _is_mark(cell: str, at: int) -> bool:
    if cell[at] != MARK or cell[at + 1 : at + 2] not in tuple(FORMULA):
        return False
    return safe_text(cell[:at] + cell[at + 1 :]).startswith(cell[: at + 2])
