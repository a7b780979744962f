"""Analysis of hypothetical changes (what-if): the same scoring, applied to hypothetical answers.

Changes come as plain data by question id: an answer as in a result file, ``{"band": id}`` for any number of
a band, or None for no answer. Only scored questions can be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from ..benchmarking.edition import Snapshot
from ..benchmarking.matching import standings
from ..benchmarking.segments import Against
from ..benchmarking.standing import Standing
from ..errors import InputError, Problem, shown
from ..loading.answers import plain_answers, read_answers
from ..model.answers import NOTHING, Answer, Answers, visible
from ..model.survey import NUMBER, Band, Question, Survey
from ..scoring.scores import IndexScore, score_survey


@dataclass(frozen=True)
class WhatIf:
    """Both sets of answers, scored, and how the answers that differ stand among published figures."""

    survey: Survey
    own: Answers
    changed: Answers
    before: IndexScore
    after: IndexScore
    stood: tuple[Standing, ...] = ()
    stands: tuple[Standing, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions with another answer, in the order of the survey."""
        return tuple(
            question
            for question in self.survey.questions
            if self.own.get(question.id, NOTHING) != self.changed.get(question.id, NOTHING)
        )


def what_if(
    survey: Survey,
    own: Answers,
    changed: Answers,
    snapshots: Iterable[Snapshot] = (),
    against: Against | None = None,
) -> WhatIf:
    """The answers as they are beside the answers as they might be. Weights are not varied: that is slow,
    and says nothing about a change."""
    known, chosen = tuple(snapshots), against or Against()
    before, after = score_survey(survey, own), score_survey(survey, changed)
    found = WhatIf(survey, own, changed, before, after)
    moved = {question.id for question in found.questions}
    if not any(question.benchmarks for question in found.questions):
        return found

    def place_answer(answers: Answers) -> tuple[Standing, ...]:
        placed = standings(survey, answers, known, chosen)
        return tuple(standing for standing in placed if standing.question.id in moved)

    return WhatIf(survey, own, changed, found.before, found.after, place_answer(own), place_answer(changed))


def change_answers(survey: Survey, own: Answers, changes: object) -> dict[str, Answer]:
    """The answers with the changes made. Raises :class:`InputError` with every problem in the changes."""
    if not isinstance(changes, Mapping):
        raise InputError([Problem("answers_not_object", None, shown(changes), "{question: answer}")])
    plain: dict[str, Any] = plain_answers(survey, own)
    problems: list[Problem] = []
    for name, change in changes.items():
        question = survey.question_by_id.get(name)
        if question is not None and not question.scored:
            problems.append(Problem("plan_unscored", name, name, "axis"))
        elif change is None:
            plain.pop(name, None)
        else:
            plain[name] = _change(question, own.get(name, NOTHING), change, problems)
    answers, wrong = read_answers(survey, plain)
    if problems or wrong:
        raise InputError([*problems, *wrong])
    return answers


def _change(question: Question | None, own: Answer, change: Any, problems: list[Problem]) -> Any:
    """The change as a plain answer: a band becomes a number that lies in it, one's own where it does."""
    if question is None or question.kind != NUMBER or not isinstance(change, Mapping) or "band" not in change:
        return change
    band = next((band for band in question.bands if band.id == change["band"]), None)
    if band is None:
        known = ", ".join(band.id for band in question.bands)
        problems.append(Problem("unknown_option", question.id, shown(change["band"]), known))
        return own.to_dict(question.kind)
    number = own.number if own.number is not None and band.holds(own.number) else number_in(question, band)
    return {"number": number}


def number_in(question: Question, band: Band) -> float:
    """The least number that the question takes and the band holds; the band's start where there is none."""
    least = max(band.start, band.start if question.minimum is None else question.minimum)
    number = ceil(round(least / question.step, 9)) * question.step if question.step else least
    return round(number, 9) if band.holds(number) else band.start


def changeable(survey: Survey, answers: Answers) -> tuple[Question, ...]:
    """The questions whose answers can be changed: the scored ones that are asked."""
    return tuple(question for question in visible(survey, answers) if question.scored)
