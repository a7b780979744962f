"""Answers that are rarely meant, such as a retention rate of 2%. They are asked about, never refused, and
change no point: whoever answers may know better."""

from __future__ import annotations

from ..model.answers import NOTHING, Answers, holds, visible
from ..model.survey import Doubt, Survey


def doubts(survey: Survey, answers: Answers) -> tuple[Doubt, ...]:
    """Return the doubts that hold, in the order of the survey. A hidden question raises none."""
    asked = {question.id for question in visible(survey, answers)} if survey.doubts else frozenset[str]()
    return tuple(
        doubt
        for doubt in survey.doubts
        if all(
            condition.question in asked and holds(condition, answers.get(condition.question, NOTHING))
            for condition in doubt.when
        )
    )
