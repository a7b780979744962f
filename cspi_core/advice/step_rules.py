"""Steps by practice: which of them make sense for an organisation, and which are open to it now.

A step is an option that fits the organisation, is not there yet, and would count. It is open once all that
it requires is in place. A stepping stone is passed over where what supersedes it is there, open, or one
step away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..model.practice import Decider, OptionPractice
from ..model.survey import MULTIPLE, SINGLE, Option, Question, Survey
from ..scoring.gates import is_missing, signs_of
from ..scoring.scores import weighted_mean
from ..scoring.situation import Situation, Table, Test, table_of
from ..uncertainty.contradictions import contradicted
from .candidates import EFFORT

MATTERS = 2
"""The importance from which a step matters; below it are refinements."""


@dataclass(frozen=True, eq=False)
class StepRule:
    """A step that a survey knows, its options as bits. ``units``: its effort by size of team, None where it
    is not advised. ``puts``: what is in place with it; ``ends``: what is no longer chosen. ``apart``: what it
    never shares a phase with; ``after``: what it never comes after, ``hardly`` also what it better not."""

    name: str
    order: int
    bit: int
    question: Question
    option: Option
    axes: tuple[str, ...]
    importance: int
    units: tuple[int | None, ...]
    requires: tuple[int, ...]
    makes_easier: int
    supersedes: int
    puts: int
    ends: int
    apart: int
    after: int
    hardly: int
    applies: Test | None
    more: tuple[Test | None, ...]
    decides: Decider

    @property
    def axis(self) -> str:
        """The axis on which it earns."""
        return self.axes[0]


@dataclass(frozen=True, eq=False)
class Candidate:
    """A step that makes sense now: its importance here, its effort, and the groups of options that it
    lacks."""

    rule: StepRule
    importance: int
    units: int
    missing: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class State:
    """An organisation at one point of its roadmap. ``values``: what each answered question earns; ``means``:
    the axes that have one, 0 to 100; ``taken``: the steps so far, as bits; ``next_level``: the level above
    today's, whose signs matter."""

    here: Situation
    values: Mapping[str, float]
    means: Mapping[str, float]
    taken: int = 0
    next_level: str = ""

    @property
    def is_top(self) -> bool:
        """Return whether the index is high enough for missing options to count even at full marks."""
        top = self.here.table.survey.practice.top
        return top is not None and self.here.index >= top

    def need(self, axis: str) -> float:
        """Return the need of an axis, from 0 to 1."""
        return max(0.05, 1.0 - self.means[axis] / 100.0) if axis in self.means else 0.0


@lru_cache(maxsize=8)
def step_rules(survey: Survey) -> tuple[StepRule, ...]:
    """Every step that the survey advises, in its order."""
    table = table_of(survey)
    practice = [one for one in survey.practice.options if _question(survey, one.name).axis]
    return tuple(_rule(table, at, one, practice) for at, one in enumerate(practice))


def rule_of(survey: Survey, name: str) -> StepRule | None:
    """The step of that name, ``question.option``."""
    return next((rule for rule in step_rules(survey) if rule.name == name), None)


def _question(survey: Survey, name: str) -> Question:
    return survey.question_by_id[name.partition(".")[0]]


def _rule(table: Table, order: int, one: OptionPractice, practice: list[OptionPractice]) -> StepRule:
    mask, question = table.mask, _question(table.survey, one.name)
    own = f"{question.id}."
    bit = table.bits[one.name]
    before = [other.name for other in practice if one.name in (*other.makes_easier, *other.resets)]
    siblings = [other.name for other in practice if other.name.startswith(own) and other.name != one.name]
    above = [other.name for other in practice if one.name in other.supersedes]
    after = mask((*one.resets, *one.supersedes, *above))
    return StepRule(
        name=one.name,
        order=order,
        bit=bit,
        question=question,
        option=question.option_by_id[one.name.removeprefix(own)],
        axes=(question.axis or "", *one.serves),
        importance=one.importance,
        units=tuple(None if word is None else EFFORT[word] for word in one.effort),
        requires=tuple(mask(group) for group in one.requires),
        makes_easier=mask(one.makes_easier),
        supersedes=mask(one.supersedes),
        puts=table.puts[one.name],
        ends=mask(f"{own}{o.id}" for o in question.options if question.kind == SINGLE or o.exclusive),
        apart=mask((*siblings, *before, *one.makes_easier, *one.resets)),
        after=after,
        hardly=after | mask(one.makes_easier),
        applies=table.test(one.applies_if),
        more=tuple(table.test(when) for when in one.more_if),
        decides=one.decides,
    )


