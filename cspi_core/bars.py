"""The bars of a metric's cell: one a category, with what is known of its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .distribution import Distribution, wilson
from .snapshot import MULTIPLE, Cell, Metric
from .standing import Share, Standing
from .wording import Wording

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
    rest = Bar("", words.say("chart.others", count=len(vague)), None, False, None)
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
    """Of a multiple choice nothing follows for an option that is not published."""
    if category not in cell.shares and metric.kind == MULTIPLE:
        return None
    known = whole.share_of([category])
    return Share(known, wilson(known, cell.n))
