"""A team's scores as strips of dots and its agreement as bars, as ECharts options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..rounding import round_half_up, rounded
from ..stats.summary import Spread
from ..text.messages import Wording

INK, SOFT, LINE, ACCENT, OTHER, WARN, CARD = (
    f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "other", "warn", "card")
)

FEW = 12
"""Up to so many people each dot is as large as its number needs, and carries it."""

LARGE_DOT, SMALL_DOT = 17, 8
"""Diameters in pixels."""

NEAR = 3.5
"""Dots nearer than this, in points, stand one above the other."""

MOST_ROWS = 5
"""So many dots stand above each other; further ones lie on those."""

MARGIN = 10

ROOM = 0.2
"""Beside the longest bar to the left, for its value."""

Dot = tuple[int, float]
"""A person's number, and their score."""


def strip_chart(
    title: str, dots: Sequence[Dot], spread: Spread | None, people: int, words: Wording
) -> dict[str, Any] | None:
    """Everybody's score (0 to 100) on one line; the mean as an upright mark, and around it the standard
    deviation as a band. None where nobody has a score.

    ``height`` (not a key of ECharts) is the height in pixels that the chart wants.
    """
    if spread is None:
        return None
    size = LARGE_DOT if people <= FEW else SMALL_DOT
    rows = _rows(dots)
    deepest = min(MOST_ROWS, 1 + max(rows.values()))
    height = deepest * (size + 1) + 2 * MARGIN
    return {
        "height": height,
        "animation": False,
        "aria": {"enabled": True, "label": {"description": _alternative(title, dots, spread, words)}},
        "grid": {"left": MARGIN, "right": MARGIN, "top": 2, "bottom": 2},
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": 100,
            "interval": 25,
            "axisLabel": {"show": False},
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "splitLine": {"lineStyle": {"color": LINE}},
        },
        "yAxis": {"type": "value", "min": -1, "max": 1, "show": False},
        "series": [
            _band(spread, height),
            _mean(spread, height),
            _dots(dots, rows, size, deepest),
        ],
    }


def _band(spread: Spread, height: int) -> dict[str, Any]:
    low, high = (min(100.0, max(0.0, spread.mean + sign * spread.deviation)) for sign in (-1.0, 1.0))
    return {
        "type": "line",
        "silent": True,
        "symbol": "none",
        "lineStyle": {"color": ACCENT, "width": height - 8, "opacity": 0.12, "cap": "butt"},
        "data": [[rounded(low), 0], [rounded(high), 0]],
    }


def _mean(spread: Spread, height: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "silent": True,
        "symbol": "rect",
        "symbolSize": [3, height - 6],
        "itemStyle": {"color": ACCENT},
        "data": [[rounded(spread.mean), 0]],
    }


def _dots(dots: Sequence[Dot], rows: dict[int, int], size: int, deepest: int) -> dict[str, Any]:
    numbered = size == LARGE_DOT
    return {
        "type": "scatter",
        "silent": True,
        "symbol": "circle",
        "symbolSize": size,
        "itemStyle": {"color": CARD, "borderColor": INK, "borderWidth": 1.25, "opacity": 0.92},
        "data": [
            {
                "value": [rounded(score), 0],
                "symbolOffset": [0, _offset(rows[number], deepest, size)],
                "label": {
                    "show": numbered,
                    "formatter": str(number),
                    "position": "inside",
                    "color": INK,
                    "fontSize": 10,
                },
            }
            for number, score in dots
        ],
    }


def _rows(dots: Sequence[Dot]) -> dict[int, int]:
    """The row of each dot by its number: the lowest in which nothing is near."""
    last: list[float] = []
    rows: dict[int, int] = {}
    for number, score in sorted(dots, key=lambda dot: (dot[1], dot[0])):
        free = next((row for row, end in enumerate(last) if score - end >= NEAR), len(last))
        last[free : free + 1] = [score]
        rows[number] = free
    return rows


def _offset(row: int, deepest: int, size: int) -> float:
    """Return the offset of a row from the middle line, in pixels; rows fill the strip from the middle
    outwards.
    """
    return ((deepest - 1) / 2 - row % MOST_ROWS) * (size + 1)


def _alternative(title: str, dots: Sequence[Dot], spread: Spread, words: Wording) -> str:
    values = [words.say("team.dot", number=number, score=words.number(score)) for number, score in dots]
    texts = {name: words.number(getattr(spread, name)) for name in ("mean", "low", "high")}
    texts["deviation"] = words.points(spread.deviation)
    listed = words.say("list.comma").join(values)
    return words.say("team.strip", title=title, values=listed, **texts)


def agreement_chart(
    title: str, rows: Sequence[tuple[str, float, str]], words: Wording
) -> dict[str, Any] | None:
    """Agreement of each question as a bar from 0 towards 1 or -1. ``rows``: label, value, value as text."""
    if not rows:
        return None
    lowest = min(value for _, value, _ in rows)
    values = [words.say("chart.value", label=label, share=text) for label, _, text in rows]
    description = words.say("chart.bars", title=title, values=words.say("list.comma").join(values))
    return {
        "height": 28 * len(rows) + 12,
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}, "label": {"description": description}},
        "grid": {"left": 0, "right": 40, "top": 6, "bottom": 6, "containLabel": True},
        "xAxis": {
            "type": "value",
            "min": min(0.0, round_half_up(lowest - ROOM, 1)) if lowest < 0 else 0,
            "max": 1,
            "show": False,
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [{"value": label} for label, _, _ in rows],
            "axisTick": {"show": False},
            "axisLine": {"show": True, "onZero": True, "lineStyle": {"color": SOFT}},
            "axisLabel": {"color": INK, "fontSize": 12},
        },
        "series": [
            {
                "type": "bar",
                "silent": True,
                "barMaxWidth": 14,
                "data": [_bar(value, text) for _, value, text in rows],
                "label": {"show": True, "color": INK, "fontSize": 12},
            }
        ],
    }


def _bar(value: float, text: str) -> dict[str, Any]:
    return {
        "value": value,
        "itemStyle": {"color": OTHER if value >= 0 else WARN},
        "label": {"formatter": text, "position": "right" if value >= 0 else "left"},
    }
