"""Summary statistics of a few numbers: n, mean, lowest, highest, standard deviation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt


@dataclass(frozen=True)
class Spread:
    """Scores of several people: how many, mean, least, most and standard deviation (n - 1)."""

    n: int
    mean: float
    low: float
    high: float
    deviation: float


def spread(values: Sequence[float | None]) -> Spread | None:
    """Mean and spread of the values that there are; None without one."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    mean = fsum(known) / len(known)
    squares = fsum((value - mean) ** 2 for value in known)
    deviation = sqrt(squares / (len(known) - 1)) if len(known) > 1 else 0.0
    return Spread(len(known), mean, known[0], known[-1], deviation)
