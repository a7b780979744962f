"""What the cells of a table of results mean: each distinct text of a column is read once, by `cspi_core`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from cspi_build.panels.reading.codes import NO_TIME, Bools, Coder, Ints
from cspi_build.panels.reading.csv import CREATED, Batch
from cspi_build.panels.reading.files import Bad, reasons, stamp
from cspi_core.loading.answers import read_answers, units_of
from cspi_core.loading.numerals import read_numeral
from cspi_core.loading.times import FORM as TIME
from cspi_core.model.answers import NOTHING
from cspi_core.model.survey import MULTIPLE, NUMBER, Question, Survey

__all__ = ["Table"]

STATES = {"?": "unknown", "-": "not_applicable", "_unknown": "unknown", "_not_applicable": "not_applicable"}

_NONE = "_none"

_SKIPPED = frozenset({"n/a", "N/A", "null", "[]"})  # what tools write where nothing was asked or answered

_PARTED = re.compile(r"[;,|\s]+")

_WRONG = NO_TIME + 1  # no code and no time

_LONGEST = 40


class _Column(Protocol):
    """Makes numbers of the texts of a column; _WRONG where it can't, and says why."""

    def read(self, texts: Sequence[str]) -> Ints: ...

    def why(self, text: str) -> Sequence[str]: ...


class Table:
    """Reads batches of rows. `coders` get the distinct answers by question."""

    def __init__(self, survey: Survey, coders: Mapping[str, Coder], name: str) -> None:
        self._columns: dict[str, _Column] = {
            id_: _Answers(survey, question, coders[id_]) for id_, question in survey.question_by_id.items()
        }
        self._columns[CREATED] = _Times()
        self._name = name

    def read(self, batch: Batch) -> tuple[dict[str, Ints], list[Bad]]:
        """By column the codes (under `created` the times) of the rows that are right, and the other rows."""
        blank = [""] * len(batch.lines)
        read = {id_: column.read(batch.columns.get(id_, blank)) for id_, column in self._columns.items()}
        wrong: Bools = np.logical_or.reduce([numbers == _WRONG for numbers in read.values()])
        bad = [self._bad(batch, read, int(row)) for row in np.flatnonzero(wrong)]
        return {id_: numbers[~wrong] for id_, numbers in read.items()}, [*batch.bad, *bad]

    def _bad(self, batch: Batch, read: Mapping[str, Ints], row: int) -> Bad:
        wrong = [id_ for id_, numbers in read.items() if numbers[row] == _WRONG]
        why = [reason for id_ in wrong for reason in self._columns[id_].why(batch.columns[id_][row])]
        return Bad(f"{self._name}:{batch.lines[row]}", why)


class _Answers(dict[str, int]):
    """Codes by text for one question; a text that is not in it yet is read when it is met."""

    def __init__(self, survey: Survey, question: Question, coder: Coder) -> None:
        super().__init__({"": 0})
        self._survey = replace(survey, questions=(question,))
        self._question, self._coder = question, coder
        self._units = units_of(survey, question)

    def read(self, texts: Sequence[str]) -> Ints:
        return np.fromiter(map(self.__getitem__, texts), np.int64, len(texts))

    def why(self, text: str) -> Sequence[str]:
        return reasons(self._survey, read_answers(self._survey, self._raw(text.strip()))[1])

    def __missing__(self, text: str) -> int:
        self[text] = code = self._code(text.strip())
        return code

    def _code(self, text: str) -> int:
        if not text or text in _SKIPPED:
            return self._coder.code(NOTHING)
        answers, problems = read_answers(self._survey, self._raw(text))
        return _WRONG if problems else self._coder.code(answers.get(self._question.id, NOTHING))

    def _raw(self, text: str) -> dict[str, Any]:
        return {self._question.id: _plain(self._question.kind, text, self._units)}


def _plain(kind: str, text: str, units: Sequence[str]) -> dict[str, Any]:
    """The text of a cell as it would stand in a result file."""
    words = _words(text) if kind == MULTIPLE or text[:1] in '["' else [text]
    if len(words) == 1 and words[0] in STATES:
        return {"state": STATES[words[0]]}
    if kind == MULTIPLE:
        return {"choices": [] if words == [_NONE] else words}
    text = words[0] if len(words) == 1 else text
    return {"number": _number(text, units)} if kind == NUMBER else {"choice": text}


def _words(text: str) -> list[str]:
    """The ids in a cell: parted by `;` (ours), blanks (ODK) or commas, or as JSON (SurveyJS)."""
    if text[:1] in '["':
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return [text]
        return [str(one) for one in found] if isinstance(found, list) else [str(found)]
    return [part for part in _PARTED.split(text) if part]


def _number(text: str, units: Sequence[str]) -> float | str:
    number = read_numeral(text, units).number
    return text if number is None else number


class _Times:
    """The moments at which results were made; nearly all differ, so none is kept."""

    def read(self, texts: Sequence[str]) -> Ints:
        return np.fromiter(map(self._time, texts), np.int64, len(texts))

    def why(self, text: str) -> Sequence[str]:
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        return [f"“{shown}” in `{CREATED}` is no time, such as {TIME}."]

    def _time(self, text: str) -> int:
        try:
            return stamp(text.strip())
        except ValueError:
            return _WRONG
