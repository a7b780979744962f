"""Standing: where one answer falls among those published in one snapshot.

For an ordered metric: the answer's category, the share below it and at or below it. For a multiple
choice: the share of each option, and whether the respondent is among them. For a published mean or
median: which side of it the answer lies on. Shares are intervals where a publisher left some out, and
each has the interval that its n allows. There is no percentile without a distribution.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ..model.answers import Answer
from ..model.survey import BenchmarkLink, Question
from ..rounding import round_half_up
from ..stats.distribution import wilson
from ..stats.share import Share
from .edition import MULTIPLE, NUMERIC, UNLISTED, Category, Cell, Metric, Segment, Snapshot
from .segments import find_cell

"""Under 10 answers a share says next to nothing, under 30 little; both are said and drawn as such."""


@dataclass(frozen=True)
class OptionStanding:
    """One option of a multiple choice: whether it was chosen, its share (None: not published), and
    whether the survey asked for it at all."""

    category: Category
    chosen: bool
    share: Share | None
    asked: bool


class Obstacle(StrEnum):
    """The reason why an answer has no place among a metric's figures.

    ``OUTSIDE_BINS``: the value is in no band; ``NOT_REPORTED``: some bands are not published.
    """

    NO_SEGMENT = "no_segment"
    NO_FIGURES = "no_figures"
    SUPPRESSED = "suppressed"
    NO_CATEGORY = "no_category"
    OUTSIDE_BINS = "outside_bins"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, eq=False)
class Standing:
    """The comparison of one answer with one metric of one snapshot. Memoised instances are compared by
    identity.

    ``problem`` gives the reason if there is no comparison. ``wanted`` is the requested segment, ``mine``
    the part of the respondent's profile by which the metric is published; ``cell`` is the cell that was
    used. ``here`` is the category of the answer, None for a multiple choice or a problem.
    """

    question: Question
    link: BenchmarkLink
    answer: Answer
    snapshot: Snapshot
    metric: Metric
    cell: Cell | None
    wanted: Segment
    mine: Segment
    here: Category | None = None
    share_here: Share | None = None
    below: Share | None = None
    above: Share | None = None
    at_or_below: Share | None = None
    at_or_above: Share | None = None
    options: tuple[OptionStanding, ...] = ()
    problem: Obstacle | None = None

    @property
    def fell_back(self) -> bool:
        """Return whether the requested segment was replaced by another one."""
        return self.cell is not None and bool(self.wanted) and dict(self.wanted) != dict(self.cell.segment)


def place_answer(
    question: Question,
    link: BenchmarkLink,
    answer: Answer,
    snapshot: Snapshot,
    wanted: Segment,
    mine: Segment,
) -> Standing:
    """The standing of one answer in one snapshot that has the metric."""
    metric = snapshot.metric_by_id[link.metric]
    cell = find_cell(metric, wanted, mine)
    base = Standing(question, link, answer, snapshot, metric, cell, wanted, mine)
    problem = _problem(metric, cell)
    if problem or cell is None:
        return replace(base, problem=problem)
    if metric.kind == MULTIPLE:
        return _compared(replace(base, options=_options(metric, cell, link, _chosen(link, answer))))
    here = _place(link, answer, metric)
    if here is None or here.id in cell.excludes:
        return replace(base, problem=_why_nowhere(metric))
    return _ranked(replace(base, here=here))


def _problem(metric: Metric, cell: Cell | None) -> Obstacle | None:
    if not metric.categories:
        return None if any(other.figures for other in metric.cells) else Obstacle.NO_FIGURES
    if cell is None:
        return Obstacle.NO_SEGMENT
    if cell.suppressed:
        return Obstacle.SUPPRESSED
    return None if cell.shares or cell.sums or cell.unplaced else Obstacle.NO_FIGURES


def _why_nowhere(metric: Metric) -> Obstacle | None:
    if not metric.categories:
        return None
    if metric.kind != NUMERIC:
        return Obstacle.NO_CATEGORY
    return Obstacle.OUTSIDE_BINS if metric.complete else Obstacle.NOT_REPORTED


def _chosen(link: BenchmarkLink, answer: Answer) -> set[str]:
    """The categories of the chosen options; without a mapping the ids are the same on both sides."""
    if not link.categories:
        return set(answer.choices)
    return {link.categories[choice] for choice in answer.choices if choice in link.categories}


def _options(metric: Metric, cell: Cell, link: BenchmarkLink, chosen: set[str]) -> tuple[OptionStanding, ...]:
    asked = set(link.categories.values())
    return tuple(
        OptionStanding(
            category,
            category.id in chosen,
            _known(cell.shares[category.id], cell.n) if category.id in cell.shares else None,
            not asked or category.id in asked,
        )
        for category in metric.categories
    )


def _compared(standing: Standing) -> Standing:
    """The standing of a multiple choice; without one where nothing that was asked for is published."""
    told = any(option.share is not None and option.asked for option in standing.options)
    return standing if told else replace(standing, problem=Obstacle.NO_FIGURES)


def _known(share: float, n: int | None) -> Share:
    return Share((share, share), wilson((share, share), n))


def _place(link: BenchmarkLink, answer: Answer, metric: Metric) -> Category | None:
    if answer.number is not None:
        number = answer.number
        return next((c for c in metric.categories if not c.other and c.holds(number)), None)
    chosen = _chosen(link, answer)
    return next((category for category in metric.categories if category.id in chosen), None)


def _ranked(standing: Standing) -> Standing:
    """The standing with the shares of its category, of those below it and of those above (None where
    there is no category below or above).

    Where not every category is published, what is missing may lie below as well as above.
    """
    metric, cell, here = standing.metric, standing.cell, standing.here
    if cell is None or here is None:
        return standing
    distribution = metric.distribution(cell)

    def share(ids: list[str], elsewhere: bool) -> Share:
        low, high = distribution.share_of(ids)
        if elsewhere:
            high = distribution.share_of([*ids, UNLISTED])[1]
        return Share((low, high), wilson((low, high), cell.n))

    placed = replace(standing, share_here=share([here.id], False))
    if not metric.ordered or here.other:
        return placed
    ordered = [category.id for category in metric.categories if not category.other]
    at = ordered.index(here.id)
    unlisted = not metric.complete
    return replace(
        placed,
        below=share(ordered[:at], unlisted) if at else None,
        above=share(ordered[at + 1 :], unlisted) if ordered[at + 1 :] else None,
        at_or_below=share(ordered[: at + 1], unlisted),
        at_or_above=share(ordered[at:], unlisted),
    )


def to_dict(standing: Standing) -> dict[str, Any]:
    """A standing as JSON-able data, rounded: shares and intervals in per cent as [low, high]."""
    return {
        "question": standing.question.id,
        "metric": standing.metric.id,
        "match": standing.link.match,
        "snapshot": standing.snapshot.id,
        "wanted": dict(standing.wanted),
        "segment": None if standing.cell is None else dict(standing.cell.segment),
        "n": standing.cell.n if standing.cell else None,
        "page": standing.cell.page if standing.cell else None,
        "problem": standing.problem,
        "here": standing.here.id if standing.here else None,
        "share_here": _plain(standing.share_here),
        "share_below": _plain(standing.below),
        "share_above": _plain(standing.above),
        "share_at_or_below": _plain(standing.at_or_below),
        "share_at_or_above": _plain(standing.at_or_above),
        "options": [
            {"category": o.category.id, "chosen": o.chosen, "asked": o.asked, "share": _plain(o.share)}
            for o in standing.options
        ],
    }


def _plain(share: Share | None) -> dict[str, list[float]] | None:
    if share is None:
        return None
    plain = {"known": [round_half_up(end) for end in share.known]}
    return plain | ({"allowed": [round_half_up(end) for end in share.allowed]} if share.allowed else {})
