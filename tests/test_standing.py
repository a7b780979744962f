"""Standings: a value in a published distribution, in words, and what is said where there is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from survey_strategies import prose

from cspi_core import Against, load_snapshot, load_survey, score, view
from cspi_core.service import Service
from cspi_core.survey import Survey

TEXT = {"ja": "-", "en": "-"}


def named(name: str) -> dict[str, str]:
    return {"ja": name, "en": name}


def share(value: float) -> dict[str, Any]:
    return {"share": value, "status": "published"}


PEOPLE = {
    "id": "people",
    "theme": "team",
    "title": named("People"),
    "kind": "numeric",
    "direction": "none",
    "unit": "people",
    "base": TEXT,
    "categories": [
        {"id": "one", "label": named("1"), "from": 1, "to": 2},
        {"id": "few", "label": named("2-5"), "from": 2, "to": 6},
        {"id": "many", "label": named("6-10"), "from": 6, "to": 11},
        {"id": "lots", "label": named("11+"), "from": 11},
    ],
    "cells": [
        {
            "segment": {},
            "n": 147,
            "page": 22,
            "shares": {"one": share(8.2), "few": share(47.6), "many": share(17.7)},
        },
        {"segment": {"age": "new"}, "n": 5, "page": 23, "shares": {"one": share(40.0), "few": share(60.0)}},
    ],
}
CHURN = PEOPLE | {"id": "churn", "title": named("Churn"), "direction": "lower"}
ROLES = {
    "id": "roles",
    "theme": "team",
    "title": named("Roles"),
    "kind": "multiple",
    "direction": "none",
    "base": TEXT,
    "categories": [{"id": "ops", "label": named("Ops")}, {"id": "nps", "label": named("NPS")}],
    "cells": [{"segment": {}, "n": 156, "page": 34, "shares": {"ops": share(30.1)}}],
}
NRR = {
    "id": "nrr",
    "theme": "team",
    "title": named("NRR"),
    "kind": "numeric",
    "direction": "higher",
    "base": TEXT,
    "cells": [{"segment": {}, "n": "unknown", "figures": {"median": {"value": 102, "status": "published"}}}],
}


def snapshot(year: int, metrics: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "format": "cspi-snapshot/1",
        "id": f"acme-{year}",
        "edition": {"series": "acme", "year": year, "title": named("Acme")},
        "origin": {"attribution": TEXT},
        "second_hand": False,
        "study": {"n": 147},
        "themes": [{"id": "team", "label": named("Team")}],
        "units": {"people": named("people")},
        "segments": [
            {
                "id": "age",
                "label": named("Age"),
                "values": [{"id": "new", "label": named("New")}, {"id": "old", "label": named("Old")}],
            }
        ],
        "metrics": metrics,
    } | more


QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "age",
        "number": 1,
        "theme": "t",
        "profile": "age",
        "kind": "single",
        "options": [{"id": "new"}, {"id": "old"}],
    },
    {
        "id": "people",
        "number": 2,
        "theme": "t",
        "kind": "number",
        "minimum": 0,
        "maximum": 999,
        "benchmarks": [{"metric": "people", "match": "close"}],
    },
    {
        "id": "churn",
        "number": 3,
        "theme": "t",
        "kind": "number",
        "minimum": 0,
        "maximum": 999,
        "benchmarks": [{"metric": "churn", "match": "same"}],
    },
    {
        "id": "roles",
        "number": 4,
        "theme": "t",
        "kind": "multiple",
        "options": [{"id": "operations"}, {"id": "nps"}, {"id": "other"}],
        "benchmarks": [
            {"metric": "roles", "match": "loose", "categories": {"operations": "ops", "nps": "nps"}}
        ],
    },
    {
        "id": "nrr",
        "number": 5,
        "theme": "t",
        "kind": "number",
        "minimum": 0,
        "maximum": 999,
        "benchmarks": [{"metric": "nrr", "match": "close"}],
    },
]


def survey_with(questions: list[dict[str, Any]]) -> Survey:
    return load_survey(
        {
            "format": "cspi-survey/1",
            "id": "mine",
            "version": "1",
            "locales": ["ja", "en"],
            "default_locale": "en",
            "policy": None,
            "levels": [],
            "axes": [],
            "themes": [{"id": "t"}],
            "questions": questions,
            "text": {locale: prose([], questions, locale) for locale in ("ja", "en")},
        }
    )


SURVEY = survey_with(QUESTIONS)
SNAPSHOTS = [
    load_snapshot(snapshot(2021, [PEOPLE, CHURN, ROLES, NRR])),
    load_snapshot(snapshot(2020, [PEOPLE])),
]


def edition(series: str, year: int) -> dict[str, Any]:
    return {"series": series, "year": year, "title": named(series)}


def shown_of(survey: Survey, answers: dict[str, Any]) -> dict[str, Any]:
    [shown] = view(score(survey, answers, SNAPSHOTS), "en")["standings"]
    return dict(shown)


def standing_of(
    answers: dict[str, Any], against: Against | None = None, locale: str = "en"
) -> dict[str, Any]:
    report = score(SURVEY, answers, SNAPSHOTS, against)
    shown = view(report, locale)["standings"]
    plain = report.to_dict()["standings"]
    assert len(shown) == len(plain) == 1
    return plain[0] | {"view": shown[0]}


def test_a_value_stands_in_its_bin_with_the_shares_around_it() -> None:
    found = standing_of({"people": {"number": 7}})
    assert (found["here"], found["n"], found["page"], found["snapshot"]) == ("many", 147, 22, "acme-2021")
    assert found["share_below"]["known"] == [55.8, 55.8]
    assert found["share_at_or_below"]["known"] == [73.5, 73.5]
    assert found["share_above"]["known"] == [26.5, 26.5]
    assert found["view"]["say"] == [
        "55.8% (95% interval 48 to 64%) have less, 17.7% (95% interval 12 to 25%) are in the same band, "
        "26.5% (95% interval 20 to 34%) have more."
    ]
    assert found["view"]["source"] == ["Acme (2021)", "everyone", "n = 147", "p. 22"]


def test_where_lower_is_better_the_lower_bands_do_better() -> None:
    say = standing_of({"churn": {"number": 7}})["view"]["say"][0]
    assert say.startswith("55.8%")
    assert "do better than you" in say.split(",")[0]


@pytest.mark.parametrize(
    ("number", "bin_"), [(1, "one"), (2, "few"), (5.5, "few"), (6, "many"), (11, "lots")]
)
def test_bins_begin_with_their_lower_edge(number: float, bin_: str) -> None:
    assert standing_of({"people": {"number": number}})["here"] == bin_


def test_a_value_in_no_bin_is_said() -> None:
    found = standing_of({"people": {"number": 0}})
    assert found["problem"] == "outside_bins"
    assert found["share_here"] is None
    assert found["view"]["say"] == ["Your value lies in none of the published bands."]


def test_a_segment_is_used_and_its_few_answers_are_said() -> None:
    found = standing_of({"people": {"number": 3}}, Against(segment={"age": "new"}))
    assert (found["segment"], found["n"], found["view"]["tiny"]) == ({"age": "new"}, 5, True)
    assert found["view"]["cautions"] == [
        "Only 5 people answered: too few for a comparison, shown for reference."
    ]


@pytest.mark.parametrize("segment", [{"age": "old"}, {"size": "big"}, {"age": "old", "size": "big"}])
def test_a_segment_without_figures_falls_back_in_words(segment: dict[str, str]) -> None:
    found = standing_of({"people": {"number": 3}}, Against(segment=segment))
    assert (found["segment"], found["n"]) == ({}, 147)
    assert "compares you with everyone" in found["view"]["cautions"][0]


def test_an_edition_that_lacks_the_metric_leaves_the_newest() -> None:
    assert standing_of({"people": {"number": 3}}, Against("acme-2020"))["snapshot"] == "acme-2020"
    assert standing_of({"churn": {"number": 3}}, Against("acme-2020"))["snapshot"] == "acme-2021"


def test_year_over_year_where_both_are_known() -> None:
    assert [row["year"] for row in standing_of({"people": {"number": 3}})["view"]["years"]] == [
        "2020",
        "2021",
    ]
    assert standing_of({"churn": {"number": 3}})["view"]["years"] == []


def test_a_multiple_choice_says_how_many_have_it() -> None:
    found = standing_of({"roles": {"choices": ["operations", "other"]}})
    assert [(o["category"], o["chosen"]) for o in found["options"]] == [("ops", True), ("nps", False)]
    assert found["view"]["say"] == ["30.1% (95% interval 23 to 38%) have “Ops”, and so do you."]


def test_an_option_that_is_not_published_is_not_known_and_not_zero() -> None:
    found = standing_of({"roles": {"choices": ["nps"]}})
    assert "The share of “NPS” was not published." in found["view"]["say"]
    assert [bar["text"] for bar in found["view"]["bars"]] == ["30.1%", "not known"]


@pytest.mark.parametrize(("number", "word"), [(104.5, "above"), (99, "below"), (102, "same")])
def test_a_published_median_is_no_percentile(number: float, word: str) -> None:
    found = standing_of({"nrr": {"number": number}})
    assert found["share_below"] is None
    assert word in found["view"]["say"][0]


def test_what_is_unknown_or_open_has_no_standing() -> None:
    report = score(SURVEY, {"people": {"state": "unknown"}}, SNAPSHOTS)
    assert report.to_dict()["standings"] == []


def test_without_snapshots_there_are_none() -> None:
    assert score(SURVEY, {"people": {"number": 3}}).to_dict()["standings"] == []


def test_a_survey_without_axes_says_that_it_has_no_index() -> None:
    shown = view(score(SURVEY, {"people": {"number": 3}}, SNAPSHOTS), "en")
    assert shown["headline"]["none"] == "This survey has no index."
    assert (shown["axes"], shown["next_steps"]) == ([], [])


def test_only_what_the_survey_asked_for_is_compared() -> None:
    asked = {"metric": "roles", "match": "loose", "categories": {"operations": "ops"}}
    survey = survey_with([{**QUESTIONS[3], "benchmarks": [asked]}])
    chosen = shown_of(survey, {"roles": {"choices": ["nps", "operations"]}})
    assert [bar["id"] for bar in chosen["bars"]] == ["ops"]
    assert chosen["you"] == "operations"
    other = shown_of(survey, {"roles": {"choices": ["nps"]}})
    assert other["you"] == "nothing of what is compared here"
    assert other["say"] == ["30.1% (95% interval 23 to 38%) have “Ops”. Your answer does not include it."]


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
    assert said["other-2022"] == ["No figures for “New” alone, so this compares you with everyone."]


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
    assert shown["chart"]["series"][0]["data"][-1]["label"]["formatter"] == "not known"


def test_the_report_without_an_index_says_how_much_was_compared() -> None:
    answers = {"people": {"number": 3}, "churn": {"state": "unknown"}, "age": {"choice": "new"}}
    head = view(score(SURVEY, answers, SNAPSHOTS), "en")["headline"]
    assert head["say"] == "Your answers beside one published figure"
    assert head["meta"] == ["2 of 5 questions answered", "1 unknown", "1 of them compared"]
    assert "Answer" not in view(score(SURVEY, {}, SNAPSHOTS), "en")["headline"]["say"]


def test_how_far_the_choice_of_a_group_and_an_edition_could_be_followed() -> None:
    answers = {"people": {"number": 3}, "churn": {"number": 3}, "roles": {"choices": ["nps"]}}
    against = Against("acme-2020", {"age": "new"})
    said = view(score(SURVEY, answers, SNAPSHOTS, against), "en")["comparison"]["say"]
    assert said[0].startswith("“Acme (2020)” has figures for 1 of these 3 comparisons.")
    assert said[1].startswith("For “Age: New”, 2 of these 3 comparisons have figures of their own.")
    assert view(score(SURVEY, answers, SNAPSHOTS), "en")["comparison"]["say"] == []


def test_a_snapshot_that_cannot_be_read_is_left_out_and_counted() -> None:
    survey = {"format": "cspi-survey/1", "id": "mine", "version": "1", "locales": ["en"], "policy": None}
    survey |= {"default_locale": "en", "levels": [], "axes": [], "themes": [{"id": "t"}], "text": {"en": {}}}
    request = {"method": "load", "survey": survey | {"questions": []}}
    snapshots = [snapshot(2021, [PEOPLE]), {"format": "something else"}]
    loaded = json.loads(Service().answer(json.dumps(request | {"snapshots": snapshots})))
    assert loaded["ok"]
    assert len(loaded["left_out"]) == 1
