"""How far levels and roadmaps agree with the readings of a survey's cases.

The cases were written for calibration, so this tells what the rubric was fitted to. It validates nothing.
Readings that came later are the better test: nothing was fitted to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from cspi_build.schema.cases import Case, EarlierRubric
from cspi_build.surveys.cases import Calibration, plain_case_answers
from cspi_core import load_survey
from cspi_core.advice.phases import roadmap
from cspi_core.advice.roadmap import gain_phases
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answers
from cspi_core.model.survey import Survey
from cspi_core.scoring.gates import level_at
from cspi_core.scoring.scores import IndexScore, score_survey
from cspi_core.uncertainty.levels import standing

__all__ = [
    "AGREED",
    "Agreement",
    "Row",
    "Told",
    "advice_of",
    "agreement",
    "agreement_rows",
    "by_gain_and_effort",
    "by_practice",
    "case_answers",
    "median_level",
    "with_rubric",
]

AGREED = 2
"""How many readings of a case have to name a step, for it to be an agreed one."""


class Told(NamedTuple):
    """What an organisation is told: its level, and the steps of each phase as ``question.option``."""

    level: str | None
    phases: Sequence[Sequence[str]]


Advice = Callable[[Survey, Answers, IndexScore], Told]


@dataclass(frozen=True)
class Agreement:
    """Counts over cases. ``agreed``: steps that two readings of a case name first; ``rejected``: steps
    advised that a reading calls bad advice, once for each such reading."""

    cases: int = 0
    levels: int = 0
    agreed: int = 0
    agreed_in_two_phases: int = 0
    agreed_in_three: int = 0
    rejected: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


class Row(NamedTuple):
    """Agreement of one way of advising. ``order``: by ``gain`` and effort, or by ``practice``; ``readers``:
    how many later readers count besides the readings that the rubric was fitted to."""

    order: str
    version: str
    readers: int
    found: Agreement


def agreement_rows(compiled: dict[str, Any], calibration: Calibration) -> tuple[Row, ...]:
    """Agreement before and after: of the earlier rubric, of the present one without its model of practice,
    with it, and with it on all readings. Only what the survey has."""
    survey, cases, rows = load_survey(compiled), calibration.cases, list[Row]()
    if calibration.earlier is not None:
        before = load_survey(with_rubric(compiled, calibration.earlier))
        rows.append(Row("gain", before.version, 0, agreement(before, cases, by_gain_and_effort)))
    rows.append(Row("gain", survey.version, 0, agreement(survey, cases, by_gain_and_effort)))
    if survey.practice.options:
        rows.append(Row("practice", survey.version, 0, agreement(survey, cases, by_practice)))
    if calibration.readers:
        found = agreement(survey, calibration.merged, advice_of(survey))
        rows.append(Row(rows[-1].order, survey.version, len(calibration.readers), found))
    return tuple(rows)


def advice_of(survey: Survey) -> Advice:
    """How the survey advises: by practice where it knows any."""
    return by_practice if survey.practice.options else by_gain_and_effort


def with_rubric(compiled: dict[str, Any], old: EarlierRubric) -> dict[str, Any]:
    """The compiled survey with an earlier rubric: its values, weights, efforts, order and levels."""
    given = old.model_dump(mode="json", by_alias=True, exclude_unset=True)
    questions = [
        {
            **question,
            **given["questions"].get(question["id"], {}),
            "options": [
                {"id": option["id"], **given["options"].get(f"{question['id']}.{option['id']}", {})}
                for option in question.get("options") or ()
            ],
        }
        for question in compiled["questions"]
    ]
    rest = {"roadmap": None, "contradictions": [], "levels": given["levels"], "questions": questions}
    return {**compiled, **rest, "version": old.version}


def by_practice(survey: Survey, answers: Answers, index: IndexScore) -> Told:
    """Levels with gates, and the roadmap by practice."""
    reached = standing(survey, answers, index)
    phases = roadmap(survey, answers, index).phases
    steps = [[one.step.rule.name for one in phase.steps] for phase in phases]
    return Told(reached.level.id if reached else None, steps)


def by_gain_and_effort(survey: Survey, answers: Answers, index: IndexScore) -> Told:
    """Levels by the index alone, and steps by gain and effort."""
    reached = level_at(survey, index.score)
    found = gain_phases(survey, answers, index)
    steps = [[f"{step.question.id}.{step.option}" for step in wave.steps] for wave in found]
    return Told(reached.id if reached else None, steps)


def case_answers(survey: Survey, case: Case) -> Answers:
    """A case's answers. Raises ValueError where the survey does not take them."""
    kinds = {question.id: question.kind for question in survey.questions}
    answers, problems = read_answers(survey, plain_case_answers(case, kinds))
    if problems:
        raise ValueError(f"{case.id}: {problems}")
    return answers


def agreement(survey: Survey, cases: Iterable[Case], advise: Advice) -> Agreement:
    """How far what organisations are told agrees with their readings."""
    return sum((_agreement(survey, case, advise) for case in cases), Agreement())


def _agreement(survey: Survey, case: Case, advise: Advice) -> Agreement:
    answers = case_answers(survey, case)
    told = advise(survey, answers, score_survey(survey, answers))
    named = Counter(name for reading in case.readings for name in reading.first)
    agreed = {name for name, times in named.items() if times >= AGREED}
    rejected = [name for reading in case.readings for name in reading.reject]
    two = {name for phase in told.phases[:2] for name in phase}
    three = {name for phase in told.phases[:3] for name in phase}
    return Agreement(
        cases=1,
        levels=int(told.level == median_level(survey, case)),
        agreed=len(agreed),
        agreed_in_two_phases=len(agreed & two),
        agreed_in_three=len(agreed & three),
        rejected=sum(name in three for name in rejected),
    )


def median_level(survey: Survey, case: Case) -> str:
    """The level of the middle reading; of two middle ones the lower."""
    order = [level.id for level in survey.levels]
    levels = sorted((reading.level for reading in case.readings), key=order.index)
    return levels[(len(levels) - 1) // 2]
