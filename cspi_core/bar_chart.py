"""Bar charts of published shares as ECharts options: every value printed, what is missing looks missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .bars import Bar
from .rounding import rounded
from .standing_words import share_text
from .wording import Wording

INK, SOFT, LINE, ACCENT, OTHER = (f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "other"))
ROW, MARGIN = 30, 12
"""Height of a bar with its gap, and above and below all bars, in pixels."""
LABEL_WIDTH = 132


def bar_chart(title: str, bars: Sequence[Bar], words: Wording) -> dict[str, Any]:
    """Horizontal bars in the order of the categories. The respondent's own is in the accent colour and
    marked in its label; a share that is not known is an open, dashed bar as long as it could be.

    ``height`` (not a key of ECharts) is the height in pixels that the chart wants.
    """
    labels = [_label(bar, words) for bar in bars]
    return {
        "height": len(bars) * ROW + 2 * MARGIN,
        "animation": False,
        "aria": {
            "enabled": True,
            "decal": {"show": False},
            "label": {"description": _alternative(title, bars, words)},
        },
        "grid": {"left": 4, "right": 64, "top": MARGIN, "bottom": MARGIN, "containLabel": True},
        "xAxis": {"type": "value", "min": 0, "max": _longest(bars), "show": False},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": labels,
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


def _label(bar: Bar, words: Wording) -> str:
    return f"{bar.label} ({words.say('chart.you')})" if bar.here else bar.label


def _value(bar: Bar) -> float:
    return 0.0 if bar.share is None else rounded(bar.share.known[1]) or 0.0


def _longest(bars: Sequence[Bar]) -> float:
    return max([1.0, *(_value(bar) for bar in bars)])


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
    return {"value": _value(bar), "itemStyle": style, "label": {"formatter": _text(bar, words)}}


def _text(bar: Bar, words: Wording) -> str:
    return words.say("chart.unknown") if bar.share is None else share_text(bar.share, words, allowed=False)


def _alternative(title: str, bars: Sequence[Bar], words: Wording) -> str:
    values = [words.say("chart.value", label=_label(bar, words), share=_text(bar, words)) for bar in bars]
    return words.say("chart.bars", title=title, values=words.say("list.comma").join(values))
