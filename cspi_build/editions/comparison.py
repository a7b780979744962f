"""Published metrics across editions: as one edition of one study has them, and in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from cspi_build.editions.published import MetricEdition, PublishedCell, read_metrics
from cspi_core.benchmarking.edition import MULTIPLE
from cspi_core.stats.distribution import Interval, wilson
from cspi_core.stats.share import SMALL, TINY


@dataclass(frozen=True, eq=False)
class ComparedMetric:
    """A metric across editions and studies. ``editions``: the leading study first, each from old to new."""

    id: str
    editions: tuple[MetricEdition, ...]

    @property
    def lead(self) -> MetricEdition:
        """The edition that says most; its titles and themes stand for the metric."""
        return max(self.editions, key=_weight)

    @property
    def best_first(self) -> tuple[MetricEdition, ...]:
        """The leading edition, then its study from new to old, then the others."""
        own = [one for one in reversed(self.editions) if one.snapshot.series == self.series]
        others = [one for one in self.editions if one not in own]
        return tuple(dict.fromkeys([self.lead, *own, *others]))

    @property
    def series(self) -> str:
        """The leading study."""
        return self.editions[0].snapshot.series

    @property
    def categories(self) -> list[str]:
        """All categories: the leading edition's in order, then those that only others have."""
        ordered = [self.lead, *self.editions]
        return list(dict.fromkeys(c.id for edition in ordered for c in edition.categories))


def compared_metrics(compiled: tuple[Mapping[str, Any], ...]) -> list[ComparedMetric]:
    """Return the metrics across editions, in the order of the edition that has most of them."""
    editions = [edition for data in compiled for edition in read_metrics(data)]
    fullest = sorted(compiled, key=lambda data: (-len(data["metrics"]), data["id"]))
    order = list(dict.fromkeys(metric["id"] for data in fullest for metric in data["metrics"]))
    groups = {name: [edition for edition in editions if edition.id == name] for name in order}
    return [ComparedMetric(name, _in_order(group)) for name, group in groups.items()]


def _in_order(editions: list[MetricEdition]) -> tuple[MetricEdition, ...]:
    lead = max(editions, key=_weight).snapshot.series
    return tuple(
        sorted(
            editions, key=lambda one: (one.snapshot.series != lead, one.snapshot.series, one.snapshot.year)
        )
    )


def _weight(edition: MetricEdition) -> tuple[int, int, int]:
    placed = sum(len(cell.shares) + len(cell.sums) for cell in edition.cells)
    return len(edition.categories), placed, edition.snapshot.year


Kind = Literal["share", "group", "unplaced", "statistic"]

NOT_KNOWN, UNPLACED, SUPPRESSED, EXCLUDED = "not_known", "unplaced", "suppressed", "excluded"


@dataclass(frozen=True)
class Figure:
    """One figure. ``of`` are the categories (the statistic's name for a statistic); ``share`` is per cent.

    ``bounds``: the least and the most that the share can be, None where nothing is known of it.
    ``confidence_interval``: 95 %, from n. ``value``: a statistic's number.
    """

    kind: Kind
    of: tuple[str, ...]
    status: str
    share: float | None = None
    count: int | None = None
    bounds: Interval | None = None
    confidence_interval: Interval | None = None
    value: float | None = None


def crowd(n: int | None) -> Literal["tiny", "small", "enough", "unknown"]:
    """How much so many answers say."""
    if n is None:
        return "unknown"
    return "tiny" if n < TINY else "small" if n < SMALL else "enough"


def share_bounds(edition: MetricEdition, cell: PublishedCell, categories: frozenset[str]) -> Interval | None:
    """The least and the most that these categories can have together; None where nothing is known of it.

    Of a multiple choice nothing follows from other options, so only what is published counts.
    """
    if cell.suppressed or categories & cell.excludes or not cell.has_shares:
        return None
    published = {frozenset([name]): share for name, share in cell.shares.items()} | dict(cell.sums)
    if categories in published:
        return published[categories], published[categories]
    if edition.kind == MULTIPLE:
        return None
    low, high = edition.distribution(cell).share_of(categories)
    return (low, high) if low > 0 or high < 100 else None


@cache
def figures_of(edition: MetricEdition, cell: PublishedCell) -> tuple[Figure, ...]:
    """All figures of a cell: categories in order, groups, what is unplaced, statistics."""
    return (
        *(_share(edition, cell, category.id) for category in edition.categories if _asked(cell)),
        *_groups(edition, cell),
        *_loose(edition, cell),
        *(
            Figure("statistic", one.of, one.status, value=one.number)
            for one in sorted(cell.statistics, key=lambda one: one.of)
        ),
    )


def _asked(cell: PublishedCell) -> bool:
    """A cell of statistics alone has no shares to speak of."""
    return cell.has_shares or cell.suppressed or not cell.figures


def _share(edition: MetricEdition, cell: PublishedCell, category: str) -> Figure:
    given = cell.printed.get(category)
    bounds = share_bounds(edition, cell, frozenset([category]))
    interval = wilson(bounds, cell.n) if bounds else None
    if given is not None and not cell.suppressed:
        return Figure("share", (category,), given.status, given.number, given.count, bounds, interval)
    return Figure("share", (category,), _why_not(cell, category), bounds=bounds, confidence_interval=interval)


def _why_not(cell: PublishedCell, category: str) -> str:
    if cell.suppressed:
        return SUPPRESSED
    if category in cell.excludes:
        return EXCLUDED
    loose = any(category in names for names, _ in cell.unplaced)
    return UNPLACED if loose else NOT_KNOWN


def _groups(edition: MetricEdition, cell: PublishedCell) -> Iterator[Figure]:
    for group in cell.groups:
        if set(group.of) == set(edition.category_ids) - cell.excludes:
            continue  # all answers together: that says nothing
        bounds = (float(group.number), float(group.number))
        of = edition.in_order(group.of)
        yield Figure("group", of, group.status, group.number, group.count, bounds, wilson(bounds, cell.n))


def _loose(edition: MetricEdition, cell: PublishedCell) -> Iterator[Figure]:
    for one in cell.loose:
        bounds = (float(one.number), float(one.number))
        of = edition.in_order(one.of)
        yield Figure("unplaced", of, UNPLACED, one.number, one.count, bounds, wilson(bounds, cell.n))
