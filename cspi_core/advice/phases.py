"""The roadmap: at most three phases of at most three steps, in the order of the work.

1. First *the constraint*: on one of the weakest axes the step with the most leverage; if nothing there
   matters, what opens something there. Axes within five points of the lowest are equally weak; axes of
   which the survey says that they can wait are weighed so many points up.
2. Then what matters most, whatever the axis, within what a team of this size can carry. No trifles.
3. Never together: two steps of one question, a step and what it makes easier, a step and what it undoes.
   Never after: what an earlier step replaced, or would have made easier.
4. Once the constraint is broken, the next one is the constraint: the next phase is chosen as if this one
   were done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import sqrt

from ..model.answers import Answers
from ..model.practice import Effort
from ..model.survey import Survey
from ..scoring.scores import IndexScore, item_value
from ..scoring.situation import Situation, situation
from ..uncertainty.levels import standing
from .candidates import EFFORT
from .improvements import with_option
from .leverage import Weighed, weigh
from .step_rules import MATTERS, Candidate, Sheet, State, StepRule, open_steps, sensible

PHASES, STEPS, PER_AXIS = 3, 3, 2
"""So many phases of at most so many steps, and so many of a phase on one axis."""
EQUALLY_WEAK = 5.0
CONSTRAINT, OPENING, LEVERAGE = "constraint", "opening", "leverage"


@dataclass(frozen=True, eq=False)
class Chosen:
    """A step of a phase. ``place``: why it got in: as the constraint, as what opens it, or by its leverage;
    ``axis``: the axis that it is to help."""

    step: Candidate
    place: str
    axis: str


@dataclass(frozen=True, eq=False)
class Phase:
    """Steps that can be taken side by side, and how things stand before and after them."""

    steps: tuple[Chosen, ...]
    before: State
    after: State


@dataclass(frozen=True, eq=False)
class Roadmap:
    """The phases, and the arithmetic that they rest on."""

    sheet: Sheet
    start: State
    phases: tuple[Phase, ...]


def roadmap(survey: Survey, answers: Answers, index: IndexScore) -> Roadmap:
    """Return what to do first, second and third."""
    sheet, start = starting_point(survey, answers, index)
    return Roadmap(sheet, start, tuple(_phases(sheet, start)))


def starting_point(survey: Survey, answers: Answers, index: IndexScore) -> tuple[Sheet, State]:
    """The arithmetic of the answered questions, and how things stand."""
    counted = [axis for axis in index.axes if axis.mean is not None]
    items = [item for axis in counted for item in axis.items if item.value is not None]
    weights = {
        axis.axis.id: tuple((i.question.id, i.question.weight) for i in axis.items if i.value is not None)
        for axis in counted
    }
    sheet = Sheet(tuple((axis.axis.id, axis.axis.weight, weights[axis.axis.id]) for axis in counted))
    values = {item.question.id: item.value or 0.0 for item in items}
    means = sheet.means(values)
    reached = standing(survey, answers, index)
    above = reached.next.id if reached and reached.next else ""
    return sheet, State(situation(survey, answers, sheet.index(means)), values, means, next_level=above)


def _phases(sheet: Sheet, state: State) -> Iterator[Phase]:
    for _ in range(PHASES):
        steps = choose(state)
        if not steps:
            return
        phase = Phase(steps, state, take(sheet, state, [one.step.rule for one in steps]))
        state = phase.after
        yield phase


def take(sheet: Sheet, state: State, steps: Iterable[StepRule]) -> State:
    """Return the state once these steps are taken. Circumstances that speak of the index keep to today's."""
    here = state.here
    answers, values, moved = dict(here.answers), dict(state.values), set()
    chosen, place, taken = here.chosen, here.place, state.taken
    for rule in steps:
        name = rule.question.id
        answers[name] = with_option(rule.question, answers[name], rule.option)
        values[name] = item_value(rule.question, answers[name])
        chosen, place = chosen & ~rule.ends | rule.bit, place | rule.puts
        taken |= rule.bit
        moved.add(rule.axis)
    new = {axis: sheet.mean(items, values) for axis, _, items in sheet.axes if axis in moved}
    after = Situation(here.table, here.facts, answers, chosen, place, here.index)
    return replace(state, here=after, values=values, means={**state.means, **new}, taken=taken)


def weakest(state: State) -> list[str]:
    """The axes that hold most back: the lowest, and those that are as good as equal to it."""
    later = state.here.table.survey.practice.later
    at = {axis: mean + later.get(axis, 0.0) for axis, mean in state.means.items() if mean < 100.0}
    return [axis for axis in at if at[axis] <= min(at.values()) + EQUALLY_WEAK]


def choose(state: State, is_strict: bool = True) -> tuple[Chosen, ...]:
    """The steps of the next phase. Not strict: a step may come after what it would have made easier."""
    candidates = list(sensible(state))
    ready = [
        one
        for one in open_steps(state, candidates)
        if not (one.rule.hardly if is_strict else one.rule.after) & state.taken
    ]
    weighed = sorted(weigh(state, candidates, ready), key=lambda one: one.rank)
    chosen = _constraint(state, weighed)
    for one in weighed:
        if len(chosen) < STEPS and one.step.importance >= _least(state) and _fits(state, chosen, one.step):
            chosen.append(Chosen(one.step, LEVERAGE, one.step.rule.axis))
    return tuple(chosen)


def _least(state: State) -> int:
    return 1 if state.is_top else MATTERS


def _constraint(state: State, weighed: list[Weighed]) -> list[Chosen]:
    """Return what matters most of what the weakest axes offer: a step that matters on any of them goes
    before what only opens one, and that before a refinement."""
    for place, offers in ((CONSTRAINT, _that_matter), (OPENING, _that_open), (CONSTRAINT, _on_it)):
        found = [(offer, axis) for axis in weakest(state) if (offer := offers(state, weighed, axis))]
        if found:
            one, axis = min(found, key=lambda offer: offer[0].rank)
            return [Chosen(one.step, place, axis)]
    return []


def _that_matter(state: State, weighed: list[Weighed], axis: str) -> Weighed | None:
    return next((one for one in weighed if one.serves(axis) and one.step.importance >= MATTERS), None)


def _that_open(state: State, weighed: list[Weighed], axis: str) -> Weighed | None:
    opening = [one for one in weighed if one.opens.get(axis, 0.0) >= 0.5 * state.need(axis)]
    return min(opening, key=lambda one: (-one.opens[axis] / sqrt(one.step.units), one.rank), default=None)


def _on_it(state: State, weighed: list[Weighed], axis: str) -> Weighed | None:
    return next((one for one in weighed if one.serves(axis)), None)


def _fits(state: State, chosen: list[Chosen], step: Candidate) -> bool:
    """Return whether a step can join those of its phase: they agree, and the team can carry them all."""
    others = [one.step for one in chosen]
    large = EFFORT[Effort.LARGE]
    return (
        not any(other.rule.bit & (step.rule.apart | step.rule.bit) for other in others)
        and sum([other.rule.axis == step.rule.axis for other in others]) < PER_AXIS
        and not (step.units == large and any(other.units == large for other in others))
        and sum([other.units for other in others]) + step.units
        <= (state.here.facts.capacity if others else 99)
    )
