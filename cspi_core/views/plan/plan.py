"""The plan as text: phases, the lowest-effort route to the next level or the targets, and the saved plan.

JSON-able and complete: the page, the command line and the exports show it without changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...advice.candidates import EFFORT, UNSAID
from ...advice.guidance import GuidedStep
from ...advice.improvements import Step, with_option
from ...advice.plan import Plan, Planned, active, carried_out, plain_plan, planned_changes
from ...advice.tracking import DONE, DROPPED, STATUSES
from ...model.answers import ANSWERED, NOTHING, Answer, Answers
from ...model.survey import SINGLE, Level, Question
from ...report import Report
from ...rounding import rounded
from ...scoring.gates import COHERENCE
from ...scoring.scores import AxisScore, IndexScore, item_value
from ..differences import moved_text
from .steps import EMPTY, Pair, PlanWords, first_sentence, guided_words, path_words, speaking, step_words
from .targets import level_path, target_words

if TYPE_CHECKING:
    from ..shapes.plan import PathView, PhaseView, PlanStep, PlanView, SavedPlanView, SavedStep


def plan(report: Report, locale: str | None = None, saved: Plan | None = None, today: str = "") -> PlanView:
    """Return phases, the lowest-effort route, targets and a saved plan as JSON-able texts.

    ``waves`` are the phases, ``way`` the route to the next level; both are empty without a score, and
    ``none`` then gives the reason. ``open`` counts unanswered questions, which are not considered.
    ``saved`` is the saved plan; ``today`` (YYYY-MM-DD) decides which of its steps are overdue, none without
    it. Each phase assumes that the previous one is complete. The phases are those
    of :attr:`cspi_core.Report.guidance`. Where the survey knows practice, the route marks the steps of the
    same roadmap that the next level needs; otherwise it is a minimum-cost set of options, found exactly by
    dynamic programming with efforts 1, 2 and 4.

    >>> from cspi_core import load_survey, plan, score
    >>> answers = {"intake": {"choice": "note"}, "returns": {"choice": "sometimes"}, "wait": {"number": 3}}
    >>> advice = plan(score(load_survey("tiny.json"), answers), "en")
    >>> advice["waves"][0]["title"], advice["way"]["title"]
    ('Phase 1', 'Lowest-effort route to Level 3: Sound')
    """
    about = speaking(report.survey, locale)
    planned = _planned(report, saved)
    phases = report.guidance.phases
    return {
        "locale": about.words.locale,
        "about": _about(about, report),
        "none": None if phases or not report.survey.advised else _none(about, report),
        "open": _open(about, report) if phases else None,
        "waves": _phases(about, report, planned),
        "way": _next_level_path(about, report, planned) if report.survey.advised else None,
        "target": target_words(about, report, saved, planned),
        "plan": saved_words(about, report, saved, today) if saved else None,
    }


def _about(about: PlanWords, report: Report) -> str:
    order = "practice" if report.survey.practice.options else "gain"
    figure = "index" if report.index.score is not None else "axis"
    return about.words.say("list.sentences").join(
        about.words.say(f"plan.about.{part}") for part in (order, figure)
    )


def _planned(report: Report, saved: Plan | None) -> frozenset[Pair]:
    changes = planned_changes(report.survey, report.answers, saved) if saved else ()
    return frozenset((change.question.id, change.option or "") for change in changes if not change.dropped)


def _none(about: PlanWords, report: Report) -> str:
    """Return the reason for missing advice: nothing applies, nothing is answered, or full marks."""
    items = [item for axis in report.index.axes for item in axis.items]
    if not any(item.applies for item in items):
        return about.words.say("plan.none.applies")
    if not any(item.value is not None for item in items):
        return about.words.say("plan.none.nothing")
    if all(axis.score is None or rounded(axis.score) == 100.0 for axis in report.index.axes):
        return about.words.say("plan.none.best")
    return about.words.say("plan.none.practice" if report.survey.practice.options else "plan.none.steps")


def _open(about: PlanWords, report: Report) -> str | None:
    """Return the remark that unanswered questions may add steps; None if there are none."""
    count = sum(1 for axis in report.index.axes for item in axis.items if item.applies and item.value is None)
    return about.words.say("plan.open", n=count) if count else None


def _phases(about: PlanWords, report: Report, planned: frozenset[Pair]) -> list[PhaseView]:
    shown: list[PhaseView] = []
    answers, taken = dict(report.answers), dict[Pair, str]()
    for number, phase in enumerate(report.guidance.phases, 1):
        steps = []
        for guided in phase.steps:
            step = _as_step(about, guided, number)
            after = about.scored(_with(about, answers, (guided,)))
            measured = _measured(step, phase.before, after, report)
            said = step_words(about, measured, report.answers, (phase.before, after), taken, planned)
            steps.append(guided_words(about, guided, said, _next(report)))
        ahead = _with(about, answers, phase.steps)
        ends = (answers, phase.before), (ahead, phase.after)
        shown.append(_phase(about, number, report, ends, steps))
        answers = ahead
        came = about.words.say("step.wave", phase=about.words.say(f"wave.{number}"))
        taken |= {(step.question, step.option): came for step in phase.steps}
    return shown


def _next(report: Report) -> Level | None:
    return report.standing.next if report.standing else None


def _as_step(about: PlanWords, one: GuidedStep, phase: int) -> Step:
    return Step(about.survey.question_by_id[one.question], one.option, one.gain, one.effort, True, phase)


def _with(about: PlanWords, answers: Answers, steps: tuple[GuidedStep, ...]) -> dict[str, Answer]:
    """The answers after these steps."""
    after = dict(answers)
    for step in steps:
        question = about.survey.question_by_id[step.question]
        after[question.id] = with_option(question, after[question.id], question.option_by_id[step.option])
    return after


def _measured(step: Step, before: IndexScore, after: IndexScore, report: Report) -> Step:
    """The step with its gain in points of its axis, where there is no index to move."""
    if report.index.score is not None:
        return step
    then, now = (_mean(step, index.axes) for index in (before, after))
    # the difference of what is shown, so that a reader who subtracts finds the same
    scale = report.survey.scale
    gain = (scale.shown(now) or 0.0) - (scale.shown(then) or 0.0)
    return replace(step, gain=gain if scale.is_percent else 100.0 * gain / scale.points(100.0))


def _mean(step: Step, axes: tuple[AxisScore, ...]) -> float:
    return next(axis.mean or 0.0 for axis in axes if axis.axis.id == step.question.axis)


Point = tuple[Answers, IndexScore]

"""Answers and their scores."""


def _phase(
    about: PlanWords, number: int, report: Report, between: tuple[Point, Point], steps: list[PlanStep]
) -> PhaseView:
    before, after = between
    ends = {"before": about.words.number(before[1].score), "after": about.words.number(after[1].score)}
    level = about.new_whole_level(before, after)
    return {
        "number": number,
        "title": about.words.say(f"wave.{number}"),
        "index": None if report.index.score is None else about.words.say("wave.index", **ends),
        "level": about.words.say("wave.level", level=level) if level else None,
        "axes": _axes(about, before[1], after[1]),
        "steps": steps,
    }


def _axes(about: PlanWords, before: IndexScore, after: IndexScore) -> list[str]:
    """The axes that a wave moves, from their score to the new one."""
    return [
        about.words.say(
            "step.axis",
            axis=about.axis(now.axis.id),
            before=about.words.number(then.mean),
            after=about.words.number(now.mean),
        )
        for then, now in zip(before.axes, after.axes, strict=True)
        if then.mean != now.mean
    ]


def _next_level_path(about: PlanWords, report: Report, planned: frozenset[Pair]) -> PathView | None:
    """The route to the next level: of a roadmap of practice the steps that the level needs, else exactly the
    set of changes with the least effort."""
    if report.standing is None:
        return None
    level = report.standing.next
    if level is None:
        return {**EMPTY, "title": about.words.say("way.top")}
    title = about.words.say("way.title", level=about.level(level))
    if report.survey.practice.options:
        return _roadmap_path(about, report, level, title, planned)
    path, remark = level_path(about, report, level, {})
    return path_words(about, report, path, title, planned, remark)


def _roadmap_path(
    about: PlanWords, report: Report, level: Level, title: str, planned: frozenset[Pair]
) -> PathView:
    found = report.guidance
    if not found.is_reached:
        return {**EMPTY, "title": title, "say": _out_of_reach(about, report), "found": False}
    steps, answers, index = [], dict(report.answers), report.index
    for guided in found.route:
        answers = _with(about, answers, (guided,))
        after = about.scored(answers)
        said = step_words(about, _as_step(about, guided, 0), report.answers, (index, after), {}, planned)
        steps.append(guided_words(about, guided, said, level))
        index = after
    ends = {"before": about.words.number(report.index.score), "after": about.words.number(index.score)}
    effort = sum(EFFORT[step.effort or UNSAID] for step in found.route)
    key = "way.roadmap.later" if found.later else "way.roadmap"
    return {
        "title": title,
        "say": about.words.say(key, level=about.level_number(level), n=len(found.route), **ends),
        "effort": about.words.say("way.effort", effort=effort),
        "steps": steps,
        "found": True,
        "later": steps[len(steps) - len(found.later) :],
    }


def _out_of_reach(about: PlanWords, report: Report) -> str:
    items = [item for axis in report.index.axes for item in axis.items]
    missing = sum(1 for item in items if item.applies and item.value is None)
    if report.standing and any(lack.kind == COHERENCE for lack in report.standing.lacks):
        return about.words.say("way.none.coherence")
    return about.words.say("way.none.open" if missing else "way.none.practice", n=missing)


def saved_words(about: PlanWords, report: Report, saved: Plan, today: str = "") -> SavedPlanView:
    """The plan: its steps, who does each by when and how far it is, and where it leads. ``data`` is the plan
    itself."""
    survey, words = report.survey, about.words
    changes = planned_changes(survey, report.answers, saved)
    planned = carried_out(survey, report.answers, active(survey, saved))
    after = about.scored(planned)
    level = about.new_whole_level((report.answers, report.index), (planned, after))
    going = [change for change in changes if change.status != DROPPED]
    done = sum(1 for change in going if change.status == DONE)
    said = words.say("plan.done", done=done, n=len(going)) if changes else words.say("plan.no_steps")
    leads = _index(about, report, after.score, sum(1 for change in going if not change.done))
    reaches = words.say("plan.level", level=level) if level else None
    steps = [_step(about, change, saved, today) for change in changes]
    return {
        "made": words.date(saved.made),
        "since": words.say("plan.since", date=words.date(saved.made)) if saved.made else "",
        "say": said,
        "index": leads,
        "level": reaches,
        "text": words.say("list.sentences").join(part for part in (said, leads, reaches) if part),
        "baseline": _baseline(about, report, saved),
        "late": _late(about, steps),
        "statuses": [{"id": name, "label": words.say(f"status.{name}")} for name in STATUSES],
        "steps": steps,
        "data": plain_plan(survey, saved),
    }


def _index(about: PlanWords, report: Report, after: float | None, left: int) -> str | None:
    if not left or after is None:
        return None
    ends = {"before": about.words.number(report.index.score), "after": about.words.number(after)}
    return about.words.say("plan.index", **ends)


def _baseline(about: PlanWords, report: Report, saved: Plan) -> str | None:
    """The index when the plan was made, and now; None while the answers are the same."""
    start = about.scored(saved.start).score if saved.start != report.answers else None
    if start is None or report.index.score is None:
        return None
    words = about.words
    ends = {"before": words.number(start), "after": words.number(report.index.score)}
    moved = moved_text(start, report.index.score, words)
    return words.say("plan.baseline", change=moved, **ends)


def _late(about: PlanWords, steps: list[SavedStep]) -> str | None:
    late = sum(1 for step in steps if step["late"])
    return about.words.say("plan.late", n=late) if late else None


def _step(about: PlanWords, change: Planned, saved: Plan, today: str) -> SavedStep:
    question, words = change.question, about.words
    title = _title(about, change, saved)
    effort = None if change.option is None or change.dropped else question.option_by_id[change.option].effort
    return {
        "question": question.id,
        "number": question.number,
        "option": change.option or "",
        "title": title,
        "brief": first_sentence(title, words),
        "axis": about.axis(question.axis),
        "axis_id": question.axis or "",
        "effort": words.say(f"effort.{effort}") if effort else "",
        "about": _why(about, change),
        "done": change.status == DONE,
        "state": words.say(f"status.{change.status}"),
        "status": change.status,
        "owner": change.track.owner,
        "due": change.track.due,
        "note": change.track.note,
        "link": change.track.link,
        "reason": change.track.reason,
        "due_said": words.date(change.track.due),
        "late": bool(today and change.track.due)
        and change.status not in (DONE, DROPPED)
        and change.track.due < today,
        "hint": words.say("plan.step.unanswered") if change.status == DONE and not change.done else None,
    }


def _why(about: PlanWords, change: Planned) -> str:
    """Return why the option counts, in the words of the survey."""
    if change.option is None or change.dropped:
        return ""
    return str(about.option(change.question, change.option).get("why") or "")


def _falls(question: Question, start: Answer, wanted: Answer) -> bool:
    """Return whether a single choice is planned to earn less than it does."""
    both = start.state == wanted.state == ANSWERED and question.kind == SINGLE
    return both and item_value(question, wanted) < item_value(question, start)


def _title(about: PlanWords, change: Planned, saved: Plan) -> str:
    """Return the title of a planned change: the step, or the answer if it is not an improvement."""
    question, answer = change.question, saved.answers.get(change.question.id, NOTHING)
    if change.option is None or _falls(question, saved.start.get(question.id, NOTHING), answer):
        text = about.answer(question, answer)
        return about.words.say("plan.step.answer", prompt=about.prose(question)["prompt"], answer=text)
    if change.dropped:
        label = about.option(question, change.option)["label"]
        return about.words.say("plan.step.dropped", label=label)
    return about.step(question, change.option, saved.start)
