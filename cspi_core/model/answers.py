"""Answers with their four states, and the questions that they lead to.

In files, an answer is one of ``{"choice": id}``, ``{"choices": [ids]}`` (an empty list says *none of these*),
``{"number": x}`` or ``{"state": "unknown" | "not_applicable"}``; an absent one is unanswered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .survey import MULTIPLE, NUMBER, Condition, Kind, Question, Survey


class State(StrEnum):
    """The state of an answer."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


STATES = tuple(State)

ANSWERED, UNKNOWN, NOT_APPLICABLE, UNANSWERED = STATES


@dataclass(frozen=True)
class Answer:
    """One answer: its state, the chosen option ids in the order of the definition, or the number."""

    state: State = UNANSWERED
    choices: tuple[str, ...] = ()
    number: float | None = None

    def to_dict(self, kind: Kind) -> dict[str, Any]:
        """The answer as it stands in a result file; ``kind`` is its question's."""
        if self.state != ANSWERED:
            return {"state": self.state}
        if kind == NUMBER:
            return {"number": self.number}
        return {"choices": list(self.choices)} if kind == MULTIPLE else {"choice": self.choices[0]}


Answers = Mapping[str, Answer]
"""Answers by question id; a question that is not in it is unanswered."""

NOTHING = Answer()


def visible(survey: Survey, answers: Answers) -> tuple[Question, ...]:
    """The questions whose conditions hold for these answers, in order.

    A condition on a question that is itself hidden, or not answered, does not hold.
    """
    shown_ids: set[str] = set()
    asked = []
    for question in survey.questions:
        if not question.visible_if or all(
            condition.question in shown_ids and holds(condition, answers.get(condition.question, NOTHING))
            for condition in question.visible_if
        ):
            shown_ids.add(question.id)
            asked.append(question)
    return tuple(asked)


def holds(condition: Condition, answer: Answer) -> bool:
    """Return whether an answer meets a condition; one that is not *answered* never does."""
    if answer.state != ANSWERED:
        return False
    if condition.is_any:
        return any(choice in condition.is_any for choice in answer.choices)
    if answer.number is None:
        return False
    if condition.at_least is not None and answer.number < condition.at_least:
        return False
    return condition.at_most is None or answer.number <= condition.at_most
