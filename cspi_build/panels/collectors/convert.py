"""A whole export to a table of ids, with an account of every column and every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cspi_build.diagnostics import did_you_mean
from cspi_build.panels.collectors.cells import Part, chosen_parts, read_cell, read_parts
from cspi_build.panels.collectors.grid import Grid
from cspi_build.panels.collectors.heads import Head, head_of
from cspi_build.panels.collectors.left_out import BLANK, LeftOut, marks_of
from cspi_build.panels.collectors.mapping import CREATED, Column, column_names, find_columns
from cspi_build.panels.collectors.texts import Texts, plain
from cspi_build.panels.collectors.times import read_time
from cspi_core.model.survey import Survey

__all__ = ["Converted", "Told", "Unread", "convert"]


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
    something; `twice`: questions with more than one column; `times`: those whose form has more than one
    meaning; `left_out`: rows that are nobody's answers; `unused`: what a mapping file names and the export
    does not have."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    columns: Sequence[Column]
    tool: str
    cells: int
    unread: Sequence[Unread]
    twice: Sequence[str]
    times: Sequence[Unread]
    left_out: Sequence[LeftOut]
    unused: Sequence[str]


def convert(grid: Grid, survey: Survey, told: Told, *, takes_all: bool = False) -> Converted:
    """Read the head, find the columns, read the cells. `takes_all`: also rows that are nobody's answers."""
    texts = Texts(survey)
    several = {text for one in survey.questions for text in texts.options(one)}
    head = head_of(grid, lambda text: plain(text) in several)
    columns = find_columns(head, texts, told.columns)
    own, twice = _by_question(columns)
    table = _Table(survey, texts, told, own)
    taken, left_out = _taken(grid, head, columns, takes_all=takes_all)
    rows = [table.row(number, cells) for number, cells in taken]
    names = [id_ for id_ in survey.question_by_id if id_ in own]
    has_time = CREATED in own
    return Converted(
        [*names, CREATED] if has_time else names,
        [[row[name] for name in ([*names, CREATED] if has_time else names)] for row in rows],
        columns, head.tool, table.cells, table.unread, twice, table.times, left_out,
        list(_unused(told, columns, own, grid)),
    )  # fmt: skip


def _rows(grid: Grid, head: Head) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that say something, with their numbers in the file."""
    for at, cells in enumerate(grid[head.rows :], start=head.rows + 1):
        if any(cells):
            yield at, cells


def _unused(
    told: Told, columns: Sequence[Column], own: Mapping[str, Sequence[Column]], grid: Grid
) -> Iterator[str]:
    """The columns and answers of a mapping file that are nowhere in the export."""
    names = column_names([one.text for one in columns])
    for name in told.columns:
        if name not in names:
            yield " ".join(part for part in (f"column `{name}`", did_you_mean(name, names)) if part)
    for id_, answers in told.answers.items():
        cells = {row[one.at] for row in grid for one in own.get(id_, ())}
        yield from (
            f"answer `{text}` of `{id_}`" for text in answers if not any(text in cell for cell in cells)
        )


def _taken(
    grid: Grid, head: Head, columns: Sequence[Column], *, takes_all: bool
) -> tuple[list[tuple[int, Sequence[str]]], list[LeftOut]]:
    """The rows that are somebody's answers, and those that are not."""
    rows = list(_rows(grid, head))
    marks = marks_of(columns, [cells for _, cells in rows], [label.name for label in head.labels])
    asked = [one.at for one in columns if one.question and one.question != CREATED]
    left_out = []
    for number, cells in rows:
        is_blank = not any(cells[at] for at in asked)
        reason = marks.of(number, cells) or (LeftOut(number, BLANK) if is_blank else None)
        left_out += [reason] if reason else []
    if takes_all:
        return rows, []
    others = {one.row for one in left_out}
    return [(number, cells) for number, cells in rows if number not in others], left_out


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
    times: list[Unread] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def row(self, number: int, cells: Sequence[str]) -> dict[str, str]:
        """The answers of a row by question."""
        return {
            id_: self._time(Unread(number, columns[0], cells[columns[0].at]))
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
        self.unread += [Unread(number, column, part) for part in said.unread]
        return said.answer

    def _parts(self, id_: str, columns: Sequence[Column], number: int, cells: Sequence[str]) -> str:
        question, told = self.survey.question_by_id[id_], self.told.answers.get(id_, {})
        parts = [Part(one.option, _own_text(one), cells[one.at]) for one in columns]
        self.cells += sum(bool(part.text) for part in parts)
        found = read_parts(parts, question, self.texts, told)
        self.unread += [
            Unread(number, column, part.text)
            for column, part, said in zip(columns, parts, found, strict=True)
            if said is None
        ]
        return chosen_parts(found)

    def _time(self, cell: Unread) -> str:
        found = read_time(cell.text) if cell.text else ""
        self.times += [cell] if found is None else []
        return found or ""


def _own_text(column: Column) -> str:
    """The option as the head names it."""
    found = re.search(r"\[(.+)\]$", column.text, re.DOTALL)
    return found[1] if found else column.text
