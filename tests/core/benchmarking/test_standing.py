"""Standings: a value in a published distribution, in words, and what is said where there is none."""

from __future__ import annotations

import pytest

from cspi_core import load_snapshot, score, view
from standing_studies import NRR, SNAPSHOTS, SURVEY, named, share, snapshot, standing_of, survey_with


def test_a_value_stands_in_its_bin_with_the_shares_around_it() -> None:
    found = standing_of({"people": {"number": 7}})
    assert (found["here"], found["n"], found["page"], found["snapshot"]) == ("many", 147, 22, "acme-2021")
    assert found["share_below"]["known"] == [55.8, 55.8]
    assert found["share_at_or_below"]["known"] == [73.5, 73.5]
    assert found["share_above"]["known"] == [26.5, 26.5]
    assert found["view"]["say"] == [
        "55.8% (95% CI 48–64%) are below you, 17.7% (95% CI 12–25%) are in your band, "
        "26.5% (95% CI 20–34%) are above you."
    ]
    assert found["view"]["source"] == ["Acme (2021)", "all respondents", "n = 147", "p. 22"]


def test_where_lower_is_better_the_lower_bands_do_better() -> None:
    say = standing_of({"churn": {"number": 7}})["view"]["say"][0]
    assert say.startswith("55.8%")
    assert "are ahead of you" in say.split(",")[0]


@pytest.mark.parametrize(
    ("number", "bin_"), [(1, "one"), (2, "few"), (5.5, "few"), (6, "many"), (11, "lots")]
)
def test_bins_begin_with_their_lower_edge(number: float, bin_: str) -> None:
    assert standing_of({"people": {"number": number}})["here"] == bin_


def test_a_value_in_no_bin_is_said() -> None:
    found = standing_of({"people": {"number": 0}})
    assert found["problem"] == "outside_bins"
    assert found["share_here"] is None
    assert found["view"]["say"] == [
        "The study’s bands do not include this value, so your answer is not placed."
    ]


def test_a_multiple_choice_says_how_many_have_it() -> None:
    found = standing_of({"roles": {"choices": ["operations", "other"]}})
    assert [(o["category"], o["chosen"]) for o in found["options"]] == [("ops", True), ("nps", False)]
    assert found["view"]["say"] == ["You selected “Ops”, as did 30.1% (95% CI 23–38%)."]


def test_an_option_that_is_not_published_is_not_known_and_not_zero() -> None:
    found = standing_of({"roles": {"choices": ["nps"]}})
    assert "The share for “NPS” is not published." in found["view"]["say"]
    assert [bar["text"] for bar in found["view"]["bars"]] == ["30.1%", "unknown"]


@pytest.mark.parametrize(("number", "word"), [(104.5, "above"), (99, "below"), (102, "same")])
def test_a_published_median_is_no_percentile(number: float, word: str) -> None:
    found = standing_of({"nrr": {"number": number}})
    assert found["share_below"] is None
    assert word in found["view"]["say"][0]


def test_what_is_unknown_or_open_has_no_standing() -> None:
    report = score(SURVEY, {"people": {"state": "unknown"}}, SNAPSHOTS)
    assert report.to_dict()["standings"] == []


def test_a_survey_without_axes_says_that_it_has_no_index() -> None:
    shown = view(score(SURVEY, {"people": {"number": 3}}, SNAPSHOTS), "en")
    assert shown["headline"]["none"] == "This survey is not scored."
    assert (shown["axes"], shown["next_steps"]) == ([], [])


def test_many_answers_of_which_nothing_is_known_stand_as_one_bar() -> None:
    names = ["a", "b", "c", "d", "e", "f"]
    categories = [{"id": name, "label": named(name)} for name in names]
    cell = {"segment": {}, "n": 50, "shares": {"a": share(10.0)}}
    jobs = NRR | {
        "id": "jobs",
        "kind": "single",
        "direction": "none",
        "categories": categories,
        "cells": [cell],
    }
    question = {"id": "jobs", "number": 1, "theme": "t", "kind": "single", "options": categories}
    link = {"metric": "jobs", "match": "same"}
    survey = survey_with([{**question, "benchmarks": [link]}])
    report = score(survey, {"jobs": {"choice": "b"}}, [load_snapshot(snapshot(2021, [jobs]))])
    [shown] = view(report, "en")["standings"]
    assert [bar["label"] for bar in shown["bars"]] == names
    labels = [name["value"] for name in shown["chart"]["yAxis"]["data"]]
    assert labels == ["a", "b (you)", "4 other answers"]
    assert shown["chart"]["series"][0]["data"][-1]["label"]["formatter"] == "unknown"


def test_the_report_without_an_index_says_how_much_was_compared() -> None:
    answers = {"people": {"number": 3}, "churn": {"state": "unknown"}, "age": {"choice": "new"}}
    head = view(score(SURVEY, answers, SNAPSHOTS), "en")["headline"]
    assert head["say"] == "Your answers compared with 1 published figure"
    assert head["meta"] == ["2 of 5 questions answered", "1 unknown", "1 of them compared"]
    nothing = view(score(SURVEY, {}, SNAPSHOTS), "en")["headline"]["say"]
    assert nothing == "Answer questions to see how you compare."
