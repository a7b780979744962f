"""Targets: how high the whole and its axes are to come, and how far one has got since the plan was made.

The whole is aimed at as a level or as an index, an axis as a score. What is reached is decided on rounded
scores, as they are shown; so a target can be reached by a little less than it says.
"""

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
