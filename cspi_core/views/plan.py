"""The plan as text: phases, the lowest-effort route to the next level or the targets, and the saved plan.

JSON-able and complete: the page, the command line and the exports show it without changes.
"""

from __future__ import annotations

from typing import Any

from ..advice.improvements import Step
from ..advice.optimizer import shortest_way
from ..advice.plan import Plan, Planned, carried_out, plain_plan, planned_changes
from ..advice.roadmap import Wave, take, waves
from ..advice.targets import least
from ..memo import ANEW, Anew
from ..model.answers import ANSWERED, NOTHING, Answer
from ..model.survey import SINGLE, Question
from ..report import Report
from ..rounding import rounded
from ..scoring.levels import next_level
from ..scoring.scores import AxisScore, IndexScore, item_value
from .steps import Pair, PlanWords, speaking, step_words, way_words
from .targets import target_way, target_words


def plan(
    report: Report, locale: str | None = None, kept: Plan | None = None, known: Anew = ANEW
) -> dict[str, Any]:
    """Return phases, the lowest-effort route, targets and a saved plan as JSON-able texts.

    ``waves`` are the phases, ``way`` the route to the next level; both are empty without a score, and
    ``none`` then gives the reason. ``open`` counts unanswered questions, which are not considered. ``kept``
    is the saved plan; ``known`` reuses values of earlier requests for the same survey. Each phase assumes
    that the previous one is complete. The route is a minimum-cost set of options, found exactly by dynamic
    programming with efforts 1, 2 and 4.

    >>> from cspi_core import load_survey, plan, score
    >>> answers = {"intake": {"choice": "note"}, "returns": {"choice": "sometimes"}, "wait": {"number": 3}}
    >>> advice = plan(score(load_survey("tiny.json"), answers), "en")
    >>> advice["waves"][0]["title"], advice["way"]["title"]
    ('Phase 1', 'Lowest-effort route to Level 3: Sound')
    """
    about = speaking(report.survey, locale, known)
    planned = _planned(report, kept)
    found = waves(report.survey, report.answers, report.index, known)
    return {
        "locale": about.words.locale,
        "about": about.words.say("plan.about.index" if report.index.score is not None else "plan.about.axis"),
        "none": None if found else _none(about, report),
        "open": _open(about, report) if found else None,
        "waves": _waves(about, report, found, planned),
        "way": _next_level_way(about, report, planned),
        "target": target_words(about, report, kept) | {"way": target_way(about, report, kept, planned)},
        "plan": kept_words(about, report, kept) if kept else None,
    }


def _planned(report: Report, kept: Plan | None) -> frozenset[Pair]:
    changes = planned_changes(report.survey, report.answers, kept) if kept else ()
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
    return about.words.say("plan.none.steps")


def _open(about: PlanWords, report: Report) -> str | None:
    """Return the remark that unanswered questions may add steps; None if there are none."""
    count = sum(1 for axis in report.index.axes for item in axis.items if item.applies and item.value is None)
    return about.words.say("plan.open", n=count) if count else None


def _waves(
    about: PlanWords, report: Report, found: tuple[Wave, ...], planned: frozenset[Pair]
) -> list[dict[str, Any]]:
    shown, answers, taken = [], dict(report.answers), dict[Pair, str]()
    for number, wave in enumerate(found, 1):
        steps = []
        for step in wave.steps:
            after = about.scored(take(report.survey, answers, (step,)))
            measured = _measured(step, wave.before, after, report)
            steps.append(step_words(about, measured, report.answers, (wave.before, after), taken, planned))
        shown.append(_wave(about, number, wave, report) | {"steps": steps})
        answers = take(report.survey, answers, wave.steps)
        came = about.words.say("step.wave", phase=about.words.say(f"wave.{number}"))
        taken |= {(step.question.id, step.option): came for step in wave.steps}
    return shown


def _measured(step: Step, before: IndexScore, after: IndexScore, report: Report) -> Step:
    """The step with its gain in points of its axis, where there is no index to move."""
    if report.index.score is not None:
        return step
    then, now = (_mean(step, index.axes) for index in (before, after))
    # the difference of what is shown, so that a reader who subtracts finds the same
    gain = (rounded(now) or 0.0) - (rounded(then) or 0.0)
    return Step(step.question, step.option, gain, step.effort, step.open)


