"""The one rounding rule, used at the edge and nowhere else.

A number is rounded half up at the given number of decimals, after the noise of binary fractions is
taken off at the ninth decimal, so that 0.35 x 50 rounds as it would on paper. Only ``round``,
``floor`` and the four operations are used: the result is the same in every engine.
"""

from __future__ import annotations

from math import floor

DECIMALS = 1
"""Decimals of every score that is shown, and on which levels are decided."""

NOISE = 9
SCALES = tuple(float(10**decimals) for decimals in range(NOISE + 1))


def round_half_up(value: float, decimals: int = DECIMALS) -> float:
    """``value`` rounded half up (towards plus infinity) at ``decimals`` decimals (0 to 9)."""
    scale = SCALES[decimals]
    return floor(round(value * scale, NOISE - decimals) + 0.5) / scale


def rounded(value: float | None, decimals: int = DECIMALS) -> float | None:
    """The same for a value that may be absent."""
    return None if value is None else round_half_up(value, decimals)
