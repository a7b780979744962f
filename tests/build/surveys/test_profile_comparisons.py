"""Who fills in the profile is compared with many studies, each marked as first-hand or not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import Against, Snapshot, Survey, load_snapshot, load_survey, score, view
from cspi_core.views.shapes.benchmarks import AlikeGroup, AlikeMetric
from cspi_core.views.shapes.report import ReportView

ROOT = Path(__file__).parents[3]
PROFILE = {"q8": 120, "q9": 6, "q10": 104.5, "q11": 91, "q12": 35}
COMPANIES = {
    "Japan, SaaS": {"q4": "japan", "q5": "technology", "q6": "b2b", "q7": "up_to_11", "q36": "age_1_2"},
    "US, SaaS": {"q4": "north_america", "q5": "technology", "q6": "b2b", "q7": "from_11_to_55"},
    "Japan, manufacturing": {"q4": "japan", "q5": "manufacturing", "q6": "b2b", "q7": "from_110_to_550"},
}
HANDS = ("Primary source", "Secondary source", "一次情報", "二次情報")


@pytest.fixture(scope="module")
def survey() -> Survey:
    plain = compile_survey(load_definition(ROOT / "survey_defs" / "cspi"))
    return load_survey(json.loads(json.dumps(plain)))


@pytest.fixture(scope="module")
def snapshots() -> list[Snapshot]:
    return [load_snapshot(compile_edition(one)) for one in load_editions(ROOT / "benchmark_snapshots")]


@pytest.fixture(scope="module", params=["en", "ja"])
def shown(request: pytest.FixtureRequest, survey: Survey, snapshots: list[Snapshot]) -> dict[str, ReportView]:
    """The report of each company, in one language."""
    numbers: dict[str, dict[str, Any]] = {name: {"number": value} for name, value in PROFILE.items()}
    return {
        name: view(
            score(survey, numbers | {q: {"choice": choice} for q, choice in more.items()}, snapshots),
            request.param,
        )
        for name, more in COMPANIES.items()
    }


@pytest.mark.parametrize("company", COMPANIES)
def test_the_profile_alone_gives_eight_comparisons(shown: dict[str, ReportView], company: str) -> None:
    placed = [one for one in shown[company]["standings"] if not one["problem"]]
    assert len(placed) >= 8
    assert {one["question"] for one in placed} == set(PROFILE)


@pytest.mark.parametrize("company", COMPANIES)
def test_each_says_whether_it_is_first_hand(shown: dict[str, ReportView], company: str) -> None:
    placed = [one for one in shown[company]["standings"] if not one["problem"]]
    marks = [next(word for word in HANDS if word in (one["respondents"] or "")) for one in placed]
    assert len(set(marks)) == 2
    assert sum(mark in ("Primary source", "一次情報") for mark in marks) >= 4


def alike(shown: dict[str, ReportView], company: str) -> dict[str, AlikeMetric]:
    found = shown[company]["alike"]
    assert found is not None
    return {one["metric"]: one for one in found["metrics"]}


@pytest.mark.parametrize("company", COMPANIES)
def test_every_metric_has_its_closest_group_with_how_far_it_is(
    shown: dict[str, ReportView], company: str
) -> None:
    for metric in alike(shown, company).values():
        [closest] = [one for one in metric["groups"] if one["closest"]]
        assert closest["say"] and closest["far"] and closest["hand"] in HANDS
        assert all(one["far"] and one["respondents"] for one in metric["groups"])


@pytest.mark.parametrize("company", COMPANIES)
def test_nrr_grr_churn_nps_and_load_are_among_all_publishers_groups(
    shown: dict[str, ReportView], company: str, snapshots: list[Snapshot]
) -> None:
    found = alike(shown, company)
    metrics = (
        "net_revenue_retention",
        "gross_revenue_retention",
        "customer_retention",
        "nps",
        "accounts_per_csm",
    )
    for name in metrics:
        publishers = {one.id for one in snapshots if name in one.metric_by_id}
        assert {one["snapshot"] for one in found[name]["groups"]} == publishers


def closest(shown: dict[str, ReportView], company: str, metric: str) -> AlikeGroup:
    return next(one for one in alike(shown, company)[metric]["groups"] if one["closest"])


def test_the_age_of_the_team_chooses_a_group_that_is_published_by_age(shown: dict[str, ReportView]) -> None:
    group = closest(shown, "Japan, SaaS", "team_headcount")
    assert (group["snapshot"], group["n"].replace(" ", "")) == ("hicustomer-2021", "n=58")


def test_what_differs_is_named(shown: dict[str, ReportView]) -> None:
    far = " ".join(closest(shown, "US, SaaS", "accounts_per_csm")["far"])
    assert "Japan" in far or "日本" in far
    industry = " ".join(closest(shown, "Japan, manufacturing", "nps")["far"])
    assert "Technology" in industry or "テクノロジー" in industry


def test_the_contract_value_chooses_its_band(survey: Survey, snapshots: list[Snapshot]) -> None:
    picked = Against(traits={"industry": "technology", "contract_value": "usd_25k"})
    found = view(score(survey, {"q10": {"number": 104.5}}, snapshots, picked), "en")
    group = closest({"": found}, "", "net_revenue_retention")
    assert group["group"] == "Annual contract value (USD): USD 25k–50k"
    assert group["far"] == ["Matches: Industry, Contract value."]
    card = next(one for one in found["standings"] if one["snapshot"] == "saas-capital-2025")
    assert "USD 25k–50k" in " ".join(card["source"])


def test_no_scores_by_age_are_published_and_the_report_says_what_would_bring_them(
    shown: dict[str, ReportView],
) -> None:
    found = shown["Japan, SaaS"]["alike"]
    assert found is not None and found["norms"] is not None
    assert "panel" in found["norms"] or "比較パネル" in found["norms"]


def test_studies_of_different_regions_say_so_where_they_are_shown_together(snapshots: list[Snapshot]) -> None:
    for one in snapshots:
        for other in snapshots:
            shared = set(one.metric_by_id) & set(other.metric_by_id)
            if shared and one.traits.get("region") != other.traits.get("region"):
                assert one.population and other.population
                assert all(one.population[name] != other.population[name] for name in ("en", "ja"))


def test_a_trait_that_no_language_names_is_shown_as_the_edition_writes_it(
    survey: Survey, snapshots: list[Snapshot]
) -> None:
    region = next(question for question in survey.questions if question.profile == "region")
    bare = replace(survey, questions=tuple(one for one in survey.questions if one is not region))
    odd = replace(snapshots[0], traits={"region": ("east_africa",)})
    shown = view(score(bare, {"q9": {"number": 6}}, [odd, *snapshots[1:]]), "en")
    traits = {trait["id"]: trait for trait in shown["alike"]["traits"]}
    assert "east africa" in {value["label"] for value in traits["region"]["values"]}
