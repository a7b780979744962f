"""Reasons for the place of a step in the roadmap, and who can decide on it: codes with what they are about,
which the texts of a language turn into sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ..model.practice import Decider, Effort
from ..model.survey import Survey
from ..scoring.gates import FLOOR, SIGN, Standing
from ..scoring.situation import Facts, Situation
from .candidates import EFFORT
from .phases import CONSTRAINT, OPENING, Chosen, Phase, Roadmap
from .step_rules import MATTERS, Candidate, StepRule

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
    "missing",
    "refines",
]
Wording = Literal["next", "case", "at_scale", "solo", "first"]
LOW, HIGH = 50.0, 75.0
"""Below ``LOW`` a weakest axis holds back; above it, it is only the next. From ``HIGH`` on, no single step is
what an axis rests on, and a step is what is still missing there."""


@dataclass(frozen=True)
class Reason:
    """One reason. ``axis`` with its ``score``, ``is_projected`` where earlier phases have changed it;
    ``level`` that asks for it, with the ``floor``; ``steps`` to come."""

    code: Code
    axis: str = ""
    score: float | None = None
    level: str = ""
    floor: float | None = None
    steps: tuple[str, ...] = ()
    is_projected: bool = False


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
    today = found.start.means
    return tuple(
        replace(one, is_projected=one.score is not None and one.score != today.get(one.axis))
        for one in given or (_what_it_brings(phase, chosen.step),)
    )


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
    """Return what speaks for a step by itself: little effort, how much of its axis rests on it, or that a
    strong axis still lacks it."""
    rule = step.rule
    score, after = phase.before.means[rule.axis], phase.after.means[rule.axis]
    if after <= score:
        return Reason("refines", axis=rule.axis, score=score)
    code: Code = "open"
    if score >= HIGH:
        code = "missing"
    elif step.units <= EFFORT[Effort.SMALL]:
        code = "quick"
    elif step.importance > MATTERS:
        code = "central"
    return Reason(code, axis=rule.axis, score=score)


def wording(here: Situation, rule: StepRule, earned: float) -> Wording:
    """Which of the step's texts fits: a case to put, words for many customers, for one person, or for a first
    of its kind, where the survey has them; ``earned``: what the question earns so far."""
    survey, people = here.table.survey, here.facts.people
    texts = survey.text[survey.default_locale]["questions"][rule.question.id]["options"][rule.option.id]
    is_solo = people <= 1 and bool(texts.get("solo"))
    fits: dict[Wording, bool] = {
        "case": not is_solo and not has_power(survey, here.facts, rule),
        "at_scale": not here.holds(here.table.test(survey.practice.one_to_one)),
        "solo": is_solo,
        "first": not earned,
    }
    return next((key for key, is_fit in fits.items() if is_fit and texts.get(key)), "next")


def has_power(survey: Survey, facts: Facts, rule: StepRule) -> bool:
    """Return whether the reader can decide on the step; not where the role is unknown."""
    practice = survey.practice
    if rule.decides is Decider.TEAM or practice.reader is None:
        return True
    return facts.options.get(practice.reader) in practice.powers.get(rule.decides, ())
