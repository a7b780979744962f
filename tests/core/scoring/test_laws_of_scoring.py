"""Laws that hold for every survey and every set of answers."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cspi_core import InputError, load_survey, score, view
from cspi_core.scoring.scores import attainable_range
from cspi_core.service.dispatch import Service
from survey_strategies import LOCALES, answers_to, filled, surveys

CLOSE = 1e-9


def index_of(survey: dict[str, Any], answers: dict[str, Any]) -> Any:
    return score(load_survey(survey), answers).index


@given(filled())
def test_scores_stay_in_bounds(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    index = index_of(*case)
    for part in (index, *index.axes):
        for value in (part.score, part.low, part.high):
            assert value is None or -CLOSE <= value <= 100 + CLOSE
        assert part.coverage is None or 0 <= part.coverage <= 1 + CLOSE
        assert (part.low is None) == (part.high is None)
        assert part.low is None or part.low <= part.high + CLOSE


@given(filled(spanning=True))
def test_the_score_lies_within_its_own_bounds(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    index = index_of(*case)
    for part in (index, *index.axes):
        if part.score is not None:
            assert part.low - CLOSE <= part.score <= part.high + CLOSE


@given(filled(states=False))
def test_a_full_set_of_answers_leaves_no_doubt(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    index = index_of(*case)
    assert index.coverage == 1
    assert index.low == index.high == index.score


@given(filled(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_choices_does_not_matter(case: Any, rng: Any) -> None:
    survey, answers = case
    names = list(answers)
    rng.shuffle(names)
    shuffled = {}
    for name in names:
        answer = dict(answers[name])
        if "choices" in answer:
            answer["choices"] = rng.sample(answer["choices"], len(answer["choices"]))
        shuffled[name] = answer
    assert score(load_survey(survey), answers).to_dict() == score(load_survey(survey), shuffled).to_dict()


@given(filled(), st.data())
def test_more_of_a_good_thing_never_lowers_a_score(case: Any, data: st.DataObject) -> None:
    survey, answers = case
    open_ended = [
        q for q in survey["questions"] if q["kind"] == "multiple" and "choices" in answers.get(q["id"], {})
    ]
    assume(open_ended)
    question = data.draw(st.sampled_from(open_ended))
    free = [option["id"] for option in question["options"] if not option.get("exclusive")]
    more = {
        "choices": sorted({*answers[question["id"]]["choices"], data.draw(st.sampled_from(free))} - {"none"})
    }
    before, after = index_of(survey, answers), index_of(survey, answers | {question["id"]: more})
    sign = -1 if question["reverse"] else 1
    if before.score is not None:
        assert sign * after.score >= sign * before.score - CLOSE


@settings(max_examples=40)
@given(surveys(), st.data())
def test_bounds_are_exactly_what_the_open_questions_allow(
    survey: dict[str, Any], data: st.DataObject
) -> None:
    """Every completion of the open questions is tried; none passes the bounds and some reach them."""
    loaded = load_survey(survey)
    open_ids = {q["id"] for q in data.draw(st.lists(st.sampled_from(survey["questions"]), max_size=3))}
    fixed = {
        q["id"]: data.draw(answers_to(q, states=False))
        for q in survey["questions"]
        if q["id"] not in open_ids
    }
    index = score(loaded, fixed).index
    choices = [[(q, a) for a in every_answer(q)] for q in survey["questions"] if q["id"] in open_ids]
    reached = [
        score(loaded, fixed | {q["id"]: answer for q, answer in combination}).index.score
        for combination in product(*choices)
    ]
    assert min(reached) == pytest.approx(index.low)
    assert max(reached) == pytest.approx(index.high)


def every_answer(question: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers that reach every extreme of a question."""
    if question["kind"] == "number":
        return [{"number": band["from"]} for band in question["bands"]]
    names = [option["id"] for option in question["options"]]
    if question["kind"] == "single":
        return [{"choice": name} for name in names]
    free = [option["id"] for option in question["options"] if not option.get("exclusive")]
    return [{"choices": []}, {"choices": free}, *({"choices": [name]} for name in names if name not in free)]


@given(surveys())
def test_the_reach_of_a_question_is_what_its_answers_earn(survey: dict[str, Any]) -> None:
    loaded = load_survey(survey)
    for question in survey["questions"]:
        earned = [
            next(
                item.value
                for axis in score(loaded, {question["id"]: answer}).index.axes
                for item in axis.items
                if item.question.id == question["id"]
            )
            for answer in every_answer(question)
        ]
        assert attainable_range(loaded.question_by_id[question["id"]]) == pytest.approx(
            (min(earned), max(earned))
        )


