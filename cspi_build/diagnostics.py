"""What is wrong in a file that a person wrote, said where it is wrong.

The errors of this package:

    CspiBuildError          something stops the work, and a person can fix it; its text is for that person
    └── DefinitionErrors    mistakes in survey or edition files: every one of them, sorted by place
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["CspiBuildError", "DefinitionErrors", "Diagnostic", "did_you_mean", "inline", "one_of", "shown"]

_WINDOW = 100  # terminal columns of the offending line that are shown
_BEFORE = 40  # of these, at most this many stand before the caret


class CspiBuildError(Exception):
    """Something stops the work and a person can fix it. `str()` is what to show; no traceback is needed."""


class DefinitionErrors(CspiBuildError):  # noqa: N818 (it holds many)
    """Every mistake found in the definition files, sorted by file, line and column, each one once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        files = len({diagnostic.file for diagnostic in self.diagnostics})
        total = f"{_count(len(self.diagnostics), 'problem')} in {_count(files, 'file')}"
        return "\n\n".join([*(diagnostic.render() for diagnostic in self.diagnostics), total])


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One mistake. Line and column count from 1, in characters; `width` characters are underlined."""

    file: str
    line: int
    column: int
    message: str
    found: str = ""
    expected: str = ""
    hint: str = ""
    excerpt: str = ""
    width: int = 1

    def render(self) -> str:
        """The mistake as text: place and message, the line, carets under it, what was found and expected."""
        lines = [f"{self.file}:{self.line}:{self.column}: {self.message}"]
        if self.excerpt.strip():
            lines += [f"  | {text}" for text in _excerpt_and_carets(self.excerpt, self.column, self.width)]
        lines += [f"  found: {self.found}"] if self.found else []
        lines += [f"  expected: {self.expected}"] if self.expected else []
        lines += [f"  {self.hint}"] if self.hint else []
        return "\n".join(_visible(line) for line in lines)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question "did you mean …?" with the known word nearest to `word`; empty where none is near."""
    near = difflib.get_close_matches(word, sorted(set(known) - {word}), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


def inline(name: object) -> str:
    """A name as it may stand in a message: the end of a line in it does not begin a line of ours."""
    return str(name).replace("\n", "\\u000a")


def one_of(words: Iterable[str], limit: int = 24) -> str:
    """The words as a list to choose from, in the order given; what is past `limit` is only counted."""
    unique = list(dict.fromkeys(words))
    rest = f", and {len(unique) - limit} more" if len(unique) > limit else ""
    listed = ", ".join(f"`{word}`" for word in unique[:limit]) + rest
    return f"one of {listed}" if len(unique) > 1 else listed


def shown(value: object, limit: int = 60) -> str:
    """A value as it may stand in a message: like JSON, on one line, cut after `limit` characters."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _visible(line: str) -> str:
    """A line without what a terminal would obey or hide: a tab is an arrow, the rest a question mark."""
    return "".join(_shown_as(character) for character in line)


def _shown_as(character: str) -> str:
    is_hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "→" if character == "\t" else "\N{REPLACEMENT CHARACTER}" if is_hidden else character


def _excerpt_and_carets(line: str, column: int, width: int) -> tuple[str, str]:
    start = min(column - 1, len(line))
    before, marked, after = line[:start], line[start : start + width], line[start + width :]
    head = _tail_within(before, _WINDOW if _fitting(line, _WINDOW) == len(line) else _BEFORE)
    body = _head_within(marked, _WINDOW - _columns(head))
    rest = _head_within(after, _WINDOW - _columns(head + body))
    carets = " " * _columns(head) + "^" * max(1, _columns(body))
    return (head + body + rest).rstrip(), carets


def _columns(text: str) -> int:
    """Terminal columns that a text takes: two for full-width characters, none for combining marks."""
    return sum(_character_columns(character) for character in text)


def _character_columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _head_within(text: str, columns: int) -> str:
    """As much of the start of a text as fits, with … where it was cut."""
    kept = _fitting(text, columns)
    return text if kept == len(text) else text[: _fitting(text, columns - 1)] + "…"


def _tail_within(text: str, columns: int) -> str:
    """As much of the end of a text as fits, with … where it was cut."""
    return _head_within(text[::-1], columns)[::-1]


def _fitting(text: str, columns: int) -> int:
    """How many characters of a text fit into so many columns."""
    used = 0
    for count, character in enumerate(text):
        used += _character_columns(character)
        if used > columns:
            return count
    return len(text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
