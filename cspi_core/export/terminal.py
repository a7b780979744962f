"""Report, plan, changes and team as plain text, for a terminal. Full-width characters count two columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from ..text.messages import Wording, wording
from ..views.report.criteria import criteria_told
from ..views.report.groups import outline
from .markdown import planned_tags

if TYPE_CHECKING:
    from ..views.shapes.plan import AxisTarget, IndexTarget, PlanStep, PlanView, SavedPlanView, TargetView
    from ..views.shapes.report import AxisView, GroupView, ReportView
    from ..views.shapes.team import TeamSummary
    from ..views.shapes.timeline import ChangesView

SAID = ("since", "say", "late", "baseline", "index", "level")
"""What is said of a plan above its steps."""


def table(view: ReportView) -> str:
    """The view (:func:`cspi_core.views.report.report.view`) as readable text."""
    words, head = wording(view["locale"]), view["headline"]
    lines = [view["title"], *([view["label"]] if view["label"] else []), ""]
    if head["score"] is not None:
        level = f"   {head['level']}" if head["level"] else ""
        lines += [f"{words.say('table.index')} {head['score']} {head['of']}{level}"]
    said = ("level_span", "say", "gate", "second_look", "none", "coverage", "bounds", "sensitivity")
    lines += _said(head, *said)
    if view["unknowns"]:
        lines += ["", view["unknowns"]["say"]]
        lines += [f"  {axis['name']}: {axis['who']}" for axis in view["unknowns"]["axes"]]
    elif view["axes"]:
        scored = [("  " * depth, _row(words, one)) for depth, one in outline(view)]
        rows = [_heading(words), *([indent + name, *rest] for indent, (name, *rest) in scored)]
        lines += ["", *columns(rows if head["levels"] else [[*row[:3], *row[4:]] for row in rows])]
    told = criteria_told(view, words)
    lines += ["", *told] if told else []
    if view["next_steps"]:
        lines += ["", words.say("table.next")]
        lines += [f"  {step['gain']:>5}  {step['title']}  [{step['tag']}]" for step in view["next_steps"]]
    if view["contradictions"]:
        lines += ["", view["contradictions"]["title"]]
        lines += [f"  {item['text']}" for item in view["contradictions"]["items"]]
    return "\n".join([*lines, "", *view["remarks"], *view["provenance"]]) + "\n"


def _said(texts: Mapping[str, Any], *keys: str) -> list[str]:
    """The texts under these keys that are there."""
    return [texts[key] for key in keys if texts[key]]


def _heading(words: Wording) -> list[str]:
    return [words.say(f"table.{name}") for name in ("axis", "score", "range", "level", "coverage")]


def _row(words: Wording, axis: AxisView | GroupView) -> list[str]:
    missing = words.say("missing")
    return [axis["name"], axis["score"], axis["range"] or "", axis["level"] or missing, axis["coverage"]]


def plan_table(plan: PlanView) -> str:
    """A plan (:func:`cspi_core.views.plan.plan.plan`) as readable text."""
    lines: list[str] = []
    for phase in plan["waves"]:
        level = f"  {phase['level']}" if phase["level"] else ""
        lines += [f"{phase['title']}  {phase['index'] or ''}{level}".rstrip(), *_steps(phase["steps"]), ""]
    for path in (plan["way"], plan["target"]["way"]):
        if path:
            lines += [path["title"], *_said(path, "say", "effort")]
            lines += [*_steps(path["steps"] if path["later"] is None else path["later"]), ""]
    lines += _said(plan, "none", "open")
    return "\n".join([*lines, *_saved(plan["plan"], plan["target"])]).rstrip() + "\n"


def _saved(saved: SavedPlanView | None, target: TargetView) -> list[str]:
    """The saved plan, and how far its targets are."""
    if saved is None:
        return []
    rows: list[IndexTarget | AxisTarget] = [target["index"], *target["axes"]]
    aims = [row for row in rows if row["say"]]
    lines = ["", *_said(saved, *SAID)]
    lines += [f"  {row['name']} {row['now']} → {row['target']}  {row['say']}" for row in aims]
    return [*lines, *(f"  {step['title']}  [{' / '.join(planned_tags(step))}]" for step in saved["steps"])]


def _steps(steps: Sequence[PlanStep]) -> list[str]:
    return [line for step in steps for line in _step(step)]


def _step(step: PlanStep) -> list[str]:
    about = " / ".join(part for part in (step["axis"], step["effort"], step["counts"]) if part)
    lines = [f"  {step['gain']:>5}  {step['title']}  [{about}]"]
    return [*lines, f"         {step['why_now']}"] if step["why_now"] else lines


def changes_table(changes: ChangesView) -> str:
    """Changes (:func:`cspi_core.views.comparisons.changes.changes_view`) as readable text."""
    lines = [changes["title"], changes["index"], ""]
    lines += [f"  {axis['text']}" for axis in changes["axes"]]
    lines += ["", *(item["text"] for item in changes["items"])]
    lines += _said(changes, "none", "version")
    return "\n".join(lines) + "\n"


def team_table(team: TeamSummary) -> str:
    """A team (:func:`cspi_core.views.comparisons.team.team_view`) as readable text."""
    rows = [[axis["name"], axis["mean"], axis["range"]] for axis in team["axes"]]
    lines = [team["title"], team["index"], "", *columns(rows), ""]
    for item in team["disagreements"]:
        lines += [item["text"], *(f"    {choice}" for choice in item["choices"])]
    lines += [team["agreed"]] if team["agreed"] else []
    return "\n".join([*lines, "", team["about"]]) + "\n"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells set in columns of equal width on screen."""
    if not rows:
        return []
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def width(text: str) -> int:
    """The columns that a text takes in a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
