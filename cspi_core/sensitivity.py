"""How far the index depends on our weights.

Weights are a judgement, so the index is also computed under many others: every item and axis weight
is multiplied by its own factor, drawn evenly from [1 - spread, 1 + spread]. The 5th and the 95th
percentile of those indices are reported. The draws are seeded and use only ``random()`` and the four
operations, which are the same in every Python.
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum
from operator import mul
from random import Random

from .scoring import IndexScore
from .survey import Sensitivity

LOW, HIGH = 0.05, 0.95

Weights = tuple[tuple[float, tuple[float, ...]], ...]
"""For each axis its weight and the weights of its answered items."""


def sensitivity(index: IndexScore, plan: Sensitivity) -> tuple[float, float] | None:
    """The 5th and 95th percentile of the index (0 to 100) under perturbed weights; None without an index."""
    if index.score is None:
        return None
    parts = [
        (axis.axis.weight, [(i.question.weight, i.value) for i in axis.items if i.value is not None])
        for axis in index.axes
        if axis.mean is not None
    ]
    values = [value for _, items in parts for _, value in items]
    weights = tuple((axis, tuple(weight for weight, _ in items)) for axis, items in parts)
    indices = sorted(100.0 * fsum(map(mul, draw, values)) for draw in _draws(plan, weights))
    return _quantile(indices, LOW), _quantile(indices, HIGH)


@lru_cache(maxsize=8)
def _draws(plan: Sensitivity, weights: Weights) -> tuple[tuple[float, ...], ...]:
    """For each draw the share of every item in the index; the shares of a draw add up to 1.

    Kept between calls: the same questions are answered while a respondent changes one answer.
    """
    rng = Random(plan.seed)
    least, width = 1.0 - plan.spread, 2.0 * plan.spread

    def perturbed(weight: float) -> float:
        return weight * (least + width * rng.random())

    return tuple(
        _shares([(perturbed(axis), [perturbed(item) for item in items]) for axis, items in weights])
        for _ in range(plan.draws)
    )


def _shares(weights: list[tuple[float, list[float]]]) -> tuple[float, ...]:
    whole = fsum(axis for axis, _ in weights)
    return tuple(axis / whole * (item / fsum(items)) for axis, items in weights for item in items)


def _quantile(ordered: list[float], share: float) -> float:
    """The quantile by linear interpolation between the two neighbours (Hyndman and Fan's type 7)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
