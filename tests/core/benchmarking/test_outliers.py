"""What stands out: at most one report in five has a line by chance alone, and what is rare is found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import Against, load_snapshot, load_survey, score, view
from cspi_core.benchmarking.edition import Cell, Metric, Snapshot
from cspi_core.benchmarking.matching import standings
from cspi_core.benchmarking.outliers import MOST, RATE, outliers
from cspi_core.benchmarking.standing import Standing
from cspi_core.loading.answers import read_answers
from cspi_core.model.survey import Question, Survey

ROOT = Path(__file__).parents[3]
DRAWS = 500


@pytest.fixture(scope="module")
def paper() -> Snapshot:
    specs = {spec.id: spec for spec in load_editions(ROOT / "benchmark_snapshots")}
    return load_snapshot(compile_edition(specs["hicustomer-2021"]))


@pytest.fixture(scope="module", params=["cs-state", "cspi"])
def survey(request: pytest.FixtureRequest) -> Survey:
    definition = load_definition(ROOT / "survey_defs" / request.param)
    return load_survey(json.loads(json.dumps(compile_survey(definition))))


def shares(metric: Metric, cell: Cell) -> dict[str, float]:
    """The published shares; figures without a place in the order in which they stand."""
    found = dict(cell.shares)
    for names, figures in cell.unplaced:
        free = [one.id for one in metric.categories if one.id in names]
        found |= dict(zip(free, figures, strict=False))
    return found


def drawn(question: Question, paper: Snapshot, random: Random) -> dict[str, Any] | None:
    """An answer drawn from the margin of the question's first link; None where it has none."""
    link = next((one for one in question.benchmarks if one.metric in paper.metric_by_id), None)
    metric = paper.metric_by_id[link.metric] if link else None
    cell = metric.cell({}) if metric else None
    if link is None or metric is None or cell is None or not (margin := shares(metric, cell)):
        return None
    options = {category: option for option, category in link.categories.items()}
    if metric.kind == "multiple":
        names = [name for name, share in margin.items() if random.random() * 100 < share]
        chosen = [option for name in names if (option := options.get(name, name)) in question.option_by_id]
        if question.kind == "multiple":
            return {"choices": chosen}
        return {"choice": chosen[0]} if len(chosen) == 1 else None
    name = random.choices(list(margin), list(margin.values()))[0]
    if question.kind == "number":
        band = next(one for one in metric.categories if one.id == name)
        return {"number": band.start if band.start is not None else (band.end or 1) - 1}
    return {"choice": options.get(name, name)} if options.get(name, name) in question.option_by_id else None


def made_up(survey: Survey, paper: Snapshot, random: Random) -> tuple[Standing, ...]:
    answers = {one.id: answer for one in survey.questions if (answer := drawn(one, paper, random))}
    read, problems = read_answers(survey, answers)
    assert not problems, problems
    return standings(survey, read, [paper], Against())


def test_chance_gives_a_line_in_one_report_of_five_at_most(survey: Survey, paper: Snapshot) -> None:
    random = Random(20261130)
    found = [outliers(made_up(survey, paper, random)) for _ in range(DRAWS)]
    assert sum(bool(one.found) for one in found) / DRAWS <= RATE
    assert sum(len(one.found) for one in found) / DRAWS <= RATE
    assert all(one.by_chance <= RATE for one in found)


def test_the_report_states_the_rule_and_its_numbers(survey: Survey, paper: Snapshot) -> None:
    answers = {one.id: answer for one in survey.questions if (answer := drawn(one, paper, Random(1)))}
    report = score(survey, answers, [paper])
    found = outliers(report.standings)
    shown = view(report, "en")["unusual_rule"]
    assert found.comparisons > 1 and f"respondents: {found.comparisons}." in shown
    if found.limit is None:
        assert found.by_chance == 0 and "no answer is rare enough" in shown
    else:
        assert f"{found.by_chance:.2f} lines" in shown and "1 of 5 reports" in shown


def test_what_almost_nobody_answers_is_found(survey: Survey, paper: Snapshot) -> None:
    if survey.id == "cspi":
        return
    metric = paper.metric_by_id["arr_per_csm"]
    rarest = metric.categories[-1]
    question = next(q for q in survey.questions if any(b.metric == metric.id for b in q.benchmarks))
    answer = {"number": rarest.start} if question.kind == "number" else {"choice": rarest.id}
    report = score(survey, {"saas_type": {"choice": "horizontal"}, question.id: answer}, [paper])
    (only,) = outliers(report.standings).found
    assert only.category.id == rarest.id and only.tail <= MOST


def test_few_respondents_are_not_compared(survey: Survey, paper: Snapshot) -> None:
    found = made_up(survey, paper, Random(2))
    small: list[Standing] = [
        replace(one, cell=replace(one.cell, n=29)) for one in found if one.cell is not None
    ]
    assert small and outliers(small).comparisons == 0
