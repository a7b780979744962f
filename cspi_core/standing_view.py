"""Standings in one language, ready to lay out: sentences, bars with their values, sources, other years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .bar_chart import bar_chart
from .bars import Bar, bars_of
from .rounding import rounded
from .snapshot import MULTIPLE, Category, Snapshot
from .standing import TINY, Share, Standing, stand
from .standing_words import cautions, segment_text, sentences, share_text, source_texts, your_answer
from .wording import Wording

EXTREME, RARE, COMMON, ENOUGH = 15.0, 10.0, 60.0, 30
"""What counts as unusual, among at least ENOUGH answers: at most EXTREME % lie as far out as you, at most
RARE % gave your answer where answers have no order, at least COMMON % have what you did not choose."""
MOST_UNUSUAL = 5


def standing_views(
    found: Iterable[Standing], text: Mapping[str, Any], snapshots: Sequence[Snapshot], words: Wording
) -> list[dict[str, Any]]:
    """Every standing as a view; ``text`` is the survey's prose."""
    return [_view(standing, text, snapshots, words) for standing in found]


def _view(
    standing: Standing, text: Mapping[str, Any], snapshots: Sequence[Snapshot], words: Wording
) -> dict[str, Any]:
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
        "you": your_answer(prose, standing.answer, words),
        "snapshot": snapshot.id,
        "say": sentences(standing, words),
        "cautions": cautions(standing, words),
        "source": source_texts(standing, words),
        "attribution": snapshot.attribution[words.locale],
        "base": metric.base[words.locale],
        "match": words.say(f"match.{standing.link.match}"),
        "note": (prose.get("benchmarks") or {}).get(metric.id),
        "n": cell.n if cell else None,
        "tiny": cell is not None and cell.n is not None and cell.n < TINY,
        "problem": standing.problem,
        "bars": [_bar(bar, words) for bar in bars],
        "chart": bar_chart(metric.title[words.locale], bars, words) if bars else None,
        "years": _years(standing, snapshots, words),
    }


def _bar(bar: Bar, words: Wording) -> dict[str, Any]:
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


def _span(share: Share, words: Wording) -> str | None:
    if share.allowed is None:
        return None
    low, high = (words.number(end, 0) for end in share.allowed)
    return words.say("range", low=low, high=high)


def _years(standing: Standing, snapshots: Sequence[Snapshot], words: Wording) -> list[dict[str, Any]]:
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
    rows = []
    for edition in editions:
        then = stand(
            standing.question, standing.link, standing.answer, edition, standing.wanted, standing.mine
        )
        if then.share_here is not None and then.cell is not None:
            rows.append(
                {
                    "year": words.say("standing.year", year=edition.year),
                    "snapshot": edition.id,
                    "share": share_text(then.share_here, words),
                    "n": then.cell.n,
                    "segment": segment_text(edition, then.cell.segment, words),
                }
            )
    return rows if len(rows) > 1 else []


def unusual(found: Iterable[Standing], words: Wording) -> list[str]:
    """Where the respondent stands apart, most unusual first; one sentence says so where nowhere."""
    said = sorted((entry for standing in found for entry in _unusual(standing, words)), key=lambda e: e[0])
    return [text for _, text in said[:MOST_UNUSUAL]] or [words.say("unusual.none")]


def _unusual(standing: Standing, words: Wording) -> list[tuple[float, str]]:
    """(how many per cent are as you are, the sentence) for whatever is unusual in a standing."""
    n = standing.cell.n if standing.cell else None
    if standing.problem or n is None or n < ENOUGH:
        return []
    said = []
    for key, category, share, distance, limit in (*_unusual_place(standing), *_unusual_options(standing)):
        if distance <= limit:
            values = {"label": category.label[words.locale], "share": share_text(share, words)}
            title = standing.metric.title[words.locale]
            said.append((distance, words.say(f"unusual.{key}", title=title, **values)))
    return said


Unusual = tuple[str, Category, Share, float, float]
"""Message, category, share to show, per cent that are as you are, and the limit for being unusual."""


def _unusual_place(standing: Standing) -> list[Unusual]:
    here, share = standing.here, standing.share_here
    if here is None or share is None:
        return []
    if standing.at_or_below is None or standing.at_or_above is None:
        return [("rare", here, share, share.known[1], RARE)]
    ends = [("low", standing.at_or_below), ("high", standing.at_or_above)]
    return [(key, here, end, end.known[1], EXTREME) for key, end in ends]


def _unusual_options(standing: Standing) -> list[Unusual]:
    found: list[Unusual] = []
    for option in standing.options:
        if option.share is not None and option.asked:
            share = option.share.known[0]
            if option.chosen:
                found.append(("rare_option", option.category, option.share, share, EXTREME))
            else:
                found.append(("common_option", option.category, option.share, 100.0 - share, 100.0 - COMMON))
    return found
