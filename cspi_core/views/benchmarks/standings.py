"""Standings in one language, ready to lay out: sentences, bars with their values, sources, other years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...benchmarking.edition import MULTIPLE, Snapshot
from ...benchmarking.standing import Standing, place_answer
from ...charts.bars import Bar, bar_chart, bars_of, folded
from ...model.survey import Match
from ...rounding import round_half_up, rounded
from ...stats.share import SMALL, TINY, Share
from ...text.benchmarks import (
    cautions,
    segment_text,
    sentences,
    share_text,
    source_texts,
    study_text,
    your_answer,
)
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.benchmarks import BarView, ShareInterval, StandingView, YearView
    from ..shapes.drawing import ChartOption

NOTHING_KNOWN = 50.0
"""A share known only to lie in an interval this wide (in points) tells nothing beside other years."""


def standing_view(
    standing: Standing, text: Mapping[str, Any], snapshots: Sequence[Snapshot], words: Wording
) -> StandingView:
    """A standing in words; ``text`` is the survey's prose."""
    metric, snapshot, cell = standing.metric, standing.snapshot, standing.cell
    prose = text["questions"][standing.question.id]
    bars = bars_of(standing, words)
    return {
        "question": standing.question.id,
        "number": standing.question.number,
        "metric": metric.id,
        "theme": metric.theme,
        "theme_name": snapshot.themes[metric.theme][words.locale],
        "title": metric.title[words.locale],
        "you": your_answer(standing, prose, words),
        "snapshot": snapshot.id,
        "say": sentences(standing, words),
        "cautions": cautions(standing, snapshots, words),
        "own": standing.link.match is Match.OWN,
        "fell_back": standing.fell_back,
        "cut": standing.cell is not None and bool(standing.cell.segment),
        "source": source_texts(standing, words),
        "respondents": study_text(snapshot, words),
        "differs": None if metric.differs is None else metric.differs[words.locale],
        "attribution": snapshot.attribution[words.locale],
        "base": metric.base[words.locale],
        "match": words.say(f"match.{standing.link.match}"),
        "note": (prose.get("benchmarks") or {}).get(metric.id),
        "n": cell.n if cell else None,
        "tiny": cell is not None and cell.n is not None and cell.n < TINY,
        "small": cell is not None and cell.n is not None and cell.n < SMALL,
        "problem": standing.problem,
        "bars": [_bar(bar, words) for bar in bars],
        "interval": None if standing.problem else _interval(bars, words),
        "chart": _chart(standing, bars, words),
        "years": _years(standing, snapshots, words),
    }


def _chart(standing: Standing, bars: list[Bar], words: Wording) -> ChartOption | None:
    if standing.problem or not bars:
        return None
    shown = bars if standing.metric.ordered else folded(bars, words)
    return bar_chart(standing.metric.title[words.locale], shown, words)


def _bar(bar: Bar, words: Wording) -> BarView:
    share = bar.share
    return {
        "id": bar.id,
        "label": bar.label,
        "here": bar.here,
        "share": None if share is None or not share.exact else rounded(share.known[0]),
        "text": words.say("chart.unknown") if share is None else share_text(share, words, allowed=False),
        "allowed": None if share is None or share.allowed is None else _span(share, words),
        "status": words.say(f"status.{bar.status}") if bar.status else None,
    }


def _interval(bars: Sequence[Bar], words: Wording) -> ShareInterval | None:
    """Return the confidence interval of the share of the respondent's answer, from 0 to 100; None if it is
    unknown or the answer has several options.
    """
    shares = [bar.share for bar in bars if bar.here]
    if len(shares) != 1 or shares[0] is None or shares[0].allowed is None:
        return None
    share, (low, high) = shares[0], shares[0].allowed
    return {
        "name": words.say("interval.share"),
        "low": round_half_up(low),
        "high": round_half_up(high),
        "value": rounded(share.known[0]) if share.exact else None,
        "text": words.say("share.range", low=words.percent(low, 0), high=words.percent(high, 0)),
    }


def _span(share: Share, words: Wording) -> str | None:
    if share.allowed is None:
        return None
    low, high = (words.percent(end, 0) for end in share.allowed)
    return words.say("range", low=low, high=high)


def _years(standing: Standing, snapshots: Sequence[Snapshot], words: Wording) -> list[YearView]:
    """The same answer in every edition of the series that has the metric, oldest first."""
    editions = sorted(
        (
            snapshot
            for snapshot in snapshots
            if snapshot.series == standing.snapshot.series and standing.metric.id in snapshot.metric_by_id
        ),
        key=lambda snapshot: snapshot.year,
    )
    if len(editions) < 2 or standing.metric.kind == MULTIPLE:
        return []
    rows: list[YearView] = []
    for edition in editions:
        then = place_answer(
            standing.question, standing.link, standing.answer, edition, standing.wanted, standing.mine
        )
        if then.share_here is not None and then.cell is not None:
            rows.append(
                {
                    "year": words.say("standing.year", year=edition.year),
                    "snapshot": edition.id,
                    "share": _share_then(then.share_here, words),
                    "n": then.cell.n,
                    "segment": segment_text([edition], then.cell.segment, words),
                }
            )
    return rows if len(rows) > 1 else []


def _share_then(share: Share, words: Wording) -> str:
    low, high = share.known
    return words.say("chart.unknown") if high - low > NOTHING_KNOWN else share_text(share, words)
