"""The least effort to the next level, as a view of the same roadmap: which of its steps the level needs.

The roadmap is carried on until the level is reached (its index, its floor, its signs); then, from the
dearest step on, whatever can be left out is left out, until nothing more can. So there is one list: the
steps that count for the level are marked, the others dimmed, and what lies beyond the last phase follows as
"later".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model.answers import Answers
from ..model.survey import Level, Survey
from ..scoring.gates import lacks
from ..scoring.scores import IndexScore, item_value
from ..scoring.situation import Situation, standing_options
from ..uncertainty.contradictions import without_contradicted
from .leverage import weigh
from .phases import PHASES, Roadmap, choose, take
from .step_rules import Candidate, Sheet, State, StepRule, open_steps, sensible, union

MOST_PHASES = 30


@dataclass(frozen=True, eq=False)
class Route:
    """The steps that the next level needs, in the order of the work: those within the roadmap, and those
    after. ``is_reached``: whether all that is ever advised reaches the level."""

    level: Level
    steps: tuple[StepRule, ...]
    later: tuple[StepRule, ...]
    is_reached: bool


def route(survey: Survey, answers: Answers, index: IndexScore, found: Roadmap, level: Level) -> Route:
    """The steps of the roadmap, carried on where need be, that reach the level; none can be left out."""
    goal = _Goal(found.sheet, frozenset(a.axis.id for a in index.axes if a.score is not None), level)
    names: list[StepRule] = []
    state = found.start
    for phase in range(MOST_PHASES):
        if goal.is_met(state):
            break
        rules = _phase(found, state, phase)
        if not rules:
            return Route(level, (), (), False)
        names += rules
        state = take(found.sheet, state, rules)
    if not goal.is_met(state):
        return Route(level, (), (), False)
    needed = _without_spare(goal, found.start, names)
    within = union(one.step.rule.bit for phase in found.phases for one in phase.steps)
    return Route(
        level,
        tuple(rule for rule in needed if rule.bit & within),
        tuple(rule for rule in needed if not rule.bit & within),
        True,
    )


def _phase(found: Roadmap, state: State, phase: int) -> list[StepRule]:
    """The next phase: the roadmap's own, then one like it, then a small help where only these are left."""
    if phase < len(found.phases):
        return [one.step.rule for one in found.phases[phase].steps]
    chosen = choose(state, is_strict=phase < PHASES)
    return [one.step.rule for one in chosen] or [one.rule for one in _small_help(state)]


def _small_help(state: State) -> list[Candidate]:
    candidates = list(sensible(state))
    ready = [one for one in open_steps(state, candidates) if not one.rule.after & state.taken]
    weighed = sorted(weigh(state, candidates, ready), key=lambda one: one.rank)
    return [one.step for one in weighed[:1]]


@dataclass(frozen=True, eq=False)
class _Goal:
    """A level, and the arithmetic to see whether it is reached; ``scored``: the axes that have a score."""

    sheet: Sheet
    scored: frozenset[str]
    level: Level

    def is_met(self, state: State) -> bool:
        return self._is_there(state) and self._is_there(_counted(self.sheet, state))

    def _is_there(self, state: State) -> bool:
        score = state.here.table.survey.scale.shown(self.sheet.index(state.means)) or 0.0
        scores = {axis: mean for axis, mean in state.means.items() if axis in self.scored}
        return score >= self.level.start and not any(lacks(state.here, scores, self.level))


def _counted(sheet: Sheet, state: State) -> State:
    """The state as a level counts it: without what answers contradict."""
    here = state.here
    answers = without_contradicted(here)
    if answers is here.answers:
        return state
    questions = here.table.survey.question_by_id
    changed = {name: item_value(questions[name], answers[name]) for name in state.values}
    chosen, place = standing_options(here.table, answers)
    after = Situation(here.table, here.facts, answers, chosen, place, here.index)
    return replace(state, here=after, values=changed, means=sheet.means(changed))


def _without_spare(goal: _Goal, start: State, steps: list[StepRule]) -> list[StepRule]:
    """The steps of which none can be left out, the dearest tried first, the last of equals first."""
    size = start.here.facts.size
    kept = list(steps)
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for rule in sorted(kept, key=lambda one: (-(one.units[size] or 0), -steps.index(one))):
            without = [one for one in kept if one is not rule]
            if _stands(start, without) and goal.is_met(take(goal.sheet, start, without)):
                kept, is_shorter = without, True
    return kept


def _stands(start: State, steps: Iterable[StepRule]) -> bool:
    """Return whether each step has what it requires when its turn comes."""
    place = start.here.place
    for rule in steps:
        if [group for group in rule.requires if not group & place]:
            return False
        place |= rule.puts
    return True
