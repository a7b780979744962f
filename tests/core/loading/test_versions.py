"""Results of earlier versions: what of them is read, what is said of it, and what a definition may say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import InputError, load_survey, read_result
from cspi_core.loading.versions import is_earlier
from cspi_core.model.survey import Survey
from cspi_core.results.share_link import write_fragment
from cspi_core.service.dispatch import Service
from survey_files import copy_of_tiny

CHANGES = """
changes:
  - version: "1.5"
    gone: [colour, returns.never, checks.bell]
  - version: "2.0"
    new: [torque, checks.lights]
    rescored: [wait]
"""
WORDS = {
    "ja": '\nchanges:\n  "2.0": 待ち日数の配点を見直しました。\n',
    "en": '\nchanges:\n  "2.0": Waiting is judged more strictly.\n',
}
ANSWERS = {
    "intake": {"choice": "form"},
    "colour": {"choice": "red"},
    "returns": {"choice": "never"},
    "checks": {"choices": ["brakes", "tyres"]},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny survey, 2.0, which compares with 1.0 and says what has changed since."""
    copy = copy_of_tiny(tmp_path)
    append(copy / "survey.yaml", CHANGES)
    for locale, words in WORDS.items():
        append(copy / f"{locale}.yaml", words)
    return copy


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def compiled(folder: Path) -> dict[str, Any]:
    return compile_survey(load_definition(folder))


@pytest.fixture
def survey(folder: Path) -> Survey:
    return load_survey(compiled(folder))


def file(version: str, answers: dict[str, Any] = ANSWERS, **more: Any) -> str:
    head = {"format": "cspi-result/1", "survey": {"id": "tiny", "version": version}}
    return json.dumps({**head, "created": "2024-05-01T09:00:00Z", "answers": answers, **more})


def opened(folder: Path, version: str, locale: str = "en", **more: Any) -> dict[str, Any]:
    """What the page gets when a person opens a file."""
    service = Service()
    request = {"method": "load", "survey": compiled(folder)}
    assert json.loads(service.answer(json.dumps(request)))["ok"]
    request = {"method": "open", "survey": "tiny", "locale": locale, "text": file(version, **more)}
    reply: dict[str, Any] = json.loads(service.answer(json.dumps(request)))
    return reply


def test_what_is_gone_is_left_out_and_named(survey: Survey) -> None:
    result = read_result(survey, file("1.0", notes={"colour": "red", "intake": "new form"}))
    assert list(result.answers) == ["intake", "checks"] and result.left_out == ("colour", "returns.never")
    assert result.notes == {"intake": "new form"}


def test_an_option_that_is_gone_leaves_the_others(survey: Survey) -> None:
    result = read_result(survey, file("1.0", {"checks": {"choices": ["brakes", "bell"]}}))
    assert result.answers["checks"].choices == ("brakes",) and result.left_out == ("checks.bell",)


def test_nothing_but_what_is_gone_is_no_answer_and_not_none_of_these(survey: Survey) -> None:
    assert "checks" not in read_result(survey, file("1.0", {"checks": {"choices": ["bell"]}})).answers


def test_only_what_the_definition_calls_gone_may_be_missing(survey: Survey) -> None:
    for version, answers in (("2.0", ANSWERS), ("1.0", {"nonsense": {"choice": "x"}})):
        with pytest.raises(InputError):
            read_result(survey, file(version, answers))


def test_an_earlier_file_opens_with_a_word_on_what_changed(folder: Path) -> None:
    reply = opened(folder, "1.0")
    assert reply["ok"] and set(reply["answers"]) == {"intake", "checks"}
    assert reply["remarks"] == [
        "This result was created with version 1.0 and has been recalculated with version 2.0.",
        "Added since then: Q7, Q4 “Lights”.",
        "Scored differently since then: Q5.",
        "No longer asked: colour, Q6 “never”, Q4 “bell”.",
        "Waiting is judged more strictly.",
        "Answers that no longer apply were removed: colour, Q6 “never”. They are still in the file.",
    ]
    japanese = opened(folder, "1.0", "ja")["remarks"]
    assert len(japanese) == 6 and "待ち日数の配点を見直しました。" in japanese


