"""What is said of a partly known distribution holds whatever the missing shares are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core.stats.distribution import Distribution, wilson

CLOSE = 1e-6


@st.composite
def partly_known(draw: st.DrawFn) -> tuple[dict[str, float], Distribution]:
    """A whole distribution, and what a publisher gave of it: some shares and some sums of others."""
    counts = draw(st.lists(st.integers(0, 60), min_size=2, max_size=8).filter(any))
    total = sum(counts)
    truth = {f"c{i}": 100 * count / total for i, count in enumerate(counts)}
    known = draw(st.sets(st.sampled_from(sorted(truth))))
    groups = draw(st.lists(st.sets(st.sampled_from(sorted(truth)), min_size=2), max_size=3))
    sums = tuple((frozenset(group), sum(truth[name] for name in group)) for group in groups)
    mixed = draw(st.lists(st.sets(st.sampled_from(sorted(truth)), min_size=2), max_size=2))
    unplaced = tuple(
        (frozenset(group), tuple(draw(st.permutations([truth[name] for name in sorted(group)]))))
        for group in mixed
    )
    shares = {name: truth[name] for name in sorted(known)}
    return truth, Distribution(tuple(truth), shares, sums, unplaced, total)


@given(partly_known(), st.data())
def test_the_interval_holds_the_truth(case: Any, data: st.DataObject) -> None:
    truth, given_of_it = case
    chosen = data.draw(st.sets(st.sampled_from(sorted(truth))))
    low, high = given_of_it.share_of(chosen)
    assert low - CLOSE <= sum(truth[name] for name in chosen) <= high + CLOSE


@given(partly_known())
def test_a_share_and_the_rest_make_the_whole(case: Any) -> None:
    truth, given_of_it = case
    for name in truth:
        low, high = given_of_it.share_of([name])
        rest_low, rest_high = given_of_it.share_of(set(truth) - {name})
        assert low + rest_high == pytest.approx(100, abs=CLOSE)
        assert high + rest_low == pytest.approx(100, abs=CLOSE)


@given(partly_known())
def test_a_complete_distribution_leaves_no_interval(case: Any) -> None:
    truth, _ = case
    whole = Distribution(tuple(truth), truth)
    assert whole.complete
    for name, share in truth.items():
        assert whole.share_of([name]) == pytest.approx((share, share))


def test_a_missing_share_is_not_zero() -> None:
    partial = Distribution(("a", "b", "c"), {"a": 60.9})
    assert partial.share_of(["b"]) == pytest.approx((0.0, 39.1))
    assert partial.share_of(["b", "c"]) == pytest.approx((39.1, 39.1))


def test_a_published_sum_narrows_the_interval() -> None:
    partial = Distribution(("a", "b", "c", "d"), {"a": 10.0}, ((frozenset("abc"), 66.2),))
    assert partial.share_of(["b"]) == pytest.approx((0.0, 56.2))
    assert partial.share_of(["d"]) == pytest.approx((33.8, 33.8))


def test_shares_whose_place_is_not_known_bound_each_other() -> None:
    mixed = Distribution(("a", "b", "c"), {"c": 59.1}, (), ((frozenset("ab"), (20.1, 20.8)),))
    assert mixed.share_of(["a"]) == pytest.approx((20.1, 20.8))
    assert mixed.share_of(["a", "b"]) == pytest.approx((40.9, 40.9))


@pytest.mark.parametrize(
    ("share", "n", "expected"),
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81/263, 15/148, 0/20, 1/29
    [
        (100 * 81 / 263, 263, (25.53, 36.62)),
        (100 * 15 / 148, 148, (6.24, 16.05)),
        (0.0, 20, (0.0, 16.11)),
        (100 * 1 / 29, 29, (0.61, 17.18)),
    ],
)
def test_wilson_gives_the_published_intervals(share: float, n: int, expected: Any) -> None:
    assert wilson((share, share), n) == pytest.approx(expected, abs=0.005)


@given(st.floats(0, 100), st.floats(0, 100), st.integers(1, 500))
def test_the_interval_holds_the_share_and_narrows_with_n(a: float, b: float, n: int) -> None:
    low, high = min(a, b), max(a, b)
    found = wilson((low, high), n)
    assert found is not None
    assert 0 <= found[0] <= low + CLOSE
    assert high - CLOSE <= found[1] <= 100
    more = wilson((low, high), 4 * n)
    assert more is not None
    assert more[0] >= found[0] - CLOSE
    assert more[1] <= found[1] + CLOSE


def test_no_interval_without_n() -> None:
    assert wilson((10.0, 10.0), None) is None
