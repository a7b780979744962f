"""A report in which everything is unknown says who could answer what, in any survey."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_core import load_survey as load_compiled
from cspi_core import score, view

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = {"tiny": ROOT / "tests" / "surveys" / "tiny", "cspi": ROOT / "survey_defs" / "cspi"}


def shown(name: str, locale: str, answers: dict[str, Any] | None = None) -> Any:
    survey = load_compiled(compile_survey(load_survey(FOLDERS[name])))
    unknown = {question.id: {"state": "unknown"} for question in survey.questions if question.scored}
    return view(score(survey, unknown if answers is None else unknown | answers), locale)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_axis_names_those_who_can_answer_and_what(locale: str) -> None:
    found = shown("cspi", locale)
    said = found["unknowns"]
    assert [axis["id"] for axis in said["axes"]] == [axis["id"] for axis in found["axes"]]
    assert all(axis["who"] and axis["questions"] for axis in said["axes"])
    assert sum(len(axis["questions"]) for axis in said["axes"]) == 21
    assert "21" in said["say"]
    assert len({axis["who"] for axis in said["axes"]}) == 8


def test_a_survey_that_names_nobody_still_says_what_is_unknown() -> None:
    said = shown("tiny", "en")["unknowns"]
    assert {axis["who"] for axis in said["axes"]} == {"The people who do this work"}
    assert [one["id"] for axis in said["axes"] for one in axis["questions"]] == [
        "intake", "checks", "wait", "returns",
    ]  # fmt: skip


def test_one_answer_that_counts_is_enough_for_scores() -> None:
    found = shown("cspi", "en", {"q15": {"choice": "cco"}})
    assert found["unknowns"] is None
    assert shown("cspi", "en")["headline"]["none"].startswith("No index yet: the questions answered so far")


def test_nothing_answered_and_nothing_that_applies_name_nobody() -> None:
    survey = load_compiled(compile_survey(load_survey(FOLDERS["cspi"])))
    assert view(score(survey, {}), "en")["unknowns"] is None
    apart = {q.id: {"state": "not_applicable"} for q in survey.questions if q.scored}
    assert view(score(survey, apart), "en")["unknowns"] is None