def sensible(state: State) -> Iterator[Candidate]:
    """The steps that make sense for the organisation some day."""
    here = state.here
    asked = _missing_signs(here)
    found = []
    for rule in step_rules(here.table.survey):
        units = rule.units[here.facts.size]
        if units is None or rule.bit & here.place or not here.holds(rule.applies):
            continue
        if _counts(state, rule, bool(rule.bit & asked)):
            importance = rule.importance
            if rule.more:
                importance += sum([here.holds(when) for when in rule.more])
            missing = tuple([group for group in rule.requires if not group & here.place])
            found.append(Candidate(rule, importance, units, missing))
    return _with_signs_that_matter(state, found)


def _with_signs_that_matter(state: State, found: list[Candidate]) -> Iterator[Candidate]:
    """A sign of the next level that no step of weight brings is no refinement: its steps matter."""
    wanted = 0
    for sign in signs_of(state.here.table.survey).get(state.next_level, ()):
        is_bare = is_missing(state.here, sign) and not [
            1 for one in found if one.rule.bit & sign.options and one.importance >= MATTERS
        ]
        wanted |= sign.options if is_bare else 0
    return (replace(one, importance=MATTERS) if one.rule.bit & wanted else one for one in found)


def union(sets: Iterable[int]) -> int:
    """All options of these sets."""
    found = 0
    for one in sets:
        found |= one
    return found


def _missing_signs(here: Situation) -> int:
    """The options of every sign that any level asks for and that is not there, as bits."""
    signs = (sign for of_level in signs_of(here.table.survey).values() for sign in of_level)
    return union(sign.options for sign in signs if is_missing(here, sign))


def unsuited_options(here: Situation) -> frozenset[tuple[str, str]]:
    """Return the options that are never advised to an organisation like this, as (question, option): what is
    no step, or not one for its size or its circumstances. Empty where the survey knows no practice."""
    survey = here.table.survey
    rules = step_rules(survey)
    suited = {
        rule.name for rule in rules if rule.units[here.facts.size] is not None and here.holds(rule.applies)
    }
    return frozenset(
        (question.id, option.id)
        for question in survey.questions
        if rules and question.axis
        for option in question.options
        if f"{question.id}.{option.id}" not in suited
    )


def _counts(state: State, rule: StepRule, is_asked: bool) -> bool:
    """Return whether the step would earn something, is a sign of a level, or matters at the top."""
    question, value = rule.question, state.values.get(rule.question.id)
    if value is None:
        return False
    if is_asked or (state.is_top and question.kind == MULTIPLE):
        return True
    worth = rule.option.value or 0.0
    if question.kind == SINGLE:
        return (1.0 - worth if question.reverse else worth) > value + 1e-9
    return worth > 0 and not question.reverse and value < 1.0 - 1e-9


def open_steps(state: State, candidates: list[Candidate]) -> list[Candidate]:
    """Return the steps that can be taken up now, without stepping stones to what is as near, and without
    those that would contradict an answer as it is now."""
    ready = sum(one.rule.bit for one in candidates if not one.missing)
    passed = union(
        rule.supersedes for rule in step_rules(state.here.table.survey) if rule.bit & state.here.place
    )
    near = [one for one in candidates if not [1 for group in one.missing if not group & ready]]
    passed |= union(one.rule.supersedes for one in near)
    return [
        one
        for one in candidates
        if not one.missing and not one.rule.bit & passed and not _contradicts(state.here, one.rule)
    ]


def _contradicts(here: Situation, rule: StepRule) -> bool:
    chosen = here.chosen & ~rule.ends | rule.bit
    after = Situation(here.table, here.facts, here.answers, chosen, here.place | rule.puts, here.index)
    return bool(contradicted(after, rule.bit))


@dataclass(frozen=True, eq=False)
class Sheet:
    """The arithmetic of an index whose answered questions stay the same: by axis its weight, and the
    weights of its questions."""

    axes: tuple[tuple[str, float, tuple[tuple[str, float], ...]], ...]

    def means(self, values: Mapping[str, float]) -> dict[str, float]:
        """The mean of each axis, 0 to 100."""
        return {axis: self.mean(items, values) for axis, _, items in self.axes}

    @staticmethod
    def mean(items: tuple[tuple[str, float], ...], values: Mapping[str, float]) -> float:
        """The mean of one axis, 0 to 100."""
        return 100.0 * (weighted_mean([(weight, values[name]) for name, weight in items]) or 0.0)

    def index(self, means: Mapping[str, float]) -> float:
        """The index, 0 to 100."""
        return weighted_mean([(weight, means[axis]) for axis, weight, _ in self.axes]) or 0.0
