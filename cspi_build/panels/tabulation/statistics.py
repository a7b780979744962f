"""The statistics of the quality sheet: Cronbach's alpha, item-rest correlations, Pearson's r, and intervals.

Alpha has Feldt's interval from the F distribution (Feldt, Woodruff & Salih 1987, Applied Psychological
Measurement 11, 93-103), Pearson's r Fisher's, as scipy has it. Sums of squares are of whole numbers (items to
four decimals), and pairs are sorted, so the order of the respondents leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt

import numpy as np
from scipy import stats

from cspi_build.panels.reading.codes import Column, Floats
from cspi_build.panels.tabulation.scores import item_values

__all__ = [
    "Correlation",
    "Products",
    "alpha_interval",
    "alpha_of",
    "correlation",
    "products_of",
    "rest_correlation",
]

LEVEL = 0.95

_GRAIN = 10_000

_FEWEST = 4  # respondents for an interval to exist

Products = list[list[int]]
"""Sums of products of the items' deviations from their means, times the number of people."""


@dataclass(frozen=True)
class Correlation:
    """A correlation and its interval among n people; NaN where it can't be worked out."""

    r: float
    low: float
    high: float
    n: int


def products_of(columns: Sequence[Column]) -> tuple[Products, int]:
    """The products of some items, and how many people answered all of them, of whom they are."""
    values = np.column_stack([item_values(column) for column in columns])
    full = values[~np.isnan(values).any(axis=1)]
    whole = np.rint(full * _GRAIN)
    sums = [int(total) for total in whole.sum(axis=0)]
    squares = whole.T @ whole  # exact: whole numbers under 2**53
    n = len(whole)
    return [
        [n * int(squares[i, j]) - sums[i] * sums[j] for j in range(len(sums))] for i in range(len(sums))
    ], n


def alpha_of(products: Products) -> float:
    """Cronbach's alpha, each item with the same weight; NaN where there is none."""
    count, total = len(products), sum(map(sum, products))
    if count < 2 or not total:
        return nan
    own = sum(products[at][at] for at in range(count))
    return count / (count - 1) * (1 - own / total)


def alpha_interval(alpha: float, n: int, items: int) -> tuple[float, float]:
    """Feldt's interval of Cronbach's alpha for n people and so many items; NaN where there is none."""
    if isnan(alpha) or n < _FEWEST:
        return nan, nan
    degrees = n - 1, (n - 1) * (items - 1)
    low, high = (float(stats.f.ppf(p, *degrees)) for p in ((1 + LEVEL) / 2, (1 - LEVEL) / 2))
    return 1 - (1 - alpha) * low, 1 - (1 - alpha) * high


def rest_correlation(products: Products, at: int) -> float:
    """The correlation of an item with the sum of the others; NaN where there is none."""
    own, row, total = products[at][at], sum(products[at]), sum(map(sum, products))
    rest = total - 2 * row + own
    return (row - own) / (sqrt(own) * sqrt(rest)) if own and rest else nan


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
