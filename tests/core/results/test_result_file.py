"""Result files: what is written can be read again, and whatever is wrong is named."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import InputError, Result, load_survey, read_result, write_result
from cspi_core.loading.answers import read_answers
from cspi_core.results.result_file import MOST_BYTES
from cspi_core.text.messages import wording
from survey_strategies import filled, prose

QUESTIONS = [
    {
        "id": "q1",
        "number": 1,
        "axis": "a",
        "kind": "single",
        "options": [{"id": "no", "value": 0}, {"id": "yes", "value": 1}],
    },
    {
        "id": "q2",
        "number": 2,
        "axis": "a",
        "kind": "multiple",
        "full": 2,
        "options": [
            {"id": "none", "value": 0, "exclusive": True},
            {"id": "x", "value": 1},
            {"id": "y", "value": 1},
        ],
    },
    {"id": "q3", "number": 3, "theme": "t", "kind": "number", "minimum": 0, "maximum": 100, "step": 0.1},
]
AXES = [{"id": "a", "weight": 1}]
SURVEY = load_survey(
    {
        "format": "cspi-survey/1",
        "id": "mine",
        "version": "2.0",
        "compares_with": ["1.9"],
        "locales": ["ja", "en"],
        "default_locale": "en",
        "policy": {"minimum_coverage": 0.5, "sensitivity": {"spread": 0.5, "draws": 10, "seed": 1}},
        "levels": [{"id": "l1", "from": 0}],
        "axes": AXES,
        "themes": [{"id": "t"}],
        "questions": QUESTIONS,
        "text": {locale: prose(AXES, QUESTIONS, locale) for locale in ("ja", "en")},
    }
)
GOOD: dict[str, Any] = {
    "format": "cspi-result/1",
    "survey": {"id": "mine", "version": "2.0"},
    "label": "",
    "created": "2026-11-22T09:00:00Z",
    "answers": {"q1": {"choice": "yes"}, "q2": {"choices": ["x"]}, "q3": {"number": 0.3}},
    "notes": {"q1": "since April"},
}


def problems_of(text: str) -> list[tuple[str, str | None]]:
    with pytest.raises(InputError) as caught:
        read_result(SURVEY, text)
    return [(problem.code, problem.question) for problem in caught.value.problems]


def test_a_good_file_is_read_whole() -> None:
    result = read_result(SURVEY, json.dumps(GOOD))
    assert result.answers["q3"].number == 0.3
    assert (result.notes, result.label, result.version) == ({"q1": "since April"}, "", "2.0")


@given(filled(), st.text(max_size=40), st.dictionaries(st.just("q1"), st.text(min_size=1, max_size=40)))
def test_what_is_written_is_read_again(case: Any, label: str, notes: dict[str, str]) -> None:
    survey = load_survey(case[0])
    answers, problems = read_answers(survey, case[1])
    assert not problems
    written = Result(answers, notes, label, "2026-11-22T09:00:00+09:00", survey.version)
    assert read_result(survey, write_result(survey, written)) == written


def change(**keys: Any) -> str:
    return json.dumps(GOOD | keys)


@pytest.mark.parametrize("text", ["[" * 100, '"' + "x" * MOST_BYTES + '"'])
def test_a_limit_is_said_in_words_or_by_a_sign_and_not_by_both(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_result(SURVEY, text)
    for locale in ("ja", "en"):
        sentences = [wording(locale).problem(problem) for problem in caught.value.problems]
        assert sentences and not any("≤" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    "text", ["", "{", '{"a": 1,}', '{"a": 1 "b": 2}', '"\\x"', "9" * 5000, '{"a": 1, "a": 2}']
)
def test_what_cannot_be_read_is_told_in_the_readers_language(text: str) -> None:
    """None of the parser's own English."""
    with pytest.raises(InputError) as caught:
        read_result(SURVEY, text)
    (said,) = map(wording("ja").problem, caught.value.problems)
    assert set(re.findall("[A-Za-z]+", said)) <= {"JSON", "a"}


