"""Plans: kept beside the answers, carried out as changes, aimed at targets that are reached exactly."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import InputError, Result, charts, load_survey, read_result, score, view, write_result
from cspi_core.advice.improvements import in_place, with_option
from cspi_core.advice.plan import Plan, carried_out, plain_plan, planned_changes, read_plan, without_step
from cspi_core.advice.plan_edits import begun, keeping, with_steps, with_target
from cspi_core.advice.targets import Target, least, progress, reached
from cspi_core.advice.what_if import change_answers
from cspi_core.loading.answers import read_answers
from cspi_core.scoring.scores import score_survey
from cspi_core.service.dispatch import Service
from cspi_core.views.plan.plan import plan
from golden_surveys import compiled
from survey_strategies import answers_to, filled
from vectors import FOLDER, read_vector

CSPI = load_survey(compiled("cspi"))
TINY = load_survey(compiled("tiny"))


def vector(name: str) -> Any:
    answers, problems = read_answers(CSPI, read_vector(FOLDER / "cspi" / f"{name}.txt", compiled("cspi"))[0])
    assert not problems
    return answers


def report_of(name: str) -> Any:
    return score(CSPI, read_vector(FOLDER / "cspi" / f"{name}.txt", compiled("cspi"))[0])


@given(filled(), st.data())
def test_a_what_if_that_is_kept_leads_where_it_led(case: Any, draw: st.DataObject) -> None:
    data, plain = case
    survey = load_survey(data)
    own, _ = read_answers(survey, plain)
    changes = {
        q["id"]: draw.draw(answers_to(q, states=False)) for q in data["questions"] if draw.draw(st.booleans())
    }
    after = change_answers(survey, own, changes)
    kept = keeping(survey, own, begun(None, own, ""), after)
    assert carried_out(survey, own, kept) == after
    if kept:
        text = write_result(survey, Result(own, plan=kept))
        assert read_result(survey, text).plan == kept


@given(filled(), st.data())
def test_a_plan_that_only_adds_never_lowers_a_score(case: Any, draw: st.DataObject) -> None:
    data, plain = case
    survey = load_survey(data)
    report = score(survey, plain)
    steps = [(step.question.id, step.option) for more in report.more.values() for step in more]
    if not steps:
        return
    chosen = draw.draw(st.lists(st.sampled_from(steps), max_size=3))
    kept = with_steps(survey, report.answers, begun(None, report.answers, ""), chosen)
    after = carried_out(survey, report.answers, kept)
    for before, now in zip(report.index.axes, score_of(survey, after).axes, strict=True):
        assert (now.mean or 0.0) >= (before.mean or 0.0) - 1e-9 or any_reverse(survey)


def score_of(survey: Any, answers: Any) -> Any:
    return score_survey(survey, answers)


def any_reverse(survey: Any) -> bool:
    """A step may be taken twice in a multiple choice that is scored in reverse: then less is more."""
    return any(question.reverse and question.kind != "single" for question in survey.questions)


def test_a_step_brings_along_what_it_requires_and_can_be_given_up() -> None:
    own = vector("lone")
    kept = with_steps(CSPI, own, begun(None, own, ""), [("q35", "predictive_model")])
    after = carried_out(CSPI, own, kept)
    for name, answer in kept.answers.items():
        for option in answer.choices:
            for question, required in CSPI.question_by_id[name].option_by_id[option].requires:
                assert in_place(CSPI.question_by_id[question], after[question], required)
    assert {"q33", "q35"} <= set(kept.answers)
    left = without_step(CSPI, kept, ("q35", "predictive_model"))
    assert "q35" not in left.answers and "q33" in left.answers


def test_later_answers_are_not_lost_to_the_plan() -> None:
    own = vector("team")
    kept = with_steps(CSPI, own, begun(None, own, ""), [("q34", "segment_baseline"), ("q21", "by_purpose")])
    later = change_answers(
        CSPI, own, {"q34": {"choices": ["login_change", "feature_change"]}, "q21": {"choice": "by_purpose"}}
    )
    after = carried_out(CSPI, later, kept)
    assert set(after["q34"].choices) == {"segment_baseline", "login_change", "feature_change"}
    done = {change.question.id: change.done for change in planned_changes(CSPI, later, kept)}
    assert done == {"q21": True, "q34": False}


def test_targets_count_as_they_are_shown() -> None:
    assert reached(64.95, 65) and not reached(64.94, 65) and not reached(None, 1)
    assert reached(least(65), 65)
    assert progress(40, 50, 60) == 0.5 and progress(40, 30, 60) == 0.0
    assert progress(40, 61, 60) == 1.0 and progress(70, 50, 60) is None


@pytest.mark.parametrize("name", ["lone", "first", "team", "company"])
def test_the_way_to_a_target_reaches_it(name: str) -> None:
    report = report_of(name)
    kept = with_target(begun(None, report.answers, ""), Target("l5", None, {"team": 90.0, "outcome": 95.0}))
    path = plan(report, "en", kept)["target"]["way"]
    taken = with_steps(
        CSPI, report.answers, kept, [(step["question"], step["option"]) for step in path["steps"]]
    )
    after = score_of(CSPI, carried_out(CSPI, report.answers, taken))
    scores = {axis.axis.id: axis.score for axis in after.axes}
    assert reached(after.score, 88) and reached(scores["team"], 90) and reached(scores["outcome"], 95)
    gains = sum(float(step["gain"]) for step in path["steps"])
    assert gains == pytest.approx(after.score - report.index.score, abs=0.05 * len(path["steps"]))


def test_the_steps_of_a_way_stand_in_an_order_that_can_be_followed() -> None:
    for vector_name in ("lone", "first", "team"):
        report = report_of(vector_name)
        answers = dict(report.answers)
        for step in plan(report, "en")["way"]["steps"]:
            option = CSPI.question_by_id[step["question"]].option_by_id[step["option"]]
            for name, required in option.requires:
                assert in_place(CSPI.question_by_id[name], answers[name], required), step
            question = CSPI.question_by_id[step["question"]]
            answers[question.id] = with_option(question, answers[question.id], option)


def test_a_plan_in_words() -> None:
    report = report_of("team")
    kept = with_steps(
        CSPI,
        report.answers,
        begun(None, report.answers, "2026-05-01T09:00:00Z"),
        [("q34", "segment_baseline")],
    )
    said = plan(report, "en", with_target(kept, Target("l4", None, {"playbook": 90.0})))
    assert (
        said["plan"]["since"] == "Created on 1 May 2026" and said["plan"]["say"] == "0 of 1 step completed."
    )
    assert said["plan"]["index"] == "Completing the plan raises the index from 70.0 to 72.5."
    assert said["target"]["index"]["label"] == "Level 4: Embedded"
    assert said["target"]["index"]["say"] == "5.0 to go"
    assert said["target"]["say"] == "0 of 2 targets reached"
    step = said["waves"][0]["steps"][1]
    assert step["planned"] and step["moves"] == "Outcome 47.2 → 67.2"
    assert step["needs"] == [
        "Q7 “Two or more segments, on whatever basis” (already in place)",
        "Q19 “Logins of each user” (already in place)",
    ]
    later = said["waves"][1]["steps"][0]
    assert not later["planned"] and later["level"].startswith("raises this axis to Level 4")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("best", "You have full marks on every question you answered"),
        ("nothing", "Answer scored questions"),
        ("unknown", "Answer scored questions"),
    ],
)
def test_where_there_is_nothing_to_advise_it_says_why(name: str, begins: str) -> None:
    said = plan(report_of(name), "en")
    assert said["waves"] == [] and said["none"].startswith(begins)


def test_nothing_applies() -> None:
    states = {question.id: {"state": "not_applicable"} for question in CSPI.questions if question.scored}
    said = plan(score(CSPI, states), "ja")
    assert said["waves"] == [] and "対象となる設問がない" in said["none"]
    assert "Not applicable" in view(score(CSPI, states), "en")["headline"]["none"]
    assert charts(score(CSPI, states)) == {}


def test_one_axis_alone_is_advised_on_in_its_own_points() -> None:
    report = score(CSPI, {"q29": {"choice": "engineers"}, "q30": {"choices": []}})
    said = plan(report, "en")
    assert report.index.score is None and said["way"] is None and said["waves"]
    assert said["waves"][0]["index"] is None and "There is no index yet" in said["about"]
    step = said["waves"][0]["steps"][0]
    before, after = (float(part) for part in step["moves"].rsplit(" ", 3)[1::2])
    assert float(step["gain"]) == pytest.approx(after - before)


BAD = [
    ("plan", "bad_plan"),
    ({"made": "today"}, "bad_created"),
    ({"target": {"level": "l9"}}, "unknown_level"),
    ({"target": {"level": "l4", "index": 70}}, "bad_target"),
    ({"target": {"index": 101}}, "bad_target_score"),
    ({"target": {"index": True}}, "bad_target_score"),
    ({"target": {"axes": {"team": "high"}}}, "bad_target_score"),
    ({"target": {"axes": {"luck": 50}}}, "unknown_axis"),
    ({"answers": {"q2": {"choice": "ceo"}}}, "plan_unscored"),
    ({"answers": {"q21": {"choice": "x"}}}, "unknown_option"),
    ({"score": 100}, "unknown_key"),
]


@pytest.mark.parametrize(("raw", "code"), BAD)
def test_whatever_is_wrong_with_a_plan_is_named(raw: Any, code: str) -> None:
    found, problems = read_plan(CSPI, raw)
    assert found is None and [problem.code for problem in problems] == [code]
    data = json.loads(write_result(CSPI, Result(vector("team")))) | {"plan": raw}
    with pytest.raises(InputError) as raised:
        read_result(CSPI, json.dumps(data))
    assert [problem.code for problem in raised.value.problems] == [code]


def test_a_file_without_a_plan_is_as_it_was() -> None:
    own = vector("team")
    assert "plan" not in json.loads(write_result(CSPI, Result(own)))
    assert write_result(CSPI, Result(own, plan=Plan())) == write_result(CSPI, Result(own))


def ask(service: Service, method: str, **more: Any) -> dict[str, Any]:
    request = {"method": method, "survey": "tiny", "locale": "en"} | more
    reply: dict[str, Any] = json.loads(service.answer(json.dumps(request)))
    return reply


def test_the_service_edits_keeps_and_forgets_a_plan() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("tiny")}))
    answers = {"intake": {"choice": "nothing"}, "checks": {"choices": ["brakes"]}, "wait": {"number": 20}}
    add = [{"question": "checks", "option": "chain"}]
    made = ask(service, "edit_plan", answers=answers, add=add, made="2026-11-22T09:00:00Z")["plan"]
    assert made["answers"] == {"checks": {"choices": ["brakes", "tyres", "chain"]}}
    assert made["from"] == answers
    aimed = ask(service, "edit_plan", answers=answers, plan=made, target={"index": 70, "axes": {"care": 80}})[
        "plan"
    ]
    said = ask(service, "plan", answers=answers, plan=aimed)["plan"]
    assert [step["option"] for step in said["plan"]["steps"]] == ["tyres", "chain"]
    scored = ask(service, "score", answers=answers, plan=aimed)["view"]
    assert scored["axes"][0]["target"] == {"value": 80, "reached": False, "text": "Target 80"}
    assert scored["headline"]["target"]["text"] == "Target 70"
    opened = ask(service, "open", text=ask(service, "save", answers=answers, plan=aimed)["text"])
    assert opened["plan"] == aimed
    remove = [{"question": "checks", "option": name} for name in ("tyres", "chain")]
    bare = ask(service, "edit_plan", answers=answers, plan=aimed, remove=remove)["plan"]
    assert bare["answers"] == {}
    assert ask(service, "edit_plan", answers=answers, plan=bare, target={})["plan"] is None
    assert (
        ask(service, "edit_plan", answers=answers, add=[{"question": "place", "option": "street"}])["ok"]
        is False
    )


def test_a_broken_plan_does_not_keep_the_score_away() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("tiny")}))
    answers = {"intake": {"choice": "form"}}
    assert ask(service, "score", answers=answers, plan={"odd": 1})["ok"]
    refused = ask(service, "plan", answers=answers, plan={"odd": 1})
    assert not refused["ok"] and "odd" in refused["problems"][0]["text"]


def test_plain_data_and_back() -> None:
    own = vector("team")
    kept = with_target(
        with_steps(CSPI, own, begun(None, own, "2026-05-01"), [("q21", "by_purpose")]), Target(None, 70.5)
    )
    assert read_plan(CSPI, json.loads(json.dumps(plain_plan(CSPI, kept)))) == (kept, ())
    assert read_plan(CSPI, None) == (None, ())
    assert TINY.question_by_id  # the small survey reads too: plans know no survey by name
