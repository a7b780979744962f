"""Shares that are published in part: what follows of them, worked out by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from cspi_core.stats.distribution import Distribution, wilson

ABC = ("a", "b", "c")


def near(low: float, high: float) -> object:
    return pytest.approx((low, high), abs=1e-9)


def test_complete_or_not_is_a_plain_yes_or_no() -> None:
    assert Distribution(ABC, {"a": 10.0, "b": 20.0, "c": 70.0}).complete is True
    assert Distribution(ABC, {"a": 10.0, "b": 20.0}).complete is False
    assert Distribution(ABC, {"a": 10.0, "b": 20.0, "z": 70.0}).complete is False


def test_printed_shares_may_add_up_to_more_than_all() -> None:
    """Each was rounded by itself; together they are everybody, and leave nothing to others."""
    rounded_up = Distribution(ABC, {"a": 60.1, "b": 40.0})
    assert rounded_up.share_of(["a", "b"]) == (100.0, 100.0)
    assert rounded_up.share_of(["c"]) == (0.0, 0.0)
    assert rounded_up.share_of([]) == (0.0, 0.0)


def test_a_share_of_a_category_that_is_counted_elsewhere_does_not_count() -> None:
    partly = Distribution(("a", "b"), {"a": 30.0, "z": 20.0})
    assert partly.share_of(["z"]) == (0.0, 0.0)
    assert partly.share_of(["b"]) == near(70, 70)


def test_a_sum_is_known_whole_and_open_in_its_parts() -> None:
    summed = Distribution(("a", "b", "c", "d"), {}, ((frozenset("ab"), 30.0),))
    assert summed.share_of("ab") == near(30, 30)
    assert summed.share_of("a") == near(0, 30)
    assert summed.share_of("cd") == near(70, 70)
    assert summed.share_of("c") == near(0, 70)
    assert summed.share_of("ac") == near(0, 100)
    assert summed.share_of("abc") == near(30, 100)


def test_of_a_sum_what_is_published_is_taken_off() -> None:
    summed = Distribution(("a", "b", "c", "d"), {"a": 12.0}, ((frozenset("abc"), 30.0),))
    assert summed.share_of("bc") == near(18, 18)
    assert summed.share_of("b") == near(0, 18)
    assert summed.share_of("d") == near(70, 70)
    more_than_the_sum = Distribution(("a", "b", "d"), {"a": 31.0}, ((frozenset("ab"), 30.0),))
    assert more_than_the_sum.share_of("b") == near(0, 0)


def test_sums_may_take_more_than_there_is() -> None:
    both = ((frozenset("ab"), 60.0), (frozenset("cd"), 50.0))
    assert Distribution(("a", "b", "c", "d", "e"), {}, both).share_of("e") == (0.0, 0.0)


def test_of_groups_that_overlap_the_small_one_counts() -> None:
    overlapping = ((frozenset("abc"), 90.0), (frozenset("cd"), 20.0))
    for sums in (overlapping, overlapping[::-1]):
        found = Distribution(("a", "b", "c", "d"), {}, sums)
        assert found.share_of("cd") == near(20, 20)
        assert found.share_of("ab") == near(80, 80)
        assert found.share_of("a") == near(0, 80)


def test_of_groups_of_one_size_the_first_by_name_counts() -> None:
    overlapping = ((frozenset("bc"), 90.0), (frozenset("ab"), 20.0))
    for sums in (overlapping, overlapping[::-1]):
        assert Distribution(ABC, {}, sums).share_of("c") == near(80, 80)


def test_shares_in_an_unknown_order_count_before_sums() -> None:
    mixed = Distribution(ABC, {}, ((frozenset("bc"), 90.0),), ((frozenset("ab"), (10.0, 20.0)),))
    assert mixed.share_of("a") == near(10, 20)
    assert mixed.share_of("c") == near(70, 70)
    of_one = Distribution(ABC, {}, ((frozenset("b"), 90.0),), ((frozenset("ab"), (10.0, 20.0)),))
    assert of_one.share_of("c") == near(70, 70)


def test_fewer_shares_than_names_leave_nothing_for_the_rest() -> None:
    mixed = Distribution(("a", "b", "c", "d"), {}, (), ((frozenset("abc"), (30.0, 50.0)),))
    assert mixed.share_of("a") == near(0, 50)
    assert mixed.share_of("ab") == near(30, 80)
    assert mixed.share_of("abc") == near(80, 80)
    assert mixed.share_of("d") == near(20, 20)


def test_one_share_for_four_names_leaves_nothing_for_three_of_them() -> None:
    mixed = Distribution(("a", "b", "c", "d"), {}, (), ((frozenset("abcd"), (70.0,)),))
    assert mixed.share_of("a") == near(0, 70)
    assert mixed.share_of("abc") == near(0, 70)
    assert mixed.share_of("abcd") == near(70, 70)


def test_a_group_of_which_one_is_published_is_no_group_any_more() -> None:
    """Which of the shares is left for the other can't be said."""
    mixed = Distribution(ABC, {"a": 10.0}, (), ((frozenset("ab"), (10.0, 20.0)),))
    assert mixed.share_of("b") == near(0, 90)


def test_a_group_whose_names_are_all_published_adds_nothing() -> None:
    summed = Distribution(ABC, {"a": 10.0, "b": 20.0}, ((frozenset("ab"), 35.0),))
    assert summed.share_of("c") == near(70, 70)


@pytest.mark.parametrize(
    ("share", "n", "expected"),
    # The roots of (p - x)^2 = z^2 x (1 - x) / n, worked out with 30 digits.
    [
        ((50.0, 50.0), 100, (40.383153036599566, 59.616846963400434)),
        ((0.0, 0.0), 20, (0.0, 16.112515805281934)),
        ((100.0, 100.0), 20, (83.88748419471807, 100.0)),
        ((0.0, 100.0), 20, (0.0, 100.0)),
        ((20.0, 60.0), 50, (11.24375001577611, 72.39161026974345)),
        ((100.4, 100.4), 20, (83.88748419471807, 100.0)),
        ((-0.1, -0.1), 20, (0.0, 16.112515805281934)),
        ((50.0, 50.0), 1, (5.462075552885197, 94.5379244471148)),
    ],
)
def test_the_interval_is_wilsons(share: tuple[float, float], n: int, expected: tuple[float, float]) -> None:
    found = wilson(share, n)
    assert found == pytest.approx(expected, abs=1e-9)
    assert found is not None
    assert 0.0 <= found[0] <= found[1] <= 100.0


def test_nobody_asked_gives_no_interval() -> None:
    assert wilson((10.0, 10.0), 0) is None


def test_a_distribution_cannot_be_changed() -> None:
    found = Distribution(ABC, {"a": 10.0})
    for value in (found, found._blocks[0]):
        with pytest.raises(FrozenInstanceError):
            value.n = value.total = 5  # type: ignore[misc, union-attr]
