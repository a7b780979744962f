"""Links sign by sign: what each field is written as, what it is read as, and where a link begins and ends."""

from __future__ import annotations

from binascii import crc32
from typing import Any
from urllib.parse import quote

import pytest
from test_result_file import QUESTIONS, SURVEY

from cspi_core import InputError, load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answer
from cspi_core.results.share_link import MOST_CHARACTERS, read_fragment, write_fragment
from survey_files import bare_survey

HEAD = "1~mine~2.0~"


def signed(body: str) -> str:
    return f"{body}~k{crc32(body.encode()):08x}"


def written(answers: dict[str, Any], created: str = "") -> str:
    """A link without its checksum."""
    link = write_fragment(SURVEY, read_answers(SURVEY, answers)[0], created)
    body, _, check = link.rpartition("~k")
    assert check == f"{crc32(body.encode()):08x}"
    return body


def answers_in(text: str) -> dict[str, Any]:
    found = read_fragment(SURVEY, text).answers
    return {
        name: answer.state if answer.state != "answered" else answer.number or answer.choices
        for name, answer in found.items()
    }


def problems_in(text: str) -> list[tuple[str, str | None, str]]:
    with pytest.raises(InputError) as caught:
        read_fragment(SURVEY, text)
    return [(problem.code, problem.question, problem.found) for problem in caught.value.problems]


def codes(text: str) -> list[str]:
    return [code for code, _, _ in problems_in(text)]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"q1": {"choice": "yes"}}, "q1.yes"),
        ({"q2": {"choices": ["y", "x"]}}, "q2.x.y"),
        ({"q2": {"choices": []}}, "q2."),
        ({"q3": {"number": 7}}, "q3_7"),
        ({"q3": {"number": 0.3}}, "q3_0*3"),
        ({"q3": {"state": "unknown"}}, "q3!"),
        ({"q1": {"state": "not_applicable"}}, "q1!!"),
        ({"q3": {"number": 1}, "q1": {"choice": "no"}}, "q1.no~q3_1"),
    ],
)
def test_each_kind_of_answer_has_its_signs(answers: dict[str, Any], field: str) -> None:
    assert written(answers) == f"{HEAD}~{field}"
    read = read_fragment(SURVEY, signed(f"{HEAD}~{field}"))
    assert dict(read.answers) == dict(read_answers(SURVEY, answers)[0])


def test_a_state_is_known_by_its_name() -> None:
    """Whoever builds answers may have put the name together."""
    states = {"q3": "".join(["unk", "nown"]), "q1": "".join(["not_", "applicable"])}
    answers = {name: Answer(state) for name, state in states.items()}
    body, _, _ = write_fragment(SURVEY, answers).rpartition("~k")
    assert body == f"{HEAD}~q1!!~q3!"
    answered = {"q1": Answer("".join(["ans", "wered"]), choices=("yes",))}
    assert write_fragment(SURVEY, answered).startswith(f"{HEAD}~q1.yes~k")


def test_of_the_time_only_the_day_is_in_it() -> None:
    assert written({}, "2026-11-22T09:00:00+09:00") == f"{HEAD}20261122"
    assert written({}) == HEAD
    assert read_fragment(SURVEY, signed(f"{HEAD}20261122")).created == "2026-11-22"


@pytest.mark.parametrize(
    "day",
    [
        "",
        "2026112",
        "202611220",
        "20261322",
        "20260230",
        "2026112x",
        "２０２６１１２２",
        "20261122T09:00:00Z",
    ],
)
def test_a_day_that_is_none_is_no_day(day: str) -> None:
    assert read_fragment(SURVEY, signed(HEAD + day)).created == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [("0*3", 0.3), ("7", 7), ("007", 7), ("12*5", 12.5), ("0" * 18 + "12", 12), ("*5", 0.5)],
)
def test_a_number_is_read_with_a_star_for_its_point(text: str, number: float) -> None:
    [answer] = read_fragment(SURVEY, signed(f"{HEAD}~q3_{text}")).answers.values()
    assert answer.number == number
    assert isinstance(answer.number, float if "*" in text else int)


@pytest.mark.parametrize(
    "text", ["", "*", "-", "1*2*3", "1e3", "--1", "1-", "0" * 19 + "12", "１２", "²", "nan", "+1", "1_0"]
)
def test_what_is_no_number_is_told_as_it_stands(text: str) -> None:
    assert problems_in(signed(f"{HEAD}~q3_{text}")) in (
        [("not_a_number", "q3", text)],
        [("unknown_question", None, f"q3_{text}")],
    )
    assert problems_in(signed(f"{HEAD}~q3_-5"))[0][:2] == ("out_of_bounds", "q3")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("q1.", ["unknown_option"]),
        ("q1.yes.no", ["unknown_option"]),
        ("q1yes", ["unknown_question"]),
        ("q1", ["unknown_question"]),
        ("q10.yes", ["unknown_question"]),
        ("", ["unknown_question"]),
        ("q1?", ["unknown_question"]),
        ("q1!!!", ["unknown_option"]),
        ("q1.yes~q1.no", ["repeated_question"]),
        ("q8.a~q1.maybe", ["unknown_question", "unknown_option"]),
        ("k00000000", ["unknown_question"]),
        ("q1.yes~k00000000~q8.a", ["unknown_question", "unknown_question"]),
    ],
)
def test_whatever_a_field_says_wrongly_is_named(fields: str, expected: list[str]) -> None:
    assert codes(signed(f"{HEAD}~{fields}")) == expected


