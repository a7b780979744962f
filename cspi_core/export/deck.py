"""A report as five slides, described as data: every program that writes presentations draws the same.

Positions and sizes are in inches on a slide of 13.33 by 7.5, sizes of letters in points, colours as six
hexadecimal digits. Charts and tables hold numbers and texts, never pictures, so that they can be edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..charts.line import short_number
from ..charts.radar import SMALLEST_RADAR
from ..report import Report
from ..text.messages import wording

if TYPE_CHECKING:
    from ..views.shapes.board import BoardRoadmap, BoardView
    from ..views.shapes.report import ReportView

FORMAT = "cspi-deck/1"

INK, SOFT, ACCENT = "17212B", "57616C", "0F6B66"

FONTS = {"ja": "Yu Gothic"}
"""Windows and macOS both have these; for every other language, the font below."""

FONT = "Calibri"

LEFT, WIDTH = 0.7, 11.9

Part = dict[str, Any]


def deck(
    report: Report,
    view: ReportView,
    board: BoardView,
    targets: Mapping[str, float],
    before: Report | None = None,
) -> dict[str, Any]:
    """Return the description of the slides; ``board`` holds their texts, ``targets`` scores by axis id, and
    ``before`` is an earlier report.
    """
    notes = "\n".join((board["method"], board["source"]))
    slides = [_result(board), _findings(board), _comparisons(board, view)]
    if board["roadmap"] is not None:
        slides.insert(2, _roadmap(board["roadmap"]))
    if report.index.score is not None:
        slides.insert(1, _axes(report, view, targets, before))
    return {
        "format": FORMAT,
        "title": board["title"],
        "font": FONTS.get(view["locale"], FONT),
        "locale": view["locale"],
        "rtl": wording(view["locale"]).messages["direction"] == "rtl",
        "slides": [slide | {"notes": notes, "foot": _foot(board)} for slide in slides],
    }


def _foot(board: BoardView) -> str:
    return " · ".join(part for part in (board["title"], *board["about"]) if part)


def _slide(title: str, texts: list[Part], **more: Any) -> Part:
    return {"title": title, "texts": texts, "table": None, "chart": None} | more


def _text(text: str, y: float, size: int, height: float = 0.5, **more: Any) -> Part:
    base = {"x": LEFT, "y": y, "w": WIDTH, "h": height, "size": size, "bold": False, "colour": INK}
    return base | {"text": text} | more


def _result(board: BoardView) -> Part:
    texts = [_text(" · ".join(board["about"]), 1.35, 14, colour=SOFT)] if board["about"] else []
    if board["score"] is not None:
        score = f"{board['score']} {board['of']}"
        texts.append(_text(score, 2.0, 60, 1.2, bold=True, colour=ACCENT))
    if board["level"]:
        texts.append(_text(board["level"], 3.4, 28, 0.6, bold=True))
    texts.append(_text(board["say"], 4.2, 20, 1.1 if board["criteria"] else 1.6))
    if board["criteria"]:
        texts.append(_text(" ".join(board["criteria"]), 5.35, 12, colour=SOFT))
    if board["change"]:
        rows = [f"{row['title']} {row['text']}" for row in board["change"]["rows"]]
        texts.append(_text(" · ".join((board["change"]["title"], *rows)), 5.9, 14, 0.9, colour=SOFT))
    return _slide(board["title"], texts)


def _axes(report: Report, view: ReportView, targets: Mapping[str, float], before: Report | None) -> Part:
    """The radar, with the targets where there are any, and the scores as a table."""
    words = wording(view["locale"])
    axes = [axis for axis in report.index.axes if axis.score is not None]
    names = {axis["id"]: axis for axis in view["axes"]}
    scale = report.survey.scale
    shown, ends = scale.shown, {"least": short_number(scale.minimum), "most": short_number(scale.maximum)}
    series = [{"name": words.say("radar.you"), "values": [shown(axis.score) for axis in axes]}]
    if targets:
        aims = [targets.get(axis.axis.id, shown(axis.score)) for axis in axes]
        series.append({"name": words.say("deck.target"), "values": aims})
    if before is not None:
        old = {axis.axis.id: shown(axis.score) for axis in before.index.axes}
        series.append({"name": words.say("radar.before"), "values": [old[axis.axis.id] for axis in axes]})
    told = [names[axis.axis.id] for axis in axes]
    rows = [[axis["name"], axis["score"], axis["level"] or ""] for axis in told]
    heads = [words.say(f"table.{name}") for name in ("axis", "score", "level")]
    if not report.survey.levels:
        heads, rows = heads[:2], [row[:2] for row in rows]
    chart = {"kind": "radar", "x": LEFT, "y": 1.4, "w": 6.6, "h": 5.3, "title": "", "series": series}
    labels = [axis["name"] for axis in told]
    table = {
        "x": 7.6,
        "y": 1.6,
        "widths": [2.2, 1.1, 1.7][: len(heads)],
        "heads": heads,
        "rows": rows,
        "size": max(8, min(14, 220 // (len(rows) + 1))),  # so that the rows stay on the slide
    }
    return _slide(
        words.say("radar.title"),
        [],
        chart=chart | ends | {"labels": labels} if len(axes) >= SMALLEST_RADAR else None,
        table=table,
    )


def _findings(board: BoardView) -> Part:
    texts: list[Part] = []
    for number, row in enumerate(board["findings"]["rows"]):
        top = 1.5 + 1.7 * number
        texts.append(_text(row["title"], top, 22, bold=True, colour=ACCENT))
        texts.append(_text(row["text"], top + 0.55, 18, 0.9))
    return _slide(board["findings"]["title"], texts)


def _roadmap(planned: BoardRoadmap) -> Part:
    texts = [_text(planned["about"], 1.4, 14, colour=SOFT)] if planned["about"] else []
    table = {"x": LEFT, "y": 2.1, "widths": [7.1, 1.6, 1.8, 1.4], "size": 12}
    table |= {"heads": planned["heads"], "rows": planned["rows"]}
    return _slide(planned["title"], texts, table=table if planned["rows"] else None)


def _comparisons(board: BoardView, view: ReportView) -> Part:
    compared = board["comparisons"]
    texts: list[Part] = [] if compared["rows"] else [_text(compared["none"], 1.5, 18)]
    for number, row in enumerate(compared["rows"]):
        top, narrow = 1.5 + 2.6 * number, {"w": 5.6}
        texts.append(_text(f"{row['title']}: {row['you']}", top, 18, 0.7, bold=True, **narrow))
        texts.append(_text(row["say"], top + 0.75, 16, 0.9, **narrow))
        texts.append(_text(row["source"], top + 1.7, 11, 0.4, colour=SOFT, **narrow))
    return _slide(compared["title"], texts, chart=_bars(board, view))


def _bars(board: BoardView, view: ReportView) -> Part | None:
    """The published shares of the first comparison that has several, as bars."""
    for title in (row["title"] for row in board["comparisons"]["rows"]):
        same = [standing for standing in view["standings"] if standing["title"] == title]
        bars = [bar for one in same if one["snapshot"] == same[0]["snapshot"] for bar in one["bars"]]
        shares = {bar["label"]: bar["share"] for bar in bars if bar["share"] is not None}
        if len(shares) > 1:
            series = [{"name": title, "values": list(shares.values())}]
            place = {"kind": "bar", "x": 6.7, "y": 1.4, "w": 6.0, "h": 5.2, "least": 0, "most": 100}
            return place | {"title": title, "labels": list(shares), "series": series}
    return None
