"""Differences of scores as they are shown: with a sign, and with their direction for colours and arrows."""

from __future__ import annotations

from typing import Literal

from ..rounding import round_half_up, rounded
from ..text.messages import Wording

Direction = Literal["up", "down"]


def moved_text(before: float | None, after: float | None, words: Wording) -> str:
    """Return the difference of two scores as they are shown, with its sign; a dash where one is missing."""
    moved = shown_difference(before, after)
    if moved is None:
        return words.say("missing")
    return f"{moved:+.1f}".replace("-", "−") if moved else words.say("changes.still")


def direction(before: float | None, after: float | None) -> Direction | None:
    """Return which way a score went; None where it is shown as unchanged, or one is missing.

    >>> direction(40.0, 42.5), direction(40.0, 40.04), direction(None, 40.0)
    ('up', None, None)
    """
    moved = shown_difference(before, after)
    return None if not moved else "up" if moved > 0 else "down"


def shown_difference(before: float | None, after: float | None) -> float | None:
    """Return the difference of two scores as shown, so that a reader who subtracts finds the same."""
    then, now = rounded(before), rounded(after)
    return None if then is None or now is None else round_half_up(now - then)
