"""How far the index depends on our weights.

Weights are a judgement, so the index is also computed under many others: every item and axis weight
is multiplied by its own factor, drawn evenly from [1 - spread, 1 + spread]. The 5th and the 95th
percentile of those indices are reported. The draws are seeded and use only ``random()`` and the four
operations, which are the same in every Python.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random

from .scoring import IndexScore
from .survey import Sensitivity

LOW, HIGH = 0.05, 0.95

Part = tuple[float, tuple[tuple[float, float], ...]]
"""An axis: its weight, and (weight, value) of each of its answered items."""


def sensitivity(index: IndexScore, plan: Sensitivity) -> tuple[float, float] | None:
    """The 5th and 95th percentile of the index (0 to 100) under perturbed weights; None without an index."""
    if index.score is None:
        return None
    parts = tuple(
        (axis.axis.weight, tuple((i.question.weight, i.value) for i in axis.items if i.value is not None))
        for axis in index.axes
        if axis.mean is not None
    )
    sizes = tuple(len(items) for _, items in parts)
    indices = sorted(_perturbed(parts, factors) for factors in _factors(plan, sizes))
    return _quantile(indices, LOW), _quantile(indices, HIGH)


@lru_cache(maxsize=8)
def _factors(plan: Sensitivity, sizes: tuple[int, ...]) -> tuple[tuple[float, ...], ...]:
    """One tuple of factors a draw: for each axis its own factor, then one for each of its items."""
    rng = Random(plan.seed)
    count = len(sizes) + sum(sizes)
    least, width = 1.0 - plan.spread, 2.0 * plan.spread
    return tuple(tuple(least + width * rng.random() for _ in range(count)) for _ in range(plan.draws))


def _perturbed(parts: tuple[Part, ...], factors: tuple[float, ...]) -> float:
    total = weights = 0.0
    at = 0
    for axis_weight, items in parts:
        axis_factor = axis_weight * factors[at]
        at += 1
        axis_total = axis_weights = 0.0
        for weight, value in items:
            factor = weight * factors[at]
            at += 1
            axis_weights += factor
            axis_total += factor * value
        weights += axis_factor
        total += axis_factor * (axis_total / axis_weights)
    return 100.0 * total / weights


def _quantile(ordered: list[float], share: float) -> float:
    """The quantile by linear interpolation between the two neighbours (Hyndman and Fan's type 7)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
