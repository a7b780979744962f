"""How good the results of a panel are as measurements: what whoever gathered them should look at first.

Cronbach's alpha of an axis is of those who answered all its items, each item with the same weight, with
Feldt's interval from the F distribution (Feldt, Woodruff & Salih 1987, Applied Psychological Measurement 11,
93-103). An item-rest correlation holds an item against the sum of the axis's other items, among the same
people. The correlation of index and NRR is Pearson's, with Fisher's interval, as scipy has it. Sums of
squares are of whole numbers (items to four decimals, scores to one), so the order of the respondents leaves
no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from scipy import stats

from cspi_build.panel_codes import HIDDEN, Bools, Column, Floats, Ints, Responses
from cspi_build.panel_scores import AxisScores, IndexScores, item_values, tenths
from cspi_build.panel_tally import FULL
from cspi_core.answers import NOT_APPLICABLE, UNANSWERED, UNKNOWN
from cspi_core.scoring import reach
from cspi_core.survey import NUMBER, Question

__all__ = ["AxisQuality", "Correlation", "ItemQuality", "Quality", "alpha_interval", "correlation", "quality"]

PERFORMANCE = "nrr"
LEVEL = 0.95
_GRAIN = 10_000
_FEWEST = 4  # respondents for an interval to exist


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
class Correlation:
    """A correlation and its interval among n people; NaN where it can't be worked out."""

    r: float
    low: float
    high: float
    n: int


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
        products, complete = _products(columns)
        axes.append(_axis(axis, products, complete))
        items += [_item(one, _rest(products, at)) for at, one in enumerate(columns)]
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


def _axis(axis: AxisScores, products: list[list[int]], complete: int) -> AxisQuality:
    plain = _spread(axis.axis.id, axis.score, complete)
    alpha = _alpha(products)
    low, high = alpha_interval(alpha, complete, len(products))
    return AxisQuality(**{**vars(plain), "alpha": alpha, "low": low, "high": high})


def _products(columns: Sequence[Column]) -> tuple[list[list[int]], int]:
    """Sums of products of deviations of the items, times n, in whole numbers; and n, who answered all."""
    values = np.column_stack([item_values(column) for column in columns])
    full = values[~np.isnan(values).any(axis=1)]
    whole = np.rint(full * _GRAIN)
    sums = [int(total) for total in whole.sum(axis=0)]
    squares = whole.T @ whole  # exact: whole numbers under 2**53
    n = len(whole)
    return [
        [n * int(squares[i, j]) - sums[i] * sums[j] for j in range(len(sums))] for i in range(len(sums))
    ], n


def _alpha(products: list[list[int]]) -> float:
    count, total = len(products), sum(map(sum, products))
    if count < 2 or not total:
        return nan
    own = sum(products[at][at] for at in range(count))
    return count / (count - 1) * (1 - own / total)


def alpha_interval(alpha: float, n: int, items: int) -> tuple[float, float]:
    """Feldt's interval of Cronbach's alpha for n people and so many items; NaN where there is none."""
    if np.isnan(alpha) or n < _FEWEST:
        return nan, nan
    degrees = n - 1, (n - 1) * (items - 1)
    low, high = (float(stats.f.ppf(p, *degrees)) for p in ((1 + LEVEL) / 2, (1 - LEVEL) / 2))
    return 1 - (1 - alpha) * low, 1 - (1 - alpha) * high


def _rest(products: list[list[int]], at: int) -> float:
    own, row, total = products[at][at], sum(products[at]), sum(map(sum, products))
    rest = total - 2 * row + own
    return (row - own) / (sqrt(own) * sqrt(rest)) if own and rest else nan


def _item(column: Column, rest: float) -> ItemQuality:
    values, (low, high) = item_values(column), reach(column.question)
    known = values[~np.isnan(values)]
    states = {state: int(column.states(state).sum()) for state in (UNKNOWN, NOT_APPLICABLE, UNANSWERED)}
    return ItemQuality(
        question=column.question,
        answered=len(known),
        unknown=states[UNKNOWN],
        not_applicable=states[NOT_APPLICABLE],
        open=states[UNANSWERED],
        hidden=int(column.states(HIDDEN.state).sum()),
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


def correlation(scores: Floats, numbers: Floats) -> Correlation:
    """Pearson's r of scores (negative: none) and numbers (NaN: none) with its interval."""
    known = (scores >= 0) & ~np.isnan(numbers)
    x, y = scores[known], numbers[known]
    order = np.lexsort((y, x))
    x, y = x[order], y[order]
    if len(x) < _FEWEST or x[0] == x[-1] or y.min() == y.max():
        return Correlation(nan, nan, nan, len(x))
    found = stats.pearsonr(x, y)
    interval = found.confidence_interval(LEVEL)
    return Correlation(float(found.statistic), float(interval.low), float(interval.high), len(x))
