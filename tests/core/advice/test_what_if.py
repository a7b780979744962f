"""A what-if is the score of other answers, and leaves one's own alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_core import InputError, load_survey, score
from cspi_core.advice.what_if import change_answers, number_in, what_if
from cspi_core.loading.answers import plain_answers, read_answers
from cspi_core.service.dispatch import Service
from cspi_core.views.plan.steps import speaking
from cspi_core.views.plan.what_if import what_if_words
from golden_surveys import ROOT, compiled
from survey_strategies import answers_to, filled
from vectors import FOLDER, read_vector

TINY = load_survey(compiled("tiny"))
OWN = {"place": {"choice": "street"}, "intake": {"choice": "note"}, "wait": {"number": 5}}


def read(survey: Any, plain: dict[str, Any]) -> Any:
    answers, problems = read_answers(survey, plain)
    assert not problems
    return answers


@given(filled(), st.data())
def test_it_equals_scoring_the_changed_answers(case: Any, draw: st.DataObject) -> None:
    data, plain = case
    survey = load_survey(data)
    own = read(survey, plain)
    changed = [question for question in data["questions"] if draw.draw(st.booleans())]
    changes = {question["id"]: draw.draw(answers_to(question)) for question in changed}
    found = what_if(survey, own, change_answers(survey, own, changes))
    after = {name: answer for name, answer in (plain | changes).items() if answer is not None}
    assert found.before == score(survey, plain).index
    assert found.after == score(survey, after).index
    assert plain_answers(survey, own) == plain_answers(survey, read(survey, plain))


@given(filled())
def test_nothing_moves_without_a_change(case: Any) -> None:
    survey = load_survey(case[0])
    own = read(survey, case[1])
    said = what_if_words(speaking(survey, "en"), what_if(survey, own, change_answers(survey, own, {})))
    assert said["changed"] == [] and said["standings"] == []
    assert not any(axis["moved"] for axis in said["axes"]) and not said["index"]["moved"]


@given(filled(), st.data())
def test_what_it_says_an_option_would_add_is_what_it_adds(case: Any, draw: st.DataObject) -> None:
    survey = load_survey(case[0] | {"policy": case[0]["policy"] | {"minimum_coverage": 0}})
    own = read(survey, case[1])
    said = what_if_words(speaking(survey, "en"), what_if(survey, own, own))
    gains = [(name, option) for name, item in said["items"].items() for option in item["gains"]]
    gains = [(name, option) for name, option in gains if survey.question_by_id[name].kind == "single"]
    if gains:
        name, option = draw.draw(st.sampled_from(gains))
        after = what_if(survey, own, change_answers(survey, own, {name: {"choice": option}}))
        step = after.after.score - after.before.score
        assert float(said["items"][name]["gains"][option]) == pytest.approx(step, abs=0.0501)


def test_a_band_stands_for_a_number_in_it() -> None:
    wait = TINY.question_by_id["wait"]
    own = read(TINY, OWN)
    assert change_answers(TINY, own, {"wait": {"band": "slow"}})["wait"].number == 8
    assert change_answers(TINY, own, {"wait": {"band": "week"}})["wait"].number == 5  # one's own lies in it
    assert all(band.holds(number_in(wait, band)) for band in wait.bands)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"place": {"choice": "mobile"}}, "plan_unscored"),
        ({"checks": {"choices": ["nothing", "brakes"]}}, "contradiction"),
        ({"intake": {"choice": "bell"}}, "unknown_option"),
        ({"wait": {"band": "never"}}, "unknown_option"),
        ({"nonsense": {"choice": "x"}}, "unknown_question"),
        (["intake"], "answers_not_object"),
    ],
)
def test_what_breaks_a_rule_is_named(changes: Any, code: str) -> None:
    with pytest.raises(InputError) as raised:
        change_answers(TINY, read(TINY, OWN), changes)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_a_standing_moves_with_its_answer() -> None:
    service = Service()
    own, _ = read_vector(FOLDER / "cspi" / "team.txt", compiled("cspi"))
    request = {"survey": "cspi", "locale": "en", "answers": own}
    ask = service.answer
    loaded = json.loads(
        ask(json.dumps({"method": "load", "survey": compiled("cspi"), "snapshots": published()}))
    )
    assert loaded["ok"] and not loaded["left_out"]
    changes = {"q29": {"choice": "dedicated_team"}}
    reply = json.loads(ask(json.dumps(request | {"method": "what_if", "changes": changes})))
    moved = reply["what_if"]["standings"]
    assert moved and all(entry["question"] == "q29" for entry in moved)
    assert all(entry["before"] != entry["after"] for entry in moved)


def published() -> list[dict[str, Any]]:
    """The snapshots of the repository, compiled."""
    return [compile_edition(one) for one in load_editions(ROOT / "benchmark_snapshots")]


def test_the_service_answers_in_words_and_counts_no_unasked_question() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("tiny")}))
    request = {"method": "what_if", "survey": "tiny", "locale": "ja", "answers": OWN}
    reply = json.loads(service.answer(json.dumps(request | {"changes": {"intake": {"choice": "form"}}})))
    said = reply["what_if"]
    assert "torque" not in said["items"] and said["items"]["intake"]["after"] == "100.0"
    assert [change["question"] for change in said["changed"]] == ["intake"]
    assert said["say"].startswith("総合スコアは") and said["index"]["moved"].startswith("+")
    bad = json.loads(service.answer(json.dumps(request | {"changes": {"intake": {"choice": "bell"}}})))
    assert not bad["ok"] and bad["problems"][0]["question"] == "intake"
