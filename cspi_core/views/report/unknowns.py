"""The people to ask: what a report says in place of scores where nothing but *unknown* was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model.answers import UNKNOWN
from ...report import Report
from ...scoring.scores import AxisScore
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.report import UnknownAxis, UnknownsView


def unknowns_view(report: Report, text: Mapping[str, Any], words: Wording) -> UnknownsView | None:
    """The questions that are unknown, by axis, with who can usually answer them as the survey says.

    None where an axis has an answer that counts, or where nothing is unknown.
    """
    axes = report.index.axes
    found = {axis.axis.id: _unknown(axis) for axis in axes}
    count = sum(map(len, found.values()))
    if not count or any(axis.mean is not None for axis in axes):
        return None
    return {
        "say": words.say("unknowns.say", n=count),
        "axes": [_axis(name, found[name], text, words) for name in found if found[name]],
    }


def _unknown(axis: AxisScore) -> list[str]:
    return [item.question.id for item in axis.items if item.answer.state == UNKNOWN]


def _axis(name: str, questions: list[str], text: Mapping[str, Any], words: Wording) -> UnknownAxis:
    prose = text["axes"][name]
    return {
        "id": name,
        "name": prose["name"],
        "who": prose.get("who") or words.say("unknowns.anyone"),
        "questions": [{"id": one, "prompt": text["questions"][one]["prompt"]} for one in questions],
    }
