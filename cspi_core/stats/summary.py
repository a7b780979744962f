"""Several people's answers to one survey, side by side: means, spread, agreement.

Agreement on a question is van der Eijk's A (see :mod:`cspi_core.agreement`) over what the answers earn,
in order: of a single choice over its options from least to most, of a multiple choice over each option
(chosen or not), averaged. It is about how much people agree, not about whether they are right.
"""

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
