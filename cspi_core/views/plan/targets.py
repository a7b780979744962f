"""Targets in words: for the whole and for each axis where one started, where one is, and what is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from ...advice.optimizer import Path, least_effort_path
from ...advice.plan import Plan, active, carried_out
from ...advice.step_rules import unsuited_options
from ...advice.targets import NO_TARGET, least, progress, reached
from ...model.survey import Level
from ...report import Report
from ...rounding import rounded
from ...scoring.gates import SIGN, gate_of, lacks
from ...scoring.scores import AxisScore, IndexScore
from ...scoring.situation import situation
from ...text.messages import Wording
from .gate import gate_text
from .steps import Pair, PlanWords, path_words

if TYPE_CHECKING:
    from ..shapes.plan import AxisTarget, PathView, TargetData, TargetRow, TargetView
    from ..shapes.report import TargetMark


def target_words(about: PlanWords, report: Report, saved: Plan | None, steps: frozenset[Pair]) -> TargetView:
    """Return the possible targets, the selected targets and their progress, measured from the baseline of
    the plan. ``steps``: those that are in the plan.
    """
    target = saved.target if saved else NO_TARGET
    start = about.scored(saved.start) if saved and saved.start else report.index
    planned = _planned(about, report, saved) if saved else None
    whole = target.whole(report.survey)
    now = report.index
    level = _level_aimed_at(report, target.level)
    rows = [_axis_row(about, saved, axis, start, planned) for axis in now.axes]
    row = _row(about, whole, start.score, now.score, planned.score if planned else None)
    index = _gated(about, report, level, row)
    return {
        "given": cast("TargetData", target.to_dict()),
        "choices": [
            {
                "id": level.id,
                "label": about.words.say(
                    "target.level", level=about.level(level), start=about.words.short(level.start)
                ),
            }
            for level in report.survey.levels[1:]
        ],
        "index": {
            **index,
            "name": about.words.say("table.index"),
            "label": _label(about, target.level, whole),
        },
        "axes": rows,
        "say": _summary(about, [index, *rows]),
        "way": target_path(about, report, saved, steps),
    }


def _planned(about: PlanWords, report: Report, saved: Plan) -> IndexScore:
    """The scores once the plan is carried out."""
    return about.scored(carried_out(report.survey, report.answers, active(report.survey, saved)))


def _gated(about: PlanWords, report: Report, level: Level | None, row: TargetRow) -> TargetRow:
    """The row of the index, not reached as long as the floor or signs of a level are lacking."""
    if level is None or has_level(report, level) or not row["reached"]:
        return row
    text = gate_text(report, about.text, about.words)
    return {**row, "reached": False, "share": None, "say": text or about.words.say("target.gate")}


def _label(about: PlanWords, level: str | None, whole: float | None) -> str | None:
    if whole is None:
        return None
    found = next((known for known in about.survey.levels if known.id == level), None)
    return about.level(found) if found else about.words.short(whole)


def _axis_row(
    about: PlanWords, saved: Plan | None, axis: AxisScore, start: IndexScore, planned: IndexScore | None
) -> AxisTarget:
    wanted = saved.target.axes.get(axis.axis.id) if saved else None
    began, comes = (
        next((one.score for one in index.axes if one.axis.id == axis.axis.id), None) if index else None
        for index in (start, planned)
    )
    row = _row(about, wanted, began, axis.score, comes)
    return {"id": axis.axis.id, "name": about.axis(axis.axis.id), **row}


def _row(
    about: PlanWords, wanted: float | None, start: float | None, now: float | None, planned: float | None
) -> TargetRow:
    """One target: numbers for drawing, texts for showing; ``share`` is how much of the way is done."""
    return {
        "value": rounded(now),
        "now": about.words.number(now),
        "value_start": rounded(start),
        "start": about.words.number(start),
        "value_planned": rounded(planned),
        "target": None if wanted is None else about.words.short(wanted),
        "value_target": wanted,
        "reached": wanted is not None and reached(now, wanted, about.words.scale),
        "share": None if wanted is None else rounded(progress(start, now, wanted, about.words.scale), 4),
        "say": None if wanted is None else _say(about, wanted, start, now, planned),
    }


def _say(
    about: PlanWords, wanted: float, start: float | None, now: float | None, planned: float | None
) -> str:
    """Return the remaining points to the target and whether the plan reaches it."""
    scale = about.words.scale
    if reached(now, wanted, scale):
        return about.words.say("target.reached")
    if now is None:
        return about.words.say("target.no_score")
    said = about.words.say(
        "target.left", left=about.words.figure(wanted - (about.words.scale.shown(now) or 0.0))
    )
    if start is not None and scale.shown(start) != scale.shown(now) and scale.of(start) < wanted:
        share = about.words.percent(100.0 * (progress(start, now, wanted, scale) or 0.0), 0)
        said = about.words.say("target.done", left=said, percent=share)
    if planned is not None and reached(planned, wanted, scale):
        return about.words.say("target.planned", left=said)
    return said


def _summary(about: PlanWords, rows: Sequence[TargetRow]) -> str | None:
    wanted = [row for row in rows if row["value_target"] is not None]
    if not wanted:
        return None
    done = sum(1 for row in wanted if row["reached"])
    return about.words.say(
        "target.all" if done == len(wanted) else "target.summary", done=done, n=len(wanted)
    )


def target_path(
    about: PlanWords, report: Report, saved: Plan | None, planned: frozenset[Pair]
) -> PathView | None:
    """The shortest way to everything that is aimed at; None where nothing is, or all of it is reached."""
    if saved is None or report.index.score is None or not report.survey.advised:
        return None
    scores = {axis.axis.id: axis.score for axis in report.index.axes}
    scale, aims = report.survey.scale, saved.target.axes
    axes = {name: least(wanted, scale) for name, wanted in aims.items() if scores[name] is not None}
    far_axes = any(not reached(scores[name], aims[name], scale) for name in axes)
    title = about.words.say("way.target")
    level = _level_aimed_at(report, saved.target.level)
    if level is not None and not has_level(report, level):
        path, remark = level_path(about, report, level, axes)
        return path_words(about, report, path, title, planned, remark)
    whole = saved.target.whole(report.survey)
    index = None if whole is None or reached(report.index.score, whole, scale) else least(whole, scale)
    if index is None and not far_axes:
        return None
    path, remark = _path(about, report, index, axes)
    return path_words(about, report, path, title, planned, remark)


Found = tuple[Path | None, str | None]
"""A path, and what else to know of it."""


def _path(
    about: PlanWords,
    report: Report,
    target: float | None,
    axes: Mapping[str, float],
    signs: tuple[tuple[Pair, ...], ...] = (),
) -> Found:
    """The path of least effort by what suits the organisation; by anything where that does not lead there."""
    survey, answers, index = report.survey, report.answers, report.index
    unsuited = unsuited_options(situation(survey, answers, target or index.score))
    path = least_effort_path(survey, answers, index, target, axes, signs, unsuited)
    if path is not None or not unsuited:
        return path, None
    path = least_effort_path(survey, answers, index, target, axes, signs)
    return path, about.words.say("way.stretched") if path else None


def level_path(about: PlanWords, report: Report, level: Level, axes: Mapping[str, float]) -> Found:
    """The least effort to a level and to the scores wanted of ``axes``: to its index, its floor under every
    axis that has a score, and its signs and those of the levels below it."""
    survey, here = report.survey, situation(report.survey, report.answers, report.index.score)
    known = [axis.axis.id for axis in report.index.axes if axis.score is not None]
    scores = {axis.axis.id: axis.score for axis in report.index.axes if axis.score is not None}
    upto = survey.levels[: survey.levels.index(level) + 1]
    floor = max(gate_of(survey, one).floor for one in upto)
    base = least(floor, survey.scale) if floor else 0.0
    wanted = {name: max(base, axes.get(name, 0.0)) for name in known if floor or name in axes}
    signs = {lack.options for one in upto for lack in lacks(here, scores, one) if lack.kind == SIGN}
    groups = tuple(tuple(_pair(name) for name in options) for options in sorted(signs))
    return _path(about, report, least(level.start, survey.scale), wanted, groups)


def _pair(name: str) -> Pair:
    question, _, option = name.partition(".")
    return question, option


def _level_aimed_at(report: Report, name: str | None) -> Level | None:
    return next((level for level in report.survey.levels if level.id == name), None)


def has_level(report: Report, level: Level) -> bool:
    """Return whether a level is reached, with its floor and signs."""
    levels = report.survey.levels
    return report.standing is not None and levels.index(report.standing.level) >= levels.index(level)


def target_mark(
    report: Report, saved: Plan | None, axis: AxisScore | None, words: Wording
) -> TargetMark | None:
    """The mark of a target on the scale of an axis, or of the index where ``axis`` is None."""
    if saved is None:
        return None
    wanted = saved.target.whole(report.survey) if axis is None else saved.target.axes.get(axis.axis.id)
    if wanted is None:
        return None
    score = report.index.score if axis is None else axis.score
    level = _level_aimed_at(report, saved.target.level) if axis is None else None
    is_reached = reached(score, wanted, words.scale) and (level is None or has_level(report, level))
    key = "target.mark.reached" if is_reached else "target.mark"
    return {
        "value": words.scale.percent(wanted),
        "reached": is_reached,
        "text": words.say(key, target=words.short(wanted)),
    }
