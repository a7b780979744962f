"""What a panel is split by: everyone's place in every dimension, from the roles that the survey declares.

A question with a role that is not scored splits the panel. A scored one does not, though it may have a role:
to split the scores by a part of themselves says nothing, and the sizes of the groups would tell the counts
that are withheld in the question's own figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cspi_build.panels.reading.codes import Column, Ints, Responses
from cspi_build.panels.tabulation.bands import BANDS, ROLE_LABELS, Scale
from cspi_build.panels.wording import SPOKEN, Words
from cspi_core.model.answers import ANSWERED, Answer
from cspi_core.model.survey import NUMBER, SINGLE, Question, Survey

__all__ = ["Dimension", "both", "dimensions", "unsplit_roles"]


@dataclass(frozen=True)
class Dimension:
    """A split of all respondents. `groups`: for each their value's position, or `len(values)` for none.
    `scale`: how the numbers were cut, None for a choice."""

    id: str
    label: Words
    values: Sequence[tuple[str, Words]]
    groups: Ints
    scale: Scale | None = None


def dimensions(responses: Responses) -> tuple[Dimension, ...]:
    """Every split that the survey's roles give, in the order of its questions."""
    columns = [column for column in responses.columns.values() if _splits(column.question)]
    return tuple(_dimension(responses.survey, column) for column in columns)


def unsplit_roles(survey: Survey) -> tuple[str, ...]:
    """The roles that split nothing because no bands are declared for their numbers."""
    return tuple(
        question.profile
        for question in survey.questions
        if question.profile and question.kind == NUMBER
        if not question.scored and question.profile not in BANDS
    )


def both(survey: Survey, *path: str) -> Words:
    """A text of the survey in its languages and all that a panel has words in; in its first language where it
    lacks one of them."""
    found = {}
    for locale in dict.fromkeys((*SPOKEN, *survey.text)):
        node = survey.text[survey.locale(locale)]
        for step in path:
            node = node[step]
        found[locale] = str(node)
    return found


def _splits(question: Question) -> bool:
    has_groups = question.kind == SINGLE or (question.kind == NUMBER and question.profile in BANDS)
    return question.profile is not None and not question.scored and has_groups


def _dimension(survey: Survey, column: Column) -> Dimension:
    question, role = column.question, column.question.profile or ""
    label = ROLE_LABELS.get(role) or both(survey, "questions", question.id, "prompt")
    scale = BANDS[role] if question.kind == NUMBER else None
    if scale is None:
        ids = list(question.option_by_id)
        values = [(id_, both(survey, "questions", question.id, "options", id_, "label")) for id_ in ids]
    else:
        values = [(band.id, band.label) for band in scale.bands]
    places = {id_: at for at, (id_, _) in enumerate(values)}
    groups = column.mapped(lambda answer: places.get(_value(answer, scale), len(values)), np.int16)
    return Dimension(role, label, values, groups, scale)


def _value(answer: Answer, scale: Scale | None) -> str:
    """The id of an answer's value; empty where it has none."""
    if answer.state != ANSWERED:
        return ""
    if scale is None:
        return answer.choices[0]
    number = answer.number or 0.0
    return next((band.id for band in scale.bands if band.holds(number)), "")
