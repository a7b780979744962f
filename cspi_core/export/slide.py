"""A report on one slide: the few things to say in a meeting, in words; the page sets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..advice.tracking import DOING, TODO
from ..benchmarking.standing import Standing
from ..model.survey import Match
from ..report import Report
from ..stats.share import SMALL
from ..text.messages import Wording, wording
from ..views.report.criteria import criteria_told
from ..views.report.headline import outstanding

if TYPE_CHECKING:
    from ..views.shapes.benchmarks import StandingView
    from ..views.shapes.board import Masthead, SlideColumn, SlideRow, SlideStanding, SlideView
    from ..views.shapes.drawing import ChartOption
    from ..views.shapes.plan import PhaseView, PlanView
    from ..views.shapes.report import AxisView, ReportView

MOST = 3
"""So many strengths, gaps and steps at most."""

RESULTS = frozenset({"net_revenue_retention", "monthly_revenue_churn"})
"""What customer success is there for: a board hears of it before anything else."""

SIZES = frozenset({"team_headcount", "team_age", "cs_budget", "acv", "product_revenue"})
"""What describes a company and says nothing of how well it does."""


def slide(report: Report, view: ReportView, advice: PlanView, radar: ChartOption | None) -> SlideView:
    """The slide's texts, empty or None where there is nothing to say, and its radar."""
    words = wording(view["locale"])
    names = {axis["id"]: axis for axis in view["axes"]}
    strong, weak = outstanding(report, MOST)
    phase = advice["waves"][0] if advice["waves"] else None
    advised = report.survey.advised
    return {
        **masthead(view),
        "radar": radar,
        "columns": [
            _axes(words.say("slide.strong"), [names[axis.axis.id] for axis in strong]),
            _axes(words.say("slide.weak"), [names[axis.axis.id] for axis in weak]),
            *([_planned(words, advice) or _phase(words.say("slide.wave"), phase)] if advised else []),
        ],
        "standings": _standings(report, view),
    }


def masthead(view: ReportView) -> Masthead:
    """Return the head of a report: what it is of, its result in figures and in words, and its source."""
    head = view["headline"]
    return {
        "title": view["title"],
        "about": [part for part in (view["label"], view["date"]) if part],
        "score": head["score"],
        "of": head["of"],
        "range": head["range"],
        "level": head["level"],
        "criteria": criteria_told(view, wording(view["locale"])),
        "say": " ".join(part for part in (head["say"] or head["none"], head["gate"]) if part),
        "source": " · ".join(view["provenance"]),
    }


def _axes(title: str, axes: Sequence[AxisView]) -> SlideColumn:
    rows: list[SlideRow] = [{"text": axis["name"], "figure": axis["score"]} for axis in axes]
    return {"title": title, "about": None, "rows": rows}


def _phase(title: str, phase: PhaseView | None) -> SlideColumn:
    steps = phase["steps"][:MOST] if phase else []
    rows: list[SlideRow] = [{"text": step["brief"], "figure": step["gain"]} for step in steps]
    return {"title": title, "about": phase["index"] if phase else None, "rows": rows}


def _planned(words: Wording, advice: PlanView) -> SlideColumn | None:
    """The first steps of the plan that are still to be done, each with its due day; None without one."""
    saved = advice["plan"]
    left = [step for step in saved["steps"] if step["status"] in (TODO, DOING)] if saved else []
    if saved is None or not left:
        return None
    left.sort(key=lambda step: step["due"] or "9999")
    rows: list[SlideRow] = [
        {"text": " · ".join(filter(None, (step["brief"], step["owner"]))), "figure": _short(step["due"])}
        for step in left[:MOST]
    ]
    return {"title": words.say("sheet.plan"), "about": saved["say"], "rows": rows}


def _short(due: str) -> str:
    """A due day as a slide has room for it: month and day."""
    return due[5:].replace("-", "/")


def _standings(report: Report, view: ReportView) -> list[SlideStanding]:
    """One standing where the survey has axes, else as many as a slide holds."""
    return [
        slide_standing(shown) for shown in told_standings(report, view, MOST if not report.survey.axes else 1)
    ]


def told_standings(
    report: Report, view: ReportView, at_most: int, tells: Callable[[Standing], bool] | None = None
) -> list[StandingView]:
    """Return the standings that tell the most, as the view shows them, one for each metric: results before
    sizes, the nearest question first, then those where fewest are as the respondent is. ``tells`` decides
    which tell anything; on a slide, results and exact shares of enough answers do."""
    pairs = zip(report.standings, view["standings"], strict=True)
    told = sorted(
        ((_weight(standing), shown) for standing, shown in pairs if (tells or _tells)(standing)),
        key=lambda pair: pair[0],
    )
    first = {shown["metric"]: shown for _, shown in reversed(told)}
    return [shown for _, shown in told if first[shown["metric"]] is shown][:at_most]


def _tells(standing: Standing) -> bool:
    n = standing.cell.n if standing.cell else None
    known = standing.share_here is not None and standing.share_here.exact
    enough = known and n is not None and n >= SMALL
    return not standing.problem and (enough or standing.metric.id in RESULTS)


def _weight(standing: Standing) -> tuple[int, int, float]:
    share = standing.share_here.known[0] if standing.share_here else 100.0
    metric = standing.metric.id
    kind = 0 if metric in RESULTS else 2 if metric in SIZES else 1
    return kind, tuple(Match).index(standing.link.match), share


def slide_standing(shown: StandingView) -> SlideStanding:
    """Return a comparison as a slide or the board pack has it."""
    return {
        "title": shown["title"],
        "you": shown["you"],
        "say": " ".join(shown["say"]),
        "source": " · ".join(shown["source"]),
    }
