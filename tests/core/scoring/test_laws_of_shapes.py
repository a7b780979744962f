"""Laws of scales, reverse items and groups of axes, for every survey and every set of answers."""

from __future__ import annotations

from copy import deepcopy
from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import load_survey, score
from cspi_core.rounding import PERCENT, RULES, Scale
from survey_strategies import filled

CLOSE = 1e-9

SCALES = st.builds(
    lambda low, width, decimals, rule: Scale(float(low), float(low + width), decimals, rule),
    st.integers(-200, 200),
    st.integers(1, 500),
    st.integers(0, 4),
    st.sampled_from(sorted(RULES)),
)

PERCENTS = st.floats(0, 100)


def index_of(survey: dict[str, Any], answers: dict[str, Any]) -> Any:
    return score(load_survey(survey), answers).index


def scaled(survey: dict[str, Any], scale: Scale) -> dict[str, Any]:
    data = {"min": scale.minimum, "max": scale.maximum, "decimals": scale.decimals, "rounding": scale.rule}
    return survey | {"scale": data, "levels": []}


@given(SCALES, PERCENTS)
def test_a_shown_score_is_within_the_scale(scale: Scale, percent: float) -> None:
    shown = scale.shown(percent)
    assert shown is not None
    assert scale.minimum <= shown <= scale.maximum


@given(SCALES, PERCENTS, PERCENTS)
def test_a_higher_score_is_never_shown_lower(scale: Scale, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert (scale.shown(low) or 0) <= (scale.shown(high) or 0)


@given(SCALES, PERCENTS)
def test_the_way_back_from_a_scale_leads_home(scale: Scale, percent: float) -> None:
    assert isclose(scale.percent(scale.of(percent)), percent, abs_tol=1e-9)


@given(PERCENTS)
def test_the_usual_scale_changes_no_bit(percent: float) -> None:
    assert PERCENT.of(percent) == percent == PERCENT.percent(percent)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("half_up", [0.1, 0.2, 0.3, -0.1]),
        ("half_even", [0.0, 0.2, 0.2, -0.2]),
        ("down", [0.0, 0.1, 0.2, -0.2]),
        ("up", [0.1, 0.2, 0.3, -0.1]),
    ],
)
def test_each_rule_rounds_as_it_is_named(rule: str, shown: list[float]) -> None:
    scale = Scale(-1, 1, 1, rule)
    assert [scale.round(value) for value in (0.05, 0.15, 0.25, -0.15)] == shown
    assert scale.round(0.3) == 0.3  # 3 × 0.1 in binary is a little more than 0.3
    assert scale.round(0.1 + 0.2) == 0.3


@given(filled(), SCALES)
def test_a_scale_moves_no_score(case: Any, scale: Scale) -> None:
    survey, answers = case
    before, after = index_of(survey, answers), index_of(scaled(survey, scale), answers)
    assert [part.score for part in (before, *before.axes)] == [part.score for part in (after, *after.axes)]


@given(filled(), SCALES)
def test_a_report_shows_the_score_on_its_scale(case: Any, scale: Scale) -> None:
    survey, answers = case
    report = score(load_survey(scaled(survey, scale)), answers)
    shown = report.to_dict()
    assert shown["index"]["score"] == scale.shown(report.index.score)
    assert [axis["score"] for axis in shown["axes"]] == [scale.shown(a.score) for a in report.index.axes]


@given(filled())
def test_reversing_twice_changes_nothing(case: Any) -> None:
    survey, answers = case
    turned = deepcopy(survey)
    for question in turned["questions"]:
        question["reverse"] = not question["reverse"]
    again = deepcopy(turned)
    for question in again["questions"]:
        question["reverse"] = not question["reverse"]
    once, back = index_of(turned, answers), index_of(again, answers)
    for before, after, home in zip(index_of(survey, answers).axes, once.axes, back.axes, strict=True):
        assert before.score == home.score
        if before.mean is not None:
            assert isclose(before.mean + after.mean, 100, abs_tol=1e-6)


def grouped(survey: dict[str, Any]) -> dict[str, Any]:
    """All axes in two groups, one of them around the other."""
    names = [axis["id"] for axis in survey["axes"]]
    half = (len(names) + 1) // 2
    inner = {"id": "inner", "axes": names[:half]}
    return survey | {"groups": [{"id": "outer", "axes": names[half:], "groups": ["inner"]}, inner]}


@given(filled())
def test_groups_are_bounded_by_their_axes_and_change_no_score(case: Any) -> None:
    survey, answers = case
    report = score(load_survey(grouped(survey)), answers)
    plain = index_of(survey, answers)
    assert [a.score for a in report.index.axes] == [a.score for a in plain.axes]
    assert report.index.score == plain.score
    means = {axis.axis.id: axis.mean for axis in report.index.axes}
    for group, found in report.groups:
        inside = [mean for name in group.axes if (mean := means[name]) is not None]
        assert (found.mean is None) == (not inside)
        if found.mean is not None:
            assert min(inside) - CLOSE <= found.mean <= max(inside) + CLOSE


@given(filled())
def test_a_group_of_all_axes_scores_what_the_index_does(case: Any) -> None:
    survey, answers = case
    report = score(load_survey(grouped(survey)), answers)
    (outer, whole), _ = report.groups
    assert set(outer.axes) == {axis["id"] for axis in survey["axes"]}
    assert whole.score == report.index.score
    assert (whole.low, whole.high, whole.coverage) == (
        report.index.low,
        report.index.high,
        report.index.coverage,
    )


@given(filled(), st.randoms(use_true_random=False))
def test_the_order_of_groups_and_of_axes_in_them_does_not_matter(case: Any, rng: Any) -> None:
    survey, answers = case
    first = grouped(survey)
    second = deepcopy(first)
    rng.shuffle(second["groups"])
    for group in second["groups"]:
        rng.shuffle(group["axes"])
    found = [
        {group["id"]: group["score"] for group in score(load_survey(one), answers).to_dict()["groups"]}
        for one in (first, second)
    ]
    assert found[0] == found[1]
