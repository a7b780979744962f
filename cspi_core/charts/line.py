"""Scores over time as a line, as ECharts options: values printed, a gap where there is no score."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..text.messages import Wording

INK, SOFT, LINE, ACCENT, PAPER = (f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "paper"))

LARGE, SMALL = 240, 84
"""Heights in pixels."""

ALL_PRINTED = 10
"""Up to so many results each value is printed on the line; of more, the first and the last."""


ON_AXIS = {"ja": "{yyyy}/{M}/{d}", "en": "{d} {MMM} {yyyy}"}
"""Days on the axis, in the signs of ECharts; other languages show ISO 8601."""

EDGE = 0.06
"""Room before the first and after the last result, as a share of the time between them."""


@dataclass(frozen=True)
class Course:
    """The results along a line: the day of each as text; its time (ISO 8601, read as UTC), or no
    times at all for equal steps; the results of an earlier survey version, by place; the times of new
    editions, as lines across."""

    days: Sequence[str]
    times: Sequence[str] = ()
    earlier: Collection[int] = ()
    editions: Sequence[str] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last time on the axis."""
        first, last = (datetime.fromisoformat(self.times[at]) for at in (0, -1))
        room = (last - first) * EDGE
        return (first - room).isoformat(), (last + room).isoformat()


def line_chart(
    title: str,
    course: Course,
    values: Sequence[float | None],
    words: Wording,
    *,
    small: bool,
    target: float | None = None,
) -> dict[str, Any]:
    """The scores (on the scale of the survey, rounded) of results in order. A ``small`` one has no axis, and
    only its ends are printed.

    ``height`` (not a key of ECharts) is the height in pixels that the chart wants.
    """
    return {
        "height": SMALL if small else LARGE,
        "animation": False,
        "useUTC": True,
        "aria": {
            "enabled": True,
            "label": {"description": _alternative(title, course.days, values, words, target)},
        },
        "grid": {
            "left": 26 if small else 32,
            "right": 26 if small else 28,
            "top": 24,
            "bottom": 10 if small else 28,
        },
        "xAxis": _axis(course, small, words),
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
                "data": _points(course, values, small, words),
            },
            *([_aim(course, target, words)] if target is not None else []),
            *(_across(time, words) for time in (() if small else course.editions)),
        ],
    }


def _axis(course: Course, small: bool, words: Wording) -> dict[str, Any]:
    label = {"show": not small, "color": SOFT, "fontSize": 12, "hideOverlap": True}
    base = {"axisTick": {"show": False}, "axisLine": {"lineStyle": {"color": LINE}}, "axisLabel": label}
    if not course.times:
        return base | {"type": "category", "data": list(course.days), "boundaryGap": not small}
    label |= {"customValues": list(course.times), "formatter": ON_AXIS.get(words.locale, "{yyyy}-{MM}-{dd}")}
    first, last = course.ends
    return base | {"type": "time", "min": first, "max": last, "splitLine": {"show": False}}


def _points(course: Course, values: Sequence[float | None], small: bool, words: Wording) -> list[Any]:
    known = [place for place, value in enumerate(values) if value is not None]
    ends = {known[0], known[-1]} if known else set()
    printed = ends if small or len(known) > ALL_PRINTED else set(known)
    hollow = {"itemStyle": {"color": PAPER, "borderColor": ACCENT, "borderWidth": 2}}
    return [
        {
            "value": [course.times[place], value] if course.times else value,
            "label": {
                "show": place in printed,
                "position": "top",
                "formatter": _printed(value, words),
                "color": INK,
                "fontSize": 12,
            },
            **(hollow if place in course.earlier else {}),
        }
        for place, value in enumerate(values)
    ]


def _aim(course: Course, target: float, words: Wording) -> dict[str, Any]:
    """The target as a dotted line, with its value at the start, where scores are still lower."""
    ends: list[Any] = (
        [[time, target] for time in course.ends] if course.times else [target] * len(course.days)
    )
    said = words.say("time.target", score=words.figure(target))
    label = {"show": True, "formatter": said, "color": INK, "fontSize": 12}
    label |= {"position": "top", "align": "left"}
    return {
        "type": "line",
        "silent": True,
        "symbolSize": 1,
        "lineStyle": {"color": INK, "width": 1.5, "type": [2, 4]},
        "itemStyle": {"color": INK},
        "data": [{"value": ends[0], "label": label}, *({"value": end} for end in ends[1:])],
    }


def _across(time: str, words: Wording) -> dict[str, Any]:
    """A dashed line from the bottom to the top."""
    ends = [[time, short_number(end)] for end in (words.scale.minimum, words.scale.maximum)]
    style = {"color": SOFT, "width": 1, "type": "dashed"}
    return {"type": "line", "silent": True, "symbol": "none", "lineStyle": style, "data": ends}


def _printed(value: float | None, words: Wording) -> str:
    return words.say("missing") if value is None else words.figure(value)


def short_number(value: float) -> float:
    """A whole number as one."""
    return int(value) if float(value).is_integer() else value


def _alternative(
    title: str, days: Sequence[str], values: Sequence[float | None], words: Wording, target: float | None
) -> str:
    pairs = zip(days, values, strict=True)
    listed = [words.say("time.point", day=day, score=_printed(value, words)) for day, value in pairs]
    if target is not None:
        listed.append(words.say("time.target", score=words.figure(target)))
    return words.say("time.line", title=title, values=words.say("list.comma").join(listed))
