"""A whole export to a table of ids, with an account of every column and every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cspi_build.panels.collectors.cells import UNREAD, Part, chosen_parts, read_cell, read_parts
from cspi_build.panels.collectors.grid import Grid
from cspi_build.panels.collectors.heads import Head, head_of
from cspi_build.panels.collectors.mapping import CREATED, Column, find_columns
from cspi_build.panels.collectors.texts import Texts, plain
from cspi_core.loading.times import is_time
from cspi_core.model.survey import Survey

__all__ = ["Converted", "Told", "Unread", "convert"]

Read = TypeVar("Read", str, tuple[str, ...])

_DAY = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


@dataclass(frozen=True)
class Told:
    """What a mapping file says: columns by their name in it, and answers by question and text."""

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Unread:
    """A cell that was not understood: its row in the file, its column, and what it says."""

    row: int
    column: Column
    text: str


@dataclass(frozen=True)
class Converted:
    """The table (`head` and `rows`), and what became of the export. `cells`: those of questions that say
    something; `twice`: questions with more than one column; `times`: times whose form has more than one
    meaning, which are left out."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    columns: Sequence[Column]
    tool: str
    cells: int
    unread: Sequence[Unread]
    twice: Sequence[str]
    times: int


def convert(grid: Grid, survey: Survey, told: Told) -> Converted:
    """Read the head, find the columns, read the cells."""
    texts = Texts(survey)
    several = {text for one in survey.questions for text in texts.options(one)}
    head = head_of(grid, lambda text: plain(text) in several)
    columns = find_columns(head, texts, told.columns)
    own, twice = _by_question(columns)
    table = _Table(survey, texts, told, own)
    rows = [table.row(number, cells) for number, cells in _rows(grid, head)]
    names = [id_ for id_ in survey.question_by_id if id_ in own]
    has_time = CREATED in own
    return Converted(
        [*names, CREATED] if has_time else names,
        [[row[name] for name in ([*names, CREATED] if has_time else names)] for row in rows],
        columns, head.tool, table.cells, table.unread, twice, table.times,
    )  # fmt: skip


def _rows(grid: Grid, head: Head) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that say something, with their numbers in the file."""
    for at, cells in enumerate(grid[head.rows :], start=head.rows + 1):
        if any(cells):
            yield at, cells


def _by_question(columns: Sequence[Column]) -> tuple[dict[str, list[Column]], list[str]]:
    """The columns of each question, and the questions of which two columns say the same."""
    own: dict[str, list[Column]] = {}
    twice: dict[str, None] = {}
    for column in columns:
        if not column.question:
            continue
        found = own.setdefault(column.question, [])
        if any(one.option == column.option for one in found):
            twice[column.target] = None
        else:
            found.append(column)
    return own, list(twice)


@dataclass
class _Table:
    """Reads rows, and counts."""

    survey: Survey
    texts: Texts
    told: Told
    own: Mapping[str, Sequence[Column]]
    cells: int = 0
    times: int = 0
    unread: list[Unread] = field(default_factory=list)

    def row(self, number: int, cells: Sequence[str]) -> dict[str, str]:
        """The answers of a row by question."""
        return {
            id_: self._time(cells[columns[0].at])
            if id_ == CREATED
            else self._answer(id_, columns, number, cells)
            for id_, columns in self.own.items()
        }

    def _answer(self, id_: str, columns: Sequence[Column], number: int, cells: Sequence[str]) -> str:
        whole = next((one for one in columns if not one.option), None)
        said = self._whole(whole, number, cells) if whole and cells[whole.at] else ""
        return said or self._parts(id_, [one for one in columns if one.option], number, cells)

    def _whole(self, column: Column, number: int, cells: Sequence[str]) -> str:
        question, text = self.survey.question_by_id[column.question], cells[column.at]
        self.cells += 1
        said = read_cell(text, question, self.texts, self.told.answers.get(question.id, {}))
        return self._noted(said, Unread(number, column, text)) or ""

    def _parts(self, id_: str, columns: Sequence[Column], number: int, cells: Sequence[str]) -> str:
        question, told = self.survey.question_by_id[id_], self.told.answers.get(id_, {})
        parts = [Part(one.option, _own_text(one), cells[one.at]) for one in columns]
        self.cells += sum(bool(part.text) for part in parts)
        found = read_parts(parts, question, self.texts, told)
        for column, part, said in zip(columns, parts, found, strict=True):
            self._noted(said, Unread(number, column, part.text))
        return chosen_parts(found)

    def _noted(self, said: Read | None, cell: Unread) -> Read | None:
        if said is UNREAD:
            self.unread.append(cell)
        return said

    def _time(self, text: str) -> str:
        found = _DAY.sub(lambda day: f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}", text.strip())
        found = found.replace(" UTC", "Z").replace("/", "-")
        if not found or is_time(found):
            return found
        self.times += 1
        return ""


def _own_text(column: Column) -> str:
    """The option as the head names it."""
    found = re.search(r"\[(.+)\]$", column.text, re.DOTALL)
    return found[1] if found else column.text
