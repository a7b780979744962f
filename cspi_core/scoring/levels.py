"""Levels of a survey: the one that a score has reached, and the next."""

from __future__ import annotations

from ..model.survey import Level, Survey
from ..rounding import rounded


def level_at(survey: Survey, score: float | None) -> Level | None:
    """The level that a score (0 to 100) has reached; decided on the rounded score, as it is shown."""
    value = rounded(score)
    at = [level for level in survey.levels if value is not None and level.start <= value]
    return at[-1] if at else None


def next_level(survey: Survey, score: float | None) -> Level | None:
    """The level above the one that a score has reached; None at the top or without a score."""
    value = rounded(score)
    return next((level for level in survey.levels if value is not None and level.start > value), None)