@pytest.mark.parametrize(("text", "found"), [("{}", "null"), (change(format=True), "true"), ("null", "null")])
def test_what_is_found_is_named_as_files_have_it(text: str, found: str) -> None:
    """Not as Python calls it."""
    with pytest.raises(InputError) as caught:
        read_result(SURVEY, text)
    assert [problem.found for problem in caught.value.problems] == [found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("not_json_at", None)]),
        ("hello", [("not_json_at", None)]),
        ('{"format": NaN}', [("not_json", None)]),
        ('{"a": 1, "a": 2}', [("repeated_key", None)]),
        ("[1, 2]", [("not_result", None)]),
        ("9" * 5000, [("not_json", None)]),
        ("[" * 100_000, [("file_too_deep", None)]),
        ('"' + "x" * MOST_BYTES + '"', [("file_too_large", None)]),
        (change(format="cspi-result/2"), [("other_format", None)]),
        (change(format="something"), [("not_result", None)]),
        (change(survey={"id": "theirs", "version": "2.0"}), [("other_survey", None)]),
        (change(survey={"id": "mine", "version": "3.0"}), [("other_version", None)]),
        (change(survey=None), [("not_result", None)]),
        (change(extra=1), [("unknown_key", None)]),
        (change(label=5), [("bad_label", None)]),
        (change(label="x" * 121), [("bad_label", None)]),
        (change(created="yesterday"), [("bad_created", None)]),
        (change(notes=[]), [("notes_not_object", None)]),
        (change(notes={"q1": 1, "q9": "?"}), [("unknown_question", None), ("bad_note", "q1")]),
        (change(answers=[]), [("answers_not_object", None)]),
        (json.dumps({k: v for k, v in GOOD.items() if k != "answers"}), [("answers_not_object", None)]),
        (
            change(
                answers={
                    "q0": {"choice": "yes"},
                    "q1": {"choice": "maybe"},
                    "q2": {"choices": ["none", "x"]},
                    "q3": {"number": 100.1},
                }
            ),
            [
                ("unknown_question", None),
                ("unknown_option", "q1"),
                ("contradiction", "q2"),
                ("out_of_bounds", "q3"),
            ],
        ),
        (change(answers={"q2": {"choices": ["x", "x"]}}), [("repeated_option", "q2")]),
        (change(answers={"q2": {"choices": "x"}}), [("choices_not_list", "q2")]),
        (change(answers={"q3": {"number": "12"}}), [("not_a_number", "q3")]),
        (change(answers={"q3": {"number": True}}), [("not_a_number", "q3")]),
        (change(answers={"q3": {"number": 10**400}}), [("out_of_bounds", "q3")]),
        (change(answers={"q3": {"number": 0.05}}), [("off_step", "q3")]),
        (change(answers={"q3": {"state": "not_applicable"}}), [("unknown_state", "q3")]),
        (change(answers={"q1": {"state": "answered"}}), [("unknown_state", "q1")]),
        (change(answers={"q1": {"choice": "yes", "state": "unknown"}}), [("answer_shape", "q1")]),
        (change(answers={"q1": None}), [("answer_shape", "q1")]),
        (change(answers={"q1": {"choice": ["yes"]}}), [("unknown_option", "q1")]),
    ],
)
def test_whatever_is_wrong_is_named(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert problems_of(text) == expected


def test_an_earlier_version_that_compares_is_read() -> None:
    assert read_result(SURVEY, change(survey={"id": "mine", "version": "1.9"})).version == "1.9"


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
def test_no_text_is_worse_than_a_problem(text: str) -> None:
    with pytest.raises(InputError):
        read_result(SURVEY, text)


@given(st.integers(0, 10_000), st.sampled_from('{}[]",:0n\\'))
def test_a_damaged_file_is_read_or_refused(place: int, char: str) -> None:
    text = json.dumps(GOOD)
    place %= len(text)
    try:
        result = read_result(SURVEY, text[:place] + char + text[place + 1 :])
    except InputError as error:
        assert error.problems
    else:
        assert set(result.answers) <= set(SURVEY.question_by_id)
