"""Difference of two shares and its significance: Newcombe's interval (1998, method 10).

Two editions of a study have different samples, so a share varies by chance. A difference is significant if
its interval excludes zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import erfc, hypot, sqrt

from .distribution import Z95, Interval, wilson


def change(old: Interval, new: Interval) -> Interval:
    """By how many points ``new`` is above ``old``, both per cent: the least and the most where either is
    known only as an interval."""
    return new[0] - old[1], new[1] - old[0]


def newcombe_interval(old: Interval, old_n: int | None, new: Interval, new_n: int | None) -> Interval | None:
    """The 95 % interval, in points, that two independent groups allow for the difference of their shares.

    For intervals of shares it reaches from the lowest to the highest end that any of their corners has.
    None where either n is not known. Source: R. G. Newcombe (1998), Statistics in Medicine 17(8),
    873-890, method 10, which puts two Wilson intervals together.
    """
    if not old_n or not new_n:
        return None
    ends = [_newcombe(before, old_n, after, new_n) for before, after in product(old, new)]
    return min(low for low, _ in ends), max(high for _, high in ends)


def p_value(old: Interval, old_n: int | None, new: Interval, new_n: int | None) -> float | None:
    """The level at which Newcombe's interval of the difference just reaches zero, two-sided.

    For intervals of shares it is the largest that any of their corners has. None where either n is not
    known.
    """
    if not old_n or not new_n:
        return None
    corners = product(sorted(set(old)), sorted(set(new)))
    return max(_p_value(before, old_n, after, new_n) for before, after in corners)


def holm(p_values: Sequence[float], level: float = 0.05) -> list[bool]:
    """Return which of several tests are significant where the chance of even one false finding is to stay
    below ``level``, whatever they have to do with each other.

    Source: S. Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    significant = [False] * len(p_values)
    for rank, at in enumerate(order):
        if p_values[at] > level / (len(p_values) - rank):
            break
        significant[at] = True
    return significant


STEPS = 50
"""Halvings of the range of z: more digits than a double has."""

FARTHEST = 38.0
"""A z beyond which the level is no number above 0."""


def _p_value(old: float, old_n: int, new: float, new_n: int) -> float:
    low, high = 0.0, FARTHEST
    for _ in range(STEPS):
        z = (low + high) / 2
        least, most = _newcombe(old, old_n, new, new_n, z)
        low, high = (low, z) if least <= 0 <= most else (z, high)
    return erfc(low / sqrt(2))


def _newcombe(old: float, old_n: int, new: float, new_n: int, z: float = Z95) -> Interval:
    before, after = wilson((old, old), old_n, z), wilson((new, new), new_n, z)
    if before is None or after is None:  # wilson is None only without n
        raise ValueError("both groups need an n")
    middle = new - old
    return (
        middle - hypot(new - after[0], before[1] - old),
        middle + hypot(after[1] - new, old - before[0]),
    )
