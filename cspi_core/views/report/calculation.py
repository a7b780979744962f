"""The working behind a score, to the last digit: the very numbers that were multiplied, added and divided.

Each is written with as many digits as tell it from its neighbours, so whoever does the sum again in double
precision comes to the same; the one rounding is at the end and is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING, Any

from ...model.answers import ANSWERED
from ...report import Report
from ...scoring.scores import AxisScore, ItemScore
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.report import WorkingView

Row = tuple[str, str, float, float]
"""An id, a name, a weight and a score."""


def exact(value: float) -> str:
    """A number with every digit that it has in the calculation."""
    return repr(int(value)) if float(value).is_integer() else repr(float(value))


def axis_working(axis: AxisScore, words: Wording) -> WorkingView | None:
    """Return the calculation of an axis score from its items (0 to 1); None if nothing on it is answered."""
    rows = [_item_row(item) for item in axis.items if item.value is not None]
    if not rows or axis.mean is None:
        return None
    left_out = [
        words.say("working.out", name=_name(i), state=_state(i, words)) for i in axis.items if _out(i)
    ]
    return _working(rows, axis.mean, "working.axis", left_out, words)


def index_working(report: Report, text: Mapping[str, Any], words: Wording) -> WorkingView | None:
    """Return the calculation of the index from the axis scores (0 to 100); None without an index."""
    axes = [axis for axis in report.index.axes if axis.mean is not None]
    if report.index.score is None:
        return None
    rows = [(a.axis.id, str(text["axes"][a.axis.id]["name"]), a.axis.weight, a.mean or 0.0) for a in axes]
    out = [
        words.say("working.out.axis", name=text["axes"][axis.axis.id]["name"])
        for axis in report.index.axes
        if axis.mean is None
    ]
    return _working(rows, report.index.score, "working.index", out, words)


def _item_row(item: ItemScore) -> Row:
    return item.question.id, _name(item), item.question.weight, item.value or 0.0


def _name(item: ItemScore) -> str:
    return f"Q{item.question.number}"


def _out(item: ItemScore) -> bool:
    return item.answer.state != ANSWERED


def _state(item: ItemScore, words: Wording) -> str:
    return words.say(f"state.{item.answer.state}")


def _working(
    rows: Sequence[Row], score: float, message: str, left_out: list[str], words: Wording
) -> WorkingView:
    total = exact(fsum(weight * value for _, _, weight, value in rows))
    weights = exact(fsum(weight for _, _, weight, _ in rows))
    return {
        "rows": [
            {
                "id": key,
                "name": name,
                "weight": exact(weight),
                "score": exact(value),
                "product": exact(weight * value),
            }
            for key, name, weight, value in rows
        ],
        "weights": weights,
        "sum": total,
        "say": words.say(message, sum=total, weights=weights, exact=exact(score), score=words.number(score)),
        "left_out": left_out,
    }
