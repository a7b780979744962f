"""Groups of axes in words: each with its score, from the outside in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model.answers import ANSWERED
from ...report import Report, answer_counts
from ...rounding import rounded
from ...text.messages import Wording
from .criteria import criteria_views

if TYPE_CHECKING:
    from ...loading.groups import Group
    from ...scoring.scores import AxisScore
    from ..shapes.report import AxisView, GroupView, ReportView


def group_views(report: Report, text: Mapping[str, Any], words: Wording) -> list[GroupView]:
    """Return the groups of the survey's axes."""
    return [_view(report, group, found, text, words) for group, found in report.groups]


def _view(
    report: Report, group: Group, found: AxisScore, text: Mapping[str, Any], words: Wording
) -> GroupView:
    prose, level = text["groups"][group.id], report.level(found.score)
    low, high = rounded(found.low), rounded(found.high)
    counts = answer_counts(found.items)
    view: GroupView = {
        "id": group.id,
        "name": prose["name"],
        "about": prose["about"],
        "score": words.number(found.score),
        "value": rounded(found.score),
        "low": low,
        "high": high,
        "range": None
        if low is None or high is None or low == high
        else words.span(found.low or 0.0, found.high or 0.0),
        "level": text["levels"][level]["name"] if level else None,
        "coverage": words.say(
            "coverage.axis", answered=counts[ANSWERED], total=len(found.items) - counts["not_applicable"]
        ),
        "depth": group.depth,
        "axes": list(group.axes),
    }
    criteria = criteria_views(report.survey, group.id, found.score, text, words)
    return {**view, "criteria": criteria} if criteria else view


def outline(view: ReportView) -> list[tuple[int, AxisView | GroupView]]:
    """Return each group above its axes, then axes without a group, each with how many groups it is in."""
    groups, axes = view.get("groups", []), view["axes"]
    rows: list[tuple[int, AxisView | GroupView]] = []
    placed: set[str] = set()
    for at, group in enumerate(groups):
        rows.append((group["depth"], group))
        inner = {id_ for one in groups[at + 1 :] if one["depth"] > group["depth"] for id_ in one["axes"]}
        own = [axis for axis in axes if axis["id"] in set(group["axes"]) - inner]
        rows += [(group["depth"] + 1, axis) for axis in own]
        placed |= {axis["id"] for axis in own}
    return rows + [(0, axis) for axis in axes if axis["id"] not in placed]
