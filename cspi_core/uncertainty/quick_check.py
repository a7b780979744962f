"""The quick check: the few questions that settle most of an index, and what is certain once they are known.

An answer replaces the range of its question by one value, so it narrows the index's range by the question's
share of the index times that range. These amounts add up, hence the best questions are those with the
largest amounts. A question under a condition may never be asked, so it settles nothing for certain.

The range is certain: whatever the open questions are answered with, *unknown* and *not applicable*
included, the index of the full survey lies in it. An open question may therefore take any value that it can
earn or leave the denominator. A question that other answers may still hide can leave it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum

from ..model.answers import ANSWERED, NOT_APPLICABLE, NOTHING, Answer, Answers, holds
from ..model.survey import Axis, Question, Survey
from ..scoring.scores import attainable_range, item_value, weighted_mean

MOST = 8

Part = tuple[float, float]
"""A weight and a value."""


@dataclass(frozen=True)
class Range:
    """The lowest and the highest value (0 to 100) that a score can still take."""

    low: float
    high: float


@dataclass(frozen=True)
class AxisRange:
    """An axis: the mean of its answered items (None without any), and the certain range of its score (None
    if it cannot get one)."""

    axis: Axis
    mean: float | None
    range: Range | None


@dataclass(frozen=True)
class QuickScore:
    """The certain range of the index (None if there can be none) and those of its axes. ``later``: the points
    by which axes can wait, as in the roadmap and the headline of the report."""

    index: Range | None
    axes: tuple[AxisRange, ...]
    later: Mapping[str, float] = field(default_factory=dict)

    @property
    def constraint(self) -> AxisRange | None:
        """The axis with the lowest mean so far, where those that can wait count as higher; None where the
        means do not differ."""
        known = [(axis.mean, axis) for axis in self.axes if axis.mean is not None]
        if len({round(mean, 9) for mean, _ in known}) < 2:
            return None
        return min(known, key=lambda pair: pair[0] + self.later.get(pair[1].axis.id, 0.0))[1]

    def is_certain(self, weakest: AxisRange) -> bool:
        """Return whether no other axis can end up below this one."""
        others = [axis.range for axis in self.axes if axis.axis != weakest.axis and axis.range]
        return weakest.range is not None and all(weakest.range.high <= other.low for other in others)


def narrowing(survey: Survey) -> dict[str, float]:
    """For each scored question that everybody is asked, the points by which its answer narrows the index."""
    scored = [question for question in survey.questions if question.scored]
    whole = fsum(axis.weight for axis in survey.axes)
    points = {}
    for axis in survey.axes:
        asked = [question for question in scored if question.axis == axis.id]
        total = fsum(question.weight for question in asked)
        for question in asked:
            if not question.visible_if:
                low, high = attainable_range(question)
                share = (axis.weight / whole) * (question.weight / total)
                points[question.id] = 100.0 * share * (high - low)
    return points


def quick_questions(survey: Survey, most: int = MOST) -> tuple[Question, ...]:
    """The questions whose answers narrow the index's range most, in the order of the survey.

    Equal ones are taken from the axis with the fewest so far, then as in the survey.
    """
    points = {name: round(value, 9) for name, value in narrowing(survey).items()}
    questions, taken = survey.question_by_id, list[str]()
    while len(taken) < min(most, len(points)):
        left = [name for name in points if name not in taken]
        axes = [questions[name].axis for name in taken]
        taken.append(min(left, key=lambda name: (-points[name], axes.count(questions[name].axis))))
    return tuple(question for question in survey.questions if question.id in taken)


@dataclass(frozen=True)
class _Item:
    """A question as it may count: the values it can take, and whether it can leave the denominator."""

    weight: float
    low: float
    high: float
    optional: bool


def quick_score(survey: Survey, answers: Answers) -> QuickScore:
    """The certain ranges of the index and the axes from the answers so far."""
    found: dict[str, list[_Item]] = {axis.id: [] for axis in survey.axes}
    certain: dict[str, bool | None] = {}
    for question in survey.questions:
        certain[question.id] = shown = _is_shown(question, answers, certain)
        answer = answers.get(question.id, NOTHING)
        if question.axis in found and shown is not False and answer.state != NOT_APPLICABLE:
            found[question.axis].append(_item(question, answer, shown is None))
    axes = tuple(_axis_range(axis, found[axis.id]) for axis in survey.axes)
    parts = [
        _Item(one.axis.weight, one.range.low, one.range.high, optional=one.mean is None)
        for one in axes
        if one.range
    ]
    return QuickScore(_range(parts), axes, survey.practice.later)


def _is_shown(question: Question, answers: Answers, certain: dict[str, bool | None]) -> bool | None:
    """Return whether the question is asked in the end; None where open questions still decide."""
    verdicts = []
    for condition in question.visible_if:
        answer, shown = answers.get(condition.question, NOTHING), certain.get(condition.question)
        settled = answer.state in (ANSWERED, NOT_APPLICABLE)
        if shown is False or (settled and not holds(condition, answer)):
            return False
        verdicts.append(shown is True and settled)
    return True if all(verdicts) else None


def _item(question: Question, answer: Answer, may_hide: bool) -> _Item:
    if answer.state == ANSWERED:
        value = item_value(question, answer)
        return _Item(question.weight, value, value, may_hide)
    return _Item(question.weight, *attainable_range(question), optional=True)


def _axis_range(axis: Axis, items: list[_Item]) -> AxisRange:
    mean = weighted_mean((item.weight, item.low) for item in items if not item.optional)
    found = _range(items)
    scaled = found and Range(100.0 * found.low, 100.0 * found.high)
    return AxisRange(axis, None if mean is None else 100.0 * mean, scaled)


def _range(items: list[_Item]) -> Range | None:
    """The least and the greatest weighted mean, where optional items may be left out; None without items."""
    if not items:
        return None
    kept = [item for item in items if not item.optional]
    free = [item for item in items if item.optional]
    low = _extreme(_pairs(kept, "low"), sorted(_pairs(free, "low"), key=_value), lambda new, now: new < now)
    high = _extreme(
        _pairs(kept, "high"),
        sorted(_pairs(free, "high"), key=_value, reverse=True),
        lambda new, now: new > now,
    )
    return Range(low, high)


def _pairs(items: Iterable[_Item], end: str) -> list[Part]:
    return [(item.weight, getattr(item, end)) for item in items]


def _value(part: Part) -> float:
    return part[1]


def _extreme(kept: list[Part], free: list[Part], is_better: Callable[[float, float], bool]) -> float:
    """The mean of what must count and of those others that move it on; ``free`` has the best first."""
    chosen = kept or free[:1]
    for part in free if kept else free[1:]:
        if not is_better(part[1], weighted_mean(chosen) or 0.0):
            break
        chosen = [*chosen, part]
    return weighted_mean(chosen) or 0.0
