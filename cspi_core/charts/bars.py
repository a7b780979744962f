"""Bar charts of a metric's cell: one bar per category, with what is known of its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..benchmarking.edition import MULTIPLE, Cell, Metric
from ..benchmarking.standing import Standing
from ..rounding import rounded
from ..stats.distribution import Distribution, wilson
from ..stats.share import Share
from ..text.benchmarks import share_text
from ..text.messages import Wording

FEW, VAGUE = 3, 20.0
"""How many bars of which little is known may stand singly, and how wide (in points) such a share is."""


@dataclass(frozen=True)
class Bar:
    """A category: its share (an interval where it is not known exactly, None where nothing is known of
    it), whether the respondent is in it, and how the figure got its place."""

    id: str
    label: str
    share: Share | None
    here: bool
    status: str | None


def bars_of(standing: Standing, words: Wording) -> list[Bar]:
    """The bars that a standing is shown in: of a multiple choice, those that the survey asked for."""
    if standing.cell is None:
        return []
    chosen = {option.category.id for option in standing.options if option.chosen}
    here = chosen | ({standing.here.id} if standing.here else set())
    unasked = {option.category.id for option in standing.options if not option.asked}
    bars = cell_bars(standing.metric, standing.cell, words, here)
    return [bar for bar in bars if bar.id not in unasked]


def folded(bars: Sequence[Bar], words: Wording) -> list[Bar]:
    """The bars of answers without an order, with those of which next to nothing is known taken together:
    where there are many, they would say one thing many times."""
    vague = [bar for bar in bars if not bar.here and _vague(bar)]
    if len(vague) <= FEW:
        return list(bars)
    rest = Bar("", words.say("chart.others", n=len(vague)), None, False, None)
    return [*(bar for bar in bars if bar not in vague), rest]


def _vague(bar: Bar) -> bool:
    return bar.share is None or bar.share.known[1] - bar.share.known[0] > VAGUE


def cell_bars(
    metric: Metric, cell: Cell, words: Wording, here: set[str] | frozenset[str] = frozenset()
) -> list[Bar]:
    """The bars of a cell; ``here`` are the categories that the respondent is in."""
    if not (cell.shares or cell.sums or cell.unplaced):
        return []
    whole = metric.distribution(cell)
    return [
        Bar(
            id=category.id,
            label=category.label[words.locale],
            share=_share(metric, cell, whole, category.id),
            here=category.id in here,
            status=cell.status.get(category.id),
        )
        for category in metric.categories
        if category.id not in cell.excludes
    ]


def _share(metric: Metric, cell: Cell, whole: Distribution, category: str) -> Share | None:
    """Return a category's share; None for an unpublished option of a multiple choice: nothing implies it."""
    if category not in cell.shares and metric.kind == MULTIPLE:
        return None
    known = whole.share_of([category])
    return Share(known, wilson(known, cell.n))


INK, SOFT, LINE, ACCENT, OTHER = (f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "other"))

ROW, MARGIN = 30, 6
"""Height of a bar with its gap, and above and below all bars, in pixels."""

LABEL_WIDTH, VALUE_WIDTH = 132, 92
"""Room for a label, and for the longest value beside the longest bar, in pixels."""

WHOLE, FEW_BARS, SHORTEST_SCALE = 100.0, 2, 40.0
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
    return WHOLE if len(bars) <= FEW_BARS else max(SHORTEST_SCALE, *(_value(bar) for bar in bars))


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
