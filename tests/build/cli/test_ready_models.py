"""`build.py new survey --like`: each shape is a working survey in every language, and is scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cspi_build.cli.main import main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.cli.scaffold.survey import new_survey, write_survey
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.surveys.starter import MODELS, STARTERS
from cspi_build.workspace.project import Project
from cspi_core import TakeAway, score, view
from cspi_core import load_survey as core_survey


def made(tmp_path: Path, like: str) -> Any:
    return core_survey(compile_survey(load_survey(new_survey(Project(tmp_path), "mine", like))))


def answered(survey: Any, place: int) -> dict[str, Any]:
    """Every question answered with its first (0) or last (-1) option; numbers with their least."""
    found: dict[str, Any] = {}
    for question in survey.questions:
        if question.kind == "number":
            found[question.id] = {"number": int(question.minimum)}
            continue
        option = question.options[place].id
        found[question.id] = {"choice": option} if question.kind == "single" else {"choices": [option]}
    return found


# the score with every first option, and with every last one, worked out by hand
ENDS = {
    "likert": (7 / 3, 11 / 3),  # of three statements on an axis one is reversed: (1 + 1 + 5) / 3
    "maturity": (0, 3),
    "checklist": (0, 100),
    "nps-like": (-100, 100),
}


@pytest.mark.parametrize("like", MODELS)
def test_each_shape_works_as_it_stands(like: str, tmp_path: Path) -> None:
    survey = made(tmp_path, like)
    assert survey.id == "mine" and set(survey.locales) == {"ja", "en"}
    for place, end in zip((0, -1), ENDS.get(like, (None, None)), strict=True):
        report = score(survey, answered(survey, place))
        expected = None if end is None else survey.scale.round(end)
        assert report.to_dict()["index"]["score"] == expected
        for locale in survey.locales:
            assert view(report, locale)["title"]
            assert TakeAway(report, locale).text("markdown")


@pytest.mark.parametrize("like", MODELS)
def test_each_shape_says_why_it_has_it(like: str) -> None:
    lines = (STARTERS / like / "survey.yaml").read_text(encoding="utf-8").splitlines()[2:]
    reasons = [line for line in lines if line.startswith("# - ")]
    assert len(reasons) >= 3


def test_a_checklist_says_what_is_left(tmp_path: Path) -> None:
    survey = made(tmp_path, "checklist")
    answers = answered(survey, -1) | {"backup": {"choice": "not_done"}}
    report = score(survey, answers)
    # the weights before a change are 1, 1 and 3, and `before` is half of the index: 50 × 2 / 5 + 50
    assert report.to_dict()["index"]["score"] == 70
    assert [step["title"] for step in view(report, "en")["next_steps"]] == [
        "Write down how to go back, and try it once."
    ]


def test_a_recommendation_score_is_promoters_minus_detractors(tmp_path: Path) -> None:
    survey = made(tmp_path, "nps-like")
    given = [0, 6, 7, 8, 9, 10, 10, 3, 5, 9]
    scores = [score(survey, {"likely": {"choice": f"n{n}"}}).to_dict()["index"]["score"] for n in given]
    promoters, detractors = sum(n >= 9 for n in given), sum(n <= 6 for n in given)
    assert sum(scores) / len(scores) == 100 * (promoters - detractors) / len(given)


@pytest.mark.parametrize("like", [None, *MODELS])
def test_every_model_is_there_in_every_language_of_the_program(like: str | None, tmp_path: Path) -> None:
    languages = ("ar", "de", "en", "fr", "ja")
    write_survey(tmp_path / "mine", "mine", languages, like)
    survey = core_survey(compile_survey(load_survey(tmp_path / "mine")))
    assert set(survey.locales) == set(languages)
    for locale in languages:
        written = (tmp_path / "mine" / f"{locale}.yaml").read_text(encoding="utf-8")
        assert f"locale: {locale}\n" in written and "there are none in" not in written
    titles = {survey.text[locale]["title"] for locale in languages}
    assert len(titles) == len(languages)


def test_words_that_are_still_to_be_translated_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(new_site(tmp_path / "site", ("sv",)))
    assert main(["--project", str(project.root), "new", "survey", "mine", "--like", "maturity"]) == 0
    assert "mine/sv.yaml has English words" in capsys.readouterr().out.replace("\\", "/")


@pytest.mark.parametrize("locale", ["fr", "de", "ar", "ja", "en"])
@pytest.mark.parametrize("like", [None, *MODELS])
def test_comments_are_in_the_language_of_the_site(like: str | None, locale: str, tmp_path: Path) -> None:
    write_survey(tmp_path / "mine", "mine", [locale], like)
    write_survey(tmp_path / "other", "mine", ["sv"], like)  # has none of its own: English
    said, english = (
        [
            line.partition("# ")[2]
            for line in (tmp_path / name / "survey.yaml").read_text("utf-8").splitlines()
        ]
        for name in ("mine", "other")
    )
    code = {"benchmarks:", "- { metric: team_size, match: close }"}
    pairs = [(a, b) for a, b in zip(said, english, strict=True) if b and b.strip() not in code]
    assert len(pairs) >= 5 and not any("@files@" in a for a, _ in pairs)
    untold = [b for a, b in pairs if a.replace(f"{locale}.yaml", "") == b.replace("sv.yaml", "")]
    assert len(untold) == (len(pairs) if locale == "en" else 0), untold
