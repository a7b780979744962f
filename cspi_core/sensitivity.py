"""How far the index depends on our weights.

Weights are a judgement, so the index is also computed under many others: every item and axis weight
is multiplied by its own factor, drawn evenly from [1 - spread, 1 + spread]. The 5th and the 95th
percentile of those indices are reported. The draws are seeded and use only ``random()`` and the four
operations, which are the same in every Python.

A percentile needs two neighbours in the order of the indices to the last digit, and of the others only that
they lie below or above. So the indices are known roughly from the answers that were given before, of which
mostly one has changed, and only those that this leaves in doubt are computed exactly.
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum, isfinite
from operator import mul
from random import Random

from .scoring import IndexScore
from .survey import Sensitivity

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
    """What each draw makes of the same questions: the share of every item in the index. The shares of a draw
    add up to 1.

    What is known roughly is the index, from 0 to 1, for the values that were asked for last; whichever those
    were, what is given back is exact.
    """

    def __init__(self, shares: list[tuple[float, ...]]) -> None:
        self._columns = [list(column) for column in zip(*shares, strict=True)]
        self._values = [0.0] * len(self._columns)
        self._rough = [0.0] * len(shares)

    def quantiles(self, values: list[float]) -> tuple[float, float]:
        """The 5th and 95th percentile of the index (0 to 100) where the items earn ``values``."""
        self._move(values)
        order = sorted(range(len(self._rough)), key=self._rough.__getitem__)
        return self._quantile(order, LOW), self._quantile(order, HIGH)

    def _move(self, values: list[float]) -> None:
        for item, (old, new) in enumerate(zip(self._values, values, strict=True)):
            if new != old:
                step, column = new - old, self._columns[item]
                self._rough = [index + step * share for index, share in zip(self._rough, column, strict=True)]
        self._values = values

    def _quantile(self, order: list[int], share: float) -> float:
        """The quantile by linear interpolation between the two neighbours (Hyndman and Fan's type 7)."""
        place = share * (len(order) - 1)
        below = int(place)
        low, high = self._exact(order, below, min(below + 1, len(order) - 1))
        return low + (high - low) * (place - below)

    def _exact(self, order: list[int], first: int, last: int) -> tuple[float, float]:
        """The exact indices at two places of the order, found among all that may belong there."""
        least, most = self._rough[order[first]] - 2 * CLOSE, self._rough[order[last]] + 2 * CLOSE
        start, end = first, last + 1
        while start > 0 and self._rough[order[start - 1]] >= least:
            start -= 1
        while end < len(order) and self._rough[order[end]] <= most:
            end += 1
        found = sorted(map(self._index, order[start:end]))
        return found[first - start], found[last - start]

    def _index(self, draw: int) -> float:
        return 100.0 * fsum(map(mul, [column[draw] for column in self._columns], self._values))


@lru_cache(maxsize=8)
def _draws(plan: Sensitivity, weights: Weights) -> Draws:
    """Kept between calls: the same questions are answered while a respondent changes one answer."""
    rng = Random(plan.seed)
    least, width = 1.0 - plan.spread, 2.0 * plan.spread

    def perturbed(weight: float) -> float:
        return weight * (least + width * rng.random())

    return Draws(
        [
            _shares([(perturbed(axis), [perturbed(item) for item in items]) for axis, items in weights])
            for _ in range(plan.draws)
        ]
    )


def _shares(weights: list[tuple[float, list[float]]]) -> tuple[float, ...]:
    whole = fsum([axis for axis, _ in weights])
    totals = [(axis / whole, fsum(items), items) for axis, items in weights]
    return tuple([axis * (item / total) for axis, total, items in totals for item in items])
