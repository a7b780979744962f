"""A report on one slide: the few things to say in a meeting, in words; the page sets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..benchmarking.standing import Standing
from ..report import Report
from ..stats.share import SMALL
from ..text.messages import wording
from ..views.headline import outstanding

if TYPE_CHECKING:
    from ..views.shapes import (
        AxisView,
        ChartOption,
        PlanView,
        ReportView,
        SlideColumn,
        SlideRow,
        SlideStanding,
        SlideView,
        StandingView,
        WaveView,
    )

MOST = 3
"""So many strengths, gaps and steps at most."""


def slide(report: Report, view: ReportView, advice: PlanView, radar: ChartOption | None) -> SlideView:
    """The slide's texts, empty or None where there is nothing to say, and its radar."""
    words, head = wording(view["locale"]), view["headline"]
    names = {axis["id"]: axis for axis in view["axes"]}
    strong, weak = outstanding(report, MOST)
    wave = advice["waves"][0] if advice["waves"] else None
    return {
        "title": view["title"],
        "about": [part for part in (view["label"], view["date"]) if part],
        "score": head["score"],
        "of": head["of"],
        "range": head["range"],
        "level": head["level"],
        "say": " ".join(part for part in (head["say"] or head["none"], head["gate"]) if part),
        "radar": radar,
        "columns": [
            _axes(words.say("slide.strong"), [names[axis.axis.id] for axis in strong]),
            _axes(words.say("slide.weak"), [names[axis.axis.id] for axis in weak]),
            _wave(words.say("slide.wave"), wave),
        ],
        "standings": _standings(report, view),
        "source": " · ".join(view["provenance"]),
    }


def _axes(title: str, axes: Sequence[AxisView]) -> SlideColumn:
    rows: list[SlideRow] = [{"text": axis["name"], "figure": axis["score"]} for axis in axes]
    return {"title": title, "about": None, "rows": rows}


def _wave(title: str, wave: WaveView | None) -> SlideColumn:
    steps = wave["steps"][:MOST] if wave else []
    rows: list[SlideRow] = [{"text": step["brief"], "figure": step["gain"]} for step in steps]
    return {"title": title, "about": wave["index"] if wave else None, "rows": rows}


def _standings(report: Report, view: ReportView) -> list[SlideStanding]:
    """The standings that tell the most: the nearest question first, then those where fewest are as the
    respondent is. One where the survey has axes, else as many as a slide holds."""
    pairs = zip(report.standings, view["standings"], strict=True)
    told = sorted(
        ((_weight(standing), shown) for standing, shown in pairs if _tells(standing)),
        key=lambda pair: pair[0],
    )
    return [_standing(shown) for _, shown in told[: MOST if not report.survey.axes else 1]]


def _tells(standing: Standing) -> bool:
    n = standing.cell.n if standing.cell else None
    known = standing.share_here is not None and standing.share_here.exact
    return known and not standing.problem and n is not None and n >= SMALL


def _weight(standing: Standing) -> tuple[int, float]:
    share = standing.share_here.known[0] if standing.share_here else 100.0
    return standing.link.match.rank, share


def _standing(shown: StandingView) -> SlideStanding:
    return {
        "title": shown["title"],
        "you": shown["you"],
        "say": " ".join(shown["say"]),
        "source": " · ".join(shown["source"]),
    }
