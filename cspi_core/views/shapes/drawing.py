"""Parts that the views of every room hold: answers as data, and options of charts."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

ChartOption = dict[str, Any]
"""An Apache ECharts option."""


class AnswerData(TypedDict, total=False):
    """An answer as it stands in a result file, or as none."""

    choice: str
    choices: list[str]
    number: float
    state: Literal["unknown", "not_applicable", "unanswered"]
