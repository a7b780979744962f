"""A plan: what is aimed at, the answers that one means to be able to give, and the answers it starts from.

A plan is saved beside the answers and never among them. It holds answers, not scores: where it starts and
where it leads are scored again whenever it is read. As time goes by the answers change under it, so a planned
answer is carried out as a change: a multiple choice gains and loses what the plan adds to and takes off its
start, a single choice rises to the planned rung unless it stands as high already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import Problem, shown
from ..loading.answers import plain_answers, read_answers
from ..loading.times import FORM as TIME
from ..loading.times import is_time
from ..model.answers import ANSWERED, NOTHING, Answer, Answers
from ..model.survey import MULTIPLE, Question, Survey
from ..scoring.scores import item_value
from .improvements import in_place
from .targets import NO_TARGET, Target, read_target
from .tracking import DONE, DROPPED, TODO, UNTRACKED, Pair, Status, Track, plain_tracks, read_tracks

KEYS = ("made", "from", "target", "answers", "steps")


@dataclass(frozen=True)
class Plan:
    """``made``: when (ISO 8601); ``start``: the answers of that time; ``answers``: those that are planned,
    by question id, for scored questions only; ``tracks``: who does a step, by when, and how far it is. A step
    that was dropped stays in the plan, with the reason, and leads nowhere (:func:`active`)."""

    made: str = ""
    start: Answers = field(default_factory=dict)
    target: Target = NO_TARGET
    answers: Answers = field(default_factory=dict)
    tracks: Mapping[Pair, Track] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.target) or bool(self.answers)


def read_plan(survey: Survey, raw: object) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan in plain data (None where there is none) and every problem found in it."""
    if raw is None:
        return None, ()
    if not isinstance(raw, Mapping):
        return None, (Problem("bad_plan", None, shown(raw), "{" + ", ".join(KEYS) + "}"),)
    problems = [Problem("unknown_key", None, shown(key), ", ".join(KEYS)) for key in raw if key not in KEYS]
    made = raw.get("made", "")
    if not isinstance(made, str) or (made and not is_time(made)):
        problems.append(Problem("bad_created", None, shown(made), TIME))
    start, wrong = read_answers(survey, raw.get("from", {}))
    target, odd = read_target(survey, raw.get("target", {}))
    answers, bad = read_answers(survey, raw.get("answers", {}))
    unscored = [name for name in answers if not survey.question_by_id[name].scored]
    problems += [Problem("plan_unscored", name, name, "axis") for name in unscored]
    problems += [*wrong, *odd, *bad]
    plan = Plan(made if isinstance(made, str) else "", start, target, answers)
    if not problems:
        tracks, mistakes = read_tracks(raw.get("steps", ()), frozenset(planned_pairs(survey, plan)))
        plan, problems = replace(plan, tracks=tracks), [*mistakes]
    return (plan if plan and not problems else None), tuple(problems)


def plain_plan(survey: Survey, plan: Plan) -> dict[str, Any]:
    """The plan as it stands in a file, questions in the survey's order; ``steps`` where one is tracked."""
    steps = plain_tracks(plan.tracks, planned_pairs(survey, plan))
    return {
        "made": plan.made,
        "from": plain_answers(survey, plan.start),
        "target": plan.target.to_dict(),
        "answers": plain_answers(survey, plan.answers),
    } | ({"steps": steps} if steps else {})


def carried_out(survey: Survey, answers: Answers, plan: Plan) -> dict[str, Answer]:
    """The answers once the plan is carried out."""
    after = dict(answers)
    for name, wanted in plan.answers.items():
        question = survey.question_by_id[name]
        after[name] = _carried_out(
            question, answers.get(name, NOTHING), plan.start.get(name, NOTHING), wanted
        )
    return after


def _carried_out(question: Question, now: Answer, start: Answer, wanted: Answer) -> Answer:
    if now == start or now.state != ANSWERED:
        return wanted
    if wanted.state != ANSWERED:
        return now
    if question.kind == MULTIPLE:
        return _with_changes(question, now, start, wanted)
    rising = start.state != ANSWERED or item_value(question, wanted) >= item_value(question, start)
    return now if rising and item_value(question, now) >= item_value(question, wanted) else wanted


