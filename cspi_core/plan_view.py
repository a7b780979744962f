"""The plan in words: waves of steps, and the shortest way to the next level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .report import Report
from .rounding import rounded
from .scoring import IndexScore, score_survey
from .shortest import Move, shortest_way
from .steps import Step
from .survey import Level
from .waves import Wave, waves
from .wording import Wording, wording


def plan(report: Report, locale: str | None = None) -> dict[str, Any]:
    """Waves and the shortest way as JSON-able texts; both empty where the report has no index."""
    chosen = report.survey.locale(locale)
    text, words = report.survey.text[chosen], wording(chosen)
    found = waves(report.survey, report.answers, report.index) if report.index.score is not None else ()
    return {
        "locale": chosen,
        "waves": [_wave(report, number, wave, text, words) for number, wave in enumerate(found, 1)],
        "way": _way(report, text, words),
    }


def next_level(report: Report) -> Level | None:
    """The level above the one reached; None at the top or without an index."""
    shown = rounded(report.index.score)
    above = [level for level in report.survey.levels if shown is not None and level.start > shown]
    return above[0] if above else None


def level_name(report: Report, level: Level, text: Mapping[str, Any], words: Wording) -> str:
    """A level with its number."""
    number = [known.id for known in report.survey.levels].index(level.id) + 1
    return words.say("level", number=number, name=text["levels"][level.id]["name"])


def _wave(report: Report, number: int, wave: Wave, text: Mapping[str, Any], words: Wording) -> dict[str, Any]:
    before, after = report.level(wave.before.score), report.level(wave.after.score)
    level = next((known for known in report.survey.levels if known.id == after), None)
    ends = {"before": words.number(wave.before.score), "after": words.number(wave.after.score)}
    return {
        "title": words.say("wave", number=number),
        "index": words.say("wave.index", **ends),
        "level": words.say("wave.level", level=level_name(report, level, text, words))
        if level and after != before
        else None,
        "steps": [_step(step, text, words) for step in wave.steps],
        "axes": _axes(wave.before, wave.after, text, words),
    }


def _step(step: Step, text: Mapping[str, Any], words: Wording) -> dict[str, Any]:
    option = text["questions"][step.question.id]["options"][step.option]
    return {
        "question": step.question.id,
        "number": step.question.number,
        "option": step.option,
        "title": option.get("next") or option["label"],
        "about": option.get("why") or "",
        "axis": text["axes"][step.question.axis]["name"],
        "effort": words.say(f"effort.{step.effort}") if step.effort else "",
        "gain": f"+{words.number(step.gain)}",
    }


def _axes(before: IndexScore, after: IndexScore, text: Mapping[str, Any], words: Wording) -> list[str]:
    """The axes that a wave moves, from their score to the new one."""
    return [
        words.say(
            "step.axis",
            axis=text["axes"][now.axis.id]["name"],
            before=words.number(then.mean),
            after=words.number(now.mean),
        )
        for then, now in zip(before.axes, after.axes, strict=True)
        if then.mean != now.mean
    ]


def _way(report: Report, text: Mapping[str, Any], words: Wording) -> dict[str, Any] | None:
    if report.index.score is None:
        return None
    level = next_level(report)
    if level is None:
        return {"title": words.say("way.top"), "say": "", "effort": "", "steps": []}
    found = shortest_way(report.survey, report.answers, report.index, level.start)
    title = words.say("way.title", level=level_name(report, level, text, words))
    if found is None:
        return {"title": title, "say": words.say("way.none"), "effort": "", "steps": []}
    after = dict(report.answers) | {move.question.id: move.after for move in found.moves}
    reached = score_survey(report.survey, after).score
    ends = {"before": words.number(report.index.score), "after": words.number(reached)}
    return {
        "title": title,
        "say": words.say("way.say", **ends),
        "effort": words.say("way.effort", effort=found.effort),
        "steps": [step for move in found.moves for step in _move(move, text, words)],
    }


def _move(move: Move, text: Mapping[str, Any], words: Wording) -> list[dict[str, Any]]:
    """The options of a move as steps; the gain stands with the last, which completes it."""
    steps = []
    for name in move.taken:
        option = move.question.option_by_id[name]
        gain = move.gain if name == move.taken[-1] else 0.0
        steps.append(_step(Step(move.question, name, gain, option.effort, True), text, words))
    return steps
