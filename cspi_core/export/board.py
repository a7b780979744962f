"""A report on two pages for a board: result, findings, roadmap and comparisons.

The page sets them; nothing is in them that the report does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..benchmarking.standing import Standing
from ..report import Report
from ..scoring.scores import AxisScore
from ..text.messages import Wording, wording
from ..views.report.headline import outstanding, what_is_weak
from .slide import masthead, slide_standing, told_standings

if TYPE_CHECKING:
    from ..views.shapes.board import BoardFinding, BoardFindings, BoardView
    from ..views.shapes.drawing import ChartOption
    from ..views.shapes.plan import PlanView
    from ..views.shapes.report import ReportView
    from ..views.shapes.timeline import ChangesView

MOST_STEPS = 7

MOST_COMPARISONS = 2

MOST_MOVED = 3
"""So many axes of a change."""


def board(
    report: Report,
    view: ReportView,
    advice: PlanView,
    radar: ChartOption | None,
    changed: ChangesView | None = None,
) -> BoardView:
    """Return the texts of both pages, empty or None where there is nothing to say, and the radar;
    ``changed``: what has changed since an earlier result.
    """
    words, head = wording(view["locale"], report.survey.scale), view["headline"]
    say = words.say
    steps = _steps(advice, words)
    told = told_standings(report, view, MOST_COMPARISONS, _is_told)
    return {
        **masthead(view),
        "radar": radar,
        "change": _change(changed) if changed and changed["axes"] else None,
        "findings": {"title": say("board.findings"), "rows": _findings(report, view, advice, words)},
        "roadmap": {
            "title": say("board.roadmap"),
            "about": _roadmap_about(report, advice, words),
            "heads": [say(f"board.{name}") for name in ("step", "owner", "due", "state")],
            "rows": steps,
        }
        if report.survey.advised
        else None,
        "comparisons": {
            "title": say("board.comparisons"),
            "none": say("board.comparisons.none"),
            "rows": [slide_standing(shown) for shown in told],
        },
        "method": " ".join(
            part
            for part in (say("board.method", **words.ends), head["coverage"], head["sensitivity"])
            if part
        ),
    }


def _findings(report: Report, view: ReportView, advice: PlanView, words: Wording) -> list[BoardFinding]:
    """Return three findings: the greatest strength, what holds back, and what the next level needs."""
    strong, weak = outstanding(report, 1)
    found = [_axis(axis, "strength", report, view, words) for axis in strong]
    found += [_axis(axis, "gap", report, view, words) for axis in weak]
    path = advice["target"]["way"] or advice["way"]
    if path and path["steps"]:
        text = f"{words.say('board.way', n=len(path['steps']))} {path['effort']}"
        found.append({"title": path["title"], "text": text})
    return found


def _change(changed: ChangesView) -> BoardFindings:
    """Return the index before and after, and the axes that moved most."""
    moved = [axis for axis in changed["axes"] if axis["direction"]]
    moved.sort(key=lambda axis: -abs((axis["after_value"] or 0) - (axis["before_value"] or 0)))
    rows: list[BoardFinding] = [
        {"title": axis["name"], "text": f"{axis['before']} → {axis['after']} ({axis['moved']})"}
        for axis in moved[:MOST_MOVED]
    ]
    return {"title": f"{changed['title']} · {changed['index']}", "rows": rows}


def _axis(found: AxisScore, kind: str, report: Report, view: ReportView, words: Wording) -> BoardFinding:
    axis = next(axis for axis in view["axes"] if axis["id"] == found.axis.id)
    text = what_is_weak(found, report.survey.text[view["locale"]]) if kind == "gap" else None
    title = words.say(f"board.{kind}", axis=axis["name"], score=axis["score"])
    return {"title": title, "text": words.say("board.means", text=text) if text else axis["about"]}


def _roadmap_about(report: Report, advice: PlanView, words: Wording) -> str:
    saved, phases = advice["plan"], report.guidance.phases
    if saved and saved["steps"]:
        said = (saved["text"], saved["late"], saved["baseline"])
        return " ".join(part for part in said if part)
    if not phases or report.index.score is None:
        return advice["none"] or ""
    ends = {"before": words.number(phases[0].before.score), "after": words.number(phases[-1].after.score)}
    return words.say("wave.index", **ends)


def _steps(advice: PlanView, words: Wording) -> list[list[str]]:
    """Return the rows of the roadmap: the steps of the plan, then those that are advised beyond it."""
    missing = words.say("missing")
    saved = advice["plan"]["steps"] if advice["plan"] else []
    rows = [
        [step["brief"], step["owner"] or missing, step["due_said"] or missing, step["state"]]
        for step in saved
        if step["status"] != "dropped"
    ]
    rows += [
        [step["brief"], missing, missing, phase["title"]]
        for phase in advice["waves"]
        for step in phase["steps"]
        if not step["planned"]
    ]
    return rows[:MOST_STEPS]


def _is_told(standing: Standing) -> bool:
    return standing.problem is None
