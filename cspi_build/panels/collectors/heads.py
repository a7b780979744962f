"""The head of an export: which rows it takes, and what each column says it is about.

Qualtrics       three rows: ids, texts, {"ImportId": …}; `Text - Option`, `Text - Selected Choice`
SurveyMonkey    two rows: texts with empty cells after them, and options or `Response`
LimeSurvey      `code. Text [Option]`; Kobo and ODK: `Text/Option`; Google Forms: `Text [Row]`
Typeform        after a question of several choices, a column for each choice, named by it
Microsoft Forms one column a question
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cspi_build.panels.collectors.grid import Grid
from cspi_build.panels.collectors.texts import plain

__all__ = ["Head", "Label", "head_of"]

_IMPORT_ID = re.compile(r'^\{\s*"ImportId"')

_RESPONSES = frozenset({"response", "open-ended response", "réponse", "antwort", "回答", "الرد"})

_CUTS = (
    re.compile(r"^(?P<question>.+?)\s*\[(?P<option>.+)\]$", re.DOTALL),
    re.compile(r"^(?P<question>.+?)\s+-\s+(?P<option>.+)$", re.DOTALL),
    re.compile(r"^(?P<question>.+)\s+-\s+(?P<option>.+)$", re.DOTALL),
    re.compile(r"^(?P<question>.+?)/(?P<option>.+)$", re.DOTALL),
    re.compile(r"^(?P<question>.+)/(?P<option>.+)$", re.DOTALL),
    re.compile(r"^(?P<question>.+?):\s+(?P<option>.+)$", re.DOTALL),
)

_CHOICE = re.compile(r"\s+-\s+Selected Choices?\b")

_CODE = re.compile(r"^[A-Za-z][\w]*\.\s+")


@dataclass(frozen=True)
class Label:
    """What a column says: its text as in the file, each way to read it as a question and an option, and the
    name that the tool has for it besides."""

    text: str
    readings: tuple[tuple[str, str], ...]
    name: str = ""


@dataclass(frozen=True)
class Head:
    """The columns of a table, how many rows their names take, and the tool whose way of writing it is."""

    labels: tuple[Label, ...]
    rows: int
    tool: str


def head_of(grid: Grid, is_option: Callable[[str], bool]) -> Head:
    """Read the head. `is_option`: whether a text is an option of any question."""
    if len(grid) > 3 and any(_IMPORT_ID.match(cell) for cell in grid[2]):
        texts = [text or name for name, text in zip(grid[0], grid[1], strict=True)]
        labels = [
            Label(text, tuple(_readings(text, name)), name) for name, text in zip(grid[0], texts, strict=True)
        ]
        return Head(tuple(labels), 3, "Qualtrics")
    if _has_second_row(grid, is_option):
        return Head(tuple(_two_rows(grid)), 2, "SurveyMonkey")
    return Head(tuple(Label(text, tuple(_readings(text))) for text in grid[0]), 1, "one row of names")


def _has_second_row(grid: Grid, is_option: Callable[[str], bool]) -> bool:
    """Whether the second row names options: nothing in it is an answer."""
    if len(grid) < 3:
        return False
    named = [(above, cell) for above, cell in zip(grid[0], grid[1], strict=True) if cell]
    under = [cell for above, cell in named if not above]
    says = [cell for _, cell in named if cell.casefold() in _RESPONSES]
    return (
        bool(named)
        and bool(says or under)
        and all(cell.casefold() in _RESPONSES or is_option(cell) or _is_more(cell) for _, cell in named)
    )


def _is_more(cell: str) -> bool:
    """Whether it names the words beside an answer."""
    return plain(cell).startswith(("other", "autre", "andere", "sonstige", "その他", "أخرى"))


def _two_rows(grid: Grid) -> Iterator[Label]:
    question = ""
    for above, below in zip(grid[0], grid[1], strict=True):
        question = above or question
        is_part = bool(below) and below.casefold() not in _RESPONSES
        text = f"{question} [{below}]" if is_part else question
        readings = [(question, below)] if is_part else [(question, "")]
        yield Label(text, tuple(readings))


def _readings(text: str, name: str = "") -> Iterator[tuple[str, str]]:
    """The text as a question; then as a question and an option, cut in each way that tools join them."""
    bare = _CHOICE.sub("", text)
    for whole in dict.fromkeys((text, bare, _CODE.sub("", text), *([name] if name else []))):
        yield whole, ""
        for cut in _CUTS:
            found = cut.match(whole)
            if found:
                yield found["question"], found["option"]
