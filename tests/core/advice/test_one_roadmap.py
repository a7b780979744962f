"""One roadmap everywhere: report, plan, exports and command line tell the same steps and the same level."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

import pytest
from test_guidance import case

from cspi_build.surveys.calibration import case_answers, with_rubric
from cspi_build.surveys.cases import load_calibration, load_cases
from cspi_core import TakeAway, load_survey, plan, score, view
from cspi_core.advice.plan_edits import begun, with_steps, with_target
from cspi_core.advice.step_rules import unsuited_options
from cspi_core.advice.targets import Target
from cspi_core.loading.answers import plain_answers
from cspi_core.model.answers import ANSWERED, Answer, Answers
from cspi_core.model.survey import MULTIPLE, NUMBER, Question
from cspi_core.report import Report
from cspi_core.scoring.gates import COHERENCE
from cspi_core.scoring.scores import score_survey
from cspi_core.scoring.situation import situation
from cspi_core.service.dispatch import Service
from cspi_core.uncertainty.levels import standing
from golden_surveys import compiled
from organisations import FOLDER, organisations, survey

LEVELS = [level.id for level in survey().levels]


def report_of(answers: Answers) -> Report:
    return score(survey(), plain_answers(survey(), answers))


@cache
def reports() -> tuple[Report, ...]:
    cases = tuple(report_of(case_answers(survey(), one)) for one in load_cases(FOLDER))
    return (*cases, *map(report_of, organisations(40)))


def pairs(phases: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    return [[(step["question"], step["option"]) for step in phase["steps"]] for phase in phases]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_output_tells_the_steps_of_one_roadmap(locale: str) -> None:
    for report in reports()[::8]:
        advice, shown = plan(report, locale), view(report, locale)
        guided = [[(s.question, s.option) for s in phase.steps] for phase in report.guidance.phases]
        assert pairs(advice["waves"]) == guided
        flat = [step for phase in guided for step in phase]
        assert [(step["question"], step["option"]) for step in shown["next_steps"]] == flat
        assert [(s["question"], s["option"]) for s in report.to_dict()["next_steps"]] == flat
        taken = TakeAway(report, locale)
        assert [(row[2], row[3]) for row in taken.table("steps").rows] == flat
        first = [step["text"] for step in (shown["headline"]["start"] or {"steps": []})["steps"]]
        assert first == [step["brief"] for wave in advice["waves"][:1] for step in wave["steps"]]
        titles = [step["title"] for wave in advice["waves"] for step in wave["steps"]]
        assert [step["title"] for step in shown["next_steps"]] == titles


def test_the_route_is_a_view_of_the_roadmap_and_reaches_the_level() -> None:
    reached = 0
    for report in reports():
        path = plan(report, "en")["way"]
        if not path or not path["steps"]:
            continue
        marked = [
            (s["question"], s["option"])
            for w in plan(report, "en")["waves"]
            for s in w["steps"]
            if s["counts"]
        ]
        route = [(step["question"], step["option"]) for step in path["steps"]]
        later = [(step["question"], step["option"]) for step in path["later"]]
        assert route == [*marked, *later]
        kept = with_steps(survey(), report.answers, begun(None, report.answers, ""), route)
        assert report.standing is not None and report.standing.next is not None
        after = dict(report.answers) | dict(kept.answers)
        stood = standing(survey(), after, score_survey(survey(), after))
        assert stood is not None
        if any(lack.kind == COHERENCE for lack in stood.lacks):
            continue  # answers to look at first, which no step brings about
        assert LEVELS.index(stood.level.id) >= LEVELS.index(report.standing.next.id)
        reached += 1
    assert reached > 40


def test_an_exact_route_to_a_level_reaches_its_floor_and_its_signs() -> None:
    for name in ("craft_no_standing", "solo_reactive", "appraisal_saas_under_sales"):
        report = report_of(case(name))
        aimed = with_target(begun(None, report.answers, ""), Target("l4"))
        said = plan(report, "en", aimed)["target"]
        assert said["index"]["reached"] is False
        steps = [(step["question"], step["option"]) for step in said["way"]["steps"]]
        assert steps
        after = dict(report.answers) | dict(with_steps(survey(), report.answers, aimed, steps).answers)
        stood = standing(survey(), after, score_survey(survey(), after))
        assert stood is not None and stood.level.id == "l4"


def test_a_level_whose_index_is_reached_and_whose_gate_is_not_is_no_reached_target() -> None:
    report = report_of(case("craft_no_standing"))
    aimed = with_target(begun(None, report.answers, ""), Target("l4"))
    row = plan(report, "en", aimed)["target"]["index"]
    assert not row["reached"] and "at least 20 on Alignment" in row["say"]
    assert view(report, "en", plan=aimed)["headline"]["target"]["text"] == "Target 75"


def test_every_weak_axis_of_the_headline_that_holds_back_has_a_step_where_steps_remain() -> None:
    missed = named = 0
    for report in reports():
        weak = [axis["id"] for axis in view(report, "en")["weakest"]][:1]
        axes = {
            axis
            for phase in report.guidance.phases
            for step in phase.steps
            for axis in axes_of(step.question, step.option)
        }
        named += len(weak)
        missed += sum(axis not in axes for axis in weak)
    assert named > 80 and missed / named <= 0.05


def axes_of(question: str, option: str) -> tuple[str, ...]:
    known = {one.name: one.serves for one in survey().practice.options}
    own = survey().question_by_id[question].axis or ""
    return (own, *known.get(f"{question}.{option}", ()))


def test_the_levels_within_the_uncertainty_hold_what_any_completion_reaches() -> None:
    rng = Random(3)
    questions = [question for question in survey().questions if question.scored]
    for answers in organisations(25):
        left = {question.id for question in rng.sample(questions, 5)}
        known = {name: answer for name, answer in answers.items() if name not in left}
        report = report_of(known)
        if report.level_range is None:
            continue
        low, high = (LEVELS.index(name) for name in report.level_range)
        for _ in range(4):
            full = known | {q.id: some_answer(q, rng) for q in questions if q.id not in known}
            stood = standing(survey(), full, score_survey(survey(), full))
            assert stood is not None
            is_coherent = not any(lack.kind == COHERENCE for lack in stood.lacks)
            assert LEVELS.index(stood.level.id) <= high
            assert low <= LEVELS.index(stood.level.id) or not is_coherent


def some_answer(question: Question, rng: Random) -> Answer:
    if question.kind == NUMBER:
        return Answer(ANSWERED, number=1.0)
    names = [option.id for option in question.options if not option.exclusive]
    if question.kind == MULTIPLE:
        return Answer(ANSWERED, tuple(name for name in names if rng.random() < 0.5))
    return Answer(ANSWERED, (rng.choice(question.options).id,))


def test_the_service_names_answers_that_do_not_go_together_with_their_questions() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("cspi")}))
    answers = {
        "q21": {"choice": "none"},
        "q22": {"choices": ["headcount"]},
        "q34": {"choices": ["segment_baseline"]},
    }
    request = {"method": "contradictions", "survey": "cspi", "locale": "en", "answers": answers}
    found = json.loads(service.answer(json.dumps(request)))["contradictions"]
    assert [one["id"] for one in found] == ["uses_without_segments", "baseline_per_segment"]
    assert found[0]["kind"] == "ask" and "Q7" in found[0]["text"]
    assert found[0]["questions"] == [{"id": "q21", "number": 7}, {"id": "q22", "number": 8}]
    assert json.loads(service.answer(json.dumps(request | {"answers": {}})))["contradictions"] == []


def test_three_contradictions_ask_for_a_second_look_and_change_no_point() -> None:
    answers: dict[str, Any] = {
        "q21": {"choice": "none"},
        "q22": {"choices": ["headcount"]},
        "q34": {"choices": ["segment_baseline"]},
        "q23": {"choices": ["none"]},
        "q31": {"choice": "playbook_moments"},
    }
    words = view(score(survey(), answers), "en")
    assert words["headline"]["second_look"].startswith("3 pairs of answers do not fit together")
    assert len(words["contradictions"]["items"]) == 3
    two = view(score(survey(), answers | {"q23": {"choices": ["csm_shared"]}}), "en")
    assert two["headline"]["second_look"] is None and len(two["contradictions"]["items"]) == 2


def test_the_rise_that_older_results_are_told_of_is_the_measured_one() -> None:
    """The text of version 2.0 says that the index rises by about 6 points."""
    now, calibration = compiled("cspi"), load_calibration(FOLDER)
    assert calibration.earlier is not None
    before = load_survey(with_rubric(now, calibration.earlier))
    rises = []
    for one in calibration.cases:
        answers = case_answers(survey(), one)
        after, then = (score_survey(which, answers).score for which in (survey(), before))
        assert after is not None and then is not None
        rises.append(after - then)
    assert round(sum(rises) / len(rises)) == 6
    assert "about 6 points" in now["text"]["en"]["changes"]["2.0"]


def test_a_result_of_version_1_opens_beside_a_new_one_and_says_what_has_changed() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("cspi")}))
    answers = plain_answers(survey(), case("nine_person"))
    texts = [
        json.dumps(
            {
                "format": "cspi-result/1",
                "survey": {"id": "cspi", "version": version},
                "label": "",
                "created": created,
                "answers": answers,
            }
        )
        for version, created in (("1.0", "2025-11-22T09:00:00Z"), ("2.0", "2026-11-22T09:00:00Z"))
    ]
    opened = json.loads(
        service.answer(json.dumps({"method": "open", "survey": "cspi", "locale": "en", "text": texts[0]}))
    )
    assert opened["answers"] == answers
    assert "recalculated with version 2.0" in opened["remarks"][0]
    assert any("rises by about 6 points on average" in remark for remark in opened["remarks"])
    files = [{"id": str(at), "name": f"{at}.json", "text": text} for at, text in enumerate(texts)]
    request = {"method": "time", "survey": "cspi", "locale": "en", "files": files, "against": {}}
    found = json.loads(service.answer(json.dumps(request)))["time"]
    assert not found["refused"] and found["rows"][0]["texts"][0] == found["rows"][0]["texts"][1]


def test_a_planned_step_keeps_the_words_that_fit_the_reader() -> None:
    told = 0
    for name in ("solo_reactive", "duo_japan", "appraisal_saas_under_sales"):
        report = report_of(case(name))
        offered = {
            (step["question"], step["option"]): step["title"]
            for phase in plan(report, "en")["waves"][:1]
            for step in phase["steps"]
        }
        saved = with_steps(survey(), report.answers, begun(None, report.answers, ""), list(offered))
        kept = plan(report, "en", saved)["plan"]
        assert kept is not None
        assert {(one["question"], one["option"]): one["title"] for one in kept["steps"]} == offered
        told += len(offered)
    assert told > 5


def test_a_target_is_reached_by_what_suits_the_organisation_or_says_that_it_is_not() -> None:
    found = 0
    for name in ("solo_reactive", "craft_no_standing", "baby_monitor_fr"):
        report = report_of(case(name))
        unsuited = unsuited_options(situation(survey(), report.answers, 90.0))
        for level in ("l2", "l3", "l4", "l5"):
            aimed = with_target(begun(None, report.answers, ""), Target(level))
            path = plan(report, "en", aimed)["target"]["way"]
            if path and path["found"]:
                taken = {(step["question"], step["option"]) for step in path["steps"]}
                assert ("rarely suit" in path["say"]) == bool(taken & unsuited), (name, level)
                found += 1
    assert found > 5
