"""Difference of two shares and its significance: Newcombe's interval (1998, method 10).

Two editions of a study have different samples, so a share varies by chance. A difference is significant if
its interval excludes zero.
"""

from __future__ import annotations

from itertools import product
from math import hypot

from .distribution import Interval, wilson


def change(old: Interval, new: Interval) -> Interval:
    """By how many points ``new`` is above ``old``, both per cent: the least and the most where either is
    known only as an interval."""
    return new[0] - old[1], new[1] - old[0]


def allowed_change(old: Interval, old_n: int | None, new: Interval, new_n: int | None) -> Interval | None:
    """The 95 % interval, in points, that two independent groups allow for the difference of their shares.

    For intervals of shares it reaches from the lowest to the highest end that any of their corners has.
    None where either n is not known. Source: R. G. Newcombe (1998), Statistics in Medicine 17(8),
    873-890, method 10, which puts two Wilson intervals together.
    """
    if not old_n or not new_n:
        return None
    ends = [_newcombe(before, old_n, after, new_n) for before, after in product(old, new)]
    return min(low for low, _ in ends), max(high for _, high in ends)


def exceeds(allowed: Interval | None) -> bool | None:
    """Return whether a difference is significant; None if an n is unknown."""
    return None if allowed is None else allowed[0] > 0 or allowed[1] < 0


def _newcombe(old: float, old_n: int, new: float, new_n: int) -> Interval:
    before, after = wilson((old, old), old_n), wilson((new, new), new_n)
    if before is None or after is None:  # wilson is None only without n
        raise ValueError("both groups need an n")
    middle = new - old
    return (
        middle - hypot(new - after[0], before[1] - old),
        middle + hypot(after[1] - new, old - before[0]),
    )
