"""What a panel publishes gives no one away: random tables are attacked with all that subtraction can do.

The attacker solves linear programs: of all tables that agree with what is published, how small and how large
can a count be that is not? The range must be at least as wide as the rules say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cspi_build.panels.reading.codes import Floats
from cspi_build.panels.tabulation.disclosure import (
    Limits,
    Partition,
    Rows,
    safe_categories,
    safe_groups,
    safe_options,
    whole_partition,
)
from cspi_build.panels.tabulation.figures import QUANTILES, figures_of

pytestmark = pytest.mark.slow

LIMITS = Limits()
SCORES = st.one_of(st.integers(0, 1000), st.sampled_from([0, 350, 1000]))
SIZES = st.lists(st.one_of(st.integers(0, 14), st.integers(0, 60)), min_size=2, max_size=8)
Table = list[list[int]]
Known = tuple[list[int], int]
"""Variables, and what they add up to."""


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Counts by row and category; the last row is those in no group."""
    width = draw(st.integers(2, 5))
    cell = st.one_of(st.integers(0, 4), st.integers(0, 20))
    row = st.lists(cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=2, max_size=6))


def narrowest(size: int, known: Sequence[Known], wanted: Sequence[int], most: Sequence[Known] = ()) -> float:
    """The width of the narrowest range among the wanted variables. `most`: sums that have an upper end."""

    from scipy.optimize import linprog  # takes a second to import

    def matrix(rows: Sequence[Known]) -> Floats | None:
        found = np.zeros((len(rows), size))
        for at, (variables, _) in enumerate(rows):
            np.add.at(found[at], variables, 1)
        return found if len(rows) else None

    widths = []
    for variable in wanted:
        goal = np.zeros(size)
        goal[variable] = 1
        limits = [n for _, n in most] or None, matrix(known), [n for _, n in known]
        low, high = (linprog(sign * goal, matrix(most), *limits) for sign in (1, -1))
        assert low.status == 0 and high.status in (0, 3)  # 3: without bound
        widths.append(-float(high.fun or 0) - float(low.fun or 0) if high.status == 0 else float("inf"))
    return min(widths, default=float("inf"))


# Groups


@settings(deadline=None)
@given(SIZES)
@example([40, 4, 30, 0])
@example([40, 30, 4])
@example([40, 30, 20, 1])
def test_withheld_groups_cannot_be_told_from_the_rest(sizes: list[int]) -> None:
    rows = safe_groups(sizes, LIMITS)
    withheld = [size for row, size in enumerate(sizes[:-1]) if row not in rows and size]
    rest = sum(withheld) + sizes[-1]
    assert all(sizes[row] >= LIMITS.minimum for row in rows)
    assert len(withheld) != 1 or not rows
    assert rest == 0 or rest >= LIMITS.minimum or not rows
    assert not withheld or sum(withheld) >= LIMITS.minimum or not rows


def test_nothing_is_withheld_without_need() -> None:
    assert safe_groups([40, 30, 20, 0], LIMITS) == (0, 1, 2)
    assert safe_groups([40, 30, 20, 15], LIMITS) == (0, 1, 2)
    assert safe_groups([40, 4, 30, 20, 0], LIMITS) == (0, 2)


# Choices of one


@settings(deadline=None, max_examples=120)
@given(tables())
@example([[30, 1, 9], [20, 5, 15], [12, 4, 3], [0, 0, 0]])
def test_counts_in_merged_categories_stay_unknown(table: Table) -> None:
    whole = [sum(column) for column in zip(*table, strict=True)]
    finest = whole_partition(whole, LIMITS)
    assume(finest is not None and sum(whole) >= LIMITS.minimum)
    assert finest is not None
    sizes = [sum(row) for row in table]
    rows, partition = safe_categories(table, sizes, safe_groups(sizes, LIMITS), finest, LIMITS)
    published = list(_published(table, finest, rows, partition))
    for _, count in published:
        assert count >= LIMITS.least
    assert all(sizes[row] - count >= LIMITS.least for row in rows for count in _sums(table[row], partition))
    rest = sum(sizes) - sum(sizes[row] for row in rows)
    assert not rows or rest == 0 or rest >= LIMITS.minimum
    known = [*published, *(([_at(table, row, c) for c in range(len(whole))], sizes[row]) for row in rows)]
    hidden = _hidden(table, finest, rows, partition)
    assert narrowest(len(table) * len(whole), known, hidden) >= LIMITS.least - 1e-6


def _at(table: Table, row: int, category: int) -> int:
    return row * len(table[0]) + category


def _sums(counts: Sequence[int], partition: Partition) -> list[int]:
    return [sum(counts[category] for category in group) for group in partition]