def _mean(step: Step, axes: tuple[AxisScore, ...]) -> float:
    return next(axis.mean or 0.0 for axis in axes if axis.axis.id == step.question.axis)


def _wave(about: PlanWords, number: int, wave: Wave, report: Report) -> dict[str, Any]:
    before, after = wave.before.score, wave.after.score
    ends = {"before": about.words.number(before), "after": about.words.number(after)}
    level = about.new_level(before, after)
    return {
        "number": number,
        "title": about.words.say(f"wave.{number}"),
        "index": None if report.index.score is None else about.words.say("wave.index", **ends),
        "level": about.words.say("wave.level", level=level) if level else None,
        "axes": _axes(about, wave.before, wave.after),
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


def _next_level_way(about: PlanWords, report: Report, planned: frozenset[Pair]) -> dict[str, Any] | None:
    if report.index.score is None or not report.survey.levels:
        return None
    level = next_level(report.survey, report.index.score)
    if level is None:
        return {"title": about.words.say("way.top"), "say": "", "effort": "", "steps": [], "found": True}
    goal = least(level.start)
    way = shortest_way(report.survey, report.answers, report.index, goal, known=about.known)
    title = about.words.say("way.title", level=about.level(level))
    return way_words(about, report, way, title, planned)


def kept_words(about: PlanWords, report: Report, kept: Plan) -> dict[str, Any]:
    """The plan: its steps, each done or to be done, and where it leads. ``data`` is the plan itself."""
    survey, words = report.survey, about.words
    changes = planned_changes(survey, report.answers, kept)
    after = about.scored(carried_out(survey, report.answers, kept))
    level = about.new_level(report.index.score, after.score)
    done = sum(1 for change in changes if change.done)
    said = words.say("plan.done", done=done, n=len(changes)) if changes else words.say("plan.no_steps")
    leads = _index(about, report, after.score, len(changes) - done)
    reaches = words.say("plan.level", level=level) if level else None
    return {
        "made": words.date(kept.made),
        "since": words.say("plan.since", date=words.date(kept.made)) if kept.made else "",
        "say": said,
        "index": leads,
        "level": reaches,
        "text": words.say("list.sentences").join(part for part in (said, leads, reaches) if part),
        "steps": [_step(about, change, kept) for change in changes],
        "data": plain_plan(survey, kept),
    }


def _index(about: PlanWords, report: Report, after: float | None, left: int) -> str | None:
    if not left or after is None:
        return None
    ends = {"before": about.words.number(report.index.score), "after": about.words.number(after)}
    return about.words.say("plan.index", **ends)


def _step(about: PlanWords, change: Planned, kept: Plan) -> dict[str, Any]:
    question, words = change.question, about.words
    effort = None if change.option is None or change.dropped else question.option_by_id[change.option].effort
    return {
        "question": question.id,
        "number": question.number,
        "option": change.option or "",
        "title": _title(about, change, kept),
        "axis": about.axis(question.axis),
        "axis_id": question.axis,
        "effort": words.say(f"effort.{effort}") if effort else "",
        "done": change.done,
        "state": words.say("plan.step.done" if change.done else "plan.step.open"),
    }


def _falls(question: Question, start: Answer, wanted: Answer) -> bool:
    """Return whether a single choice is planned to earn less than it does."""
    both = start.state == wanted.state == ANSWERED and question.kind == SINGLE
    return both and item_value(question, wanted) < item_value(question, start)


def _title(about: PlanWords, change: Planned, kept: Plan) -> str:
    """Return the title of a planned change: the step, or the answer if it is not an improvement."""
    question, answer = change.question, kept.answers.get(change.question.id, NOTHING)
    if change.option is None or _falls(question, kept.start.get(question.id, NOTHING), answer):
        text = about.answer(question, answer)
        return about.words.say("plan.step.answer", prompt=about.prose(question)["prompt"], answer=text)
    option = about.option(question, change.option)
    if change.dropped:
        return about.words.say("plan.step.dropped", label=option["label"])
    return str(option.get("next") or option["label"])
