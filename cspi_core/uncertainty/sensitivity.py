"""Sensitivity of the index to weights and values (Monte Carlo simulation).

Weights are a judgement, so the index is also computed with perturbed ones: every item and axis weight is
multiplied by its own factor, drawn uniformly from [1 - spread, 1 + spread]. The value of every option and
the points for full marks vary together with them, by factors from [1 - values, 1 + values]. A value between
0 and 1 is varied by its distance to the nearer end, so that the lowest and the highest answer stay what they
are. The 5th and 95th percentiles of these indices are reported. The draws are seeded and use only
``random()`` and the four basic operations, which are identical in every Python.

A percentile needs two neighbours in the sorted indices exactly, and of all others only whether they are
below or above. The indices are therefore known approximately from the previous answers, of which usually
one has changed, and only those in doubt are computed exactly.
"""

from __future__ import annotations

from binascii import crc32
from functools import lru_cache
from itertools import repeat
from math import fsum, isfinite
from operator import add, mul, sub, truediv
from random import Random

from ..model.answers import Answer
from ..model.survey import MULTIPLE, Question, Sensitivity
from ..scoring.scores import AxisScore, IndexScore, ItemScore

LOW, HIGH = 0.05, 0.95

CLOSE = 1e-9
"""How close a rough index is to the exact one, both from 0 to 1: a changed answer adds an error of less than
1e-15, and nobody changes a million."""

Weights = tuple[tuple[float, tuple[float, ...]], ...]
"""For each axis its weight and the weights of its answered items."""


def sensitivity(index: IndexScore, plan: Sensitivity | None) -> tuple[float, float] | None:
    """The 5th and 95th percentile of the index (0 to 100) under perturbed weights and values; None without an
    index, or where the survey varies nothing."""
    if plan is None or index.score is None or not isfinite(index.score):
        return None
    parts = [
        (axis.axis.weight, [(i.question.weight, i.value) for i in axis.items if i.value is not None])
        for axis in index.axes
        if axis.mean is not None
    ]
    values = [_column(plan, i) for axis in index.axes if axis.mean is not None for i in _answered(axis)]
    weights = tuple([(axis, tuple([weight for weight, _ in items])) for axis, items in parts])
    return _draws(plan, weights).quantiles(values)


def _answered(axis: AxisScore) -> list[ItemScore]:
    return [item for item in axis.items if item.value is not None]


Column = tuple[float, ...]

"""A number for each draw."""


def _column(plan: Sensitivity, item: ItemScore) -> Column:
    """The value of an item in each draw."""
    question, answer = item.question, item.answer
    if not plan.values or (not question.option_by_id and not question.bands):
        return _constant(plan.draws, item.value or 0.0)
    if question.kind == MULTIPLE:
        points = tuple((name, question.option_by_id[name].value or 0.0) for name in answer.choices)
        return _summed(plan, question.id, points, question.full or 1.0, question.reverse)
    return _varied(plan, f"{question.id}.{_name(question, answer)}", item.value or 0.0)


def _name(question: Question, answer: Answer) -> str:
    """The option that is chosen, or the band that the number lies in."""
    held = (band.id for band in question.bands if band.holds(answer.number or 0.0))
    return answer.choices[0] if answer.choices else next(held, "")


@lru_cache(maxsize=64)
def _constant(draws: int, value: float) -> Column:
    return (value,) * draws


@lru_cache(maxsize=64)
def _varied(plan: Sensitivity, name: str, value: float) -> Column:
    if value <= 0.5:
        return tuple([value * factor for factor in _factors(plan, name)])
    return tuple([1.0 - (1.0 - value) * factor for factor in _factors(plan, name)])


@lru_cache(maxsize=64)
def _summed(
    plan: Sensitivity, question: str, points: tuple[tuple[str, float], ...], full: float, reverse: bool
) -> Column:
    """Points over full marks, at most 1, in each draw."""
    columns = [[value * factor for factor in _factors(plan, f"{question}.{name}")] for name, value in points]
    sums = map(fsum, zip(*columns, strict=True)) if columns else repeat(0.0, plan.draws)
    wanted = [full * factor for factor in _factors(plan, question)]
    earned = [min(1.0, total / all_of_it) for total, all_of_it in zip(sums, wanted, strict=True)]
    return tuple([1.0 - value for value in earned] if reverse else earned)


