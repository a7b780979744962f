"""The bytes of a file to lines of text that an editor shows as they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cspi_build.yaml_files.compose import Mark, Note

__all__ = ["read_lines"]

_ODD_MARKS = "\ufeff\ufffe\uffff"


def read_lines(content: bytes) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """The lines (UTF-8; the line ends of any system) and what is wrong with them, if anything."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return lines, tuple(_refusals(lines))


def _refusals(lines: tuple[str, ...]) -> Iterator[Note]:
    """The first such character of each line."""
    for number, line in enumerate(lines, 1):
        columns = () if line.isprintable() else enumerate(line, 1)
        for column, character in columns:
            if _is_refused(character):
                yield Note(Mark(number, column), *_refusal(character), fatal=True)
                break


def _is_refused(character: str) -> bool:
    """Tabs, and what no one can see in an editor: controls, byte order marks, unusual line ends."""
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _ODD_MARKS


def _refusal(character: str) -> tuple[str, str]:
    if character == "\t":
        return "a tab", "spaces"
    return f"an invisible character (U+{ord(character):04X})", "text without it"


def _not_utf8(content: bytes, start: int) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    before = content[:start].decode("utf-8", "replace").split("\n")
    mark = Mark(len(before), len(before[-1]) + 1)
    lines = tuple(content.decode("utf-8", "replace").split("\n"))
    return lines, (
        Note(mark, f"not UTF-8: the byte 0x{content[start]:02X}", "text saved as UTF-8", fatal=True),
    )
