"""Improvements: every single change of an answer that would raise the index.

A step is one more option of a multiple choice, a higher rung of a single choice, or a better band of
a number. A step is open when what it requires is in place. Its gain is the difference of the index
(in points) with that one answer changed and everything else as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from ..memo import Key, remember
from ..model.answers import ANSWERED, NOTHING, Answer, Answers
from ..model.practice import Effort
from ..model.survey import MULTIPLE, NUMBER, Option, Question, Survey
from ..scoring.scores import IndexScore, ItemScore, item_value


@dataclass(frozen=True, eq=False)
class Step:
    """One change: the option (or band) to reach, what it adds to the index, and the effort it takes.
    ``phase``: its phase in a roadmap, from 1; 0 for a step of none.
    """

    question: Question
    option: str
    gain: float
    effort: Effort | None
    open: bool
    phase: int = 0


def index_points_per_item(index: IndexScore) -> dict[str, float]:
    """Return the points of the index that each answered item decides, from no value to full value."""
    whole = fsum(axis.axis.weight for axis in index.axes if axis.mean is not None)
    worth: dict[str, float] = {}
    for axis in index.axes:
        answered = [item.question for item in axis.items if item.value is not None]
        weights = fsum(question.weight for question in answered)
        for question in answered:
            worth[question.id] = 100.0 * (axis.axis.weight / whole) * (question.weight / weights)
    return worth


def steps_by_question(survey: Survey, answers: Answers, index: IndexScore) -> dict[str, tuple[Step, ...]]:
    """For each answered item, by question id, every change that would raise the index; none where the survey
    advises nothing."""
    if not survey.advised:
        return {}
    worth = index_points_per_item(index)
    found = {}
    for axis in index.axes:
        for item in axis.items:
            if item.value is not None:
                name = item.question.id
                found[name] = _item_steps(survey, answers, item, worth[name])
    return found


def _item_key(survey: Survey, answers: Answers, item: ItemScore, worth: float) -> Key:
    required = tuple([answers.get(other) for other in item.question.builds_on])
    return survey, item.question.id, item.answer, worth, required


@remember(_item_key)
def _item_steps(survey: Survey, answers: Answers, item: ItemScore, worth: float) -> tuple[Step, ...]:
    """The changes of one item that gain; ``worth`` is what the whole item adds to the index, in points."""
    changes = [
        (name, effort, worth * (value - (item.value or 0.0))) for name, effort, value in _changes(item)
    ]
    return tuple(
        Step(item.question, name, gain, effort, _is_open(survey, answers, item, name))
        for name, effort, gain in changes
        if gain > 0
    )


def _changes(item: ItemScore) -> Iterator[tuple[str, Effort | None, float]]:
    """(option or band id, effort, item value after the change)."""
    question = item.question
    if question.kind == NUMBER:
        for band in question.bands:
            yield band.id, None, 1.0 - band.value if question.reverse else band.value
        return
    for option in question.options:
        if option.id not in item.answer.choices:
            yield option.id, option.effort, item_value(question, with_option(question, item.answer, option))


def with_option(question: Question, answer: Answer, option: Option) -> Answer:
    """The answer after choosing ``option`` as well (or instead, where only one may stand)."""
    if question.kind != MULTIPLE or option.exclusive:
        return Answer(ANSWERED, (option.id,))
    kept = {name for name in answer.choices if not question.option_by_id[name].exclusive} | {option.id}
    return Answer(ANSWERED, tuple(name for name in question.option_by_id if name in kept))


def _is_open(survey: Survey, answers: Answers, item: ItemScore, name: str) -> bool:
    option = item.question.option_by_id.get(name)
    return option is None or is_ready(survey, answers, option)


def is_ready(survey: Survey, answers: Answers, option: Option) -> bool:
    """Return whether everything that an option requires is in place."""
    return all(
        any(
            in_place(survey.question_by_id[name], answers.get(name, NOTHING), required)
            for name, required in group
        )
        for group in option.groups
    )


def in_place(question: Question, answer: Answer, option: str) -> bool:
    """Return whether an option is selected or, in a single choice, one of equal value is."""
    if option in answer.choices:
        return True
    if question.kind == MULTIPLE or not answer.choices:
        return False
    return item_value(question, answer) >= item_value(question, Answer(ANSWERED, (option,)))
