"""Reasons for the place of a step in the roadmap, and who can decide on it: codes with what they are about,
which the texts of a language turn into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model.practice import Decider, Effort
from ..model.survey import Survey
from ..scoring.gates import FLOOR, SIGN, Standing
from ..scoring.situation import Facts
from .candidates import EFFORT
from .leverage import MATTERS
from .phases import CONSTRAINT, OPENING, Chosen, Phase, Roadmap
from .step_rules import Candidate, StepRule

Code = Literal[
    "holds_back",
    "next_weakest",
    "level_floor",
    "level_sign",
    "serves",
    "opens_axis",
    "needed_for",
    "makes_easier",
    "builds_on",
    "quick",
    "central",
    "open",
    "refines",
]
Wording = Literal["next", "case", "solo", "first"]
LOW, HIGH = 50.0, 75.0
"""Below ``LOW`` a weakest axis holds back; above it, it is only the next. From ``HIGH`` on, no single step is
what an axis rests on."""


@dataclass(frozen=True)
class Reason:
    """One reason. ``axis`` with its ``score``; ``level`` that asks for it, with the ``floor``; ``steps`` to
    come."""

    code: Code
    axis: str = ""
    score: float | None = None
    level: str = ""
    floor: float | None = None
    steps: tuple[str, ...] = ()


def reasons(found: Roadmap, phase: Phase, chosen: Chosen, reached: Standing | None) -> tuple[Reason, ...]:
    """Return why the step is in this phase; at least one reason, the weightiest first."""
    rule, means = chosen.step.rule, phase.before.means
    score = means.get(chosen.axis)
    given: list[Reason] = []
    if chosen.place == CONSTRAINT and phase.after.means[chosen.axis] > means[chosen.axis]:
        code: Code = "holds_back" if score is not None and score < LOW else "next_weakest"
        given.append(Reason(code if chosen.axis == rule.axis else "serves", axis=chosen.axis, score=score))
    if chosen.place == OPENING:
        given.append(Reason("opens_axis", axis=chosen.axis, score=score))
    given += _asked_by_level(found, phase, rule, reached)
    given += _comes_before(found, phase, rule)
    given += _comes_after(found, phase, rule)
    return tuple(given) or (_what_it_brings(phase, chosen.step),)


def _asked_by_level(found: Roadmap, phase: Phase, rule: StepRule, reached: Standing | None) -> list[Reason]:
    """Return what the next level asks for that the phases before have not brought yet."""
    if reached is None or reached.next is None:
        return []
    mask, level = found.start.here.table.mask, reached.next.id
    means, place = phase.before.means, phase.before.here.place
    scale = found.start.here.table.survey.scale
    lacks = [lack for lack in reached.lacks if lack.kind == FLOOR and lack.axis == rule.axis]
    floors = [lack for lack in lacks if scale.of(means.get(lack.axis, 0.0)) < lack.wanted]
    asked = [mask(lack.options) for lack in reached.lacks if lack.kind == SIGN]
    signs = [options for options in asked if options & rule.puts and not options & place]
    given = [Reason("level_floor", axis=one.axis, level=level, floor=one.wanted) for one in floors]
    return given or [Reason("level_sign", level=level) for _ in signs[:1]]


def _comes_before(found: Roadmap, phase: Phase, rule: StepRule) -> list[Reason]:
    """Return the later steps of the roadmap that need it, or that it makes easier."""
    after = found.phases[found.phases.index(phase) + 1 :]
    later = [one.step.rule for following in after for one in following.steps]
    place = phase.before.here.place
    needing = tuple(one.name for one in later if any(g & rule.puts and not g & place for g in one.requires))
    easier = tuple(one.name for one in later if one.bit & rule.makes_easier and one.name not in needing)
    given = [Reason("needed_for", steps=needing)] if needing else []
    return given + ([Reason("makes_easier", steps=easier)] if easier else [])


def _comes_after(found: Roadmap, phase: Phase, rule: StepRule) -> list[Reason]:
    """Return the steps of the phases before that it needs, or that make it easier."""
    before = found.phases[: found.phases.index(phase)]
    taken = [one.step.rule for earlier in before for one in earlier.steps]
    place = found.start.here.place
    needed = [group for group in rule.requires if not group & place]
    names = tuple(
        one.name for one in taken if one.makes_easier & rule.bit or any(one.puts & group for group in needed)
    )
    return [Reason("builds_on", steps=names)] if names else []


def _what_it_brings(phase: Phase, step: Candidate) -> Reason:
    """Return what speaks for a step by itself: little effort, or how much of its axis rests on it."""
    rule = step.rule
    score, after = phase.before.means[rule.axis], phase.after.means[rule.axis]
    if after <= score:
        return Reason("refines", axis=rule.axis, score=score)
    code: Code = "open"
    if step.units <= EFFORT[Effort.SMALL]:
        code = "quick"
    elif step.importance > MATTERS and score < HIGH:
        code = "central"
    return Reason(code, axis=rule.axis, score=score)


def wording(survey: Survey, locale: str, facts: Facts, rule: StepRule, earned: float) -> Wording:
    """Which of the step's texts fits: words for one person, for a first of its kind, or for a case to put,
    where the survey has them; ``earned``: what the question earns so far."""
    texts = survey.text[locale]["questions"][rule.question.id]["options"][rule.option.id]
    if facts.people <= 1 and texts.get("solo"):
        return "solo"
    if not has_power(survey, facts, rule) and texts.get("case"):
        return "case"
    return "first" if not earned and texts.get("first") else "next"


def has_power(survey: Survey, facts: Facts, rule: StepRule) -> bool:
    """Return whether the reader can decide on the step; not where the role is unknown."""
    practice = survey.practice
    if rule.decides is Decider.TEAM or practice.reader is None:
        return True
    return facts.options.get(practice.reader) in practice.powers.get(rule.decides, ())
