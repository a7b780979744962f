"""Van der Eijk's measure of agreement, against published values and its own laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core.stats.agreement import agreement

COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=7).filter(any)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),  # the example of van der Eijk (2001)
        ([0, 0, 7, 0, 0], 1.0),
        ([5, 0, 0, 0, 5], -1.0),
        ([2, 2, 2, 2, 2], 0.0),
        ([0, 5, 5, 0, 0], 0.75),
    ],
)
def test_published_and_boundary_values(counts: list[int], expected: float) -> None:
    assert agreement(counts) == pytest.approx(expected, abs=1e-6)


@given(COUNTS)
def test_it_is_bounded_and_the_same_from_either_end(counts: list[int]) -> None:
    found = agreement(counts)
    assert found is not None
    assert -1 - 1e-9 <= found <= 1 + 1e-9
    assert agreement(counts[::-1]) == pytest.approx(found)


@given(COUNTS, st.integers(2, 5))
def test_it_depends_on_shares_alone(counts: list[int], times: int) -> None:
    assert agreement([count * times for count in counts]) == pytest.approx(agreement(counts))


@pytest.mark.parametrize("counts", [[], [3], [0, 0, 0]])
def test_nothing_to_agree_on(counts: list[int]) -> None:
    assert agreement(counts) is None
