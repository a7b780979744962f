"""The one rounding rule, used at the edge and nowhere else.

A number is rounded half up at the given number of decimals, after the noise of binary fractions is
taken off at the ninth decimal, so that 0.35 x 50 rounds as it would on paper. Only ``round``,
``floor`` and the four operations are used: the result is the same in every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, floor

DECIMALS = 1
"""Decimals of every score that is shown, and on which levels are decided."""

NOISE = 9
SCALES = tuple(float(10**decimals) for decimals in range(NOISE + 1))


def round_half_up(value: float, decimals: int = DECIMALS) -> float:
    """``value`` rounded half up (towards plus infinity) at ``decimals`` decimals (0 to 9)."""
    scale = SCALES[decimals]
    return floor(round(value * scale, NOISE - decimals) + 0.5) / scale


RULES: Mapping[str, Callable[[float], int]] = {
    "half_up": lambda value: floor(value + 0.5),
    "half_even": round,
    "down": floor,
    "up": ceil,
}
"""The rounding rules that a survey may name, for a number whose noise is off."""


@dataclass(frozen=True)
class Scale:
    """The scale on which a survey shows its scores. Everything is computed from 0 to 100; this is how it is
    shown: from ``minimum`` to ``maximum``, with ``decimals``, rounded by a named ``rule``."""

    minimum: float = 0.0
    maximum: float = 100.0
    decimals: int = DECIMALS
    rule: str = "half_up"

    def of(self, percent: float) -> float:
        """The score on the scale, unrounded."""
        return percent if self.is_percent else self.minimum + self.points(percent)

    def points(self, percent: float) -> float:
        """A difference of scores on the scale, unrounded."""
        return percent if self.is_percent else (self.maximum - self.minimum) * percent / 100.0

    def percent(self, score: float) -> float:
        """The score from 0 to 100 that is shown as ``score``."""
        return score if self.is_percent else 100.0 * (score - self.minimum) / (self.maximum - self.minimum)

    @property
    def is_percent(self) -> bool:
        """Return whether scores are shown from 0 to 100."""
        return self.minimum == 0.0 and self.maximum == 100.0

    def round(self, value: float) -> float:
        """A number that is on the scale, rounded by its rule."""
        factor = SCALES[self.decimals]
        return RULES[self.rule](round(value * factor, NOISE - self.decimals)) / factor

    def shown(self, percent: float | None) -> float | None:
        """The score as it is shown; None where there is none."""
        return None if percent is None else self.round(self.of(percent))


PERCENT = Scale()
"""The scale of a survey that names none."""


def rounded(value: float | None, decimals: int = DECIMALS) -> float | None:
    """The same for a value that may be absent."""
    return None if value is None else round_half_up(value, decimals)
