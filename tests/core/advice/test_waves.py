"""Waves of advice: what is required comes first, and different answers give different advice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from cspi_core import load_survey, score
from cspi_core.advice.improvements import in_place
from cspi_core.advice.roadmap import gain_phases
from cspi_core.model.answers import NOTHING
from golden_surveys import compiled
from survey_strategies import filled
from vectors import FOLDER, read_vector

SURVEY = compiled("cspi")
NAMES = ("lone", "first", "team", "company", "model")


def waves_of(name: str) -> Any:
    survey = load_survey(SURVEY)
    report = score(survey, read_vector(FOLDER / "cspi" / f"{name}.txt", SURVEY)[0])
    return survey, report, gain_phases(survey, report.answers, report.index)


@pytest.mark.parametrize("name", NAMES)
def test_every_step_finds_what_it_requires(name: str) -> None:
    survey, report, found = waves_of(name)
    answers = dict(report.answers)
    for phase in found:
        for step in phase.steps:
            for question, option in step.question.option_by_id[step.option].requires:
                there = answers.get(question, NOTHING)
                assert in_place(survey.question_by_id[question], there, option), step
        answers = {item.question.id: item.answer for axis in phase.after.axes for item in axis.items}


def test_different_answers_give_different_advice() -> None:
    first = [
        tuple((step.question.id, step.option) for step in phase.steps)
        for name in NAMES
        for phase in waves_of(name)[2][:1]
    ]
    assert len(set(first)) == len(NAMES)


@given(filled())
def test_each_wave_raises_the_index_by_what_its_steps_say(case: Any) -> None:
    survey = load_survey(case[0] | {"policy": case[0]["policy"] | {"minimum_coverage": 0}})
    report = score(survey, case[1])
    for phase in gain_phases(survey, report.answers, report.index):
        assert len({step.question.id for step in phase.steps}) == len(phase.steps)
        gain = sum(step.gain for step in phase.steps)
        assert phase.after.score == pytest.approx(phase.before.score + gain)


def test_nothing_is_left_at_the_top() -> None:
    survey = load_survey(SURVEY)
    report = score(survey, read_vector(FOLDER / "cspi" / "best.txt", SURVEY)[0])
    assert gain_phases(survey, report.answers, report.index) == ()
