"""Mean and quantiles of scores, so coarse that no respondent shows.

The mean is rounded to a grain so coarse that one respondent more or less, at either end of the scale,
moves it by no more than the grain: 100 points over n, at least 0.5 (n = 10: 10 points; n = 200: 0.5). A
quantile is the score of the respondent at its rank, no value between two. It is published where `sides` or
more respondents are at or below it and `sides` or more above it, rounded to a multiple of 2.5, or of 5, 10 or
20 where it takes that for `least` respondents to share each rounded value; one grain serves a whole cell, so
that its quantiles stay in order.
"""

from __future__ import annotations

import numpy as np

from cspi_build.panels.reading.codes import Ints
from cspi_build.panels.tabulation.disclosure import Limits

__all__ = ["QUANTILES", "figures_of"]

QUANTILES = {"p10": 10, "p25": 25, "median": 50, "p75": 75, "p90": 90}

_MEAN_GRAINS = (5, 10, 25, 50, 100, 200)  # tenths of a point

_QUANTILE_GRAINS = (25, 50, 100, 200)


def figures_of(counts: Ints, limits: Limits, status: str) -> dict[str, dict[str, object]]:
    """Mean and quantiles of scores. `counts`: respondents by score in tenths."""
    n = int(counts.sum())
    total = int(counts @ np.arange(len(counts)))
    grain = next((one for one in _MEAN_GRAINS if one * n >= 1000), _MEAN_GRAINS[-1])
    tenths = {"mean": (2 * total + grain * n) // (2 * grain * n) * grain}
    tenths |= _quantiles(counts, n, limits)
    return {name: {"value": value / 10, "status": status} for name, value in tenths.items()}


def _quantiles(counts: Ints, n: int, limits: Limits) -> dict[str, int]:
    reached = np.cumsum(counts)
    found = {}
    for name, percent in QUANTILES.items():
        rank = -(-n * percent // 100)
        if rank >= limits.sides and n - rank >= limits.sides:
            found[name] = int(np.searchsorted(reached, rank))
    for grain in _QUANTILE_GRAINS:
        rounded = {name: (2 * value + grain) // (2 * grain) * grain for name, value in found.items()}
        shared = {name: _near(counts, value, grain) >= limits.least for name, value in rounded.items()}
        if all(shared.values()):
            return rounded
    return {name: value for name, value in rounded.items() if shared[name]}


def _near(counts: Ints, rounded: int, grain: int) -> int:
    """How many have a score that rounds to this value."""
    start = max(0, -(-(2 * rounded - grain) // 2))
    return int(counts[start : -(-(2 * rounded + grain) // 2)].sum())
