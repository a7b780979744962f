"""Differences between editions: Newcombe's published examples, and what holds for every pair of shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core.stats.difference import change, holm, newcombe_interval, p_value

# Newcombe 1998, table II, method 10: counts and n of two groups, and the interval for first minus second
PUBLISHED = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((0, 10), (0, 10), (-0.2775, 0.2775)),
    ((10, 10), (0, 20), (0.6791, 1.0000)),
    ((10, 10), (0, 10), (0.6075, 1.0000)),
]
shares = st.floats(0, 100)
sizes = st.integers(1, 2000)
CLOSE = 1e-6


@pytest.mark.parametrize(("new", "old", "expected"), PUBLISHED)
def test_the_published_examples(
    new: tuple[int, int], old: tuple[int, int], expected: tuple[float, float]
) -> None:
    shares = [(100 * count / n, 100 * count / n) for count, n in (old, new)]
    found = newcombe_interval(shares[0], old[1], shares[1], new[1])
    assert found is not None
    assert [round(end / 100, 4) for end in found] == list(expected)


@given(shares, sizes, shares, sizes)
def test_the_difference_lies_in_its_interval_and_turns_with_it(
    old: float, old_n: int, new: float, new_n: int
) -> None:
    there = newcombe_interval((old, old), old_n, (new, new), new_n)
    back = newcombe_interval((new, new), new_n, (old, old), old_n)
    assert there is not None and back is not None
    assert there[0] - CLOSE <= new - old <= there[1] + CLOSE
    assert back == pytest.approx((-there[1], -there[0]), abs=CLOSE)


@given(st.tuples(shares, shares).map(sorted), sizes, st.tuples(shares, shares).map(sorted), sizes, st.data())
def test_a_range_of_shares_holds_whatever_lies_in_it(
    old: list[float], old_n: int, new: list[float], new_n: int, data: st.DataObject
) -> None:
    whole = newcombe_interval((old[0], old[1]), old_n, (new[0], new[1]), new_n)
    first, second = data.draw(st.floats(*old)), data.draw(st.floats(*new))
    inner = newcombe_interval((first, first), old_n, (second, second), new_n)
    assert whole is not None and inner is not None
    assert whole[0] - CLOSE <= inner[0]
    assert inner[1] <= whole[1] + CLOSE
    low, high = change((old[0], old[1]), (new[0], new[1]))
    assert low - CLOSE <= second - first <= high + CLOSE


@given(shares, shares)
def test_without_n_nobody_can_say(old: float, new: float) -> None:
    assert newcombe_interval((old, old), None, (new, new), 100) is None
    assert newcombe_interval((old, old), 100, (new, new), None) is None


def excludes_zero(interval: tuple[float, float] | None) -> bool:
    assert interval is not None
    return interval[0] > 0 or interval[1] < 0


def test_the_same_share_never_differs_and_a_great_difference_does() -> None:
    assert not excludes_zero(newcombe_interval((50, 50), 100, (50, 50), 100))
    assert excludes_zero(newcombe_interval((20, 20), 100, (60, 60), 100))
    assert excludes_zero(newcombe_interval((60, 60), 100, (20, 20), 100))


@given(shares, sizes, shares, sizes)
def test_a_p_value_below_5_percent_is_an_interval_without_zero(
    old: float, old_n: int, new: float, new_n: int
) -> None:
    p = p_value((old, old), old_n, (new, new), new_n)
    assert p is not None and 0 <= p <= 1
    if abs(p - 0.05) > 1e-6:
        assert (p < 0.05) == excludes_zero(newcombe_interval((old, old), old_n, (new, new), new_n))


def test_a_p_value_of_a_textbook_difference() -> None:
    p = p_value((30, 30), 80, (60, 60), 80)
    assert p is not None and 0.0001 < p < 0.0002


@given(st.lists(st.floats(0, 1), max_size=30))
def test_holm_is_between_bonferroni_and_no_correction(p_values: list[float]) -> None:
    found = holm(p_values)
    for p, significant in zip(p_values, found, strict=True):
        assert significant or p > 0.05 / len(p_values)
        assert not significant or p <= 0.05


def test_holm_steps_down() -> None:
    assert holm([0.01, 0.04, 0.02]) == [True, True, True]
    assert holm([0.01, 0.04, 0.03]) == [True, False, False]
    assert holm([]) == []
