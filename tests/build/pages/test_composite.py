"""What the Method page says of the index as a composite indicator follows from the definition."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.pages.composite import composite, effective_weights, geometric_mean
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_core import load_survey as core_survey
from cspi_core import score

DEFINITIONS = Path(__file__).resolve().parents[3] / "survey_defs"


@pytest.fixture(scope="module")
def definition() -> Any:
    return load_survey(DEFINITIONS / "cspi")


def test_weights_are_the_points_that_one_question_adds(definition: Any) -> None:
    """Against the score itself: all questions at their worst but one at its best."""
    compiled = compile_survey(definition)
    survey = core_survey(compiled)
    weights = {one.id: one for one in effective_weights(survey)}
    assert sorted({round(one.most, 2) for one in weights.values()}) == [4.17, 5.0, 6.25, 8.33]
    assert min(round(one.least, 2) for one in weights.values()) == 2.5
    scored = [question for question in compiled["questions"] if question.get("axis")]
    worst = {
        question["id"]: {"choice": least(question)} for question in scored if question["kind"] == "single"
    }
    worst |= {
        question["id"]: {"choices": [least(question)]}
        for question in scored
        if question["kind"] == "multiple"
    }
    start = score(survey, worst).index.score or 0.0
    for question in scored:
        if question["kind"] == "single":
            best = max(question["options"], key=lambda one: one["value"])
            raised = score(survey, worst | {question["id"]: {"choice": best["id"]}}).index.score or 0.0
            own = weights[question["axis"]]
            assert own.least - 1e-6 <= raised - start <= own.most + 1e-6, question["id"]


def least(question: Any) -> str:
    """The option that earns the least; one that stands alone first."""
    options = sorted(question["options"], key=lambda one: (one["value"], not one.get("exclusive")))
    return str(options[0]["id"])


def test_a_survey_without_axes_is_no_composite() -> None:
    assert composite(compile_survey(load_survey(DEFINITIONS / "cs-state")), ()) is None


@given(st.lists(st.tuples(st.floats(0.1, 5), st.floats(0.1, 100)), min_size=1, max_size=8))
def test_the_geometric_mean_is_never_above_the_arithmetic_one(pairs: list[tuple[float, float]]) -> None:
    arithmetic = sum(weight * value for weight, value in pairs) / sum(weight for weight, _ in pairs)
    assert min(value for _, value in pairs) - 1e-6 <= geometric_mean(pairs) <= arithmetic + 1e-6


def test_an_axis_at_nothing_leaves_nothing() -> None:
    assert geometric_mean([(1, 0.0), (1, 100.0)]) == 0.0
    assert geometric_mean([(1, 20.0), (1, 80.0)]) == pytest.approx(40.0)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_method_page_states_it(site_dir: Path, root: Path, definition: Any, locale: str) -> None:
    page = unescape((site_dir / locale / "cspi" / "method" / "index.html").read_text(encoding="utf-8"))
    words = next(one for one in load_words(root / "site_src" / "text") if one.locale == locale)
    said: Any = words.t["method"]
    made: Any = composite(compile_survey(definition), definition.calibration.cases)
    found = made["compensation"]
    assert found.organisations > 10 and 0 < found.least < found.middle < found.most
    text = said["composite"]["compensation"]["found"].format(
        n=found.organisations,
        middle=f"{found.middle:.1f}",
        least=f"{found.least:.1f}",
        most=f"{found.most:.1f}",
    )
    assert text in page
    assert said["composite"]["validity"]["none"] in page  # no panel is published
    for part in (*said["composite"]["plain"]["texts"], *(one["text"] for one in said["composite"]["terms"])):
        assert part in page
    other = (site_dir / locale / "cs-state" / "method" / "index.html").read_text(encoding="utf-8")
    assert 'id="composite"' not in other
