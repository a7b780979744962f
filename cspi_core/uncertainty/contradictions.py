"""Answers that do not go together: which they are, and what of the answers counts toward a level even so.

A contradiction holds because something is chosen that is hardly there as long as another answer stands: uses
of segments where there are none. The points stay as they are, since whoever answers may know better; a level
counts such an option only once the answers go together. So no level can be had by ticking boxes that
contradict each other, and none is lost by ticking one box more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ..model.answers import ANSWERED, Answer, Answers
from ..model.practice import Circumstances, Contradiction
from ..model.survey import MULTIPLE, Question, Survey
from ..scoring.scores import item_value
from ..scoring.situation import Situation, Test, standing_options, table_of


def contradictions(here: Situation) -> tuple[Contradiction, ...]:
    """Return the contradictions that hold, in the order of the survey. They are asked about, never
    refused, and change no point: whoever answers may know better."""
    return tuple(one for one, test, _ in _known(here.table.survey) if here.holds(test))


@lru_cache(maxsize=8)
def _known(survey: Survey) -> tuple[tuple[Contradiction, Test | None, int], ...]:
    """Each contradiction with its test, and the options that it names as chosen and that earn something."""
    table = table_of(survey)
    return tuple(
        (one, table.test(one.when), table.mask(_earning(survey, one.when)))
        for one in survey.practice.contradictions
    )


def without_contradicted(here: Situation) -> Answers:
    """Return the answers without the options that a contradiction puts in doubt: a multiple choice loses
    them, a single choice falls to the next lower rung that is not in doubt."""
    table, answers, now, gone = here.table, here.answers, here, 0
    by_id = table.survey.question_by_id
    while doubted := contradicted(now):  # again, since what is gone supports nothing else
        gone |= doubted
        answers = {
            name: _without(by_id[name], answer, table.bits, gone) if answer.choices else answer
            for name, answer in answers.items()
        }
        chosen, place = standing_options(table, answers)
        now = replace(now, answers=answers, chosen=chosen & ~gone, place=place)
    return answers


def contradicted(here: Situation, among: int = -1) -> int:
    """Return the options in doubt, as bits; only of those ``among`` which one looks."""
    found = 0
    for _, test, claims in _known(here.table.survey):
        if claims & here.chosen & among and here.holds(test):
            found |= claims
    return found & here.chosen & among


def _earning(survey: Survey, when: Circumstances) -> Iterator[str]:
    for name in when.chosen:
        question_id, _, option = name.partition(".")
        question = survey.question_by_id[question_id]
        if question.axis and item_value(question, Answer(ANSWERED, (option,))) > 0:
            yield name
    for part in when.any_of:
        yield from _earning(survey, part)


def _without(question: Question, answer: Answer, bits: Mapping[str, int], doubted: int) -> Answer:
    kept = tuple(option for option in answer.choices if not bits[f"{question.id}.{option}"] & doubted)
    if kept == answer.choices or question.kind == MULTIPLE:
        return replace(answer, choices=kept)
    earned = item_value(question, answer)
    rungs = [Answer(ANSWERED, (option.id,)) for option in question.options]
    below = [one for one in rungs if item_value(question, one) < earned]
    sound = [one for one in below if not bits[f"{question.id}.{one.choices[0]}"] & doubted]
    return max(sound, key=lambda one: item_value(question, one), default=answer)
