"""Answers as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.answers import ANSWERED, Answer
from .messages import Wording


def answer_texts(prose: Mapping[str, Any], answer: Answer, words: Wording) -> list[str]:
    """An answer as a person reads it: the labels chosen, the number with its unit, or the state."""
    if answer.state != ANSWERED:
        return [words.say(f"state.{answer.state}")]
    if answer.number is not None:
        amount = words.amount(answer.number)
        unit = words.form(amount, prose.get("unit_forms") or {}) or prose.get("unit") or ""
        return [amount + (words.gap(unit) if unit else words.messages["unit.gap"]) + unit]
    labels = [prose["options"][choice]["label"] for choice in answer.choices]
    return labels or [words.say("none_of_these")]
