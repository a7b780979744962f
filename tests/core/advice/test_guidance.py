"""Advice as it is shown: from practice where a survey knows it, plain where it does not."""

from __future__ import annotations

import pytest

from cspi_build.surveys.calibration import case_answers
from cspi_build.surveys.cases import load_cases
from cspi_core import load_survey
from cspi_core.advice.guidance import Guidance, guide
from cspi_core.advice.phases import roadmap
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answers
from cspi_core.scoring.scores import score_survey
from cspi_core.uncertainty.levels import standing
from golden_surveys import compiled
from organisations import FOLDER, organisations, survey
from work import steps


def guided(answers: Answers) -> Guidance:
    index = score_survey(survey(), answers)
    return guide(survey(), answers, index, standing(survey(), answers, index))


def case(name: str) -> Answers:
    return case_answers(survey(), next(one for one in load_cases(FOLDER) if one.id == name))


def test_a_survey_without_practice_gets_plain_advice() -> None:
    tiny = load_survey(compiled("tiny"))
    answers, problems = read_answers(
        tiny, {"intake": {"choice": "nothing"}, "checks": {"choices": ["brakes"]}}
    )
    assert not problems
    index = score_survey(tiny, answers)
    found = guide(tiny, answers, index, standing(tiny, answers, index))
    assert found.phases and found.is_reached is None
    assert {step.wording for phase in found.phases for step in phase.steps} == {"next"}


def test_the_gain_of_a_step_is_what_it_adds_by_itself() -> None:
    for answers in organisations(40):
        for phase in guided(answers).phases:
            assert all(step.gain >= 0 for step in phase.steps)
            together = sum(step.gain for step in phase.steps)
            assert phase.before.score is not None and phase.after.score is not None
            assert together == pytest.approx(phase.after.score - phase.before.score, abs=1e-6)


def test_a_csm_is_given_a_case_to_put_and_one_person_words_for_one() -> None:
    solo = guided(case("solo_reactive"))
    words = {f"{s.question}.{s.option}": s.wording for phase in solo.phases for s in phase.steps}
    assert words["q23.csm_shared"] == "solo"
    appraisal = guided(case("appraisal_saas_under_sales"))
    cases = [s for phase in appraisal.phases for s in phase.steps if s.decides != "team"]
    assert cases and all(s.wording in {"case", "next"} for s in cases)
    assert any(s.wording == "case" for s in cases)


def test_reasons_name_what_holds_back_and_what_the_level_asks_for() -> None:
    found = guided(case("craft_no_standing"))
    first = found.phases[0].steps[0]
    codes = {reason.code for reason in first.reasons}
    assert {"holds_back", "level_floor"} <= codes
    assert first.counts and found.is_reached


MOST_STEPS = 40_000
"""Of Python, for a roadmap: a browser takes about ten times as long as CPython, and the report waits."""


def test_a_roadmap_takes_few_steps() -> None:
    everyone = [(answers, score_survey(survey(), answers)) for answers in organisations(12)]
    roadmap(survey(), *everyone[0])
    taken = steps(lambda: [roadmap(survey(), answers, index) for answers, index in everyone])
    assert taken / len(everyone) < MOST_STEPS
