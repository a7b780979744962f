"""The examples: three finished surveys of others, scored as their sources work them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cspi_core import Survey, score, view
from survey_files import survey_in

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/survey_defs/*/survey.yaml"))


def example(name: str) -> Survey:
    (folder,) = (path for path in EXAMPLES if path.name == name)
    return survey_in(folder)


def picked(survey: Survey, places: list[int]) -> dict[str, Any]:
    """Answers by the place of their option."""
    pairs = zip(survey.questions, places, strict=True)
    return {question.id: {"choice": question.options[place].id} for question, place in pairs}


def test_there_are_three_in_three_languages() -> None:
    assert [survey_in(folder).locales for folder in EXAMPLES] == [("ar",), ("de",), ("fr",)]


@pytest.mark.parametrize(
    ("places", "shown"),
    [([4, 0] * 5, 100), ([0, 4] * 5, 0), ([2] * 10, 50), ([3, 1, 4, 0, 2, 3, 4, 1, 0, 4], 60)],
)
def test_usability_is_scored_as_its_author_says(places: list[int], shown: float) -> None:
    """Brooke (1996): odd items minus 1, 5 minus even items, the sum times 2.5."""
    survey = example("usability")
    worked_out = 2.5 * sum(place if at % 2 == 0 else 4 - place for at, place in enumerate(places))
    assert score(survey, picked(survey, places)).to_dict()["index"]["score"] == worked_out == shown


def test_a_practice_of_security_is_the_sum_of_its_levels() -> None:
    survey = example("security")
    places = [3, 2, 0, 1, 1, 0, 3, 3, 3, 0, 0, 0]  # 0, 0.25, 0.5 and 1 for each level
    shown = score(survey, picked(survey, places)).to_dict()
    assert [axis["score"] for axis in shown["axes"]] == [1.5, 0.5, 3, 0]
    assert [group["score"] for group in shown["groups"]] == [1, 1.5]
    assert shown["index"]["score"] == 1.25


def test_backup_advises_what_is_not_done() -> None:
    survey = example("backup")
    report = score(survey, picked(survey, [1, 0, 1, 1, 1, 1, 1, 1]))
    # each axis counts half; `elsewhere` is 2 of the weight of 5 of its axis: 100 - 50 * 2 / 5
    assert report.to_dict()["index"]["score"] == 80
    assert [step["title"] for step in view(report, "ar")["next_steps"]] == ["احفظوا نسخة خارج المكتب."]
