"""The bytes of a file to lines of text that an editor shows as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cspi_build.yaml_source.compose import Mark, Note
from cspi_build.yaml_source.lookalikes import named

__all__ = ["read_lines"]

_REFUSED = frozenset("\ufeff\ufffe\uffff\u200b\u180e\ufff9\ufffa\ufffb")

_REFUSED |= {chr(code) for first, last in ((0x2060, 0x2064), (0x202A, 0x202E), (0x2066, 0x206F))
             for code in range(first, last + 1)}  # fmt: skip

_CELLS = re.compile(r"[ \t]*[^ \t].*(?<![:?\t -])[ ]*\t[ \t]*[^\s#]")


def read_lines(content: bytes) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """The lines (UTF-8; the line ends of any system) and what is wrong with them, if anything."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return lines, tuple(_refusals(lines))


def _refusals(lines: tuple[str, ...]) -> Iterator[Note]:
    """The first such character of each line; of the rows of a table, the first row."""
    is_table = False
    for number, line in enumerate(lines, 1):
        was_table, is_table = is_table, "\t" in line and _CELLS.match(line) is not None
        if is_table:
            if not was_table:
                yield _table(lines, number)
            continue
        columns = () if line.isprintable() else enumerate(line, 1)
        for column, character in columns:
            if _is_refused(character):
                yield Note(Mark(number, column), *_refusal(character), fatal=True)
                break


def _table(lines: tuple[str, ...], number: int) -> Note:
    """Rows that were copied from a spreadsheet: their cells are parted by tabs."""
    rows = 1
    while number - 1 + rows < len(lines) and _CELLS.match(lines[number - 1 + rows]):
        rows += 1
    line = lines[number - 1]
    start = len(line) - len(line.lstrip())
    what = "a row" if rows == 1 else f"{rows} rows"
    message = f"{what} pasted from a spreadsheet: the cells are parted by tabs"
    first, *rest = [cell for cell in map(_without_blanks, line.split("\t")) if cell]
    expected = f"`key: value` lines, a key for each cell; such as `{first[:20]}: {{…: {rest[0][:20]}}}`"
    return Note(Mark(number, start + 1, max(1, len(line.strip()))), message, expected, fatal=True)


def _without_blanks(cell: str) -> str:
    return cell.strip(" ")  # as _CELLS parts them: a control character is no blank


def _is_refused(character: str) -> bool:
    """Tabs, and what no one can see in an editor and no text needs: controls, byte order marks, overrides of
    the direction, unusual line ends."""
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _REFUSED


def _refusal(character: str) -> tuple[str, str]:
    if character == "\t":
        return "a tab", "spaces"
    return f"an invisible character: {named(character)}", "text without it"


def _not_utf8(content: bytes, start: int) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    before = content[:start].decode("utf-8", "replace").split("\n")
    mark = Mark(len(before), len(before[-1]) + 1)
    lines = tuple(content.decode("utf-8", "replace").split("\n"))
    return lines, (
        Note(mark, f"not UTF-8: the byte 0x{content[start]:02X}", "text saved as UTF-8", fatal=True),
    )
