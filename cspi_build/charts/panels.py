"""Bar charts in panels, side by side on common rows, as ECharts options: one panel an edition or a segment.

Every value is printed. A share that is known only as an interval is filled as far as it is sure and goes on
as an open, dashed bar; where nothing is known there is no bar, only the word. Few answers are pale, very
few hatched. Colours are the page's tokens; `HATCHES` are patterns that whoever embeds the drawing defines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from cspi_build.charts.layout import FONT, GAP, HEAD, LINE_HEIGHT, Bar, Layout, Panel, lay_out
from cspi_core.rounding import round_half_up

__all__ = ["HATCHES", "Drawing", "draw_panels"]

HATCHES = {"var(--cs-hatch-strong)": "var(--cs-accent)", "var(--cs-hatch-other)": "var(--cs-edge)"}
"""Stand-ins for patterns, and the colour of their lines."""

INK, SOFT, LINE = "var(--cs-ink)", "var(--cs-soft)", "var(--cs-line)"

FILLS = {
    ("strong", "enough"): ("var(--cs-accent)", 1.0),
    ("strong", "small"): ("var(--cs-accent)", 0.5),
    ("strong", "tiny"): ("var(--cs-hatch-strong)", 1.0),
    ("other", "enough"): ("var(--cs-other)", 1.0),
    ("other", "small"): ("var(--cs-other)", 0.6),
    ("other", "tiny"): ("var(--cs-hatch-other)", 1.0),
}


@dataclass(frozen=True)
class Drawing:
    """A chart to draw: an ECharts option and its size in pixels."""

    width: int
    height: int
    option: dict[str, Any]


def draw_panels(labels: Sequence[str], panels: Sequence[Panel], width: int) -> Drawing:
    """The panels in rows as wide as `width` pixels; each row of bars has its label at the left."""
    layout = lay_out(labels, panels, width)
    longest = max([1.0, *(bar.high or 0.0 for panel in panels for bar in panel.bars)])
    rows = ceil(len(panels) / layout.columns)
    height = rows * (layout.head + layout.bars(len(labels))) + (rows - 1) * 2 * GAP + 2
    option = {
        "title": [_title(panel, at, layout, len(labels)) for at, panel in enumerate(panels)],
        "grid": [_grid(at, layout, len(labels)) for at in range(len(panels))],
        "xAxis": [
            {"type": "value", "min": 0, "max": longest, "show": False, "gridIndex": at}
            for at in _each(panels)
        ],
        "yAxis": [_rows(labels, at, layout) for at in _each(panels)],
        "series": [one for at, panel in enumerate(panels) for one in _series(panel, at)],
    }
    return Drawing(width, height, option)


def _each(panels: Sequence[Panel]) -> range:
    return range(len(panels))


def _title(panel: Panel, at: int, layout: Layout, rows: int) -> dict[str, Any]:
    room = int(layout.column - GAP)
    folded = {"width": room, "overflow": "break"}
    return {
        "text": panel.title,
        "subtext": panel.note,
        "left": layout.left(at),
        "top": layout.top(at, rows),
        "padding": 0,
        "itemGap": 2,
        "textStyle": {
            "color": INK,
            "fontSize": HEAD,
            "lineHeight": LINE_HEIGHT + 2,
            "fontWeight": 600,
            **folded,
        },
        "subtextStyle": {"color": SOFT, "fontSize": FONT, "lineHeight": LINE_HEIGHT, **folded},
    }


def _grid(at: int, layout: Layout, rows: int) -> dict[str, Any]:
    return {
        "left": layout.left(at),
        "top": layout.top(at, rows) + layout.head,
        "width": max(20, round(layout.column - layout.value - GAP)),
        "height": layout.bars(rows),
        "containLabel": False,
    }


def _rows(labels: Sequence[str], at: int, layout: Layout) -> dict[str, Any]:
    shown = at % layout.columns == 0
    return {
        "type": "category",
        "gridIndex": at,
        "inverse": True,
        "data": list(labels),
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": "var(--cs-edge)"}},
        "axisLabel": {
            "show": shown,
            "interval": 0,
            "color": INK,
            "fontSize": FONT,
            "lineHeight": LINE_HEIGHT,
            "margin": 8,
            "width": layout.label - 12,  # a little more than was reckoned with
            "overflow": "break",
        },
    }


def _series(panel: Panel, at: int) -> list[dict[str, Any]]:
    """The sure part of each bar, and stacked on it the open part, which carries the value."""
    common = {"type": "bar", "silent": True, "xAxisIndex": at, "yAxisIndex": at, "stack": f"bars-{at}"}
    opened = {
        "itemStyle": {"color": "none", "borderColor": SOFT, "borderType": "dashed", "borderWidth": 1},
        "barWidth": 15,
        "label": {"show": True, "position": "right", "fontSize": FONT, "textBorderWidth": 0},
    }
    sure = {"barWidth": 15, "data": [_sure(bar) for bar in panel.bars]}
    return [common | sure, common | opened | {"data": [_open(bar) for bar in panel.bars]}]


def _sure(bar: Bar) -> dict[str, Any]:
    colour, opacity = FILLS[bar.tone, bar.weight if bar.weight in ("tiny", "small") else "enough"]
    return {"value": round_half_up(bar.low or 0.0, 2), "itemStyle": {"color": colour, "opacity": opacity}}


def _open(bar: Bar) -> dict[str, Any]:
    low, high = bar.low or 0.0, bar.high or 0.0
    known = bar.low is not None and high - low < 1e-9
    style = {"borderWidth": 0} if high - low < 1e-9 else {}
    label = {"formatter": bar.text, "color": INK if known else SOFT}
    return {"value": round_half_up(high - low, 2), "itemStyle": style, "label": label}