def _with_changes(question: Question, now: Answer, start: Answer, wanted: Answer) -> Answer:
    """A multiple choice with what the plan adds and without what it takes off."""
    if any(question.option_by_id[name].exclusive for name in wanted.choices):
        return wanted
    taken, dropped = set(wanted.choices) - set(start.choices), set(start.choices) - set(wanted.choices)
    alone = {option.id for option in question.options if option.exclusive} if taken else set()
    left = (set(now.choices) | taken) - dropped - alone
    return Answer(ANSWERED, tuple(name for name in question.option_by_id if name in left))


@dataclass(frozen=True)
class Planned:
    """One change that a plan makes: ``option`` taken up, or given up where ``dropped``; None for a number.
    ``done``: whether the present answers have it already."""

    question: Question
    option: str | None
    dropped: bool
    done: bool
    track: Track = UNTRACKED

    @property
    def pair(self) -> Pair:
        """The question and the option; the latter is empty for a number."""
        return self.question.id, self.option or ""

    @property
    def status(self) -> Status:
        """The status that was set, else what the answers say."""
        return self.track.status or (DONE if self.done else TODO)


def planned_changes(survey: Survey, answers: Answers, plan: Plan) -> tuple[Planned, ...]:
    """Return the changes of the plan, question by question in the order of the survey."""
    return tuple(
        replace(change, track=plan.tracks.get(change.pair, UNTRACKED))
        for question in survey.questions
        if question.id in plan.answers
        for change in _planned(question, answers.get(question.id, NOTHING), plan)
    )


def planned_pairs(survey: Survey, plan: Plan) -> tuple[Pair, ...]:
    """Return the steps of the plan in the order of the survey."""
    return tuple(change.pair for change in planned_changes(survey, plan.start, plan))


def _planned(question: Question, now: Answer, plan: Plan) -> list[Planned]:
    start, wanted = plan.start.get(question.id, NOTHING), plan.answers[question.id]
    if not wanted.choices and not start.choices:
        return [Planned(question, None, False, _carried_out(question, now, start, wanted) == now)]
    if question.kind != MULTIPLE:
        done = now.state == ANSWERED and _carried_out(question, now, start, wanted) == now
        return [Planned(question, name, False, done) for name in wanted.choices]
    taken = [name for name in wanted.choices if name not in start.choices]
    dropped = [name for name in start.choices if name not in wanted.choices]
    alone = {option.id for option in question.options if option.exclusive}
    return [
        *(Planned(question, name, False, in_place(question, now, name)) for name in taken),
        *(Planned(question, name, True, name not in now.choices) for name in dropped if name not in alone),
    ]


def active(survey: Survey, plan: Plan) -> Plan:
    """Return the plan without the steps that were dropped."""
    for pair, track in plan.tracks.items():
        if track.status == DROPPED:
            plan = without_step(survey, plan, pair)
    return plan


def without_step(survey: Survey, plan: Plan, step: Pair) -> Plan:
    """Return the plan without a step. What it required stays: it was worth something by itself."""
    question = survey.question_by_id[step[0]]
    start, wanted = plan.start.get(question.id, NOTHING), plan.answers.get(question.id, NOTHING)
    answers = {name: answer for name, answer in plan.answers.items() if name != question.id}
    left = _put_back(question, start, wanted, step[1])
    if left != start:
        answers[question.id] = left
    return tracking(survey, replace(plan, answers=answers))


def _put_back(question: Question, start: Answer, wanted: Answer, option: str) -> Answer:
    """A planned answer with one option as it was at the start."""
    if question.kind != MULTIPLE or option not in question.option_by_id:
        return start
    chosen = set(wanted.choices) ^ {option}
    left = replace(wanted, choices=tuple(name for name in question.option_by_id if name in chosen))
    return left if left.choices and left.choices != start.choices else start


def tracking(survey: Survey, plan: Plan) -> Plan:
    """Return the plan with the tracks of its steps only."""
    pairs = planned_pairs(survey, plan)
    return replace(plan, tracks={pair: plan.tracks[pair] for pair in pairs if plan.tracks.get(pair)})
