"""The conclusion of a survey without axes: unusual answers, the most common ones, and the themes to open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_core import TakeAway, load_snapshot, load_survey, score, view
from cspi_core.benchmarking.outliers import outliers
from cspi_core.views.report.conclusion import is_ranked, is_typical
from golden_surveys import compiled

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def editions() -> tuple[Any, ...]:
    """The editions of the repository."""
    specs = load_editions(ROOT / "benchmark_snapshots")
    return tuple(load_snapshot(json.loads(json.dumps(compile_edition(spec)))) for spec in specs)


@pytest.fixture(scope="module")
def state() -> Any:
    """The survey without axes."""
    return load_survey(compiled("cs-state"))


def picked(survey: Any, editions: Any, most: bool) -> dict[str, Any]:
    """The most common answer to each question, or the rarest."""
    answers: dict[str, Any] = {}
    for question in survey.questions:
        shares = {}
        for option in question.options if question.kind == "single" else ():
            report = score(survey, {question.id: {"choice": option.id}}, editions)
            ranked = [one for one in report.standings if is_ranked(one)]
            if ranked and ranked[0].share_here and ranked[0].share_here.exact:
                shares[option.id] = ranked[0].share_here.known[0]
        if shares:
            answers[question.id] = {"choice": (max if most else min)(shares, key=shares.__getitem__)}
    return answers


def report_markdown_of(report: Any, locale: str) -> str:
    """The report as Markdown, without the signs that protect it from being read as markup."""
    return TakeAway(report, locale).text("markdown").replace("\\", "")


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_most_common_answers_are_typical_and_the_rarest_unusual(
    state: Any, editions: Any, locale: str
) -> None:
    common, rare = (score(state, picked(state, editions, most), editions) for most in (True, False))
    usual, unusual = (view(report, locale)["conclusion"]["lines"] for report in (common, rare))
    practice = [one for one in common.standings if is_ranked(one) and not one.question.profile]
    ranked = {one.question.id for one in practice}
    typical = {one.question.id for one in practice if is_typical(one)}
    assert len(typical) > len(ranked) / 2
    for report, lines in ((common, usual), (rare, unusual)):
        found = {one.standing.metric.title[locale] for one in outliers(report.standings).found}
        assert found
        assert all(title in lines[0] and title not in lines[1] for title in found)
        assert all(line in report_markdown_of(report, locale) for line in lines)
    assert usual[1] != unusual[1]


def test_themes_that_only_say_who_one_is_stay_closed(state: Any, editions: Any) -> None:
    shown = view(score(state, picked(state, editions, True), editions), "en")
    themes = shown["conclusion"]["themes"]
    closed = {one["theme"] for one in shown["standings"]} - set(themes)
    asked = state.question_by_id
    assert themes and closed
    assert all(asked[one["question"]].profile for one in shown["standings"] if one["theme"] in closed)


def test_no_comparison_has_no_conclusion(state: Any, editions: Any) -> None:
    assert "conclusion" not in view(score(state, {}, editions), "en")
    assert "conclusion" not in view(score(load_survey(compiled("cspi")), {}, editions), "en")
