"""Many respondents' answers as whole numbers: each distinct answer of a question is kept once, with a code.

    column.answers          the distinct answers of a question; the first is "unanswered"
    column.codes            for every respondent the position of their answer in `answers`
    column.mapped(f, float) f of every respondent's answer, worked out once for each distinct answer

So whatever holds of an answer (what it earns, which segment it makes) is decided by `cspi_core` on a few
answers and then looked up for a million respondents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from cspi_core.model.answers import NOTHING, Answer, State, visible
from cspi_core.model.survey import Condition, Question, Survey

__all__ = ["HIDDEN", "NO_TIME", "Bools", "Coder", "Column", "Floats", "Ints", "Responses", "Times"]

Ints = npt.NDArray[np.integer[Any]]

Floats = npt.NDArray[np.float64]

Bools = npt.NDArray[np.bool_]

Times = npt.NDArray[np.int64]


class _Hidden(Answer):
    """Equal to no answer but itself."""


HIDDEN = _Hidden()
"""Stands for the answer to a question that a respondent's other answers hide."""

NO_TIME = np.iinfo(np.int64).min
"""The time of a result that has none."""


class Coder:
    """Gives the distinct answers of one question their codes, in the order in which they come."""

    def __init__(self) -> None:
        self._codes: dict[Answer, int] = {NOTHING: 0}

    def code(self, answer: Answer) -> int:
        """The code of an answer; a new one for a new answer."""
        return self._codes.setdefault(answer, len(self._codes))

    def packed(self, codes: npt.ArrayLike) -> Ints:
        """Codes in as few bytes as they need so far."""
        return np.asarray(codes).astype(np.min_scalar_type(len(self._codes)))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers by their codes."""
        return tuple(self._codes)


@dataclass(frozen=True)
class Column:
    """The answers of all respondents to one question."""

    question: Question
    answers: tuple[Answer, ...]
    codes: Ints

    def mapped(self, of: Callable[[Answer], Any], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """What `of` makes of each respondent's answer."""
        return np.array([of(answer) for answer in self.answers], dtype=dtype)[self.codes]

    def states(self, *states: State) -> Bools:
        """Whose answer is in one of these states; a hidden one is in none."""
        return self.mapped(lambda answer: answer.state in states and answer != HIDDEN, np.bool_)

    def hidden(self) -> Bools:
        """From whom the question is hidden."""
        return self.mapped(lambda answer: answer == HIDDEN, np.bool_)

    def without(self, hidden: Bools) -> Column:
        """The same where the question is hidden from some."""
        codes = self.codes.astype(np.min_scalar_type(len(self.answers)))
        codes[hidden] = len(self.answers)
        return replace(self, answers=(*self.answers, HIDDEN), codes=codes)


@dataclass(frozen=True)
class Responses:
    """The answers of all respondents to a survey. `times`: when each was made (only to be compared)."""

    survey: Survey
    columns: Mapping[str, Column]
    times: Times = field(repr=False)

    @property
    def size(self) -> int:
        """How many respondents."""
        return len(self.times)

    def where(self, kept: Bools) -> Responses:
        """Only the respondents that are marked."""
        if kept.all():
            return self
        columns = {id_: replace(column, codes=column.codes[kept]) for id_, column in self.columns.items()}
        return replace(self, columns=columns, times=self.times[kept])

    def asked(self) -> Responses:
        """The same with HIDDEN as the answer to every question that is hidden, as `cspi_core` decides it."""
        hidden: dict[str, Bools] = {}
        for question in self.survey.questions:
            if question.visible_if:
                shown = [self._holds(condition, hidden) for condition in question.visible_if]
                hidden[question.id] = ~np.logical_and.reduce(shown)
        columns = {id_: self.columns[id_].without(mask) for id_, mask in hidden.items()}
        return replace(self, columns={**self.columns, **columns})

    def _holds(self, condition: Condition, hidden: Mapping[str, Bools]) -> Bools:
        column = self.columns[condition.question]
        survey, earlier = self.survey, column.question
        holds = column.mapped(lambda answer: _shows(survey, earlier, condition, answer), np.bool_)
        return holds & ~hidden[condition.question] if condition.question in hidden else holds


def _shows(survey: Survey, earlier: Question, condition: Condition, answer: Answer) -> bool:
    """Whether a condition on an earlier question holds for an answer: asked of a survey of just these two."""
    probe = replace(earlier, id=f"{earlier.id}_probe", visible_if=(condition,))
    pair = replace(survey, questions=(replace(earlier, visible_if=()), probe))
    return probe in visible(pair, {earlier.id: answer})