@lru_cache(maxsize=256)
def _factors(plan: Sensitivity, name: str) -> Column:
    """The factors of one option or of the points for full marks; the same whatever is answered."""
    random = Random(plan.seed * 2**32 + crc32(name.encode())).random
    least, width = 1.0 - plan.values, 2.0 * plan.values
    return tuple([least + width * random() for _ in range(plan.draws)])


class Draws:
    """The indices of all draws for the same questions.

    ``columns`` holds, by item, its share in the index for each draw; the shares of a draw add up to 1.
    Values known from the last request are approximate (each index from 0 to 1); results are exact
    regardless.
    """

    def __init__(self, columns: list[list[float]]) -> None:
        self._columns = columns
        draws = len(columns[0])
        self._last = [_constant(draws, 0.0)] * len(columns), [0.0] * draws

    def quantiles(self, values: list[Column]) -> tuple[float, float]:
        """The 5th and 95th percentile of the index (0 to 100) where the items earn ``values``."""
        rough = self._moved(values)
        self._last = values, rough  # in one go: another thread may ask too
        order = sorted(range(len(rough)), key=rough.__getitem__)
        return self._quantile(values, rough, order, LOW), self._quantile(values, rough, order, HIGH)

    def _moved(self, values: list[Column]) -> list[float]:
        """The rough indices of the draws for these values, from those for the last."""
        last, rough = self._last
        for old, new, column in zip(last, values, self._columns, strict=True):
            if new is not old:
                steps = map(mul, map(sub, new, old), column)
                rough = list(map(add, rough, steps))
        return rough

    def _quantile(self, values: list[Column], rough: list[float], order: list[int], share: float) -> float:
        """The quantile by linear interpolation between the two neighbours (Hyndman and Fan's type 7)."""
        place = share * (len(order) - 1)
        first = int(place)
        last = min(first + 1, len(order) - 1)
        start, end = _in_doubt(rough, order, first, last)
        exact = sorted(self._index(draw, values) for draw in order[start:end])
        low, high = exact[first - start], exact[last - start]
        return low + (high - low) * (place - first)

    def _index(self, draw: int, values: list[Column]) -> float:
        earned = [column[draw] for column in values]
        return 100.0 * fsum(map(mul, [column[draw] for column in self._columns], earned))


def _in_doubt(rough: list[float], order: list[int], first: int, last: int) -> tuple[int, int]:
    """Return the positions of all draws that may belong at the places ``first`` to ``last`` of the order."""
    least, most = rough[order[first]] - 2 * CLOSE, rough[order[last]] + 2 * CLOSE
    start, end = first, last + 1
    while start > 0 and rough[order[start - 1]] >= least:
        start -= 1
    while end < len(order) and rough[order[end]] <= most:
        end += 1
    return start, end


@lru_cache(maxsize=8)
def _draws(plan: Sensitivity, weights: Weights) -> Draws:
    """Kept between calls: the same questions are answered while a respondent changes one answer."""
    random = Random(plan.seed).random
    least, width = 1.0 - plan.spread, 2.0 * plan.spread
    flat = [weight for axis, items in weights for weight in (axis, *items)]
    drawn = [[weight * (least + width * random()) for weight in flat] for _ in range(plan.draws)]
    columns = map(list, zip(*drawn, strict=True))
    return Draws(_shares([(next(columns), [next(columns) for _ in items]) for _, items in weights]))


def _shares(parts: list[tuple[list[float], list[list[float]]]]) -> list[list[float]]:
    """By item its share in the index: that of its axis in all axes, times its own in the axis. ``parts`` has
    the weights of each axis and of its items; every list has a number for each draw."""
    whole = list(map(fsum, zip(*(axis for axis, _ in parts), strict=True)))
    shares = []
    for axis, items in parts:
        of_axis = list(map(truediv, axis, whole))
        total = list(map(fsum, zip(*items, strict=True)))
        shares += [[a * (i / t) for a, i, t in zip(of_axis, item, total, strict=True)] for item in items]
    return shares
