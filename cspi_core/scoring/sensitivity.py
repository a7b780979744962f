"""Sensitivity of the index to the weights (Monte Carlo simulation).

Weights are a judgement, so the index is also computed with perturbed ones: every item and axis weight is
multiplied by its own factor, drawn uniformly from [1 - spread, 1 + spread]. The 5th and 95th percentiles of
these indices are reported. The draws are seeded and use only ``random()`` and the four basic operations,
which are identical in every Python.

A percentile needs two neighbours in the sorted indices exactly, and of all others only whether they are
below or above. The indices are therefore known approximately from the previous answers, of which usually
one has changed, and only those in doubt are computed exactly.
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum, isfinite
from operator import mul, truediv
from random import Random

from ..model.survey import Sensitivity
from .scores import IndexScore

LOW, HIGH = 0.05, 0.95

CLOSE = 1e-9
"""How close a rough index is to the exact one, both from 0 to 1: a changed answer adds an error of less than
1e-15, and nobody changes a million."""

Weights = tuple[tuple[float, tuple[float, ...]], ...]
"""For each axis its weight and the weights of its answered items."""


def sensitivity(index: IndexScore, plan: Sensitivity) -> tuple[float, float] | None:
    """The 5th and 95th percentile of the index (0 to 100) under perturbed weights; None without an index."""
    if index.score is None or not isfinite(index.score):
        return None
    parts = [
        (axis.axis.weight, [(i.question.weight, i.value) for i in axis.items if i.value is not None])
        for axis in index.axes
        if axis.mean is not None
    ]
    values = [value for _, items in parts for _, value in items]
    weights = tuple([(axis, tuple([weight for weight, _ in items])) for axis, items in parts])
    return _draws(plan, weights).quantiles(values)


class Draws:
    """The indices of all draws for the same questions.

    ``columns`` holds, by item, its share in the index for each draw; the shares of a draw add up to 1.
    Values known from the last request are approximate (each index from 0 to 1); results are exact
    regardless.
    """

    def __init__(self, columns: list[list[float]]) -> None:
        self._columns = columns
        self._last = [0.0] * len(columns), [0.0] * len(columns[0])

    def quantiles(self, values: list[float]) -> tuple[float, float]:
        """The 5th and 95th percentile of the index (0 to 100) where the items earn ``values``."""
        rough = self._moved(values)
        self._last = values, rough  # in one go: another thread may ask too
        order = sorted(range(len(rough)), key=rough.__getitem__)
        return self._quantile(values, rough, order, LOW), self._quantile(values, rough, order, HIGH)

    def _moved(self, values: list[float]) -> list[float]:
        """The rough indices of the draws for these values, from those for the last."""
        last, rough = self._last
        for old, new, column in zip(last, values, self._columns, strict=True):
            if new != old:
                step = new - old
                rough = [index + step * share for index, share in zip(rough, column, strict=True)]
        return rough

    def _quantile(self, values: list[float], rough: list[float], order: list[int], share: float) -> float:
        """The quantile by linear interpolation between the two neighbours (Hyndman and Fan's type 7)."""
        place = share * (len(order) - 1)
        first = int(place)
        last = min(first + 1, len(order) - 1)
        start, end = _in_doubt(rough, order, first, last)
        exact = sorted(self._index(draw, values) for draw in order[start:end])
        low, high = exact[first - start], exact[last - start]
        return low + (high - low) * (place - first)

    def _index(self, draw: int, values: list[float]) -> float:
        return 100.0 * fsum(map(mul, [column[draw] for column in self._columns], values))


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
