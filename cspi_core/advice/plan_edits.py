"""Changing a plan: adding a step with all that it needs, removing one, keeping a what-if, setting targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..errors import InputError, Problem, shown
from ..model.answers import NOTHING, Answer, Answers
from ..model.survey import Question, Survey
from .candidates import EFFORT, UNSAID
from .improvements import in_place, with_option
from .plan import Plan, carried_out, planned_pairs, tracking
from .targets import Target
from .tracking import DROPPED, UNTRACKED, Pair, changed, step_id


def begun(plan: Plan | None, answers: Answers, made: str) -> Plan:
    """The plan, or an empty one that starts from these answers now."""
    return plan or Plan(made, dict(answers))


def with_target(plan: Plan, target: Target) -> Plan:
    """The plan with another target."""
    return replace(plan, target=target)


def with_steps(survey: Survey, answers: Answers, plan: Plan, steps: Iterable[Pair]) -> Plan:
    """The plan with these steps and everything that they require and that is not in place by then."""
    after = carried_out(survey, answers, plan)
    for question, option in steps:
        if option in survey.question_by_id[question].option_by_id:
            _take(survey, after, (question, option), set())
    return keeping(survey, answers, plan, after)


def _take(survey: Survey, after: dict[str, Answer], step: Pair, passed: set[Pair]) -> None:
    """Takes a step, and first what it requires."""
    question = survey.question_by_id[step[0]]
    if step in passed or in_place(question, after.get(question.id, NOTHING), step[1]):
        return
    passed.add(step)
    option = question.option_by_id[step[1]]
    for group in option.groups:
        _take(survey, after, _nearest(survey, after, group), passed)
    after[question.id] = with_option(question, after.get(question.id, NOTHING), option)


def _nearest(survey: Survey, after: Answers, group: tuple[Pair, ...]) -> Pair:
    """The alternative that is in place, else the one with the least effort."""

    def effort(pair: Pair) -> int:
        question = survey.question_by_id[pair[0]]
        if in_place(question, after.get(question.id, NOTHING), pair[1]):
            return 0
        return EFFORT[question.option_by_id[pair[1]].effort or UNSAID]

    return min(group, key=effort)


def keeping(survey: Survey, answers: Answers, plan: Plan, after: Answers) -> Plan:
    """The plan whose planned answers are those of ``after`` that differ from the present ones, and those
    that were planned and are given already."""
    planned = carried_out(survey, answers, plan)
    kept = {
        question.id: after[question.id] if _differs(question, answers, after) else plan.answers[question.id]
        for question in survey.questions
        if question.scored
        and (
            (question.id in after and _differs(question, answers, after))
            or (question.id in plan.answers and planned[question.id] == answers.get(question.id))
        )
    }
    return _with_dropped(survey, plan, tracking(survey, replace(plan, answers=kept)))


def _with_dropped(survey: Survey, before: Plan, after: Plan) -> Plan:
    """The plan with the steps that were dropped, and the reasons, where nothing else is planned there."""
    lost = {
        pair: track
        for pair, track in before.tracks.items()
        if track.status == DROPPED and pair[0] not in after.answers
    }
    answers = {name: before.answers[name] for name, _ in lost}
    return replace(after, answers={**after.answers, **answers}, tracks={**after.tracks, **lost})


def with_tracks(survey: Survey, plan: Plan, raw: object) -> Plan:
    """The plan with what is said about its steps: [{"question", "option", and fields of a track}].

    Raises :class:`InputError` with every problem found; the plan is then as before.
    """
    if not isinstance(raw, (list, tuple)) or not all(isinstance(entry, Mapping) for entry in raw):
        raise InputError([Problem("bad_plan", None, shown(raw), "[{question, option, …}]")])
    known, tracks, problems = set(planned_pairs(survey, plan)), dict(plan.tracks), []
    for entry in raw:
        pair = (str(entry.get("question", "")), str(entry.get("option", "")))
        if pair not in known:
            problems.append(Problem("track_step", None, shown(step_id(pair)), "question.option"))
        tracks[pair], wrong = changed(tracks.get(pair, UNTRACKED), entry)
        problems += wrong
    if problems:
        raise InputError(problems)
    return replace(plan, tracks={pair: track for pair, track in tracks.items() if track})


def _differs(question: Question, answers: Answers, after: Answers) -> bool:
    return after.get(question.id, NOTHING) != answers.get(question.id, NOTHING)


def read_steps(survey: Survey, raw: object) -> list[Pair]:
    """Steps in plain data: [{"question", "option"}]. Raises :class:`InputError` for an unknown one."""
    if not isinstance(raw, (list, tuple)):
        raise InputError([Problem("bad_plan", None, shown(raw), "[{question, option}]")])
    steps = [_step(entry) for entry in raw]
    wrong = [
        Problem("bad_plan", None, shown(entry), "{question, option}")
        for step, entry in zip(steps, raw, strict=True)
        if step is None or not _is_known(survey, step)
    ]
    if wrong:
        raise InputError(wrong)
    return [step for step in steps if step is not None]


def _step(entry: object) -> Pair | None:
    if not isinstance(entry, Mapping):
        return None
    question, option = entry.get("question"), entry.get("option") or ""
    return (question, option) if isinstance(question, str) and isinstance(option, str) else None


def _is_known(survey: Survey, step: Pair) -> bool:
    question = survey.question_by_id.get(step[0])
    return question is not None and question.scored and step[1] in {"", *question.option_by_id}
