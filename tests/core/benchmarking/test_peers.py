"""Peers: where scores lie among a panel's, no more exactly than its rounding allows, and whom they are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.panels.preview import preview_panels
from cspi_build.panels.tabulation.disclosure import LIMITS
from cspi_build.panels.tabulation.figures import figures_of
from cspi_core import Against, Survey, charts, load_snapshot, load_survey, score, view
from cspi_core.benchmarking.norms import QUANTILES, grain, place
from cspi_core.rounding import round_half_up
from panels_of_tests import AXES, COMPILED, FIGURES, SURVEY, panel, withheld

ANSWERS: dict[str, Any] = {
    "q5": {"choice": "finance"},
    "q7": {"choice": "from_11_to_55"},
    "q9": {"number": 7},
    "q15": {"choice": "cco"},
    "q16": {"choices": ["expansion", "fit"]},
}


def seen(
    against: Against | None = None, *panels: dict[str, Any], survey: Survey = SURVEY, **answers: Any
) -> dict[str, Any]:
    """The view of a report with one panel, or those that are given."""
    snapshots = [load_snapshot(one) for one in panels or (panel(),)]
    return view(score(survey, ANSWERS | answers, snapshots, against), "en")


# Places


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 1000), min_size=20, max_size=300),
    st.integers(0, 1000),
)
def test_a_place_is_true_of_the_scores_behind_the_rounded_quantiles(tenths: list[int], own: int) -> None:
    import numpy as np

    counts = np.bincount(np.array(tenths), minlength=1001)
    figures = figures_of(counts, LIMITS, "published")
    quantiles = {name: float(figures[name]["value"]) for name in QUANTILES if name in figures}  # type: ignore[arg-type]
    where = place(own / 10, quantiles)
    if where is None:
        assert not quantiles
        return
    ranked = sorted(tenths)
    percents = {"p10": 10, "p25": 25, "median": 50, "p75": 75, "p90": 90}
    true = {name: ranked[-(-len(ranked) * percents[name] // 100) - 1] for name in quantiles}
    assert where.above is None or own >= true[where.above]
    assert where.below is None or own < true[where.below]


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 20.0, 42.5, 45.0, 50.0, 100.0]), min_size=1))
def test_the_grain_divides_every_quantile(values: list[float]) -> None:
    assert all(value % grain(values) == 0 for value in values)


@pytest.mark.parametrize(
    ("own", "where"),
    [
        (10.0, "below the 10th percentile"),
        (24.0, "between the 10th percentile and the 25th percentile"),
        (44.5, "close to the median (between the 25th percentile and the 75th percentile)"),
        (50.0, "between the median and the 75th percentile"),
        (95.0, "above the 90th percentile"),
    ],
)
def test_a_place_in_words(own: float, where: str) -> None:
    from cspi_core.text.messages import wording
    from cspi_core.views.benchmarks.norms import place_text

    quantiles = {name: FIGURES[name] for name in QUANTILES}
    assert place_text(place(own, quantiles), wording("en")) == where


# Whom one is compared with


def test_the_profile_gives_the_first_group_that_has_figures() -> None:
    peers = seen()["peers"]
    assert peers["source"][1:3] == ["Size: from_11_to_55", "n = 52"]
    assert "Too few respondents in “Industry: finance”" in peers["cautions"][0]
    assert seen()["comparison"]["profile"] == "Based on my profile (Size: from_11_to_55)"


def test_a_group_that_is_picked_wins_and_everyone_can_be_asked_for() -> None:
    picked = seen(Against(segment={"industry": "banking"}))["peers"]
    assert picked["source"][1] == "Industry: banking" and picked["cautions"] == []
    everyone = seen(Against(everyone=True))["peers"]
    assert everyone["source"][1:3] == ["all respondents", "n = 400"] and everyone["cautions"] == []


def test_a_withheld_group_falls_back_to_everyone_and_says_so() -> None:
    peers = seen(Against(segment={"industry": "finance"}))["peers"]
    assert peers["source"][1] == "all respondents"
    expected = "Too few respondents in “Industry: finance”. Compared with all respondents instead."
    assert peers["cautions"] == [expected]


def test_the_number_of_people_finds_its_band() -> None:
    without = {"q5": {"state": "unknown"}, "q7": {"state": "unknown"}}
    assert seen(**without)["peers"]["source"][1] == "Team: people_6_10"
    segments = {one["id"]: one["values"] for one in seen()["comparison"]["segments"]}
    assert [value["id"] for value in segments["cs_people"] if value["mine"]] == ["people_6_10"]
    assert [value["id"] for value in segments["industry"]] == ["banking"], "withheld groups are not offered"
    own = next(one for one in seen()["standings"] if one["metric"] == "profile_cs_people")
    assert own["bars"][1]["here"] and own["match"] == "identical question"


def test_what_is_said_names_panel_n_time_and_whether_it_is_made_up() -> None:
    peers = seen()["peers"]
    assert peers["source"] == ["Acme (2026)", "Size: from_11_to_55", "n = 52", "answers from 2025 to 2026"]
    made_up = seen(None, panel(illustrative=True))["peers"]
    assert made_up["illustrative"] and "fictitious" in made_up["cautions"][0]
    assert made_up["source"][-1] == "sample data"
    assert "norm" in peers["about"] and "own scale" in peers["about"]


def test_a_real_panel_goes_before_a_made_up_one_and_the_newest_before_the_others() -> None:
    made_up = panel(2030, illustrative=True)
    assert seen(None, panel(2024), made_up, panel(2025))["peers"]["panel"] == "acme-2025"
    assert seen(Against(edition="acme-2024"), panel(2024), panel(2025))["peers"]["panel"] == "acme-2024"


# Versions


def test_a_panel_of_a_version_that_does_not_compare_is_not_used_and_that_is_said() -> None:
    peers = seen(None, panel(version="0.9"))
    assert peers["peers"] == {
        "panel": None,
        "say": [
            "“Acme (2026)” uses version 0.9 of this survey, which is not comparable with version 2.0. "
            "It is not used."
        ],
    }
    assert peers["peers"]["say"][0] in peers["remarks"]
    assert not peers["standings"] and not peers["comparison"]["editions"]


def test_a_panel_of_an_earlier_version_that_compares_is_used() -> None:
    later = load_survey(COMPILED | {"version": "2.1", "compares_with": ["2.0"]})
    assert seen(survey=later)["peers"]["panel"] == "acme-2026"


def test_a_panel_of_a_version_whose_values_have_changed_is_not_used() -> None:
    peers = seen(None, panel(version="1.0"))["peers"]
    assert peers["panel"] is None and "uses version 1.0 of this survey" in peers["say"][0]


def test_the_panel_of_another_survey_is_none_of_ours() -> None:
    other = panel() | {"panel": {"survey": "other", "version": "2.0", "minimum": 10}}
    assert seen(None, other)["peers"] is None


# What is drawn


def test_the_radar_has_the_band_of_every_axis_below_ones_own_scores() -> None:
    report = score(SURVEY, ANSWERS, [load_snapshot(panel())])
    radar = charts(report, "en")["radar"]
    high, low, own = radar["series"]
    assert high["data"][0]["value"] == [62.5] * len(AXES) and low["data"][0]["value"] == [30.0] * len(AXES)
    assert high["z"] < radar["radar"]["z"] < own["z"]
    assert "Alignment 30–62.5" in radar["aria"]["label"]["description"]
    assert [one["name"] for one in radar["legend"]["data"]][1] == "Peers, 25th–75th percentile"
    assert "legend" not in charts(score(SURVEY, ANSWERS), "en")["radar"]


def test_no_band_is_drawn_where_an_axis_has_none() -> None:
    snapshot = panel()
    for metric in snapshot["metrics"]:
        if metric["id"] == "cspi_axis_team":
            metric["cells"] = [withheld({})]
    report = score(SURVEY, ANSWERS, [load_snapshot(snapshot)])
    assert len(charts(report, "en")["radar"]["series"]) == 1
    peers = view(report, "en")["peers"]
    assert peers["axes"]["team"] is None and "Too few respondents to show a range" in peers["cautions"][-1]


@pytest.fixture(scope="module")
def made_up() -> dict[str, Any]:
    """The illustrative panel of the survey."""
    (panel,) = preview_panels([COMPILED])
    return panel


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_an_illustrative_panel_says_so_wherever_it_shows(made_up: dict[str, Any], locale: str) -> None:
    report = score(SURVEY, ANSWERS, [load_snapshot(made_up)])
    word = {"ja": "架空", "en": "sample"}[locale]
    assert word in charts(report, locale)["radar"]["legend"]["data"][1]["name"]
    shown = view(report, locale)
    assert word in shown["peers"]["source"][0] and shown["peers"]["illustrative"]
    own = [one for one in shown["standings"] if one["snapshot"] == made_up["id"]]
    assert own and all(word in one["source"][0] for one in own)
    statuses = {
        part["status"]
        for metric in made_up["metrics"]
        for one in metric["cells"]
        for part in [*one["shares"].values(), *one["figures"].values(), *one["sums"]]
    }
    assert statuses == {"illustrative"}


def test_the_report_as_data_has_the_peers() -> None:
    data = score(SURVEY, ANSWERS, [load_snapshot(panel())]).to_dict()["peers"]
    assert data["segment"] == {"company_arr": "from_11_to_55"} and not data["picked"]
    assert data["axes"]["team"]["quantiles"]["median"] == round_half_up(50.0)
