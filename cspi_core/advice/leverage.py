"""Leverage of a step: from importance, need and what it opens, against its effort.

Leverage = (importance x need of its axis + half of what it opens) / root of its effort; less of it while
something that would make the step easier can still be done first. Points are not in it, so the length of a
menu decides nothing. The root, because estimates of effort are rough and a plain ratio favours trifles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

from ..rounding import round_half_up
from .step_rules import MATTERS, Candidate, State, union

OPENS, EASES, EASED = 0.5, 0.25, 0.7
"""What counts of that which a step opens; of that which it makes easier; and of a step that could be
easier."""


@dataclass(frozen=True, eq=False)
class Weighed:
    """An open step, what it opens by axis, and its leverage."""

    step: Candidate
    leverage: float
    opens: dict[str, float] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[float, int, int]:
        """The most leverage first, then the least effort, then the order of the survey."""
        return -self.leverage, self.step.units, self.step.rule.order

    def serves(self, axis: str) -> bool:
        """Return whether the step is on the axis, or has an effect there."""
        return axis in self.step.rule.axes


def weigh(state: State, candidates: list[Candidate], ready: list[Candidate]) -> list[Weighed]:
    """The open steps with their leverage; ``candidates`` are all that make sense."""
    waiting = [one for one in candidates if one.importance >= MATTERS]
    lacked = union(group for one in waiting for group in one.missing)
    could_be_easier = union(one.rule.makes_easier for one in candidates if not one.missing)
    can_gain = union(one.rule.bit for one in waiting)
    found = []
    for one in ready:
        opening = one.rule.puts & lacked or one.rule.makes_easier & can_gain
        opens = _opens(state, one, waiting) if opening else {}
        found.append(Weighed(one, _leverage(state, one, opens, could_be_easier), opens))
    return found


def _leverage(state: State, one: Candidate, opens: dict[str, float], could_be_easier: int) -> float:
    own = one.importance * max([state.need(axis) for axis in one.rule.axes])
    eased = EASED if one.rule.bit & could_be_easier else 1.0
    return round_half_up((own + OPENS * sum(opens.values())) * eased / sqrt(one.units), 6)


def _opens(state: State, one: Candidate, waiting: list[Candidate]) -> dict[str, float]:
    """By axis, the importance x need of the steps that lack this one, or that it makes easier."""
    found: dict[str, float] = {}
    puts, easier = one.rule.puts, one.rule.makes_easier
    for other in waiting:
        share = EASES if other.rule.bit & easier else 0.0
        if other.missing:
            share += len([group for group in other.missing if group & puts]) / len(other.missing)
        if share:
            axis = other.rule.axis
            found[axis] = found.get(axis, 0.0) + share * other.importance * state.need(axis)
    return found
