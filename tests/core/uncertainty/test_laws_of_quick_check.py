"""The quick check: its questions narrow the index's range most, and the full index lies in the range."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_core import Survey, score
from cspi_core import load_survey as load_compiled
from cspi_core.loading.answers import read_answers
from cspi_core.rounding import rounded
from cspi_core.scoring.scores import score_survey
from cspi_core.service.dispatch import Service
from cspi_core.uncertainty.quick_check import MOST, narrowing, quick_questions, quick_score
from cspi_core.views.report.quick_check import quick_view
from survey_strategies import answers_to, filled, surveys
from vectors import read_vector, vector_files

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = {"tiny": ROOT / "tests" / "surveys" / "tiny"}
CLOSE = 1e-9


def compiled(name: str) -> dict[str, Any]:
    return compile_survey(load_survey(FOLDERS.get(name, ROOT / "survey_defs" / name)))


def read(survey: Survey, plain: dict[str, Any]) -> dict[str, Any]:
    answers, problems = read_answers(survey, plain)
    assert not problems
    return answers


def quick_part(survey: Survey, plain: dict[str, Any]) -> dict[str, Any]:
    asked = {question.id for question in quick_questions(survey)}
    return {name: answer for name, answer in plain.items() if name in asked}


def holds_the_full_index(survey: Survey, plain: dict[str, Any]) -> bool:
    """Whether the ranges from the quick answers contain the full index and axes, exactly and as shown."""
    full = score_survey(survey, read(survey, plain))
    quick = quick_score(survey, read(survey, quick_part(survey, plain)))
    parts = [(full.score, quick.index)]
    parts += [(a.mean, b.range) for a, b in zip(full.axes, quick.axes, strict=True)]
    return all(
        score is None
        or (
            found is not None
            and found.low - CLOSE <= score <= found.high + CLOSE
            and (rounded(found.low) or 0) <= (rounded(score) or 0) <= (rounded(found.high) or 0)
        )
        for score, found in parts
    )


@pytest.mark.parametrize("path", vector_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_range_contains_the_index_of_every_vector(path: Path) -> None:
    survey = compiled(path.parent.name)
    answers, _ = read_vector(path, survey)
    assert holds_the_full_index(load_compiled(survey), answers)


def any_answer(question: dict[str, Any], random: Random) -> dict[str, Any] | None:
    """Any valid answer, every state included; the states are frequent enough to empty whole axes."""
    state = random.random()
    if state < 0.3:
        return [None, {"state": "unknown"}, {"state": "not_applicable"}][int(state * 10)]
    names = [option["id"] for option in question["options"] or ()]
    if question["kind"] == "number":
        low, high = int(question["minimum"]), int(question["maximum"])
        return {"number": random.randint(low, high)}
    if question["kind"] == "single":
        return {"choice": random.choice(names)}
    alone = [option["id"] for option in question["options"] if option["exclusive"]]
    if alone and random.random() < 0.2:
        return {"choices": [random.choice(alone)]}
    share = random.random()
    return {"choices": [name for name in names if name not in alone and random.random() < share]}


@pytest.mark.slow
def test_the_range_contains_the_index_of_ten_thousand_random_answers() -> None:
    """10,000 sets of answers with every state, the same in every run."""
    random = Random(20190601)
    definition = compiled("cspi")
    survey = load_compiled(definition)
    scored = [question for question in definition["questions"] if question["axis"]]
    with_index = 0
    for _ in range(10_000):
        given = {question["id"]: any_answer(question, random) for question in scored}
        plain = {name: answer for name, answer in given.items() if answer}
        with_index += score_survey(survey, read(survey, plain)).score is not None
        assert holds_the_full_index(survey, plain), plain
    assert with_index > 5_000


@settings(max_examples=300)
@given(filled())
def test_the_range_contains_the_full_index_in_any_survey(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    survey, answers = case
    assert holds_the_full_index(load_compiled(survey), answers)


@given(filled(), st.data())
def test_answers_beyond_the_quick_ones_keep_the_full_index_in_the_range(
    case: Any, data: st.DataObject
) -> None:
    survey, answers = case
    loaded = load_compiled(survey)
    kept = {name for name in answers if data.draw(st.booleans())}
    full = score_survey(loaded, read(loaded, answers)).score
    found = quick_score(loaded, read(loaded, {name: answers[name] for name in kept})).index
    assert full is None or (found is not None and found.low - CLOSE <= full <= found.high + CLOSE)


@given(surveys(), st.data())
def test_a_condition_that_is_open_keeps_the_full_index_in_the_range(survey: Any, data: st.DataObject) -> None:
    """The last question is asked only after some answers to the first, which may be known or not."""
    first, last = survey["questions"][0], survey["questions"][-1]
    if first is not last and first["kind"] != "number":
        names = [option["id"] for option in first["options"]]
        wanted = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        last["visible_if"] = [{"question": first["id"], "is_any": wanted}]
    loaded = load_compiled(survey)
    drawn = {question["id"]: data.draw(answers_to(question)) for question in survey["questions"]}
    answers = {name: answer for name, answer in drawn.items() if answer is not None}
    kept = {name: answer for name, answer in answers.items() if data.draw(st.booleans())}
    full = score_survey(loaded, read(loaded, answers)).score
    found = quick_score(loaded, read(loaded, kept)).index
    assert full is None or (found is not None and found.low - CLOSE <= full <= found.high + CLOSE)


@given(filled(states=False))
def test_a_full_set_of_answers_leaves_one_value(case: Any) -> None:
    loaded, answers = load_compiled(case[0]), case[1]
    found = quick_score(loaded, read(loaded, answers)).index
    assert found is not None and found.low == found.high
    assert found.low == pytest.approx(score_survey(loaded, read(loaded, answers)).score, abs=1e-9)


@settings(max_examples=40)
@given(surveys(spanning=True), st.integers(1, 4), st.data())
def test_no_other_questions_narrow_the_bounds_more(survey: Any, most: int, data: st.DataObject) -> None:
    """Every choice of as many questions is tried: the bounds of the index get no narrower with any."""
    loaded = load_compiled(survey)
    drawn = {
        question["id"]: data.draw(answers_to(question, states=False)) for question in survey["questions"]
    }
    answers = read(loaded, drawn)

    def width(names: tuple[str, ...]) -> float:
        index = score_survey(loaded, {name: answers[name] for name in names})
        assert index.low is not None and index.high is not None
        return index.high - index.low

    chosen = quick_questions(loaded, most)
    assert len(chosen) == min(most, len(survey["questions"]))
    widths = [width(names) for names in combinations(drawn, len(chosen))]
    assert width(tuple(question.id for question in chosen)) == pytest.approx(min(widths))


def test_the_real_survey_has_eight_questions_which_narrow_most() -> None:
    survey = load_compiled(compiled("cspi"))
    chosen = quick_questions(survey)
    points = narrowing(survey)
    assert len(chosen) == MOST == 8
    assert all(question.scored for question in chosen)
    assert (
        min(points[question.id] for question in chosen)
        >= max(value for name, value in points.items() if name not in {question.id for question in chosen})
        - CLOSE
    )
    assert [question.id for question in chosen] == [q.id for q in survey.questions if q in chosen]


def test_fewer_questions_than_eight_are_all_asked_unless_under_a_condition() -> None:
    survey = load_compiled(compiled("tiny"))
    asked_of_all = [q.id for q in survey.questions if q.scored and not q.visible_if]
    assert [question.id for question in quick_questions(survey)] == asked_of_all


def test_the_constraint_is_the_weakest_axis_so_far_and_certain_only_if_proved() -> None:
    survey = load_compiled(compiled("tiny"))
    none = quick_score(survey, {})
    assert none.constraint is None
    care, safety = (axis.id for axis in survey.axes)
    started = {"intake": {"choice": "note"}, "returns": {"choice": "often"}}
    likely = quick_score(survey, read(survey, started))
    assert likely.constraint is not None and likely.constraint.axis.id == safety
    assert not likely.is_certain(likely.constraint)  # an open question may still raise safety above care
    done = {"wait": {"number": 1}, "checks": {"choices": ["brakes", "tyres"]}}
    settled = started | done | {"place": {"choice": "mobile"}}
    sure = quick_score(survey, read(survey, settled))
    assert sure.constraint is not None and sure.constraint.axis.id == safety
    assert sure.is_certain(sure.constraint)
    assert {axis.axis.id for axis in sure.axes} == {care, safety}


def test_the_view_says_range_constraint_and_what_to_start_with() -> None:
    definition = compiled("cspi")
    loaded = load_compiled(definition)
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": definition}))
    chosen = quick_questions(loaded)
    answers = {
        question.id: {"choice": question.options[0].id} if question.kind == "single" else {"choices": []}
        for question in chosen
    }
    for locale in ("ja", "en"):
        request = {"method": "quick", "survey": "cspi", "locale": locale, "answers": answers}
        reply = json.loads(service.answer(json.dumps(request)))["quick"]
        assert reply["open"] == [] and len(reply["questions"]) == 8
        assert reply["left"] == sum(1 for question in loaded.questions if question.scored) - 8
        assert reply["range"]["low"] < reply["range"]["high"]
        assert reply["range"]["text"].split("–")[0].split("〜")[0] in reply["range"]["say"]
        advice = service.answer(json.dumps(request | {"method": "plan"}))
        assert reply["start"] == json.loads(advice)["plan"]["waves"][0]["steps"][0]
        unasked = {axis.id for axis in loaded.axes} - {question.axis for question in chosen}
        names = {definition["text"][locale]["axes"][axis]["name"] for axis in unasked}
        assert all(name in reply["not_asked"] for name in names)


def test_without_an_answer_anything_is_possible_and_nothing_stands_out() -> None:
    survey = load_compiled(compiled("cspi"))
    shown = quick_view(score(survey, {}), "en")
    assert (shown["range"]["low"], shown["range"]["high"]) == (0.0, 100.0)
    assert shown["constraint"] is None and shown["start"] is None
    nothing_applies = {q.id: {"state": "not_applicable"} for q in survey.questions if q.scored}
    assert quick_view(score(survey, nothing_applies), "en")["range"] is None


def test_the_likely_constraint_is_what_the_report_would_name_of_the_same_axes() -> None:
    """Axes that can wait do not hold back yet, neither in the report nor in the quick check."""
    survey = load_compiled(compiled("cspi"))
    assert survey.practice.later
    answers = {
        "q21": {"choice": "some"},
        "q22": {"choices": []},
        "q23": {"choices": ["csm_shared"]},
        "q25": {"choices": ["website", "helpdesk"]},
        "q31": {"choice": "playbook_moments"},
        "q32": {"choices": ["onboarding", "adoption", "goal_setting"]},
    }
    found = quick_score(survey, read(survey, answers))
    means = {axis.axis.id: axis.mean for axis in found.axes if axis.mean is not None}
    assert min(means, key=lambda name: means[name]) == "segmentation"
    assert found.constraint is not None and found.constraint.axis.id == "resources"
    assert not found.is_certain(found.constraint)
