"""The plan that is kept, in words: what it changes, what of it is done, and where it leads."""

from __future__ import annotations

from typing import Any

from .answers import ANSWERED, NOTHING, Answer
from .plan_words import PlanWords
from .plans import Plan, Planned, carried_out, plain_plan, planned_changes
from .report import Report
from .scoring import item_value
from .survey import SINGLE, Question


def kept_words(about: PlanWords, report: Report, kept: Plan) -> dict[str, Any]:
    """The plan: its steps, each done or to be done, and where it leads. ``data`` is the plan itself."""
    survey, words = report.survey, about.words
    changes = planned_changes(survey, report.answers, kept)
    after = about.scored(carried_out(survey, report.answers, kept))
    level = about.new_level(report.index.score, after.score)
    done = sum(1 for change in changes if change.done)
    said = words.say("plan.done", done=done, total=len(changes)) if changes else words.say("plan.no_steps")
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
    """Whether a single choice is planned to earn less than it did."""
    both = start.state == wanted.state == ANSWERED and question.kind == SINGLE
    return both and item_value(question, wanted) < item_value(question, start)


def _title(about: PlanWords, change: Planned, kept: Plan) -> str:
    """What to do; for an answer that is not a step upwards, what the answer would be."""
    question, answer = change.question, kept.answers.get(change.question.id, NOTHING)
    if change.option is None or _falls(question, kept.start.get(question.id, NOTHING), answer):
        text = about.answer(question, answer)
        return about.words.say("plan.step.answer", prompt=about.prose(question)["prompt"], answer=text)
    option = about.option(question, change.option)
    if change.dropped:
        return about.words.say("plan.step.dropped", label=option["label"])
    return str(option.get("next") or option["label"])
