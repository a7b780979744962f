"""Markdown from texts that stay texts: whatever a person wrote is escaped, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#&$])")
START = re.compile(r"^([-+=:](?=[-+=:\s]|$)|\d+(?=[.)](?:\s|$)))")
"""What makes a list, an underline of a heading or a definition, at the start of a line only."""


def escaped(text: str) -> str:
    """A text as one line of Markdown that reads as it was written."""
    line = MARKUP.sub(r"\\\1", " ".join(text.split()))
    return START.sub(_harmless, line)


def _harmless(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def heading(level: int, text: str) -> list[str]:
    """A heading and the empty line after it."""
    return [f"{'#' * level} {escaped(text)}", ""]


def paragraphs(texts: Iterable[str | None]) -> list[str]:
    """A paragraph for each text that there is."""
    return [line for text in texts if text for line in (escaped(text), "")]


def bullets(texts: Iterable[str | None]) -> list[str]:
    """A list of the texts that there are."""
    found = [f"- {escaped(text)}" for text in texts if text]
    return [*found, ""] if found else []


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; its first column is set to the left, the others as they come."""
    lines = [_row(head), _row(["---"] * len(head), plain=True), *(_row(row) for row in rows)]
    return [*lines, ""]


def _row(cells: Sequence[str], plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else escaped(cell) for cell in cells)} |"
