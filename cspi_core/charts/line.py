"""Scores over time as a line, as ECharts options: values printed, a gap where there is no score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..text.messages import Wording

INK, SOFT, LINE, ACCENT = (f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent"))

LARGE, SMALL = 240, 84
"""Heights in pixels."""

ALL_PRINTED = 10
"""Up to so many results each value is printed on the line; of more, the first and the last."""


def line_chart(
    title: str, days: Sequence[str], values: Sequence[float | None], words: Wording, *, small: bool
) -> dict[str, Any]:
    """The scores (on the scale of the survey, rounded) of results in order, in equal steps. A
    ``small`` one has no axis, and only its ends are printed.

    ``height`` (not a key of ECharts) is the height in pixels that the chart wants.
    """
    return {
        "height": SMALL if small else LARGE,
        "animation": False,
        "aria": {"enabled": True, "label": {"description": _alternative(title, days, values, words)}},
        "grid": {
            "left": 26 if small else 32,
            "right": 26 if small else 4,
            "top": 24,
            "bottom": 10 if small else 28,
        },
        "xAxis": _days(days, small),
        "yAxis": {
            "type": "value",
            "min": short_number(words.scale.minimum),
            "max": short_number(words.scale.maximum),
            "interval": short_number(words.scale.points(50 if small else 25)),
            "axisLabel": {"show": not small, "color": SOFT, "fontSize": 12},
            "splitLine": {"lineStyle": {"color": LINE}},
        },
        "series": [
            {
                "type": "line",
                "silent": True,
                "symbol": "circle",
                "symbolSize": 6 if small else 8,
                "connectNulls": False,
                "lineStyle": {"color": ACCENT, "width": 2},
                "itemStyle": {"color": ACCENT},
                "data": _points(values, small, words),
            }
        ],
    }


def _days(days: Sequence[str], small: bool) -> dict[str, Any]:
    return {
        "type": "category",
        "data": list(days),
        "boundaryGap": not small,
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": LINE}},
        "axisLabel": {
            "show": not small,
            "color": SOFT,
            "fontSize": 12,
            "hideOverlap": True,
        },
    }


def _points(values: Sequence[float | None], small: bool, words: Wording) -> list[Any]:
    known = [place for place, value in enumerate(values) if value is not None]
    ends = {known[0], known[-1]} if known else set()
    printed = ends if small or len(known) > ALL_PRINTED else set(known)
    return [
        {
            "value": value,
            "label": {
                "show": place in printed,
                "position": "top",
                "formatter": _printed(value, words),
                "color": INK,
                "fontSize": 12,
            },
        }
        for place, value in enumerate(values)
    ]


def _printed(value: float | None, words: Wording) -> str:
    return words.say("missing") if value is None else words.figure(value)


def short_number(value: float) -> float:
    """A whole number as one."""
    return int(value) if float(value).is_integer() else value


def _alternative(title: str, days: Sequence[str], values: Sequence[float | None], words: Wording) -> str:
    pairs = zip(days, values, strict=True)
    listed = [words.say("time.point", day=day, score=_printed(value, words)) for day, value in pairs]
    return words.say("time.line", title=title, values=words.say("list.comma").join(listed))
