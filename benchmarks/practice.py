"""How far levels and roadmaps agree with the readings of the cases: before, and with the model of practice.

    .venv/bin/python benchmarks/practice.py [--each]

The cases in `survey_defs/cspi/cases.yaml` were written for calibration. They are not real companies, and
agreement with them validates nothing. `by gain and effort, 1.0` is the rubric as it was before the model of
practice, kept in `cspi-1.0.json`. `--each` prints each case with what it is told and what readers name.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import astuple
from typing import Any

from measure import ROOT

from cspi_build.schema.cases import Case
from cspi_build.surveys.calibration import Advice, agreement, by_gain_and_effort, by_practice, case_answers
from cspi_build.surveys.cases import load_cases
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey
from cspi_core.model.survey import Survey
from cspi_core.scoring.scores import score_survey

FOLDER = ROOT / "survey_defs" / "cspi"
HEAD = "| | cases | level = middle reading | agreed first steps | in phases 1-2 | in 1-3 | rejected |"


def main(is_each: bool) -> None:
    """Print the table, and each case where that is wanted."""
    compiled = compile_survey(load_definition(FOLDER))
    survey, cases = load_survey(compiled), load_cases(FOLDER)
    before = load_survey(earlier(compiled, json.loads((ROOT / "benchmarks" / "cspi-1.0.json").read_text())))
    print(f"{HEAD}\n|---|---|---|---|---|---|---|")
    row("by gain and effort, 1.0", before, cases, by_gain_and_effort)
    row(f"by gain and effort, {survey.version}", survey, cases, by_gain_and_effort)
    row(f"by practice, {survey.version}", survey, cases, by_practice)
    for case in cases if is_each else ():
        show(survey, case)


def row(name: str, survey: Survey, cases: tuple[Case, ...], advise: Advice) -> None:
    """Print one row of the table."""
    found = agreement(survey, cases, advise)
    print(f"| {name} | {' | '.join(map(str, astuple(found)))} |")


def earlier(compiled: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
    """The survey with an earlier rubric: its values, weights, efforts, order and levels."""
    questions = [
        {**q, **old["questions"].get(q["id"], {}), "options": options(q, old)} for q in compiled["questions"]
    ]
    nothing = {"roadmap": None, "contradictions": []}
    return {**compiled, **nothing, "version": old["version"], "levels": old["levels"], "questions": questions}


def options(question: dict[str, Any], old: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of a question with their earlier values."""
    return [
        {"id": o["id"], **old["options"].get(f"{question['id']}.{o['id']}", {})}
        for o in question.get("options") or ()
    ]


def show(survey: Survey, case: Case) -> None:
    """Print what a case is told, and what its readers name."""
    answers = case_answers(survey, case)
    told = by_practice(survey, answers, score_survey(survey, answers))
    named = Counter(name for reading in case.readings for name in reading.first)
    print(f"\n{case.id}: {told.level}, read as {' '.join(reading.level for reading in case.readings)}")
    print("  told  ", " / ".join(" ".join(phase) for phase in told.phases))
    print("  named ", " ".join(f"{name} x{times}" for name, times in named.most_common()))


if __name__ == "__main__":
    main("--each" in sys.argv[1:])