def test_a_file_of_today_opens_without_a_word(folder: Path) -> None:
    assert opened(folder, "2.0", answers={"intake": {"choice": "form"}})["remarks"] == []


def test_a_version_that_does_not_compare_opens_with_a_clear_word(folder: Path) -> None:
    reply = opened(folder, "0.3", answers={**ANSWERS, "wait": {"number": 900}})
    assert reply["ok"] and set(reply["answers"]) == {"intake", "checks"}
    assert "is not comparable with version" in reply["remarks"][0]
    assert "colour, Q6, Q5" in reply["remarks"][-1]


def test_it_is_not_held_against_others(survey: Survey) -> None:
    with pytest.raises(InputError) as refused:
        read_result(survey, file("0.3"))
    assert [problem.code for problem in refused.value.problems] == ["other_version"]


@pytest.mark.parametrize("version", ["2.1", "10.0", "next", "", "２"])
def test_a_later_version_or_none_is_refused(folder: Path, version: str) -> None:
    reply = opened(folder, version)
    assert not reply["ok"] and reply["problems"][0]["code"] == "other_version"


@pytest.mark.parametrize(
    ("version", "earlier"), [("1.9", True), ("1.10", True), ("2.0", False), ("2.0.1", False), ("x", False)]
)
def test_versions_are_numbers(survey: Survey, version: str, earlier: bool) -> None:
    assert is_earlier(survey, version) is earlier


def test_a_link_of_an_earlier_version_opens_the_same_way(folder: Path, survey: Survey) -> None:
    then = dict(compiled(folder), version="1.0", changes=[], compares_with=[])
    then["questions"] = [
        {**question, "options": [*question["options"], {"id": "never", "value": 0}]}
        if question["id"] == "returns"
        else question
        for question in then["questions"]
    ]
    old = load_survey(then)
    answers = read_result(old, file("1.0", {name: ANSWERS[name] for name in ("intake", "returns")})).answers
    from cspi_core.results.share_link import read_fragment

    result = read_fragment(survey, write_fragment(old, answers, ""))
    assert list(result.answers) == ["intake"] and result.left_out == ("returns.never",)


@pytest.mark.parametrize(
    ("put", "said"),
    [
        ('{version: "3.0"}', "`3.0` is later than the survey's own version"),
        ('{version: "2.0", new: [torqe]}', "did you mean `torque`?"),
        ('{version: "2.0", new: [checks.light]}', "did you mean `lights`?"),
        ('{version: "2.0", gone: [wait]}', "`wait` is still there"),
        ('{version: "2.0", rescored: [wait.week.x]}', "`question` or `question.option`"),
        ("{version: 2.0}", "in quotes"),
        ('{version: "2.0", old: []}', "old"),
    ],
)
def test_mistakes_are_explained_in_their_place(tmp_path: Path, put: str, said: str) -> None:
    folder = copy_of_tiny(tmp_path)
    append(folder / "survey.yaml", f"\nchanges:\n  - {put}\n")
    with pytest.raises(DefinitionErrors) as found:
        load_definition(folder)
    assert said in str(found.value) and "survey.yaml:1" in str(found.value)


def test_words_for_a_change_that_there_is_not(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path)
    append(folder / "en.yaml", '\nchanges:\n  "1.7": Something.\n')
    with pytest.raises(DefinitionErrors, match=r"survey.yaml has no change of version `1.7`"):
        load_definition(folder)


def test_a_later_version_does_not_compare_with_an_earlier_one(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path)
    path = folder / "survey.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('["1.0"]', '["3.0"]'), encoding="utf-8")
    with pytest.raises(DefinitionErrors, match=r"`3\.0` is later than `2\.0`"):
        load_definition(folder)
