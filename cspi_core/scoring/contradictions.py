"""Answers that do not go together. They are asked about, never refused, and change no point: whoever
answers may know better."""

from __future__ import annotations

from functools import lru_cache

from ..model.practice import Contradiction
from ..model.survey import Survey
from .situation import Situation, Test, table_of


def contradictions(here: Situation) -> tuple[Contradiction, ...]:
    """Return the contradictions that hold, in the order of the survey."""
    return tuple(one for one, test in _tests(here.table.survey) if here.holds(test))


@lru_cache(maxsize=8)
def _tests(survey: Survey) -> tuple[tuple[Contradiction, Test | None], ...]:
    table = table_of(survey)
    return tuple((one, table.test(one.when)) for one in survey.practice.contradictions)
