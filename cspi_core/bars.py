"""The bars of a metric's cell: one a category, with what is known of its share."""

from __future__ import annotations

from dataclasses import dataclass

from .distribution import wilson
from .snapshot import MULTIPLE, Cell, Metric
from .standing import Share, Standing
from .wording import Wording


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
    """The bars that a standing is shown in."""
    chosen = {option.category.id for option in standing.options if option.chosen}
    here = chosen | ({standing.here.id} if standing.here else set())
    return cell_bars(standing.metric, standing.cell, words, here) if standing.cell else []


def cell_bars(
    metric: Metric, cell: Cell, words: Wording, here: set[str] | frozenset[str] = frozenset()
) -> list[Bar]:
    """The bars of a cell; ``here`` are the categories that the respondent is in."""
    if not (cell.shares or cell.sums or cell.unplaced):
        return []
    return [
        Bar(
            id=category.id,
            label=category.label[words.locale],
            share=_share(metric, cell, category.id),
            here=category.id in here,
            status=cell.status.get(category.id),
        )
        for category in metric.categories
        if category.id not in cell.excludes
    ]


def _share(metric: Metric, cell: Cell, category: str) -> Share | None:
    """Of a multiple choice nothing follows for an option that is not published."""
    if category not in cell.shares and metric.kind == MULTIPLE:
        return None
    known = metric.distribution(cell).share_of([category])
    return Share(known, wilson(known, cell.n))
