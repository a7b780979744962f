"""Who fills in the profile is compared with many studies, each marked as first-hand or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_snapshot, load_survey, score, view

ROOT = Path(__file__).parents[3]
PROFILE = {"q8": 120, "q9": 6, "q10": 104.5, "q11": 91, "q12": 35}


@pytest.fixture(scope="module", params=["en", "ja"])
def shown(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    survey = load_survey(
        json.loads(json.dumps(compile_survey(load_definition(ROOT / "survey_defs" / "cspi"))))
    )
    editions = load_editions(ROOT / "benchmark_snapshots")
    snapshots = [load_snapshot(compile_edition(one)) for one in editions]
    report = score(survey, {name: {"number": value} for name, value in PROFILE.items()}, snapshots)
    placed: list[dict[str, Any]] = [
        one for one in view(report, request.param)["standings"] if not one["problem"]
    ]
    return placed


def test_the_profile_alone_gives_eight_comparisons(shown: list[dict[str, Any]]) -> None:
    assert len(shown) >= 8
    assert {one["question"] for one in shown} == set(PROFILE)


def test_each_says_whether_it_is_first_hand(shown: list[dict[str, Any]]) -> None:
    words = ("Primary source", "Secondary source", "一次情報", "二次情報")
    marks = [next(word for word in words if word in one["respondents"]) for one in shown]
    assert len(set(marks)) == 2
    assert sum(mark in ("Primary source", "一次情報") for mark in marks) >= 4
