"""Bar charts of published shares as ECharts options: every value printed, what is missing looks missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .bars import Bar
from .rounding import rounded
from .standing_labels import share_text
from .wording import Wording

INK, SOFT, LINE, ACCENT, OTHER = (f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "other"))
ROW, MARGIN = 30, 6
"""Height of a bar with its gap, and above and below all bars, in pixels."""
LABEL_WIDTH, VALUE_WIDTH = 132, 92
"""Room for a label, and for the longest value beside the longest bar, in pixels."""
WHOLE, FEW, SHORTEST_SCALE = 100.0, 2, 40.0
"""Few bars are drawn against 100 %: alone they would all look long. More share a scale of their own, no
shorter than the last, so that small shares look small."""


def bar_chart(title: str, bars: Sequence[Bar], words: Wording) -> dict[str, Any]:
    """Horizontal bars in the order of the categories. The respondent's own is in the accent colour and
    marked in its label; a share that is not known is an open, dashed bar as long as it could be.

    ``height`` (not a key of ECharts) is the height in pixels that the chart wants.
    """
    return {
        "height": len(bars) * ROW + 2 * MARGIN,
        "animation": False,
        "aria": {
            "enabled": True,
            "decal": {"show": False},
            "label": {"description": _alternative(title, bars, words)},
        },
        "grid": {"left": 0, "right": VALUE_WIDTH, "top": MARGIN, "bottom": MARGIN, "containLabel": True},
        "xAxis": {"type": "value", "min": 0, "max": _scale(bars), "show": False},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [_name(bar, words) for bar in bars],
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": LINE}},
            "axisLabel": {
                "color": INK,
                "fontSize": 12,
                "width": LABEL_WIDTH,
                "overflow": "break",
                "lineHeight": 14,
            },
        },
        "series": [
            {
                "type": "bar",
                "silent": True,
                "barMaxWidth": 16,
                "data": [_datum(bar, words) for bar in bars],
                "label": {"show": True, "position": "right", "color": INK, "fontSize": 12},
            }
        ],
    }


def _name(bar: Bar, words: Wording) -> dict[str, Any]:
    own = {"textStyle": {"color": ACCENT, "fontWeight": "bold"}} if bar.here else {}
    return {"value": _label(bar, words)} | own


def _label(bar: Bar, words: Wording) -> str:
    return words.say("chart.yours", label=bar.label) if bar.here else bar.label


def _value(bar: Bar) -> float:
    return 0.0 if bar.share is None else rounded(bar.share.known[1]) or 0.0


def _scale(bars: Sequence[Bar]) -> float:
    return WHOLE if len(bars) <= FEW else max(SHORTEST_SCALE, *(_value(bar) for bar in bars))


def _datum(bar: Bar, words: Wording) -> dict[str, Any]:
    known = bar.share is not None and bar.share.exact
    colour = ACCENT if bar.here else OTHER
    style = (
        {"color": colour}
        if known
        else {
            "color": "transparent",
            "borderColor": colour if bar.here else SOFT,
            "borderType": "dashed",
            "borderWidth": 1,
        }
    )
    own = {"color": ACCENT, "fontWeight": "bold"} if bar.here else {}
    return {"value": _value(bar), "itemStyle": style, "label": {"formatter": _text(bar, words)} | own}


def _text(bar: Bar, words: Wording) -> str:
    return words.say("chart.unknown") if bar.share is None else share_text(bar.share, words, allowed=False)


def _alternative(title: str, bars: Sequence[Bar], words: Wording) -> str:
    values = [words.say("chart.value", label=_label(bar, words), share=_text(bar, words)) for bar in bars]
    return words.say("chart.bars", title=title, values=words.say("list.comma").join(values))
