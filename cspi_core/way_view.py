"""A shortest way in words: its steps in an order in which each finds what it requires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .answers import NOTHING, Answer
from .plan_words import Pair, PlanWords, step_words
from .report import Report
from .shortest import Way
from .steps import Step, in_place, with_option
from .survey import NUMBER, Option, Question


def way_words(
    about: PlanWords, report: Report, way: Way | None, title: str, planned: frozenset[Pair]
) -> dict[str, Any]:
    """The way with its steps, or why there is none."""
    if way is None:
        return {"title": title, "say": _none(about, report), "effort": "", "steps": [], "found": False}
    after = dict(report.answers) | {move.question.id: move.after for move in way.moves}
    reached = about.scored(after)
    ends = {
        "before": about.words.number(report.index.score),
        "after": about.words.number(reached.score),
    }
    return {
        "title": title,
        "say": about.words.say("way.say", **ends),
        "effort": about.words.say("way.effort", effort=way.effort),
        "steps": list(_steps(about, report, way, planned)),
        "found": True,
    }


def _none(about: PlanWords, report: Report) -> str:
    """Why there is no way: it may lead over questions without an answer."""
    missing = sum(
        1 for axis in report.index.axes for item in axis.items if item.applies and item.value is None
    )
    return about.words.say("way.none.open" if missing else "way.none", count=missing)


def _steps(about: PlanWords, report: Report, way: Way, planned: frozenset[Pair]) -> Iterator[dict[str, Any]]:
    """The options of the moves one by one, each with what it moves by then."""
    answers, taken = dict(report.answers), dict[Pair, str]()
    index = report.index
    for question, option in _in_order(report, way):
        now = answers.get(question.id, NOTHING)
        answers[question.id] = with_option(question, now, option)
        after = about.scored(answers)
        gain = (after.score or 0.0) - (index.score or 0.0)
        step = Step(question, option.id, gain, option.effort, True)
        yield step_words(about, step, report.answers, (index, after), taken, planned)
        taken[question.id, option.id] = about.words.say("step.before")
        index = after


def _in_order(report: Report, way: Way) -> list[tuple[Question, Option]]:
    """The options taken, each after those that it requires; else as the survey has them."""
    waiting = [(move.question, move.question.option_by_id[name]) for move in way.moves for name in move.taken]
    answers: dict[str, Answer] = dict(report.answers)
    order: list[tuple[Question, Option]] = []
    while waiting:
        ready = next((step for step in waiting if _is_ready(report, answers, step[1])), waiting[0])
        waiting.remove(ready)
        order.append(ready)
        question, option = ready
        answers[question.id] = with_option(question, answers.get(question.id, NOTHING), option)
    return order


def _is_ready(report: Report, answers: dict[str, Answer], option: Option) -> bool:
    return all(
        in_place(report.survey.question_by_id[name], answers.get(name, NOTHING), required)
        for name, required in option.requires
        if report.survey.question_by_id[name].kind != NUMBER
    )
