"""The people of a team: what to call each, in what order, and which role each gave.

With names hidden, people are numbered in an order that comes from what they answered, not from the order
or the names of the files, so that a number gives nobody away.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Iterable
from dataclasses import dataclass

from .result_file import plain_answers
from .several import Opened, titles
from .survey import SINGLE, Question, Survey
from .wording import Wording

OWN = "present"
"""The id under which the page hands in the answers that are entered on it."""
ROLES = ("own_role", "role")
"""The profile roles of a question that asks for the respondent's own."""


@dataclass(frozen=True)
class Person:
    """One of the team: a number from 1, what to call them, and the option that says their role."""

    number: int
    name: str
    opened: Opened
    role: str | None


def people(opened: Iterable[Opened], hidden: bool, words: Wording) -> tuple[Person, ...]:
    """The people in the order of the files, or with names hidden in one that tells nothing."""
    known = [one for one in opened if one.same_as is None]
    if hidden:
        known.sort(key=_mixed)
    names = titles(known, words.say("team.unnamed"))
    found = []
    for number, one in enumerate(known, start=1):
        name = words.say("team.person", number=number) if hidden else names[one.id]
        if one.id == OWN and not hidden:
            name = words.say("team.own")
        found.append(Person(number, name, one, _role(one)))
    return tuple(found)


def _mixed(one: Opened) -> tuple[int, str]:
    text = json.dumps(plain_answers(one.report.survey, one.result.answers))
    return crc32(text.encode()), text


def role_question(survey: Survey) -> Question | None:
    """The question that asks for the respondent's own role; None where there is none."""
    return next((q for q in survey.questions if q.profile in ROLES and q.kind == SINGLE), None)


def _role(one: Opened) -> str | None:
    question = role_question(one.report.survey)
    answer = one.result.answers.get(question.id) if question else None
    return answer.choices[0] if answer and answer.choices else None


def by_role(team: Iterable[Person], survey: Survey, hidden: bool) -> dict[str, tuple[Person, ...]]:
    """The people by role, in the order of its options. With names hidden, roles of one person are left
    out: their figures would be that person's."""
    question = role_question(survey)
    known = tuple(team)
    if question is None:
        return {}
    groups = {option.id: tuple(one for one in known if one.role == option.id) for option in question.options}
    return {role: found for role, found in groups.items() if len(found) > (1 if hidden else 0)}
