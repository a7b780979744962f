"""How far levels and roadmaps agree with the readings of a survey's cases, before and after.

    .venv/bin/python benchmarks/practice.py [SURVEY] [--each]

The cases in `survey_defs/<survey>/cases.yaml` were written for calibration. They are not real companies, and
agreement with them validates nothing. Readings in `survey_defs/<survey>/readings/` add a row. The survey's
page of cases shows the same figures. `--each` prints each case with what it is told and what readers name;
`--made-up N` adds what N made-up organisations and N random clickers are told, whom nobody has read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from measure import ROOT

from cspi_build.schema.cases import Case, EarlierRubric
from cspi_build.surveys.calibration import (
    Advice,
    Row,
    Told,
    advice_of,
    agreement_rows,
    by_gain_and_effort,
    by_practice,
    case_answers,
    with_rubric,
)
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey
from cspi_core.advice.step_rules import StepRule, step_rules
from cspi_core.model.answers import Answers
from cspi_core.model.survey import Survey
from cspi_core.scoring.scores import score_survey
from cspi_core.scoring.situation import situation

HEAD = "| | cases | level = middle reading | agreed first steps | in phases 1-2 | in 1-3 | rejected |"
ORDERS = {"gain": "by gain and effort", "practice": "by practice"}
MADE_UP = (
    "| | the commonest first step | a step on one of the two lowest axes in phase 1 | a requirement missing "
    "| random clicking: level 3 or higher |"
)
SURVEYS = sorted(path.parent.name for path in (ROOT / "survey_defs").glob("*/cases.yaml"))


def main(name: str, is_each: bool, count: int) -> None:
    """Print the tables, and each case where that is wanted."""
    definition = load_definition(ROOT / "survey_defs" / name)
    compiled = compile_survey(definition)
    print(f"{HEAD}\n|---|---|---|---|---|---|---|")
    for row in agreement_rows(compiled, definition.calibration):
        print(f"| {called(row)} | {' | '.join(map(str, astuple(row.found)))} |")
    if count:
        earlier = definition.calibration.earlier
        made_up(compiled, earlier, count)
    survey = load_survey(compiled)
    for case in definition.calibration.merged if is_each else ():
        show(survey, case)


def made_up(compiled: dict[str, Any], earlier: EarlierRubric | None, count: int) -> None:
    """Print how advice behaves over made-up organisations, before and after."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from organisations import organisations, random_clickers

    print(f"\n{MADE_UP}\n|---|---|---|---|---|")
    everybody, clickers = tuple(organisations(count)), tuple(random_clickers(count))
    if earlier is not None:
        before = load_survey(with_rubric(compiled, earlier))
        name = f"by gain and effort, {before.version}"
        print(
            behaviour(
                name, before, by_gain_and_effort, step_rules(load_survey(compiled)), everybody, clickers
            )
        )
    survey = load_survey(compiled)
    name = f"by practice, {survey.version}"
    print(behaviour(name, survey, by_practice, step_rules(survey), everybody, clickers))


def behaviour(
    name: str,
    survey: Survey,
    advise: Advice,
    rules: Sequence[StepRule],
    everybody: Sequence[Answers],
    clickers: Sequence[Answers],
) -> str:
    """Return a row of the table on made-up organisations."""
    told = [(told_of(survey, advise, answers), answers) for answers in everybody]
    first = Counter(one.phases[0][0] for one, _ in told if one.phases and one.phases[0])
    low = {level.id for level in survey.levels[:2]}
    shares = (
        first.most_common(1)[0][1] / sum(first.values()),
        sum(on_a_weakest(survey, one, answers) for one, answers in told) / len(told),
        sum(lacks_a_requirement(survey, rules, one, answers) for one, answers in told) / len(told),
        sum(told_of(survey, advise, answers).level not in low for answers in clickers) / len(clickers),
    )
    return f"| {name} | {' | '.join(f'{share:.0%}' for share in shares)} |"


def told_of(survey: Survey, advise: Advice, answers: Answers) -> Told:
    """What an organisation is told."""
    return advise(survey, answers, score_survey(survey, answers))


def on_a_weakest(survey: Survey, told: Told, answers: Answers) -> bool:
    """Return whether the first phase has a step on one of the two lowest axes."""
    axes = score_survey(survey, answers).axes
    low = sorted((axis for axis in axes if axis.mean is not None), key=lambda axis: axis.mean or 0.0)[:2]
    weakest = {axis.axis.id for axis in low}
    first = told.phases[0] if told.phases else ()
    return any(survey.question_by_id[name.partition(".")[0]].axis in weakest for name in first)


def lacks_a_requirement(survey: Survey, rules: Sequence[StepRule], told: Told, answers: Answers) -> bool:
    """Return whether a step comes before something that practice requires of it."""
    place, by_name = situation(survey, answers, None).place, {rule.name: rule for rule in rules}
    for phase in told.phases:
        taken = [by_name[name] for name in phase if name in by_name]
        if any(not group & place for rule in taken for group in rule.requires):
            return True
        for rule in taken:
            place |= rule.puts
    return False


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
    parser.add_argument("--made-up", type=int, default=0, metavar="N", help="add made-up organisations")
    given = parser.parse_args()
    main(given.survey, given.each, given.made_up)