def test_a_link_has_a_head_of_four_fields_at_least() -> None:
    assert answers_in(signed(HEAD)) == {}
    assert codes(signed("1~mine~2.0")) == ["link_damaged"]
    assert codes(signed("1~mine")) == ["link_damaged"]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        (signed("2~mine~2.0~"), "link_version", "2"),
        ("2~whatever", "link_version", "2"),
        (signed("12~mine~2.0~"), "link_version", "12"),
        (signed("0~mine~2.0~"), "link_version", "0"),
        ("https://e.example/1~2/#3~x", "link_version", "3"),
        ("https://e.example/2~x/#3~y", "link_version", "3"),
        (signed("abc~mine~2.0~"), "link_damaged", ""),
        (signed("~mine~2.0~"), "link_damaged", ""),
        (signed("1234567890~mine~2.0~"), "link_damaged", ""),
        ("", "link_damaged", ""),
        ("1~", "link_damaged", ""),
        (signed(HEAD).replace("~k", "~K"), "link_damaged", ""),
        (signed(HEAD)[:-1], "link_damaged", ""),
    ],
)
def test_another_version_is_told_from_a_damaged_link(text: str, code: str, found: str) -> None:
    assert problems_in(text) == [(code, None, found)]


def test_a_text_is_as_long_as_it_may_be() -> None:
    link = signed(f"{HEAD}~q1.yes")
    full = link + " " * (MOST_CHARACTERS - len(link))
    assert MOST_CHARACTERS == 8192
    assert answers_in(full) == {"q1": ("yes",)}
    assert problems_in(full + " ") == [("link_too_long", None, "8,193")]


def test_a_link_may_be_encoded_three_times() -> None:
    link = text = signed(f"{HEAD}~q1!!~q3!")
    for _ in range(3):
        text = quote(text, safe="")
        assert answers_in(text) == answers_in(link)
    assert codes(quote(text, safe="")) == ["link_damaged"]


def test_signs_of_full_width_and_broken_lines_are_read() -> None:
    link = signed(f"{HEAD}~q1.yes~q3!")
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in link)
    assert answers_in(wide) == answers_in(link)
    assert answers_in(link[:20] + "\r\n " + link[20:]) == answers_in(link)
    assert answers_in(link[:20] + "\u200b" + link[20:]) == answers_in(link)
    assert answers_in(link[:20] + "%E3%80%80" + link[20:]) == answers_in(link)
    assert codes(link[:20] + "x" + link[20:]) == ["link_damaged"]


def test_what_is_behind_the_first_checksum_that_fits_is_passed_over() -> None:
    link = signed(f"{HEAD}~q1.yes")
    assert answers_in(f"{link}~q1.no~k00000000") == {"q1": ("yes",)}
    assert answers_in(f"{link} {signed(HEAD)}") == {"q1": ("yes",)}
    assert answers_in(f"https://e.example/en/mine/#{link}&x=1") == {"q1": ("yes",)}
    assert answers_in(f"https://e.example/1~x/#{link}") == {"q1": ("yes",)}


def test_ids_may_hold_the_signs_of_answers_and_be_gone() -> None:
    options = [{"id": "a", "value": 0}, {"id": "b", "value": 1}]
    names = ("q", "q_1", "q_1_longer")
    questions = [
        QUESTIONS[0] | {"id": name, "number": n, "options": options} for n, name in enumerate(names, 1)
    ]
    more = {"compares_with": ["1.0"], "changes": [{"version": "2.0", "gone": ["q_1_longer_still", "q.c"]}]}
    survey = load_survey(bare_survey(questions, **more))
    found = read_fragment(survey, signed("1~mine~2.0~~q.a~q_1.b~q_1_longer.a"))
    assert {name: answer.choices for name, answer in found.answers.items()} == {
        "q": ("a",),
        "q_1": ("b",),
        "q_1_longer": ("a",),
    }
    assert (found.version, found.left_out) == ("2.0", ())
    old = read_fragment(survey, signed("1~mine~1.0~~q_1_longer_still.x~q.c~q_1.b"))
    assert list(old.answers) == ["q_1"]
    assert (old.version, old.left_out) == ("1.0", ("q_1_longer_still", "q.c"))
    with pytest.raises(InputError):
        read_fragment(survey, signed("1~mine~2.0~~q_1_longer_still.x"))
