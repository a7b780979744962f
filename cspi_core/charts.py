"""Charts as data: Apache ECharts ``option`` objects, without a function in them.

Colours are names of the page's tokens (``var(--cs-…)``); whoever draws resolves them, so that one
option serves light and dark. Values are printed on every chart; ``aria`` carries the text alternative.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .report import Report
from .rounding import rounded
from .scoring import AxisScore
from .wording import Wording, wording

INK, SOFT, LINE, ACCENT, WARN = (f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "warn"))
SMALLEST_RADAR = 3
"""A radar needs three axes to enclose an area."""


def charts(
    report: Report, locale: str | None = None, targets: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """The charts of a report by name; a chart that the survey cannot have is left out. ``targets``: the
    scores aimed at, by axis id."""
    if len(report.index.axes) < SMALLEST_RADAR:
        return {}
    return {"radar": radar(report, locale, targets)}


def radar(
    report: Report, locale: str | None = None, targets: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """The axes as a radar: the scores, the range that open questions still allow, and the targets.

    An axis without a score is drawn at its lowest and printed as missing.
    """
    chosen = report.survey.locale(locale)
    words, axes = wording(chosen), clockwise(report.index.axes)
    names = {axis.axis.id: report.survey.text[chosen]["axes"][axis.axis.id]["name"] for axis in axes}
    return {
        "animation": False,
        "aria": {"enabled": True, "label": {"description": _alternative(report.index.axes, names, words)}},
        "color": [WARN, WARN, ACCENT],
        "radar": {
            "shape": "polygon",
            "radius": "60%",
            "splitNumber": 5,
            "indicator": [{"name": _label(axis, names, words), "min": 0, "max": 100} for axis in axes],
            "axisName": {"color": INK, "fontSize": 12, "lineHeight": 17},
            "axisLine": {"lineStyle": {"color": LINE}},
            "splitLine": {"lineStyle": {"color": LINE}},
            "splitArea": {"show": False},
        },
        "series": [
            {
                "type": "radar",
                "silent": True,
                "data": [*_polygons(axes, words), *_aims(axes, targets or {}, words)],
            }
        ],
    }


def clockwise(axes: tuple[AxisScore, ...]) -> tuple[AxisScore, ...]:
    """The axes in the order in which ECharts, which goes round against the clock, draws them clockwise."""
    return axes[:1] + axes[:0:-1]


def _label(axis: AxisScore, names: dict[str, str], words: Wording) -> str:
    return f"{names[axis.axis.id]}\n{words.number(axis.score)}"


def _polygons(axes: tuple[AxisScore, ...], words: Wording) -> list[dict[str, Any]]:
    """The open range first (where there is one), so that the scores lie on top of it."""
    lows = [rounded(axis.low) or 0.0 for axis in axes]
    highs = [rounded(axis.high) or 0.0 for axis in axes]
    dashed = {"type": "dashed", "width": 1, "color": WARN}
    bands = [
        {"name": words.say(f"radar.{name}"), "value": values, "symbol": "none", "lineStyle": dashed}
        for name, values in (("high", highs), ("low", lows))
    ]
    bands[0]["areaStyle"] = {"color": WARN, "opacity": 0.12}
    scores = [
        (rounded(axis.low) or 0.0) if axis.score is None else rounded(axis.score) or 0.0 for axis in axes
    ]
    you = {
        "name": words.say("radar.you"),
        "value": scores,
        "symbolSize": 6,
        "lineStyle": {"width": 2, "color": ACCENT},
        "itemStyle": {"color": ACCENT},
        "areaStyle": {"color": ACCENT, "opacity": 0.16},
    }
    return [*bands, you] if lows != highs else [you]


def _aims(axes: tuple[AxisScore, ...], targets: Mapping[str, float], words: Wording) -> list[dict[str, Any]]:
    """The targets as an outline of dots with hollow diamonds, so that it needs no colour to be told apart;
    where nothing is aimed at it stays with the score."""
    if not targets:
        return []
    values = [targets.get(axis.axis.id, rounded(axis.score) or rounded(axis.low) or 0.0) for axis in axes]
    line = {"type": [2, 4], "width": 1.5, "color": INK}
    point = {"color": "var(--cs-paper)", "borderColor": INK, "borderWidth": 1.5}
    outline = {"name": words.say("chart.target"), "value": values, "symbol": "diamond", "symbolSize": 9}
    return [outline | {"lineStyle": line, "itemStyle": point}]


def _alternative(axes: tuple[AxisScore, ...], names: dict[str, str], words: Wording) -> str:
    values = [
        words.say("radar.value", axis=names[axis.axis.id], score=words.number(axis.score)) for axis in axes
    ]
    return words.say("radar.text", values=words.say("list.comma").join(values))