@given(filled())
def test_not_applicable_is_as_if_the_question_were_not_there(case: Any) -> None:
    survey, answers = case
    out = {name for name, answer in answers.items() if answer == {"state": "not_applicable"}}
    kept = [q for q in survey["questions"] if q["id"] not in out]
    assume(kept)
    axes = [axis for axis in survey["axes"] if any(q["axis"] == axis["id"] for q in kept)]
    smaller = survey | {"questions": kept, "axes": axes}
    rest = {name: answer for name, answer in answers.items() if name not in out}
    before, after = index_of(survey, answers), index_of(smaller, rest)
    assert (before.score, before.low, before.high) == (after.score, after.low, after.high)


@given(filled())
def test_unknown_counts_like_unanswered(case: Any) -> None:
    survey, answers = case
    without = {name: answer for name, answer in answers.items() if answer != {"state": "unknown"}}
    before, after = index_of(survey, answers), index_of(survey, without)
    assert (before.score, before.low, before.high) == (after.score, after.low, after.high)


@given(filled())
def test_the_gain_of_a_step_is_what_taking_it_brings(case: Any) -> None:
    survey, answers = case
    loaded = load_survey(survey | {"policy": survey["policy"] | {"minimum_coverage": 0}})
    before, taken = score(loaded, answers), dict(answers)
    for step in before.steps:
        start = score(loaded, taken).index.score
        taken[step.question.id] = with_step(taken[step.question.id], step)
        assert score(loaded, taken).index.score - start == pytest.approx(step.gain)
        assert step.gain > 0


def with_step(answer: dict[str, Any], step: Any) -> dict[str, Any]:
    if step.question.kind == "single":
        return {"choice": step.option}
    kept = [o for o in answer["choices"] if o != "none"]
    alone = step.question.option_by_id[step.option].exclusive
    return {"choices": [step.option] if alone else [*kept, step.option]}


@given(filled())
def test_sensitivity_is_an_interval_of_possible_indices(case: Any) -> None:
    report = score(load_survey(case[0]), case[1])
    if report.index.score is None:
        assert report.sensitivity is None
        return
    low, high = report.sensitivity
    means = [100 * i.value for a in report.index.axes for i in a.items if i.value is not None]
    assert min(means) - CLOSE <= low <= high + CLOSE <= max(means) + 3 * CLOSE


@given(filled(), st.sampled_from(LOCALES))
def test_every_report_can_be_put_into_words(case: Any, locale: str) -> None:
    report = score(load_survey(case[0]), case[1])
    words = view(report, locale, created="2026-11-22T09:00:00Z")
    assert (words["headline"]["score"] is None) == (words["headline"]["none"] is not None)
    for axis in words["axes"]:
        assert (axis["value"] is None) == (axis["none"] is not None)
    json.dumps(words)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(filled(), st.data(), JSON)
def test_nothing_invalid_scores(case: Any, data: st.DataObject, strange: Any) -> None:
    """A strange value in place of an answer is a named problem, or it happens to be a valid answer."""
    survey, answers = case
    question = data.draw(st.sampled_from(survey["questions"]))
    field = data.draw(st.sampled_from(["choice", "choices", "number", "state", "other"]))
    spoiled = data.draw(st.sampled_from([strange, {field: strange}, {field: [strange]}]))
    try:
        report = score(load_survey(survey), answers | {question["id"]: spoiled})
    except InputError as error:
        assert all(problem.question in (question["id"], None) for problem in error.problems)
        return
    assert report.to_dict()["items"] is not None
    taken = next(i for i in report.to_dict()["items"] if i["question"] == question["id"])["answer"]
    same = {k: sorted(v) if isinstance(v, list) else v for k, v in spoiled.items()}
    assert {k: sorted(v) if isinstance(v, list) else v for k, v in taken.items()} == same


@given(JSON | st.text())
def test_the_service_answers_whatever_it_is_asked(request: Any) -> None:
    service = Service()
    text = request if isinstance(request, str) else json.dumps(request)
    response = json.loads(service.answer(text))
    assert response["ok"] is False
    assert all(problem["text"] for problem in response["problems"])
