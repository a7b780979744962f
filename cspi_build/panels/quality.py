"""How good the results of a panel are as measurements: what whoever gathered them should look at first.

Alpha of an axis, and the correlation of an item with the axis's other items, are of those who answered all of
its items. See panel_statistics for how they are worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from cspi_build.panels.reading.codes import Bools, Column, Floats, Ints, Responses
from cspi_build.panels.tabulation.scores import AxisScores, IndexScores, item_values, tenths
from cspi_build.panels.tabulation.statistics import (
    Correlation,
    Products,
    alpha_interval,
    alpha_of,
    correlation,
    products_of,
    rest_correlation,
)
from cspi_build.panels.tabulation.tally import FULL
from cspi_core.model.answers import NOT_APPLICABLE, UNANSWERED, UNKNOWN
from cspi_core.model.survey import NUMBER, Question
from cspi_core.scoring.scores import attainable_range

__all__ = ["AxisQuality", "ItemQuality", "Quality", "quality"]

PERFORMANCE = "nrr"


@dataclass(frozen=True)
class ItemQuality:
    """A scored question: how many are in each state, the shares of answers at the worst and best values, and
    the item-rest correlation (NaN where there is none)."""

    question: Question
    answered: int
    unknown: int
    not_applicable: int
    open: int
    hidden: int
    floor: float
    ceiling: float
    rest: float


@dataclass(frozen=True)
class AxisQuality:
    """An axis: its scores, the shares at 0 and 100, and alpha with its interval among `complete` people."""

    id: str
    scores: int
    mean: float
    deviation: float
    floor: float
    ceiling: float
    complete: int
    alpha: float
    low: float
    high: float


@dataclass(frozen=True)
class Quality:
    """The whole sheet in figures. `coverage`: mean share of the weight that was answered; `full`: share of
    people who answered all of it. The index is told like an axis, without alpha."""

    size: int
    coverage: float
    full: float
    index: AxisQuality
    axes: Sequence[AxisQuality]
    items: Sequence[ItemQuality]
    performance: Correlation | None


def quality(responses: Responses, scores: IndexScores) -> Quality:
    """The figures. Hidden questions must be marked already (`Responses.asked`)."""
    axes, items = list[AxisQuality](), list[ItemQuality]()
    for axis in scores.axes:
        columns = [one for one in responses.columns.values() if one.question.axis == axis.axis.id]
        products, complete = products_of(columns)
        axes.append(_axis(axis, products, complete))
        items += [_item(one, rest_correlation(products, at)) for at, one in enumerate(columns)]
    covered = tenths(100.0 * scores.coverage)
    known = covered[covered >= 0]
    return Quality(
        size=responses.size,
        coverage=_mean(known) / 100,
        full=_share(known == FULL),
        index=_spread("index", scores.score),
        axes=axes,
        items=items,
        performance=_performance(responses, scores),
    )


def _mean(whole: Ints) -> float:
    """The mean of tenths."""
    return int(whole.sum(dtype=np.int64)) / len(whole) / 10 if len(whole) else nan


def _share(mask: Bools) -> float:
    return int(mask.sum()) / len(mask) if len(mask) else nan


def _spread(id_: str, scores: Floats, complete: int = 0, alpha: float = nan) -> AxisQuality:
    known = tenths(scores)
    known = known[known >= 0].astype(np.int64)
    n, total, squares = len(known), int(known.sum()), int((known * known).sum())
    deviation = sqrt((n * squares - total * total) / (n * (n - 1))) / 10 if n > 1 else nan
    floor, ceiling = _share(known == 0), _share(known == FULL)
    return AxisQuality(id_, n, _mean(known), deviation, floor, ceiling, complete, alpha, nan, nan)


def _axis(axis: AxisScores, products: Products, complete: int) -> AxisQuality:
    plain = _spread(axis.axis.id, axis.score, complete)
    alpha = alpha_of(products)
    low, high = alpha_interval(alpha, complete, len(products))
    return AxisQuality(**{**vars(plain), "alpha": alpha, "low": low, "high": high})


def _item(column: Column, rest: float) -> ItemQuality:
    values, (low, high) = item_values(column), attainable_range(column.question)
    known = values[~np.isnan(values)]
    states = {state: int(column.states(state).sum()) for state in (UNKNOWN, NOT_APPLICABLE, UNANSWERED)}
    return ItemQuality(
        question=column.question,
        answered=len(known),
        unknown=states[UNKNOWN],
        not_applicable=states[NOT_APPLICABLE],
        open=states[UNANSWERED],
        hidden=int(column.hidden().sum()),
        floor=_share(known <= low + 1e-9),
        ceiling=_share(known >= high - 1e-9),
        rest=rest,
    )


def _performance(responses: Responses, scores: IndexScores) -> Correlation | None:
    column = _role(responses, PERFORMANCE)
    if column is None:
        return None
    numbers = column.mapped(lambda answer: nan if answer.number is None else answer.number, np.float64)
    return correlation(tenths(scores.score).astype(np.float64), numbers)


def _role(responses: Responses, role: str) -> Column | None:
    found = (one for one in responses.columns.values() if one.question.profile == role)
    return next((one for one in found if one.question.kind == NUMBER), None)
