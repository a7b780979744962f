"""The working that is shown is the calculation that was done: doing it again gives the same score."""

from __future__ import annotations

from math import fsum
from typing import Any

from hypothesis import given

from cspi_core import load_survey, score, view
from cspi_core.rounding import round_half_up
from golden_surveys import compiled
from survey_strategies import filled
from vectors import FOLDER, read_vector


def again(working: Any, scale: float) -> float:
    """The weighted mean of the rows, done again from the digits that are shown."""
    total = fsum(float(row["weight"]) * float(row["score"]) for row in working["rows"])
    assert float(working["sum"]) == total
    return scale * (total / fsum(float(row["weight"]) for row in working["rows"]))


@given(filled())
def test_doing_the_sum_again_gives_the_score_to_the_last_digit(case: Any) -> None:
    report = score(load_survey(case[0]), case[1])
    shown = view(report, "en")
    for axis, words in zip(report.index.axes, shown["axes"], strict=True):
        if axis.mean is None:
            assert words["working"] is None
            continue
        assert again(words["working"], 100.0) == axis.mean
        assert f"{round_half_up(axis.mean):.1f}" in words["working"]["say"]
    if report.index.score is None:
        assert shown["working"] is None
    else:
        assert again(shown["working"], 1.0) == report.index.score


def test_what_is_left_out_is_said() -> None:
    survey = compiled("cspi")
    answers, _ = read_vector(FOLDER / "cspi" / "mixed.txt", survey)
    axes = {axis["id"]: axis["working"] for axis in view(score(load_survey(survey), answers), "en")["axes"]}
    assert axes["segmentation"]["left_out"] == ["Q8 is excluded: Not answered"]
    assert axes["onboarding"]["left_out"] == ["Q15 is excluded: Not applicable"]
    assert [row["weight"] for row in axes["relationship"]["rows"]] == ["0.5", "1", "1"]


def test_each_interval_has_its_ends_and_its_sentence() -> None:
    survey = load_survey(compiled("cspi"))
    answers, _ = read_vector(FOLDER / "cspi" / "mixed.txt", compiled("cspi"))
    head = view(score(survey, answers), "en")["headline"]
    assert [(one["kind"], one["low"], one["high"]) for one in head["intervals"]] == [
        ("open", 76.1, 90.6),
        ("weights", 81.9, 88.7),
    ]
    assert all(one["say"] and one["text"] for one in head["intervals"])
    best, _ = read_vector(FOLDER / "cspi" / "best.txt", compiled("cspi"))
    assert [one["kind"] for one in view(score(survey, best), "en")["headline"]["intervals"]] == ["weights"]
