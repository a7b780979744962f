"""The questions of a team: how much people agree, what was answered how often, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .answers import ANSWERED, NOTHING, STATES, Answer
from .item_view import answer_texts
from .rounding import round_half_up
from .survey import NUMBER, Question, Survey
from .team import ItemTeam, Team
from .team_people import Person
from .team_view import AGREEMENT_DECIMALS, agreement_text
from .wording import Wording

Given = Sequence[tuple[Person, Answer]]


def items_view(
    survey: Survey, known: Sequence[Person], found: Team, notes: bool, words: Wording
) -> list[dict[str, Any]]:
    """The scored questions, in a survey without axes all of them, in order. ``notes``: with what people
    noted; a note is shown and counts for nothing."""
    text = survey.text[survey.locale(words.locale)]
    rated = {item.question.id: item for item in found.items}
    asked = [question for question in survey.questions if question.scored or not survey.axes]
    return [
        _item(question, rated.get(question.id), text["questions"][question.id], known, words)
        | {"notes": _notes(question, known) if notes else []}
        for question in asked
    ]


def _item(
    question: Question, rated: ItemTeam | None, prose: Any, known: Sequence[Person], words: Wording
) -> dict[str, Any]:
    given = [(one, one.opened.result.answers.get(question.id, NOTHING)) for one in known]
    value = rated.agreement if rated else None
    spread = rated.spread if rated else None
    return {
        "question": question.id,
        "number": question.number,
        "axis": question.axis,
        "prompt": prose["prompt"],
        "agreement": agreement_text(value, words),
        "agreement_value": None if value is None else round_half_up(value, AGREEMENT_DECIMALS),
        "mean": words.number(100 * spread.mean if spread else None),
        "deviation": words.number(100 * spread.deviation if spread else None),
        "choices": [*_choices(question, given, prose, words), *_states(given, words)],
    }


def _choices(question: Question, given: Given, prose: Any, words: Wording) -> list[dict[str, Any]]:
    """How often each option was chosen; of a number, how often each number was given."""
    answered = [(one, answer) for one, answer in given if answer.state == ANSWERED]
    if question.kind == NUMBER:
        numbers = sorted({answer.number or 0.0 for _, answer in answered})
        groups = {
            answer_texts(prose, Answer(ANSWERED, (), number), words)[0]: [
                one for one, answer in answered if answer.number == number
            ]
            for number in numbers
        }
    else:
        groups = {
            prose["options"][option.id]["label"]: [
                one for one, answer in answered if option.id in answer.choices
            ]
            for option in question.options
        }
        none = [one for one, answer in answered if not answer.choices]
        groups[words.say("none_of_these")] = none
    return [_group(label, who, len(given), words) for label, who in groups.items() if who]


def _states(given: Given, words: Wording) -> list[dict[str, Any]]:
    """Who did not answer, by state."""
    groups: Mapping[str, list[Person]] = {
        state: [one for one, answer in given if answer.state == state]
        for state in STATES
        if state != ANSWERED
    }
    return [
        _group(words.say(f"state.{state}"), who, len(given), words) | {"open": True}
        for state, who in groups.items()
        if who
    ]


def _group(label: str, who: Iterable[Person], of: int, words: Wording) -> dict[str, Any]:
    names = [one.name for one in who]
    return {
        "label": label,
        "count": words.say("team.count", n=len(names)),
        "share": round_half_up(100 * len(names) / of),
        "who": names,
        "open": False,
    }


def _notes(question: Question, known: Iterable[Person]) -> list[dict[str, str]]:
    return [
        {"who": one.name, "text": one.opened.result.notes[question.id]}
        for one in known
        if one.opened.result.notes.get(question.id)
    ]
