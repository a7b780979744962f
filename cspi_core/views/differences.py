"""Differences of scores as they are shown: with a sign, and with their direction for colours and arrows."""

from __future__ import annotations

from typing import Literal

from ..rounding import PERCENT, Scale
from ..text.messages import Wording

Direction = Literal["up", "down"]


def moved_text(before: float | None, after: float | None, words: Wording) -> str:
    """Return the difference of two scores as they are shown, with its sign; a dash where one is missing."""
    moved = shown_difference(before, after, words.scale)
    return words.say("missing") if moved is None else signed(moved, words)


def signed(moved: float, words: Wording) -> str:
    """Return a difference on the scale with its sign."""
    text = f"{moved:+.{words.scale.decimals}f}".replace("-", "−")
    if moved:
        return text
    return words.say("changes.still") if words.scale.is_percent else f"±{abs(moved):.{words.scale.decimals}f}"


def direction(before: float | None, after: float | None, scale: Scale = PERCENT) -> Direction | None:
    """Return which way a score went; None where it is shown as unchanged, or one is missing.

    >>> direction(40.0, 42.5), direction(40.0, 40.04), direction(None, 40.0)
    ('up', None, None)
    """
    moved = shown_difference(before, after, scale)
    return None if not moved else "up" if moved > 0 else "down"


def shown_difference(before: float | None, after: float | None, scale: Scale = PERCENT) -> float | None:
    """Return the difference of two scores as shown, so that a reader who subtracts finds the same."""
    then, now = scale.shown(before), scale.shown(after)
    return None if then is None or now is None else scale.round(now - then)
