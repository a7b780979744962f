"""Which figures an answer is held against: study, edition and group, and what is said of the choice."""

from __future__ import annotations

import json

import pytest

from cspi_core import Against, load_snapshot, score, view
from cspi_core.service.dispatch import Service
from standing_studies import (
    CHURN,
    PEOPLE,
    QUESTIONS,
    ROLES,
    SNAPSHOTS,
    SURVEY,
    edition,
    share,
    shown_of,
    snapshot,
    standing_of,
    survey_with,
)


def test_a_segment_is_used_and_its_few_answers_are_said() -> None:
    found = standing_of({"people": {"number": 3}}, Against(segment={"age": "new"}))
    assert (found["segment"], found["n"], found["view"]["tiny"]) == ({"age": "new"}, 5, True)
    assert found["view"]["cautions"] == [
        "Very small sample (5). Too small to compare; shown for reference only."
    ]


@pytest.mark.parametrize("segment", [{"age": "old"}, {"size": "big"}, {"age": "old", "size": "big"}])
def test_a_segment_without_figures_falls_back_in_words(segment: dict[str, str]) -> None:
    found = standing_of({"people": {"number": 3}}, Against(segment=segment))
    assert (found["segment"], found["n"]) == ({}, 147)
    assert "Compared with all respondents" in found["view"]["cautions"][0]


def test_an_edition_that_lacks_the_metric_leaves_the_newest() -> None:
    assert standing_of({"people": {"number": 3}}, Against("acme-2020"))["snapshot"] == "acme-2020"
    assert standing_of({"churn": {"number": 3}}, Against("acme-2020"))["snapshot"] == "acme-2021"


def test_year_over_year_where_both_are_known() -> None:
    assert [row["year"] for row in standing_of({"people": {"number": 3}})["view"]["years"]] == [
        "2020",
        "2021",
    ]
    assert standing_of({"churn": {"number": 3}})["view"]["years"] == []


def test_without_snapshots_there_are_none() -> None:
    assert score(SURVEY, {"people": {"number": 3}}).to_dict()["standings"] == []


def test_only_what_the_survey_asked_for_is_compared() -> None:
    asked = {"metric": "roles", "match": "loose", "categories": {"operations": "ops"}}
    survey = survey_with([{**QUESTIONS[3], "benchmarks": [asked]}])
    chosen = shown_of(survey, {"roles": {"choices": ["nps", "operations"]}})
    assert [bar["id"] for bar in chosen["bars"]] == ["ops"]
    assert chosen["you"] == "operations"
    other = shown_of(survey, {"roles": {"choices": ["nps"]}})
    assert other["you"] == "none of the options compared here"
    assert other["say"] == ["30.1% (95% CI 23–38%) selected “Ops”; you did not."]


def test_a_study_without_a_figure_is_left_out_where_another_has_one() -> None:
    asked = {"metric": "roles", "match": "loose", "categories": {"operations": "ops"}}
    survey = survey_with([{**QUESTIONS[3], "benchmarks": [asked]}])
    cell = {"segment": {}, "n": 90, "shares": {"nps": share(20.0)}}
    silent = snapshot(2022, [ROLES | {"cells": [cell]}], id="other-2022", edition=edition("other", 2022))
    answers = {"roles": {"choices": ["operations"]}}
    both = [SNAPSHOTS[0], load_snapshot(silent)]
    assert [s["snapshot"] for s in view(score(survey, answers, both), "en")["standings"]] == ["acme-2021"]
    [alone] = view(score(survey, answers, both[1:]), "en")["standings"]
    assert (alone["problem"], alone["chart"]) == ("no_figures", None)
    wanted = view(score(survey, answers, both, Against("other-2022")), "en")["standings"]
    assert [s["snapshot"] for s in wanted] == ["other-2022", "acme-2021"]


def test_a_group_is_named_though_the_edition_does_not_know_it() -> None:
    churn = CHURN | {"cells": PEOPLE["cells"][:1]}
    named_otherwise = {"id": "other-2022", "edition": edition("other", 2022), "segments": []}
    plain = load_snapshot(snapshot(2022, [churn], **named_otherwise))
    report = score(SURVEY, {"churn": {"number": 3}}, [plain, *SNAPSHOTS], Against(segment={"age": "new"}))
    said = {s["snapshot"]: s["cautions"] for s in view(report, "en")["standings"]}
    assert said["other-2022"] == ["No data for “New”. Compared with all respondents instead."]


def test_how_far_the_choice_of_a_group_and_an_edition_could_be_followed() -> None:
    answers = {"people": {"number": 3}, "churn": {"number": 3}, "roles": {"choices": ["nps"]}}
    against = Against("acme-2020", {"age": "new"})
    said = view(score(SURVEY, answers, SNAPSHOTS, against), "en")["comparison"]["say"]
    assert said[0].startswith("“Acme (2020)” has data for 1 of these 3 comparisons.")
    assert said[1].startswith("For “Age: New”, 2 of these 3 comparisons have their own data.")
    assert view(score(SURVEY, answers, SNAPSHOTS), "en")["comparison"]["say"] == []


def test_a_snapshot_that_cannot_be_read_is_left_out_and_counted() -> None:
    survey = {"format": "cspi-survey/1", "id": "mine", "version": "1", "locales": ["en"], "policy": None}
    survey |= {"default_locale": "en", "levels": [], "axes": [], "themes": [{"id": "t"}], "text": {"en": {}}}
    request = {"method": "load", "survey": survey | {"questions": []}}
    snapshots = [snapshot(2021, [PEOPLE]), {"format": "something else"}]
    loaded = json.loads(Service().answer(json.dumps(request | {"snapshots": snapshots})))
    assert loaded["ok"]
    assert len(loaded["left_out"]) == 1
