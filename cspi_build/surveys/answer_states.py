"""What may be said instead of an answer: "I don't know", "not applicable", or nothing of the kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["STATES", "states_of"]

STATES = ("unknown", "not_applicable")


def states_of(survey: Mapping[str, Any], question: Mapping[str, Any]) -> list[str]:
    """The states that a compiled survey offers beside the answers to a question."""
    offered = survey.get("states", STATES)
    return [state for state in STATES if state in offered and (state == STATES[0] or question.get("axis"))]
