"""The one rounding rule: half up on the decimal number that a person would write down."""

from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core.rounding import round_half_up, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.05, 1, 0.1),
        (0.25, 1, 0.3),
        (49.95, 1, 50.0),
        (100 * 0.35 * 0.5, 1, 17.5),
        (1.005, 2, 1.01),
        (2.675, 2, 2.68),
        (-0.25, 1, -0.2),
        (59.949999, 1, 59.9),
        (99.99, 1, 100.0),
    ],
)
def test_halves_go_up_as_on_paper(value: float, decimals: int, expected: float) -> None:
    assert round_half_up(value, decimals) == expected


@given(st.integers(-1_000_000, 1_000_000), st.integers(0, 3))
def test_agrees_with_decimal_arithmetic(thousandths: int, decimals: int) -> None:
    exact = Decimal(thousandths) / 1000
    unit = Decimal(1).scaleb(-decimals)
    expected = ((exact / unit + Decimal("0.5")).to_integral_value(ROUND_FLOOR)) * unit
    assert round_half_up(thousandths / 1000, decimals) == float(expected)


@given(st.floats(0, 100), st.floats(0, 100))
def test_rounding_never_changes_an_order(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert round_half_up(low) <= round_half_up(high)


@pytest.mark.parametrize("decimals", range(9))
def test_noise_ends_at_the_ninth_decimal(decimals: int) -> None:
    """What is short of a half by less than half a unit of the ninth decimal is a half; by more, it is not."""
    unit = 10.0**-decimals
    assert round_half_up(unit / 2 - 4e-10, decimals) == unit
    assert round_half_up(unit / 2 - 6e-10, decimals) == 0.0


def test_there_are_zero_to_nine_decimals() -> None:
    assert round_half_up(0.123456789, 9) == 0.123456789
    with pytest.raises(IndexError):
        round_half_up(0.5, 10)


def test_one_decimal_unless_told_otherwise() -> None:
    assert round_half_up(0.25) == rounded(0.25) == 0.3
    assert round_half_up(0.125, 2) == rounded(0.125, 2) == 0.13


def test_nothing_stays_nothing() -> None:
    assert rounded(None) is None
