"""The figures of the quality sheet, held against published ones, textbook formulas and simulation."""

from __future__ import annotations

from math import atanh, isnan, nan, sqrt, tanh
from pathlib import Path

import numpy as np
import pytest

from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.panels.quality import Quality, quality
from cspi_build.panels.quality_report import sheet
from cspi_build.panels.reading.codes import Floats, Responses
from cspi_build.panels.reading.coding import Gathered, Parts
from cspi_build.panels.reading.files import Given
from cspi_build.panels.tabulation.scores import item_values, score_all
from cspi_build.panels.tabulation.statistics import alpha_interval, correlation
from cspi_core import Survey
from cspi_core.model.answers import Answer
from survey_files import survey_in


@pytest.fixture(scope="module")
def cspi(root: Path) -> Survey:
    return survey_in(root / "survey_defs" / "cspi")


@pytest.fixture(scope="module")
def people(cspi: Survey) -> list[dict[str, Answer]]:
    return list(illustrative_answers(cspi, 300, seed=11))


def responses_of(survey: Survey, people: list[dict[str, Answer]]) -> Responses:
    parts = Parts.of(survey)
    parts.add_given([Given(one) for one in people])
    return parts.responses().asked()


def found_in(responses: Responses) -> Quality:
    return quality(responses, score_all(responses))


def textbook_alpha(items: Floats) -> float:
    count = items.shape[1]
    return float(count / (count - 1) * (1 - items.var(axis=0, ddof=1).sum() / items.sum(axis=1).var(ddof=1)))


def axis_items(responses: Responses, axis: str) -> Floats:
    columns = [column for column in responses.columns.values() if column.question.axis == axis]
    values = np.column_stack([item_values(column) for column in columns])
    complete: Floats = values[~np.isnan(values).any(axis=1)]
    return complete


def test_interval_of_alpha_as_published() -> None:
    """An example of pingouin's `cronbach_alpha`: 12 people, 11 items, 0.7327 [0.435, 0.909]."""
    assert alpha_interval(0.732660835214447, 12, 11) == pytest.approx((0.435, 0.909), abs=5e-4)


def test_interval_of_alpha_holds_the_true_value_as_often_as_it_says() -> None:
    chance, items, loading = np.random.default_rng(3), 3, 0.7
    true = items * loading**2 / (1 + (items - 1) * loading**2)
    hits = 0
    for _ in range(2000):
        people = chance.normal(size=(60, 1)) * loading + chance.normal(size=(60, items)) * sqrt(
            1 - loading**2
        )
        low, high = alpha_interval(textbook_alpha(people), 60, items)
        hits += low <= true <= high
    assert 0.935 <= hits / 2000 <= 0.965


def test_alpha_and_item_rest_correlations(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    responses = responses_of(cspi, people)
    found = found_in(responses)
    rests = {item.question.id: item.rest for item in found.items}
    for axis in found.axes:
        items = axis_items(responses, axis.id)
        assert axis.complete == len(items)
        assert axis.alpha == pytest.approx(textbook_alpha(items), abs=1e-3)
        assert axis.low < axis.alpha < axis.high
        columns = [one for one in responses.columns.values() if one.question.axis == axis.id]
        for at, column in enumerate(columns):
            other = items.sum(axis=1) - items[:, at]
            assert rests[column.question.id] == pytest.approx(
                np.corrcoef(items[:, at], other)[0, 1], abs=1e-3
            )


def test_rates_floors_and_ceilings(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    found = found_in(responses_of(cspi, people))
    answers = [one.get("q15", Answer()) for one in people]
    item = next(item for item in found.items if item.question.id == "q15")
    states = [
        sum(answer.state == state for answer in answers)
        for state in ("answered", "unknown", "not_applicable")
    ]
    assert [item.answered, item.unknown, item.not_applicable] == states
    assert item.open == len(people) - sum(states)
    assert item.floor == pytest.approx(sum(one.choices == ("nobody",) for one in answers) / states[0])
    assert item.ceiling == pytest.approx(
        sum(one.choices in {("cco",), ("cro",)} for one in answers) / states[0]
    )
    assert 0.8 < found.coverage < 1


def test_correlation_with_fishers_interval() -> None:
    chance = np.random.default_rng(5)
    x = np.round(chance.uniform(0, 1000, 80))
    y = x / 10 + chance.normal(0, 30, 80)
    found = correlation(np.append(x, [-1, 500]), np.append(y, [100, nan]))
    r = float(np.corrcoef(x, y)[0, 1])
    half = 1.959963984540054 / sqrt(80 - 3)
    assert found.n == 80 and found.r == pytest.approx(r)
    assert (found.low, found.high) == pytest.approx((tanh(atanh(r) - half), tanh(atanh(r) + half)))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_for_a_figure_is_no_figure(cspi: Survey, people: list[dict[str, Answer]], count: int) -> None:
    found = found_in(responses_of(cspi, people[:count]))
    assert found.performance is not None and isnan(found.performance.r)
    assert all(isnan(axis.low) for axis in found.axes)


def test_people_who_all_answer_alike(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    found = found_in(responses_of(cspi, [people[0]] * 30))
    assert all(isnan(axis.alpha) for axis in found.axes)
    assert found.performance is not None and isnan(found.performance.r)


def test_the_sheet_in_words(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    responses = responses_of(cspi, people)
    gathered = Gathered(responses, (), 304, 2, 1, 1, 0)
    text = sheet("acme-2026", gathered, found_in(responses))
    for words in ("304  found", "300  used", "alignment", "alpha", "95% interval", "Q1 ", "rest", "r = 0."):
        assert words in text
    assert "nan" not in text
    mixed = responses_of(cspi, people[::-1])
    assert sheet("acme-2026", Gathered(mixed, (), 304, 2, 1, 1, 0), found_in(mixed)) == text
