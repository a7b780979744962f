"""Answers with their four states, read from plain data with every problem collected.

An answer is one of ``{"choice": id}``, ``{"choices": [ids]}`` (an empty list says *none of these*),
``{"number": x}`` or ``{"state": "unknown" | "not_applicable"}``; an absent one is unanswered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..errors import Problem, shown
from .numerals import Numeral, read_numeral
from .survey import MULTIPLE, NUMBER, SINGLE, Condition, Kind, Question, Survey


class State(StrEnum):
    """The state of an answer."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


STATES = tuple(State)

ANSWERED, UNKNOWN, NOT_APPLICABLE, UNANSWERED = STATES

FIELD = {SINGLE: "choice", MULTIPLE: "choices", NUMBER: "number"}


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

LARGEST = 1e15


def read_answers(survey: Survey, raw: object) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """The answers in ``raw`` (question id to plain data) and every problem found in it.

    Where there is a problem with a question its answer is left out, so nothing invalid can score.
    """
    if not isinstance(raw, Mapping):
        return {}, (Problem("answers_not_object", None, shown(raw), "{question: answer}"),)
    known = survey.question_by_id
    problems = [Problem("unknown_question", None, shown(name)) for name in raw if name not in known]
    answers: dict[str, Answer] = {}
    for question in survey.questions:
        if question.id in raw:
            read = _read(question, raw[question.id], survey.units(question))
            if isinstance(read, Problem):
                problems.append(read)
            else:
                answers[question.id] = read
    return answers, tuple(problems)


def _read(question: Question, raw: object, units: tuple[str, ...]) -> Answer | Problem:
    field = FIELD[question.kind]
    if not isinstance(raw, Mapping) or len(raw) != 1 or next(iter(raw)) not in (field, "state"):
        found = list(raw) if isinstance(raw, Mapping) else raw
        return Problem("answer_shape", question.id, shown(found), f'{{"{field}": …}} | {{"state": …}}')
    if "state" in raw:
        return _read_state(question, raw["state"])
    value = raw[field]
    if question.kind == NUMBER:
        return _read_number(question, value, units)
    if question.kind == SINGLE:
        is_option = isinstance(value, str) and value in question.option_by_id
        return Answer(ANSWERED, (value,)) if is_option else _read_choices(question, [value])
    return _read_choices(question, value)


def _read_state(question: Question, state: object) -> Answer | Problem:
    allowed = (UNKNOWN, NOT_APPLICABLE) if question.scored else (UNKNOWN,)
    if isinstance(state, str) and state in allowed:
        return Answer(State(state))
    return Problem("unknown_state", question.id, shown(state), " | ".join(allowed))


def _read_choices(question: Question, value: object) -> Answer | Problem:
    if not isinstance(value, (list, tuple)):
        return Problem("choices_not_list", question.id, shown(value), "[…]")
    options = question.option_by_id
    strange = [shown(item) for item in value if not isinstance(item, str) or item not in options]
    if strange:
        return Problem("unknown_option", question.id, ", ".join(strange[:5]), ", ".join(options))
    if len(set(value)) < len(value):
        return Problem("repeated_option", question.id, ", ".join(value[:10]))
    alone = [item for item in value if options[item].exclusive]
    if alone and len(value) > 1:
        return Problem("contradiction", question.id, ", ".join(value), alone[0])
    return Answer(ANSWERED, tuple(name for name in options if name in value))


def _read_number(question: Question, value: object, units: tuple[str, ...]) -> Answer | Problem:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return _no_number(question, value, units)
    low = -LARGEST if question.minimum is None else question.minimum
    high = LARGEST if question.maximum is None else question.maximum
    if not low <= value <= high:
        return Problem("out_of_bounds", question.id, shown(value), f"{low:,g} – {high:,g}")
    number = float(value)
    if question.step and abs(number / question.step - round(number / question.step)) > 1e-6:
        return Problem("off_step", question.id, shown(value), f"{question.step:g}")
    return Answer(ANSWERED, (), int(number) if number.is_integer() else number)


def _no_number(question: Question, value: object, units: tuple[str, ...]) -> Problem:
    """Return the problem for a value that is not a number, with an example of a valid one."""
    found = read_numeral(value, units) if isinstance(value, str) else Numeral()
    if found.meant:
        return Problem("decimal_comma", question.id, shown(value), found.meant)
    example = max(question.minimum or 0, min(12, question.maximum or 12))
    number = example if found.number is None else found.number
    return Problem("not_a_number", question.id, shown(value), f"{number:.15g}")


def plain_answers(survey: Survey, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Return answers as plain data in the order of the survey, without unanswered questions.

    The inverse of reading: the result can be passed to :func:`score` or written to a result file.

    >>> from cspi_core import load_survey, plain_answers, score
    >>> survey = load_survey("tiny.json")
    >>> report = score(survey, {"wait": {"number": 1.5}, "intake": {"choice": "note"}})
    >>> plain_answers(survey, report.answers)
    {'intake': {'choice': 'note'}, 'wait': {'number': 1.5}}
    """
    return {
        question.id: answers[question.id].to_dict(question.kind)
        for question in survey.questions
        if question.id in answers and answers[question.id].state != UNANSWERED
    }


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
