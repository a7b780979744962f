"""Advice in phases, by gain and effort alone: what to do first, second and third.

A step's rank is its gain against its effort. A phase takes the best open steps; the next one is chosen as
if these were done, so that a step never comes before what it requires, and one question moves one rung
a phase.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.answers import Answer, Answers
from ..model.survey import NUMBER, Survey
from ..rounding import round_half_up
from ..scoring.scores import IndexScore, score_survey
from .candidates import EFFORT, UNSAID
from .improvements import Step, steps_by_question, with_option

PHASES, STEPS = 3, 3
"""So many phases of at most so many steps each."""


@dataclass(frozen=True)
class GainPhase:
    """Steps that can be taken side by side, and the index (with its axes) once they are taken."""

    steps: tuple[Step, ...]
    before: IndexScore
    after: IndexScore


def gain_phases(survey: Survey, answers: Answers, index: IndexScore) -> tuple[GainPhase, ...]:
    """At most three phases; fewer where nothing is left to gain."""
    found: list[GainPhase] = []
    now: Mapping[str, Answer] = answers
    for _ in range(PHASES):
        steps = best_steps(steps_by_question(survey, now, index))
        if not steps:
            break
        now = take(survey, now, steps)
        after = score_survey(survey, now)
        found.append(GainPhase(steps, index, after))
        index = after
    return tuple(found)


def best_steps(found: Mapping[str, tuple[Step, ...]], most: int = STEPS) -> tuple[Step, ...]:
    """The open steps with the best gain for their effort, at most one a question.

    Numbers are left out: they follow from the work, they are not work.
    """
    ready = [
        max(steps, key=ratio)
        for question in found.values()
        if (steps := [step for step in question if step.open and step.question.kind != NUMBER])
    ]
    return tuple(sorted(ready, key=lambda step: -ratio(step))[:most])


def ratio(step: Step) -> float:
    """Points of the index for a unit of effort; rounded, so that equal steps keep their order."""
    return round_half_up(step.gain / EFFORT[step.effort or UNSAID], 6)


def take(survey: Survey, answers: Answers, steps: tuple[Step, ...]) -> dict[str, Answer]:
    """The answers after these steps."""
    after = dict(answers)
    for step in steps:
        option = step.question.option_by_id[step.option]
        after[step.question.id] = with_option(step.question, after[step.question.id], option)
    return after
