"""Scores of many people at once are those of `cspi_core`, to the last bit."""

from __future__ import annotations

from dataclasses import replace
from math import fsum, isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.panels.reading.codes import Floats, Responses
from cspi_build.panels.reading.coding import Parts
from cspi_build.panels.reading.files import Given
from cspi_build.panels.tabulation.scores import exact_sum, item_values, score_all, tenths
from cspi_core import Survey, load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answer
from cspi_core.rounding import round_half_up, rounded
from cspi_core.scoring.scores import IndexScore, score_survey
from panel_strategies import Answers, panels
from survey_files import survey_in

pytestmark = pytest.mark.slow

NUMBERS = st.one_of(
    st.floats(-1e6, 1e6), st.floats(0, 3), st.sampled_from([1e-300, 0.1, 1 / 3, 2.0**53, -0.1, 1e16])
)


def coded(survey: Survey, answers: list[dict[str, Answer]]) -> Responses:
    parts = Parts.of(survey)
    parts.add_given([Given(one) for one in answers])
    return parts.responses().asked()


def same(ours: float, theirs: float | None) -> bool:
    """Equal in every bit; NaN stands for None."""
    return isnan(ours) if theirs is None else ours == theirs


def assert_equal(survey: Survey, answers: list[dict[str, Answer]]) -> None:
    responses = coded(survey, answers)
    ours, theirs = score_all(responses), [score_survey(survey, one) for one in answers]
    values = {id_: item_values(column) for id_, column in responses.columns.items() if column.question.scored}
    shown, rows = tenths(ours.score), range(len(answers))
    for row in rows:
        index = theirs[row]
        assert same(ours.score[row], index.score) and same(ours.coverage[row], index.coverage)
        assert same(shown[row] / 10 if shown[row] >= 0 else float("nan"), rounded(index.score))
        for axis, wanted in zip(ours.axes, index.axes, strict=True):
            assert same(axis.mean[row], wanted.mean) and same(axis.score[row], wanted.score)
            assert same(axis.coverage[row], wanted.coverage)
        assert_items(values, row, index)


def assert_items(values: dict[str, Floats], row: int, index: IndexScore) -> None:
    items = {item.question.id: item for axis in index.axes for item in axis.items}
    for id_, found in values.items():
        assert same(found[row], items[id_].value if id_ in items else None)


@settings(deadline=None, max_examples=150)
@given(panels())
def test_any_survey_any_answers(panel: tuple[dict[str, Any], list[Answers]]) -> None:
    survey = load_survey(panel[0])
    read = [read_answers(survey, one) for one in panel[1]]
    assert not any(problems for _, problems in read)
    assert_equal(survey, [answers for answers, _ in read])


def test_the_real_survey(root: Path) -> None:
    survey = survey_in(root / "survey_defs" / "cspi")
    assert_equal(survey, list(illustrative_answers(survey, 1500)))
    assert_equal(replace(survey, minimum_coverage=0.5 + 5e-10), list(illustrative_answers(survey, 200)))


@given(st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=1, max_size=12))
@example([[1.0] * 4, [2.0**-53] * 4, [2.0**-106, 0.0, -(2.0**-106), 1e-300]])
def test_sums_are_rounded_once(columns: list[list[float]]) -> None:
    found = exact_sum([np.array(column) for column in columns], 4)
    assert found.tolist() == [fsum(row) for row in zip(*columns, strict=True)]


@given(st.lists(st.one_of(st.floats(0, 100), st.integers(0, 2000).map(lambda n: n / 20)), min_size=1))
def test_scores_are_rounded_by_the_one_rule(scores: list[float]) -> None:
    near = [score + shift for score in scores for shift in (0, 1e-13, -1e-13, 1e-9, -1e-9)]
    kept = [score for score in near if 0 <= score <= 100]
    assert (tenths(np.array(kept)) / 10).tolist() == [round_half_up(score) for score in kept]
