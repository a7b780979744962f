"""Published cut-offs and norms beside a score: every row, and the one that the score is in.

They are what somebody published, not a judgement of this report; so their source stands with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...loading.groups import Criterion, criteria_of
from ...model.survey import Survey
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.report import CriterionView, ReportView


def criteria_views(
    survey: Survey, axis: str | None, score: float | None, text: Mapping[str, Any], words: Wording
) -> list[CriterionView]:
    """Return the criteria of an axis or a group, or of the index where ``axis`` is None."""
    shown = survey.scale.shown(score)
    return [
        _view(one, shown, text["criteria"][one.id], words) for one in criteria_of(survey) if one.axis == axis
    ]


def criteria_told(view: ReportView, words: Wording) -> list[str]:
    """Return the rows that the scores of a report are in, a sentence each, with their sources."""
    found = [("", one) for one in view["headline"].get("criteria", [])]
    for part in (*view.get("groups", []), *view["axes"]):
        found += [(part["name"], one) for one in part.get("criteria", [])]
    return [
        words.say(
            "criterion.told",
            name=" · ".join(name for name in (of, one["name"]) if name),
            label=row["label"],
            start=row["from"],
            source=one["source"],
        )
        for of, one in found
        for row in one["rows"]
        if row["here"]
    ]


def _view(one: Criterion, score: float | None, text: Mapping[str, Any], words: Wording) -> CriterionView:
    reached = [name for name, start in one.steps if score is not None and start <= score]
    return {
        "name": text["name"],
        "about": text.get("about"),
        "source": words.say("criterion.source", source=one.source),
        "rows": [
            {
                "label": text["steps"][name],
                "from": words.say("criterion.from", score=words.short(start)),
                "here": reached[-1:] == [name],
            }
            for name, start in one.steps
        ],
    }
