"""Result files at their limits, and what is written of each part, letter by letter."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from test_result_file import GOOD, QUESTIONS, SURVEY

from cspi_core import InputError, Result, load_survey, read_result, write_result
from cspi_core.errors import Problem
from cspi_core.loading.answers import read_answers
from cspi_core.results.result_file import MOST_BYTES, check_survey, depth, is_text
from survey_files import bare_survey

ANSWERS = read_answers(SURVEY, {"q2": {"choices": ["x"]}, "q1": {"choice": "yes"}})[0]


def changed(**more: Any) -> str:
    return json.dumps(GOOD | more)


def problem_of(text: str, **how: Any) -> Problem:
    """The one problem of a text."""
    with pytest.raises(InputError) as caught:
        read_result(SURVEY, text, **how)
    [problem] = caught.value.problems
    return problem


def found_in(text: str, **how: Any) -> tuple[str, str | None, str, str]:
    problem = problem_of(text, **how)
    return problem.code, problem.question, problem.found, problem.expected


def test_what_a_file_looks_like() -> None:
    result = Result(ANSWERS, {"q2": "why", "q1": "日本語", "q3": ""}, "Autumn", "2026-11-22T09:00:00Z")
    assert write_result(SURVEY, result) == (
        "{\n"
        '  "format": "cspi-result/1",\n'
        '  "survey": {\n    "id": "mine",\n    "version": "2.0"\n  },\n'
        '  "label": "Autumn",\n'
        '  "created": "2026-11-22T09:00:00Z",\n'
        '  "answers": {\n'
        '    "q1": {\n      "choice": "yes"\n    },\n'
        '    "q2": {\n      "choices": [\n        "x"\n      ]\n    }\n  },\n'
        '  "notes": {\n    "q1": "日本語",\n    "q2": "why"\n  }\n'
        "}\n"
    )
    assert list(json.loads(write_result(SURVEY, Result(ANSWERS)))) == [
        "format",
        "survey",
        "label",
        "created",
        "answers",
    ]


def test_what_is_not_in_a_file_is_empty() -> None:
    bare = {name: GOOD[name] for name in ("format", "survey")} | {"answers": {}}
    result = read_result(SURVEY, json.dumps(bare))
    assert result == Result({}, {}, "", "", "2.0", None, ())
    assert read_result(SURVEY, changed(label="", created="", notes={})).created == ""
    with pytest.raises(FrozenInstanceError):
        result.label = "other"  # type: ignore[misc]


def test_a_file_is_as_large_as_it_may_be_and_not_a_byte_larger() -> None:
    text = changed()
    full = text + " " * (MOST_BYTES - len(text))
    assert MOST_BYTES == 262_144
    assert read_result(SURVEY, full).label == ""
    assert found_in(full + " ") == ("file_too_large", None, "262,145 bytes", "262,144 bytes")
    in_characters = '{"label": "' + "語" * (MOST_BYTES // 3) + '"}'
    assert len(in_characters) < MOST_BYTES
    assert problem_of(in_characters).code == "file_too_large"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("7", 0),
        ("[]", 1),
        ('{"a": [[], {}]}', 3),
        ('["[[[[", {"]": "\\"[["}]', 2),
        ('["never closed [[[[', 1),
        ("[" * 8, 8),
        ("[" * 9, 9),
        ("[" * 5000, 9),
        ("]]][", 0),
        ("[][][][]", 1),
        ("]" * 50 + "[" * 51, 1),
    ],
)
def test_how_deep_a_text_is(text: str, expected: int) -> None:
    assert depth(text) == expected


def test_eight_levels_are_read_and_nine_are_not() -> None:
    def nested(levels: int) -> str:
        return changed(extra=json.loads("[" * levels + "]" * levels))

    assert problem_of(nested(7)).code == "unknown_key"
    assert found_in(nested(8)) == ("file_too_deep", None, "> 8", "8")


def test_where_a_text_stops_being_json_is_told() -> None:
    assert found_in('{\n  "format": oops}') == ("not_json_at", None, "2:13", "JSON")
    assert read_result(SURVEY, "\ufeff" + changed()).version == "2.0"
    assert found_in("[NaN]")[:3] == ("not_json", None, "NaN")
    assert found_in('{"a": 1, "b": 2, "a": 1}')[:3] == ("repeated_key", None, "a")
    assert found_in("9" * 5000)[0] == "not_json"


@pytest.mark.parametrize(
    ("data", "code", "found"),  # None: whatever it is
    [
        ({"format": "cspi-result/2"}, "other_format", "cspi-result/2"),
        ({"format": "cspi-other/1"}, "not_result", "cspi-other/1"),
        ({"format": 1}, "not_result", "1"),
        ({"format": None}, "not_result", "null"),
        ({"survey": "mine"}, "not_result", "mine"),
        ({"survey": {"id": 1, "version": "2.0"}}, "not_result", None),
        ({"survey": {"version": "2.0"}}, "not_result", None),
        ({"survey": {"id": "yours", "version": "2.0"}}, "other_survey", "yours"),
        ({"survey": {"id": "mine", "version": "1.8"}}, "other_version", "1.8"),
        ({"survey": {"id": "mine"}}, "bad_version", "null"),
        ({"survey": {"id": "mine", "version": 2.0}}, "bad_version", "2.0"),
    ],
)
def test_a_file_of_another_kind_is_told_from_a_spoiled_one(data: Any, code: str, found: str | None) -> None:
    problem = problem_of(changed(**data, extra=1))
    assert (problem.code, problem.question) == (code, None)
    assert found is None or problem.found == found


def test_earlier_versions_are_read_on_request_and_later_ones_never() -> None:
    old = {"id": "mine", "version": "1.8"}
    result = read_result(SURVEY, changed(survey=old), any_earlier=True)
    assert (result.version, result.left_out) == ("1.8", ())
    for about in ({"id": "mine", "version": "2.1"}, {"id": "mine", "version": "x"}):
        assert problem_of(changed(survey=about), any_earlier=True).code == "other_version"
    assert problem_of(changed(survey=old | {"id": "yours"}), any_earlier=True).code == "other_survey"
    check_survey(SURVEY, {"id": "mine", "version": "1.9"})
    with pytest.raises(InputError) as caught:
        check_survey(SURVEY, {"id": "mine", "version": "1.8"})
    assert caught.value.problems[0].expected == "2.0, 1.9"


def test_of_a_version_that_does_not_compare_what_fits_is_read_with_its_notes() -> None:
    old = {"id": "mine", "version": "1.8"}
    answers = {"q1": {"choice": "gone"}, "q2": {"choices": ["y"]}, "q9": {"choice": "a"}}
    notes = {"q1": "lost with its answer", "q2": "kept"}
    result = read_result(SURVEY, changed(survey=old, answers=answers, notes=notes), any_earlier=True)
    assert list(result.answers) == ["q2"]
    assert dict(result.notes) == {"q2": "kept"}
    assert result.left_out == ("q1", "q9")
    spoiled = changed(survey=old, answers=answers, notes=[1])
    assert problem_of(spoiled, any_earlier=True).code == "notes_not_object"
    assert problem_of(changed(survey=old, answers=[1]), any_earlier=True).code == "answers_not_object"


def test_of_a_version_that_compares_what_is_gone_is_left_out() -> None:
    questions = [*QUESTIONS[:1], QUESTIONS[2]]
    changes = [{"version": "3.0", "gone": ["q2", "q1.maybe"]}]
    more = {"version": "3.0", "compares_with": ["2.0"], "changes": changes}
    survey = load_survey(bare_survey(questions, **more))
    answers = {"q1": {"choice": "maybe"}, "q2": {"choices": ["x"]}, "q3": {"number": 4}}
    result = read_result(survey, changed(answers=answers, notes={"q1": "a", "q2": "b", "q3": "c"}))
    assert list(result.answers) == ["q3"]
    assert result.left_out == ("q1.maybe", "q2")
    assert dict(result.notes) == {"q1": "a", "q3": "c"}
    own = changed(survey={"id": "mine", "version": "3.0"}, answers=answers, notes={})
    with pytest.raises(InputError):
        read_result(survey, own)


@pytest.mark.parametrize(
    ("more", "code", "question", "expected"),
    [
        ({"label": "x" * 121}, "bad_label", None, "≤ 120"),
        ({"label": None}, "bad_label", None, "≤ 120"),
        ({"notes": {"q1": "x" * 2001}}, "bad_note", "q1", "≤ 2000"),
        ({"notes": {"q1": None}}, "bad_note", "q1", "≤ 2000"),
        ({"notes": {"q8": "?"}}, "unknown_question", None, ""),
        ({"notes": None}, "notes_not_object", None, "{question: text}"),
        ({"created": 5}, "bad_created", None, None),
        ({"created": "2026-13-01"}, "bad_created", None, None),
        ({"created": None}, "bad_created", None, None),
        ({"later": 1}, "unknown_key", None, "format, survey, label, created, answers, notes, plan"),
    ],
)
def test_each_part_has_its_own_problem(more: Any, code: str, question: Any, expected: Any) -> None:
    problem = problem_of(changed(**more))
    assert (problem.code, problem.question) == (code, question)
    assert expected is None or problem.expected == expected


def test_parts_may_be_as_long_as_they_may_be() -> None:
    result = read_result(SURVEY, changed(label="x" * 120, notes={"q1": "語" * 2000}))
    assert (len(result.label), len(result.notes["q1"])) == (120, 2000)


def test_half_a_character_is_no_text() -> None:
    for half in ("\ud800", "a\udbff", "\udc00z", "\udfff"):
        assert is_text(half, 10) is False
    for whole in ("", "\ud7ff", "\ue000", "😀", "x" * 10):
        assert is_text(whole, 10) is True
    assert is_text("x" * 11, 10) is False
    assert is_text(5, 10) is False
