"""Advice as it is shown: phases of steps, each with what it adds, why it stands there, and which words fit
the reader. A survey that knows nothing of practice gets plain advice by gain and effort."""

from __future__ import annotations

from dataclasses import dataclass

from ..memo import Key, remember
from ..model.answers import Answers
from ..model.practice import Decider, Effort
from ..model.survey import Survey
from ..scoring.gates import Standing
from ..scoring.scores import IndexScore, item_value, score_survey
from .candidates import EFFORT
from .improvements import index_points_per_item, with_option
from .phases import Phase, Roadmap, roadmap
from .reasons import Reason, Wording, reasons, wording
from .roadmap import gain_phases
from .route import Route, route

WORDS = {units: word for word, units in EFFORT.items()}


@dataclass(frozen=True)
class GuidedStep:
    """A step: what it adds to the index by itself (``gain``, in points), its effort in a word, and its
    reasons. ``counts``: whether the least effort to the next level takes it."""

    question: str
    option: str
    gain: float
    effort: Effort | None
    reasons: tuple[Reason, ...] = ()
    wording: Wording = "next"
    decides: Decider = Decider.TEAM
    counts: bool = False

    @property
    def name(self) -> str:
        """The step as ``question.option``."""
        return f"{self.question}.{self.option}"


@dataclass(frozen=True, eq=False)
class GuidedPhase:
    """Steps side by side, and the index before and after them."""

    steps: tuple[GuidedStep, ...]
    before: IndexScore
    after: IndexScore


@dataclass(frozen=True, eq=False)
class Guidance:
    """The phases. ``route``: the steps of least effort to the next level, in order, each with its gain after
    those before it; ``later``: those of them beyond the phases. ``is_reached``: whether the level can be
    reached by what is ever advised, None where there is no next level or the survey knows no practice."""

    phases: tuple[GuidedPhase, ...]
    route: tuple[GuidedStep, ...] = ()
    later: tuple[GuidedStep, ...] = ()
    is_reached: bool | None = None


def _key(survey: Survey, answers: Answers, index: IndexScore, reached: Standing | None) -> Key:
    return survey, *sorted(answers.items())  # the scores follow from the answers


@remember(_key)
def guide(survey: Survey, answers: Answers, index: IndexScore, reached: Standing | None) -> Guidance:
    """Return the roadmap as it is shown: what to do first, second and third."""
    if not survey.practice.options:
        return Guidance(_plain(survey, answers, index))
    found = roadmap(survey, answers, index)
    path = _path(survey, answers, index, found, reached)
    counting = {rule.name for rule in path.steps} if path else set()
    phases, before = [], index
    for phase in found.phases:
        after = score_survey(survey, phase.after.here.answers)
        phases.append(GuidedPhase(_steps(found, phase, before, reached, counting), before, after))
        before = after
    along = _along(survey, answers, index, found, path) if path else ()
    beyond = {rule.name for rule in path.later} if path else set()
    later = tuple(step for step in along if step.name in beyond)
    return Guidance(tuple(phases), along, later, path.is_reached if path else None)


def _along(
    survey: Survey, answers: Answers, index: IndexScore, found: Roadmap, path: Route
) -> tuple[GuidedStep, ...]:
    """The steps of the route one after another, each with what it adds after those before it."""
    worth, now = index_points_per_item(index), dict(answers)
    facts = found.start.here.facts
    steps = []
    for rule in (*path.steps, *path.later):
        question = rule.question
        before = now[question.id]
        now[question.id] = with_option(question, before, rule.option)
        earned = item_value(question, before)
        steps.append(
            GuidedStep(
                question=question.id,
                option=rule.option.id,
                gain=worth[question.id] * (item_value(question, now[question.id]) - earned),
                effort=WORDS[rule.units[facts.size] or EFFORT[Effort.SMALL]],
                wording=wording(found.start.here, rule, earned),
                decides=rule.decides,
                counts=True,
            )
        )
    return tuple(steps)


def _path(
    survey: Survey, answers: Answers, index: IndexScore, found: Roadmap, reached: Standing | None
) -> Route | None:
    if reached is None or reached.next is None:
        return None
    return route(survey, answers, index, found, reached.next)


def _steps(
    found: Roadmap, phase: Phase, before: IndexScore, reached: Standing | None, counting: set[str]
) -> tuple[GuidedStep, ...]:
    here, worth = phase.before.here, index_points_per_item(before)
    steps = []
    for chosen in phase.steps:
        rule, name = chosen.step.rule, chosen.step.rule.question.id
        earned = phase.before.values[name]
        after = item_value(rule.question, with_option(rule.question, here.answers[name], rule.option))
        steps.append(
            GuidedStep(
                question=name,
                option=rule.option.id,
                gain=worth[name] * (after - earned),
                effort=WORDS[chosen.step.units],
                reasons=reasons(found, phase, chosen, reached),
                wording=wording(here, rule, earned),
                decides=rule.decides,
                counts=rule.name in counting,
            )
        )
    return tuple(steps)


def _plain(survey: Survey, answers: Answers, index: IndexScore) -> tuple[GuidedPhase, ...]:
    return tuple(
        GuidedPhase(
            tuple(GuidedStep(step.question.id, step.option, step.gain, step.effort) for step in wave.steps),
            wave.before,
            wave.after,
        )
        for wave in gain_phases(survey, answers, index)
    )
