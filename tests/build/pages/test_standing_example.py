"""The method page explains comparisons with an answer that the engine placed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.pages.standing_example import standing_example
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_core.benchmarking.edition import Snapshot, load_snapshot

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def snapshots() -> list[Snapshot]:
    specs = load_editions(ROOT / "benchmark_snapshots")
    return [load_snapshot(compile_edition(spec)) for spec in specs]


@pytest.fixture(scope="module")
def state() -> dict[str, Any]:
    survey: dict[str, Any] = compile_survey(load_survey(ROOT / "survey_defs" / "cs-state"))
    return json.loads(json.dumps(survey))  # type: ignore[no-any-return]


@pytest.mark.parametrize(("locale", "above"), [("en", "above you"), ("ja", "より大きい回答")])
def test_one_example_has_all_that_is_explained(
    state: dict[str, Any], snapshots: list[Snapshot], locale: str, above: str
) -> None:
    found = standing_example(state, snapshots, locale)
    assert found is not None and above in found["say"][0]
    assert any("–" in bar["text"] or "〜" in bar["text"] for bar in found["bars"])
    assert found["fell_back"] and found["cautions"] and found["respondents"]
    assert sum(bar["here"] for bar in found["bars"]) == 1


def test_without_editions_there_is_no_example(state: dict[str, Any]) -> None:
    assert standing_example(state, [], "en") is None
