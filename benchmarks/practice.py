"""How far levels and roadmaps agree with the readings of a survey's cases, before and after.

    .venv/bin/python benchmarks/practice.py [SURVEY] [--each]

The cases in `survey_defs/<survey>/cases.yaml` were written for calibration. They are not real companies, and
agreement with them validates nothing. Readings in `survey_defs/<survey>/readings/` add a row. The survey's
page of cases shows the same figures. `--each` prints each case with what it is told and what readers name.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import astuple

from measure import ROOT

from cspi_build.schema.cases import Case
from cspi_build.surveys.calibration import Row, advice_of, agreement_rows, case_answers
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey
from cspi_core.model.survey import Survey
from cspi_core.scoring.scores import score_survey

HEAD = "| | cases | level = middle reading | agreed first steps | in phases 1-2 | in 1-3 | rejected |"
ORDERS = {"gain": "by gain and effort", "practice": "by practice"}
SURVEYS = sorted(path.parent.name for path in (ROOT / "survey_defs").glob("*/cases.yaml"))


def main(name: str, is_each: bool) -> None:
    """Print the table, and each case where that is wanted."""
    definition = load_definition(ROOT / "survey_defs" / name)
    compiled = compile_survey(definition)
    print(f"{HEAD}\n|---|---|---|---|---|---|---|")
    for row in agreement_rows(compiled, definition.calibration):
        print(f"| {called(row)} | {' | '.join(map(str, astuple(row.found)))} |")
    survey = load_survey(compiled)
    for case in definition.calibration.merged if is_each else ():
        show(survey, case)


def called(row: Row) -> str:
    """What a row is about."""
    more = f", with {row.readers} more reader{'s' if row.readers > 1 else ''}" if row.readers else ""
    return f"{ORDERS[row.order]}, {row.version}{more}"


def show(survey: Survey, case: Case) -> None:
    """Print what a case is told, and what its readers name."""
    answers = case_answers(survey, case)
    told = advice_of(survey)(survey, answers, score_survey(survey, answers))
    named = Counter(name for reading in case.readings for name in reading.first)
    print(f"\n{case.id}: {told.level}, read as {' '.join(reading.level for reading in case.readings)}")
    print("  told  ", " / ".join(" ".join(phase) for phase in told.phases))
    print("  named ", " ".join(f"{name} x{times}" for name, times in named.most_common()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Compare levels and roadmaps with the readings of the cases."
    )
    parser.add_argument("survey", nargs="?", choices=SURVEYS, default=SURVEYS[0], metavar="SURVEY")
    parser.add_argument("--each", action="store_true", help="print each case as well")
    given = parser.parse_args()
    main(given.survey, given.each)
