"""What the Method page says of the index as a composite indicator, in figures that follow from it.

The OECD/JRC Handbook on Constructing Composite Indicators (2008) asks its author for effective weights, and
how far strength in one part makes up for weakness in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log
from statistics import median
from typing import Any

from cspi_build.schema.cases import Case
from cspi_build.surveys.calibration import case_answers
from cspi_core import load_survey
from cspi_core.model.survey import Survey
from cspi_core.rounding import PERCENT
from cspi_core.scoring.scores import IndexScore, score_survey

__all__ = ["AxisWeight", "Compensation", "composite", "geometric_mean"]


@dataclass(frozen=True)
class AxisWeight:
    """The questions of an axis, and the fewest and most points of the index that one of them can add."""

    id: str
    questions: int
    least: float
    most: float
    together: float


@dataclass(frozen=True)
class Compensation:
    """The geometric mean of the axes beside the index, over organisations: how far it is below, in points."""

    organisations: int
    middle: float
    least: float
    most: float


def composite(survey: Mapping[str, Any], cases: Sequence[Case]) -> dict[str, Any] | None:
    """Effective weights and compensation of a compiled survey; None where it scores nothing, and on another
    scale than 0 to 100, where a geometric mean has no meaning."""
    loaded = load_survey(survey)
    if not loaded.axes or loaded.scale != PERCENT:
        return None
    return {"weights": effective_weights(loaded), "compensation": compensation(loaded, cases)}


def effective_weights(survey: Survey) -> list[AxisWeight]:
    """How many points of the index each question can add, where all questions are answered."""
    whole = fsum(axis.weight for axis in survey.axes)
    found = []
    for axis in survey.axes:
        own = [question.weight for question in survey.questions if question.axis == axis.id]
        together = 100 * axis.weight / whole
        points = [together * weight / fsum(own) for weight in own]
        found.append(AxisWeight(axis.id, len(own), min(points), max(points), together))
    return found


def compensation(survey: Survey, cases: Iterable[Case]) -> Compensation | None:
    """The gap between index and geometric mean over cases whose axes all have a score."""
    scored = [score_survey(survey, case_answers(survey, case)) for case in cases]
    gaps = sorted(gap for one in scored if (gap := _gap(one)) is not None)
    return Compensation(len(gaps), median(gaps), gaps[0], gaps[-1]) if gaps else None


def _gap(scored: IndexScore) -> float | None:
    pairs = [(one.axis.weight, one.score) for one in scored.axes if one.score is not None]
    if scored.score is None or len(pairs) < len(scored.axes):
        return None
    return scored.score - geometric_mean(pairs)


def geometric_mean(pairs: Sequence[tuple[float, float]]) -> float:
    """The weighted geometric mean of (weight, value) pairs; 0 where any value is 0."""
    if any(value <= 0 for _, value in pairs):
        return 0.0
    whole = fsum(weight for weight, _ in pairs)
    return exp(fsum(weight * log(value) for weight, value in pairs) / whole)
