"""Items, axes and the index: the arithmetic of a score, and nothing else.

An item score is in [0, 1]; axis and index scores are in [0, 100], unrounded here (see
:mod:`cspi_core.rounding` for the one rounding rule). Sums are :func:`math.fsum`'s, which is exact: they
depend neither on the order nor, as the built-in ``sum`` of floats does, on the version of Python.

* single: the option's value; multiple: points over ``full``, at most 1; number: its band's value;
  ``reverse`` takes the item from 1.
* axis = 100 x weighted mean of its answered items; index = weighted mean of the axes, each at the
  mean of its answered items.
* *not applicable* leaves the denominator; *unknown* and *unanswered* lower the coverage. Under the
  survey's minimum coverage there is no score.
* bounds: what the score would be with every unknown and unanswered item at its least and its most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from ..model.answers import ANSWERED, NOT_APPLICABLE, NOTHING, Answer, Answers, visible
from ..model.survey import MULTIPLE, SINGLE, Axis, Question, Survey


@dataclass(frozen=True)
class ItemScore:
    """A question's part: ``value`` in [0, 1] or None, and the range [low, high] that it can still take."""

    question: Question
    answer: Answer
    value: float | None
    low: float
    high: float

    @property
    def applies(self) -> bool:
        """Return whether the item is in the denominator."""
        return self.answer.state != NOT_APPLICABLE


@dataclass(frozen=True)
class AxisScore:
    """An axis: ``mean`` of its answered items (0 to 100), and ``score``, which is the mean where the
    coverage reaches the survey's minimum, else None. All None where nothing applies."""

    axis: Axis
    items: tuple[ItemScore, ...]
    mean: float | None
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None


@dataclass(frozen=True)
class IndexScore:
    """The index (0 to 100), its bounds and coverage (0 to 1); None where there is none."""

    axes: tuple[AxisScore, ...]
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The mean of (weight, value) pairs; None where the weights add up to nothing."""
    kept = tuple(pairs)
    weights = fsum(weight for weight, _ in kept)
    return fsum(weight * value for weight, value in kept) / weights if weights else None


def item_value(question: Question, answer: Answer) -> float:
    """Return the value of an answered question, from 0 to 1."""
    if question.kind == SINGLE:
        earned = question.option_by_id[answer.choices[0]].value or 0.0
    elif question.kind == MULTIPLE:
        earned = _points(question, answer.choices)
    else:
        number = answer.number or 0.0
        earned = next((band.value for band in question.bands if band.holds(number)), 0.0)
    return 1.0 - earned if question.reverse else earned


def _points(question: Question, chosen: Iterable[str]) -> float:
    points = fsum(question.option_by_id[option].value or 0.0 for option in chosen)
    return min(1.0, points / (question.full or 1.0))


def attainable_range(question: Question) -> tuple[float, float]:
    """The least and the most that a question can earn."""
    if question.kind == MULTIPLE:
        full = question.full or 1.0
        alone = [min(1.0, (option.value or 0.0) / full) for option in question.options if option.exclusive]
        together = _points(question, [option.id for option in question.options if not option.exclusive])
        values = [0.0, together, *alone]
    elif question.kind == SINGLE:
        values = [option.value or 0.0 for option in question.options]
    else:
        values = [band.value for band in question.bands]
    low, high = min(values), max(values)
    return (1.0 - high, 1.0 - low) if question.reverse else (low, high)


def score_item(question: Question, answer: Answer) -> ItemScore:
    """The score of one question for one answer, whatever its state."""
    if answer.state == ANSWERED:
        value = item_value(question, answer)
        return ItemScore(question, answer, value, value, value)
    return ItemScore(question, answer, None, *attainable_range(question))


def score_axis(axis: Axis, items: tuple[ItemScore, ...], minimum_coverage: float) -> AxisScore:
    """The score of one axis from its items."""
    applied = [item for item in items if item.applies]
    answered = [item for item in applied if item.value is not None]
    total = fsum(item.question.weight for item in applied)
    if not total:
        return AxisScore(axis, items, None, None, None, None, None)
    coverage = fsum(item.question.weight for item in answered) / total
    mean = _percent((item.question.weight, item.value or 0.0) for item in answered)
    return AxisScore(
        axis=axis,
        items=items,
        mean=mean,
        score=mean if reaches(coverage, minimum_coverage) else None,
        low=_percent((item.question.weight, item.low) for item in applied),
        high=_percent((item.question.weight, item.high) for item in applied),
        coverage=coverage,
    )


def _percent(pairs: Iterable[tuple[float, float]]) -> float | None:
    mean = weighted_mean(pairs)
    return None if mean is None else 100.0 * mean


def reaches(coverage: float, minimum: float) -> bool:
    """Return whether a coverage is at or above the minimum, tolerant of binary rounding."""
    return coverage >= minimum - 1e-9


def score_index(axes: tuple[AxisScore, ...], minimum_coverage: float) -> IndexScore:
    """The index from the axes. An axis with any answer counts at the mean of its answered items."""
    coverage = weighted_mean((a.axis.weight, a.coverage) for a in axes if a.coverage is not None)
    score = weighted_mean((a.axis.weight, a.mean) for a in axes if a.mean is not None)
    return IndexScore(
        axes=axes,
        score=score if coverage is not None and reaches(coverage, minimum_coverage) else None,
        low=weighted_mean((a.axis.weight, a.low) for a in axes if a.low is not None),
        high=weighted_mean((a.axis.weight, a.high) for a in axes if a.high is not None),
        coverage=coverage,
    )


def score_survey(survey: Survey, answers: Answers) -> IndexScore:
    """Everything scored: the visible questions' items, the axes and the index."""
    given: dict[str, list[tuple[Question, Answer]]] = {axis.id: [] for axis in survey.axes}
    for question in visible(survey, answers):
        if question.axis in given:
            given[question.axis].append((question, answers.get(question.id, NOTHING)))
    least = survey.minimum_coverage
    axes = [
        score_axis(axis, tuple([score_item(*item) for item in given[axis.id]]), least) for axis in survey.axes
    ]
    return score_index(tuple(axes), least)
