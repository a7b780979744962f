"""Scores of many respondents at once, equal to `cspi_core.scoring.scores`'s to the last bit.

What an answer earns is asked of `cspi_core.scoring.scores.item_value`, once for each distinct answer. The
sums of axes and index are `math.fsum`'s, here over whole columns: `exact_sum` carries what each addition
rounds off (Knuth's two-sum) and leaves the rows in which even that was rounded to `math.fsum` itself.
Products and quotients are single IEEE operations in both. NaN stands for None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from cspi_build.panels.reading.codes import Bools, Column, Floats, Ints, Responses
from cspi_core.model.answers import ANSWERED, NOT_APPLICABLE
from cspi_core.model.survey import Axis
from cspi_core.rounding import round_half_up
from cspi_core.scoring.scores import item_value

__all__ = ["AxisScores", "IndexScores", "exact_sum", "item_values", "score_all", "tenths"]

_NEAR_A_HALF = 1e-6  # so near, the noise that rounding takes off may decide


@dataclass(frozen=True)
class AxisScores:
    """An axis for every respondent, as in `cspi_core.scoring.scores.AxisScore`; NaN where there is none."""

    axis: Axis
    mean: Floats
    score: Floats
    coverage: Floats


@dataclass(frozen=True)
class IndexScores:
    """The index for every respondent, with the axes that it comes from; NaN where there is none."""

    axes: tuple[AxisScores, ...]
    score: Floats
    coverage: Floats


def score_all(responses: Responses) -> IndexScores:
    """All scores. Hidden questions must be marked already (`Responses.asked`)."""
    survey = responses.survey
    axes = []
    for axis in survey.axes:
        items = [column for column in responses.columns.values() if column.question.axis == axis.id]
        axes.append(_axis(axis, items, survey.minimum_coverage, responses.size))
    weights = [scores.axis.weight for scores in axes]
    coverage = _weighted_mean(weights, [scores.coverage for scores in axes], responses.size)
    mean = _weighted_mean(weights, [scores.mean for scores in axes], responses.size)
    return IndexScores(tuple(axes), _covered(mean, coverage, survey.minimum_coverage), coverage)


def item_values(column: Column) -> Floats:
    """What each respondent's answer earns, 0 to 1; NaN where the question is not answered."""
    question = column.question
    values: Floats = column.mapped(
        lambda answer: item_value(question, answer) if answer.state == ANSWERED else np.nan, np.float64
    )
    return values


def _axis(axis: Axis, items: Sequence[Column], minimum: float, size: int) -> AxisScores:
    weights = [column.question.weight for column in items]
    values = [item_values(column) for column in items]
    applies = [~(column.states(NOT_APPLICABLE) | column.hidden()) for column in items]
    total = exact_sum([_where(mask, weight) for mask, weight in zip(applies, weights, strict=True)], size)
    answered = [_where(~np.isnan(value), weight) for value, weight in zip(values, weights, strict=True)]
    coverage = _over(exact_sum(answered, size), total)
    mean = _weighted_mean(weights, values, size)
    np.multiply(100.0, mean, out=mean)
    return AxisScores(axis, mean, _covered(mean, coverage, minimum), coverage)


def _where(mask: Bools, weight: float) -> Floats:
    return np.where(mask, weight, 0.0)


def _covered(mean: Floats, coverage: Floats, minimum: float) -> Floats:
    score: Floats = np.where(coverage >= minimum - 1e-9, mean, np.nan)
    return score


def _weighted_mean(weights: Sequence[float], values: Sequence[Floats], size: int) -> Floats:
    """The mean of the values that there are; NaN where there is none."""
    pairs = list(zip(weights, values, strict=True))
    total = exact_sum([np.where(np.isnan(value), 0.0, weight * value) for weight, value in pairs], size)
    return _over(total, exact_sum([_where(~np.isnan(value), weight) for weight, value in pairs], size))


def _over(part: Floats, whole: Floats) -> Floats:
    quotient: Floats = np.full(len(whole), np.nan)
    np.divide(part, whole, out=quotient, where=whole != 0.0)
    return quotient


def exact_sum(columns: Sequence[Floats], size: int) -> Floats:
    """The sum of the columns, row by row, rounded once: `math.fsum` of every row."""
    total, carried = np.zeros(size), np.zeros(size)
    is_rounded = np.zeros(size, dtype=np.bool_)
    for column in columns:
        total, error = _two_sum(total, column)
        carried, lost = _two_sum(carried, error)
        is_rounded |= lost != 0.0
    result = total + carried
    for row in np.flatnonzero(is_rounded):
        result[row] = fsum(float(column[row]) for column in columns)
    return result


def _two_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """The rounded sum, and exactly what the rounding left out."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def tenths(scores: Floats) -> Ints:
    """Scores in whole tenths, as `cspi_core.rounding` rounds them; -1 where there is none."""
    known = np.nan_to_num(scores, nan=-0.1) * 10.0
    result = np.floor(known + 0.5).astype(np.int16)
    near = np.abs(known - np.floor(known) - 0.5) < _NEAR_A_HALF
    exact, where = np.unique(scores[near], return_inverse=True)
    result[near] = np.array([round(round_half_up(float(score)) * 10) for score in exact], np.int16)[where]
    return result
