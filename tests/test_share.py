"""Links that carry a result: read as they were written, and refused in words when they were damaged."""

from __future__ import annotations

import re
from binascii import crc32
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_strategies import filled
from test_golden_vectors import compiled
from vectors import FOLDER, read_vector

from cspi_core import InputError, load_survey
from cspi_core.model.answers import read_answers
from cspi_core.results.share_link import MOST_CHARACTERS, read_fragment, write_fragment

CSPI = compiled("cspi")
SURVEY = load_survey(CSPI)
ANSWERS = read_answers(SURVEY, read_vector(FOLDER / "cspi" / "mixed.txt", CSPI)[0])[0]
LINK = write_fragment(SURVEY, ANSWERS, "2026-11-22T09:00:00Z")


def signed(body: str) -> str:
    return f"{body}~k{crc32(body.encode()):08x}"


def codes(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_fragment(SURVEY, text)
    return [problem.code for problem in caught.value.problems]


@given(filled())
def test_a_link_is_read_as_it_was_written(case: Any) -> None:
    survey = load_survey(case[0])
    answers, _ = read_answers(survey, case[1])
    result = read_fragment(survey, write_fragment(survey, answers, "2026-11-22T09:00:00Z"))
    assert (dict(result.answers), result.created, result.version) == (answers, "2026-11-22", survey.version)


def test_a_link_of_this_format_stays_readable() -> None:
    """A link as it was made when the format was new; it must never be made anew to please this test."""
    text = signed("1~cspi~1.0~20261122~q9_12~q10_104*5~q12!~q15.cco~q16.expansion.fit~q19.~q30!!")
    result = read_fragment(SURVEY, "#" + text)
    assert result.answers["q9"].number == 12
    assert result.answers["q10"].number == 104.5
    assert result.answers["q12"].state == "unknown"
    assert result.answers["q15"].choices == ("cco",)
    assert result.answers["q16"].choices == ("expansion", "fit")
    assert (result.answers["q19"].state, result.answers["q19"].choices) == ("answered", ())
    assert result.answers["q30"].state == "not_applicable"


def test_a_full_link_is_short_and_needs_no_escaping() -> None:
    best = read_answers(SURVEY, read_vector(FOLDER / "cspi" / "best.txt", CSPI)[0])[0]
    longest = write_fragment(SURVEY, best, "2026-11-22T09:00:00Z")
    assert len(longest) < 2000
    assert re.fullmatch(r"[A-Za-z0-9._~!*-]+", longest)


@given(st.integers(0, len(LINK) - 1), st.sampled_from("~.!_*k0az"))
def test_one_changed_character_is_noticed(place: int, char: str) -> None:
    spoiled = LINK[:place] + char + LINK[place + 1 :]
    if spoiled != LINK:
        assert codes(spoiled)[0] in ("link_damaged", "link_version")


@given(st.integers(0, len(LINK) - 1))
def test_a_link_that_is_cut_short_is_noticed(end: int) -> None:
    assert codes(LINK[:end]) == ["link_damaged"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (signed("2~cspi~1.0~"), ["link_version"]),
        (signed("1~other~1.0~"), ["other_survey"]),
        (signed("1~cspi~9.9~"), ["other_version"]),
        (signed("1~cspi~1.0~~q0.x"), ["unknown_question"]),
        (signed("1~cspi~1.0~~<script>"), ["unknown_question"]),
        (signed("1~cspi~1.0~~q15.boss"), ["unknown_option"]),
        (signed("1~cspi~1.0~~q15.cco.cro"), ["unknown_option"]),
        (signed("1~cspi~1.0~~q23.none.partners"), ["contradiction"]),
        (signed("1~cspi~1.0~~q9_1e9"), ["not_a_number"]),
        (signed("1~cspi~1.0~~q12_101"), ["out_of_bounds"]),
        (signed("1~cspi~1.0~~q15.cco~q15.cro"), ["repeated_question"]),
        ("x" * (MOST_CHARACTERS + 1), ["link_too_long"]),
    ],
)
def test_whatever_is_wrong_is_named(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@given(st.text(max_size=200))
def test_no_text_is_worse_than_a_problem(text: str) -> None:
    assert codes(text)
    assert codes(signed(f"1~cspi~1.0~~{text}")) if text else True
