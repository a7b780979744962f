"""Answers from plain data, with every problem collected, and back to plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Problem, shown
from ..model.answers import ANSWERED, NOT_APPLICABLE, UNANSWERED, UNKNOWN, Answer, State
from ..model.survey import MULTIPLE, NUMBER, SINGLE, Question, Survey
from .numerals import Numeral, read_numeral

FIELD = {SINGLE: "choice", MULTIPLE: "choices", NUMBER: "number"}

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
            read = _read(question, raw[question.id], units_of(survey, question), survey.states)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                answers[question.id] = read
    return answers, tuple(problems)


def units_of(survey: Survey, question: Question) -> tuple[str, ...]:
    """The unit of a question's number, in each language in which it has one."""
    prose = (text.get("questions", {}).get(question.id, {}) for text in survey.text.values())
    return tuple(unit for each in prose if (unit := each.get("unit")))


def _read(
    question: Question, raw: object, units: tuple[str, ...], states: tuple[str, ...]
) -> Answer | Problem:
    field = FIELD[question.kind]
    if not isinstance(raw, Mapping) or len(raw) != 1 or next(iter(raw)) not in (field, "state"):
        found = list(raw) if isinstance(raw, Mapping) else raw
        return Problem("answer_shape", question.id, shown(found), f'{{"{field}": …}} | {{"state": …}}')
    if "state" in raw:
        return _read_state(question, raw["state"], states)
    value = raw[field]
    if question.kind == NUMBER:
        return _read_number(question, value, units)
    if question.kind == SINGLE:
        is_option = isinstance(value, str) and value in question.option_by_id
        return Answer(ANSWERED, (value,)) if is_option else _read_choices(question, [value])
    return _read_choices(question, value)


def _read_state(question: Question, state: object, states: tuple[str, ...]) -> Answer | Problem:
    possible = (UNKNOWN, NOT_APPLICABLE) if question.scored else (UNKNOWN,)
    allowed = tuple([one for one in possible if one in states])
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
