"""Whatever counts were rounded, the arithmetic finds them again; what can't have been counts, it refuses."""

from __future__ import annotations

import argparse
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.editions.reconcile import Rounded, Span, add_parser, counts_of, fits, run

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=8).filter(any)
DECIMALS = st.integers(0, 2)


def rounded(count: int, n: int, decimals: int, *, up: bool = True) -> Rounded:
    """A count as a share, halves rounded up or down."""
    exact = Fraction(100 * count, n) * 10**decimals
    nudge = Fraction(1, 2) if up else Fraction(1, 2) - Fraction(1, 10**9)
    return Rounded(int(exact + nudge), decimals)


@given(COUNTS, DECIMALS, st.booleans())
def test_the_counts_of_a_choice_of_one_are_found(counts: list[int], decimals: int, up: bool) -> None:
    n = sum(counts)
    found = {fit.n: fit for fit in fits([rounded(k, n, decimals, up=up) for k in counts], n)}
    assert all(count in span for count, span in zip(counts, found[n].counts, strict=True))


@given(COUNTS, st.data())
def test_the_counts_of_a_part_are_found(counts: list[int], data: st.DataObject) -> None:
    n = sum(counts)
    told = counts[: data.draw(st.integers(1, len(counts)))]
    found = {fit.n: fit for fit in fits([rounded(k, n, 1) for k in told], n, "part")}
    assert all(count in span for count, span in zip(told, found[n].counts, strict=True))


@given(st.integers(1, 200), st.data())
def test_the_counts_of_a_choice_of_several_are_found(n: int, data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(0, n), min_size=1, max_size=6))
    found = {fit.n: fit for fit in fits([rounded(k, n, 1) for k in counts], n, "several")}
    assert all(count in span for count, span in zip(counts, found[n].counts, strict=True))


@given(COUNTS)
def test_every_count_that_is_offered_belongs_to_a_whole(counts: list[int]) -> None:
    """The spans are tight: each end of each can be completed to n."""
    n = sum(counts)
    shares = [rounded(k, n, 0) for k in counts]
    for fit in fits(shares, n):
        for at, span in enumerate(fit.counts):
            others = [counts_of(share, fit.n) for place, share in enumerate(shares) if place != at]
            low, high = sum(one.low for one in others), sum(one.high for one in others)
            assert low <= fit.n - span.low <= high
            assert low <= fit.n - span.high <= high


@given(st.integers(0, 1000), st.integers(1, 400))
def test_a_count_rounds_to_the_share_or_is_not_offered(units: int, n: int) -> None:
    span = counts_of(Rounded(units, 1), n)
    half = Fraction(1, 20)
    for count in range(n + 1):
        is_near = abs(Fraction(100 * count, n) - Fraction(units, 10)) <= half
        assert (count in span) == is_near


@pytest.mark.parametrize(
    ("shares", "max_n", "expected"),
    [
        ("12.0 25.7 28.6 8.0 4.0 4.6 17.1", 175, [175]),
        ("53.1 35.4 11.4", 175, [175]),
        ("1.9 13.0 25.3 20.1 20.8 14.9 2.6 1.3", 175, [154]),
        ("17.1 76.2 4.3 2.4", 220, [164, 210]),
        ("1.5 15.3 32.8 21.4 16.8 12.2 0.8 0.8", 175, []),
        ("15.3 32.8 21.4 16.8 12.2 0.8 0.8", 175, [131]),
    ],
)
def test_published_shares(shares: str, max_n: int, expected: list[int]) -> None:
    assert [fit.n for fit in fits([Rounded.parse(one) for one in shares.split()], max_n)] == expected


@pytest.mark.parametrize("text", ["", "x", "-1", "101", "1e2", "12,5", "1.2345", "１２", "nan"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a share|more than 100"):
        Rounded.parse(text)


def test_a_number_with_more_decimals_is_refused() -> None:
    assert Rounded.of(12.5, 1) == Rounded.parse("12.5%")
    with pytest.raises(ValueError, match="more than 1 decimals"):
        Rounded.of(12.55, 1)


def test_an_empty_span_is_false() -> None:
    assert not Span(3, 2)
    assert Span(3, 3)
    assert str(Span(3, 5)) == "3–5"


def given_words(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["reconcile", *words])


def test_the_table_has_a_column_for_each_share(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(given_words("12.0", "25.7", "28.6", "8.0", "4.0", "4.6", "17.1", "--max-n", "175")) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  n  12.0%  25.7%  28.6%  8.0%  4.0%  4.6%  17.1%",
        "175     21     45     50    14     7     8     30",
        "1 n fits",
    ]


def test_where_nothing_fits_it_says_which_share_stands_in_the_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shares = ["1.5", "15.3", "32.8", "21.4", "16.8", "12.2", "0.8", "0.8"]
    assert run(given_words(*shares, "--max-n", "175")) == 1
    assert capsys.readouterr().out.splitlines() == [
        "no n from 1 to 175 fits; the shares add up to 101.6",
        "  without 1.5%: n = 131",
    ]


def test_several_answers_need_not_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    shares = ["50.0", "50.0", "39.7", "27.6", "22.4", "21.2", "17.9"]
    assert run(given_words(*shares, "--max-n", "175", "--multiple")) == 0
    assert "156     78     78     62     43     35     33     28" in capsys.readouterr().out


def test_a_long_list_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    # every even n, and every odd one from 101 on, where 50 and 51 both round to 50%
    assert run(given_words("50", "50", "--max-n", "400")) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "350 n fit, the first 40 of them shown"


@pytest.mark.parametrize("words", [["x"], ["12.0", "--max-n", "0"], ["12", "--multiple", "--partial"], []])
def test_wrong_use_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        given_words(*words)
    assert caught.value.code == 2
    assert "error:" in capsys.readouterr().err
