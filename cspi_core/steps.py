"""Next steps: which single change of an answer would move the index most.

A step is one more option of a multiple choice, a higher rung of a single choice, or a better band of
a number. A step is open when what it requires is in place. Its gain is the difference of the index
(in points) with that one answer changed and everything else as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .answers import ANSWERED, NOTHING, Answer, Answers
from .scoring import IndexScore, ItemScore, item_value, score_axis, score_index
from .survey import EFFORTS, MULTIPLE, NUMBER, Option, Question, Survey


@dataclass(frozen=True)
class Step:
    """One change: the option (or band) to reach, what it adds to the index, and the effort it takes."""

    question: Question
    option: str
    gain: float
    effort: str | None
    open: bool


def item_steps(survey: Survey, answers: Answers, index: IndexScore, item: ItemScore) -> tuple[Step, ...]:
    """Every change of one answered item that would raise the index, in the order of the definition."""
    if item.value is None:
        return ()
    steps = []
    for name, effort, value in _changes(item):
        if value > item.value:
            after = _index_with(survey, index, item, value)
            gain = (after or 0.0) - (_plain(survey, index) or 0.0)
            steps.append(Step(item.question, name, gain, effort, _is_open(survey, answers, item, name)))
    return tuple(steps)


def next_steps(survey: Survey, answers: Answers, index: IndexScore, most: int = 6) -> tuple[Step, ...]:
    """The open steps with the largest gain, at most ``most``, and one for each single-choice question.

    Equal gains are ordered by effort, then as in the definition.
    """
    found: list[Step] = []
    for axis in index.axes:
        for item in axis.items:
            steps = [step for step in item_steps(survey, answers, index, item) if step.open]
            if item.question.kind == MULTIPLE:
                found.extend(steps)
            elif steps:
                found.append(max(steps, key=lambda step: step.gain))
    return tuple(sorted(found, key=_rank)[:most])


def _rank(step: Step) -> tuple[float, int]:
    effort = EFFORTS.index(step.effort) if step.effort in EFFORTS else len(EFFORTS)
    return -round(step.gain, 9), effort


def _changes(item: ItemScore) -> Iterator[tuple[str, str | None, float]]:
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
    return option is None or all(_in_place(survey, answers, *pair) for pair in option.requires)


def _in_place(survey: Survey, answers: Answers, question_id: str, option_id: str) -> bool:
    """Whether the option is chosen, or, in a single choice, one that earns as much."""
    question, answer = survey.question_by_id[question_id], answers.get(question_id, NOTHING)
    if option_id in answer.choices:
        return True
    if question.kind == MULTIPLE or not answer.choices:
        return False
    wanted = question.option_by_id[option_id].value or 0.0
    return (question.option_by_id[answer.choices[0]].value or 0.0) >= wanted


def _index_with(survey: Survey, index: IndexScore, changed: ItemScore, value: float) -> float | None:
    axes = []
    for axis in index.axes:
        if axis.axis.id == changed.question.axis:
            items = tuple(
                replace(item, value=value, low=value, high=value) if item is changed else item
                for item in axis.items
            )
            axis = score_axis(axis.axis, items, survey.minimum_coverage)
        axes.append(axis)
    return score_index(tuple(axes), 0.0).score


def _plain(survey: Survey, index: IndexScore) -> float | None:
    """The index whatever its coverage, so that gains are known where the index is not shown."""
    return score_index(index.axes, 0.0).score