def _published(table: Table, finest: Partition, rows: Rows, partition: Partition) -> Iterator[Known]:
    everyone = range(len(table))
    for group in finest:
        cells = [(row, category) for row in everyone for category in group]
        yield [_at(table, *cell) for cell in cells], sum(table[row][category] for row, category in cells)
    for row in rows:
        for group in partition:
            yield [_at(table, row, c) for c in group], sum(table[row][c] for c in group)


def _hidden(table: Table, finest: Partition, rows: Rows, partition: Partition) -> list[int]:
    """Counts that are not published: parts of merged categories, and all of the rows that are withheld."""
    parts = [c for group in partition if len(group) > 1 for c in group]
    sizes = [sum(row) for row in table]
    withheld = [row for row in range(len(table) - 1) if row not in rows and sizes[row]]
    together = [_at(table, row, c) for row in rows for c in parts if len(rows) > 1 or withheld or sizes[-1]]
    return together + [_at(table, row, c) for row in withheld for c in range(len(table[0]))]


# Choices of several


@st.composite
def multiples(draw: st.DrawFn) -> tuple[list[int], list[int], list[int]]:
    """By row: how many there are, how many chose "none", how many of the others chose the option."""
    sizes = draw(st.lists(st.integers(0, 30), min_size=3, max_size=6))
    none = [draw(st.integers(0, size)) for size in sizes]
    return sizes, none, [draw(st.integers(0, size - out)) for size, out in zip(sizes, none, strict=True)]


@settings(deadline=None, max_examples=200)
@given(multiples())
@example(([40, 40, 30, 0], [0, 0, 0, 0], [20, 1, 15, 0]))
def test_counts_of_options_stay_unknown(table: tuple[list[int], list[int], list[int]]) -> None:
    sizes, none, chosen = table
    rows = safe_groups(sizes, LIMITS)
    reach = [size - out for size, out in zip(sizes, none, strict=True)]
    shown = safe_options(chosen, reach, sizes, rows, LIMITS)
    assert all(LIMITS.least <= chosen[row] <= reach[row] - LIMITS.least for row in shown)
    everyone = list(range(len(sizes)))
    assume(LIMITS.least <= sum(chosen) <= sum(reach) - LIMITS.least)
    known = [(everyone, sum(chosen)), *(([row], chosen[row]) for row in shown)]
    ends = [([row], reach[row]) for row in everyone]
    # The attacker is told more than is published: how many of each row could have chosen the option.
    for row in set(rows) - set(shown) if shown else ():
        wanted = min(LIMITS.least, reach[row])
        assert narrowest(len(sizes), known, [row], ends) >= wanted - 1e-6
    rest = [row for row in everyone if row not in shown and sizes[row]]
    count, most = sum(chosen[row] for row in rest), sum(reach[row] for row in rest)
    assert not rest or not shown or LIMITS.least <= count <= most - LIMITS.least


# Scores


@settings(deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=LIMITS.minimum, max_size=80), st.integers(0, 1000))
def test_one_respondent_moves_a_mean_by_a_grain_at_most(scores: list[int], other: int) -> None:
    mean, moved = (_figure(one, "mean") for one in (scores, [*scores[:-1], other]))
    grain = next(one for one in (0.5, 1, 2.5, 5, 10, 20) if one * len(scores) >= 100)
    assert abs(mean - moved) <= grain
    assert (mean / grain).is_integer() and (moved / grain).is_integer()
    assert abs(mean - sum(scores) / len(scores) / 10) <= grain / 2 + 1e-9


@settings(deadline=None)
@given(st.lists(SCORES, min_size=LIMITS.minimum, max_size=90))
def test_quantiles_have_people_on_both_sides_and_around(scores: list[int]) -> None:
    figures = {name: _figure(scores, name) for name in _names(scores) if name != "mean"}
    ordered = sorted(scores)
    assert list(figures.values()) == sorted(figures.values())
    for name, quantile in figures.items():
        rank = -(-len(scores) * QUANTILES[name] // 100)
        assert quantile % 2.5 == 0
        assert rank >= LIMITS.sides and len(scores) - rank >= LIMITS.sides
        assert sum(abs(score / 10 - quantile) <= 10 for score in scores) >= LIMITS.least
        assert abs(ordered[rank - 1] / 10 - quantile) <= 10


def test_quantiles_of_a_known_panel() -> None:
    scores = list(range(0, 1000, 10))
    assert {name: _figure(scores, name) for name in _names(scores)} == {
        "mean": 50, "p10": 10, "p25": 25, "median": 50, "p75": 75, "p90": 90,
    }  # fmt: skip


def _names(scores: list[int]) -> list[str]:
    return list(figures_of(np.bincount(scores, minlength=1001), LIMITS, "published"))


def _figure(scores: list[int], name: str) -> float:
    value = figures_of(np.bincount(scores, minlength=1001), LIMITS, "published")[name]["value"]
    assert isinstance(value, (int, float))
    return float(value)
