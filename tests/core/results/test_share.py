"""Links that carry a result: read as they were written, and refused in words when they were damaged."""

from __future__ import annotations

import re
from binascii import crc32
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import InputError, load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.results.share_link import MOST_CHARACTERS, read_fragment, write_fragment
from golden_surveys import compiled
from survey_strategies import filled
from vectors import FOLDER, read_vector

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


AFTER = (
    *(
        "。",
        "、",
        "）",
        ")",
        ".",
        ">",
        "です",
        " ",
        "\u200b",
        "&utm_source=x",
        '"',
        "'",
        "\n",
        "/",
        "」",
        "…",
    ),
    *("?a=b", "0", "*", "~", "~k00000000", "\u3000です", "&amp;fbclid=~k3"),
    *("%20", "%0A", "%E3%80%82", "%", "%E3%80"),
)
BEFORE = (
    "",
    "#",
    " ",
    "「",
    "<",
    "(",
    "\ufeff",
    "\u200b",
    "%20",
    "リンク：",
    "see https://e.example/~me/1~2/#",
)


def encoded(text: str) -> str:
    return quote(text, safe="")


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", AFTER)
def test_what_stands_around_a_link_is_passed_over(before: str, after: str) -> None:
    for text in (before + LINK + after, before + LINK.replace("~", "%7E") + after):
        for spoiled in (text, encoded(text), encoded(encoded(text)), text.replace("~", "～")):
            found = read_fragment(SURVEY, spoiled)
            assert dict(found.answers) == ANSWERS
            assert found.created == "2026-11-22"


@given(st.integers(2, len(LINK) - 9), st.sampled_from(["\n", "\r\n", " ", "\u200b", "%0D%0A"]))
def test_a_link_whose_line_was_broken_is_put_together(place: int, sign: str) -> None:
    assert dict(read_fragment(SURVEY, LINK[:place] + sign + LINK[place:] + "。").answers) == ANSWERS


@given(st.integers(0, len(LINK) - 1), st.sampled_from("~.!_*k0az"), st.sampled_from(AFTER))
def test_the_checksum_guards_a_link_with_something_behind_it(place: int, char: str, after: str) -> None:
    spoiled = LINK[:place] + char + LINK[place + 1 :]
    if spoiled != LINK:
        assert codes(spoiled + after)[0] in ("link_damaged", "link_version")


def test_the_day_of_a_link_is_the_day_where_the_result_was_made() -> None:
    for created, day in (
        ("2026-01-01T08:30:00+09:00", "2026-01-01"),
        ("2025-12-31T20:00:00-08:00", "2025-12-31"),
        ("2026-01-01T00:00:00+14:00", "2026-01-01"),
        ("2026-11-22T09:00:00Z", "2026-11-22"),
        ("20261122T090000+0900", "2026-11-22"),
        ("", ""),
    ):
        assert read_fragment(SURVEY, write_fragment(SURVEY, ANSWERS, created)).created == day


@given(st.text(max_size=200))
def test_no_text_is_worse_than_a_problem(text: str) -> None:
    assert codes(text)
    if not text.startswith("*"):  # which is a label, and may be empty
        assert not text or codes(signed(f"1~cspi~1.0~~{text}"))


@given(st.text(max_size=200))
def test_a_label_that_cannot_be_read_is_none(text: str) -> None:
    found = read_fragment(SURVEY, signed(f"1~cspi~1.0~~*{text.replace('~', '')}"))
    assert not found.answers and len(found.label) <= 120


WRAPPED = {
    "strong": lambda link: f"**{link}**",
    "struck": lambda link: f"~~{link}~~",
    "emphasis": lambda link: f"_{link}_",
    "code": lambda link: f"`{link}`",
    "escaped": lambda link: link.replace("~", r"\~").replace("_", r"\_").replace("*", r"\*"),
    "decimal references": lambda link: link.replace("~", "&#126;"),
    "hexadecimal references": lambda link: link.replace("~", "&#x7E;"),
    "wave dash": lambda link: link.replace("~", "〜"),
    "full width": lambda link: link.replace("~", "～"),
    "tilde operator": lambda link: link.replace("~", "∼"),
    "number before": lambda link: f"1~2 days: {link}",
    "version before": lambda link: f"1~ (1~x) {link}",
    "quoted mail": lambda link: "\n> ".join(link[at : at + 30] for at in range(0, len(link), 30)),
    "mail quoted twice": lambda link: "\r\n> > ".join(link[at : at + 30] for at in range(0, len(link), 30)),
    "mail quoted tightly": lambda link: "\n>>".join(link[at : at + 30] for at in range(0, len(link), 30)),
    "quoted-printable": lambda link: "=\n".join(link[at : at + 30] for at in range(0, len(link), 30)),
    "quoted-printable, encoded": lambda link: "=\r\n".join(
        link[at : at + 30].replace("~", "=7E") for at in range(0, len(link), 30)
    ),
}


@pytest.mark.parametrize("address", ["", "https://example.com/cspi/#"])
@pytest.mark.parametrize("around", ["{}", "see {}, please", "> {}", "({})"])
@pytest.mark.parametrize("wrapped", WRAPPED)
def test_what_mail_and_markup_make_of_a_link_is_read(wrapped: str, around: str, address: str) -> None:
    text = around.format(WRAPPED[wrapped](address + LINK))
    assert read_fragment(SURVEY, text) == read_fragment(SURVEY, LINK)


@pytest.mark.parametrize(
    "text", ["1~" * 4000, "1~k00000000" * 700, "&#126;" * 1300, "=7E" * 2600, "\\~" * 4000]
)
def test_many_beginnings_are_no_link(text: str) -> None:
    assert codes(text) == ["link_damaged"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_a_label_goes_along_where_it_is_wanted(label: str) -> None:
    link = write_fragment(SURVEY, ANSWERS, "2026-11-22T09:00:00Z", label)
    assert re.fullmatch(r"[A-Za-z0-9._~!*-]+", link)
    result = read_fragment(SURVEY, f"https://survey.example/en/cspi/#{link}")
    assert (result.label, dict(result.answers)) == (label, ANSWERS)


@pytest.mark.parametrize("code", ["", "*", "====", "_w", "7aCA", "A" * 700])
def test_a_label_that_is_none_is_left_out(code: str) -> None:
    """Not base64, not UTF-8, a lone surrogate, or longer than a file's."""
    result = read_fragment(SURVEY, signed(f"1~cspi~{SURVEY.version}~~q15.cco~*{code}"))
    assert (result.label, result.answers["q15"].choices) == ("", ("cco",))
