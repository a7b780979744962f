"""Published metrics across editions: as one edition of one study has them, and in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, Literal

from cspi_core.model.edition import MULTIPLE, Cell, Metric, Segment, Snapshot, load_snapshot
from cspi_core.stats.distribution import Distribution, Interval, wilson
from cspi_core.stats.share import SMALL, TINY


@dataclass(frozen=True, eq=False)
class CellOf:
    """A cell as it was compiled, and as the core reads it."""

    data: Mapping[str, Any]
    core: Cell

    @property
    def segment(self) -> Segment:
        """Dimension to value; empty for all."""
        return self.core.segment

    @property
    def excluded(self) -> frozenset[str]:
        """Categories that the source leaves out of this cell."""
        return frozenset(self.data.get("excludes") or ())

    @property
    def has_shares(self) -> bool:
        """Whether anything is known of how answers are spread."""
        return bool(self.core.shares or self.core.sums or self.core.unplaced)


@dataclass(frozen=True, eq=False)
class Edition:
    """A metric as one edition of one study has it."""

    data: Mapping[str, Any]  # the compiled snapshot
    snapshot: Snapshot
    metric: Mapping[str, Any]  # as it was compiled
    core: Metric

    @property
    def id(self) -> str:
        """The snapshot's id."""
        return self.snapshot.id

    @property
    def core_ids(self) -> list[str]:
        """The ids of the categories, in order."""
        return [category.id for category in self.core.categories]

    @cached_property
    def cells(self) -> tuple[CellOf, ...]:
        """All cells in the order of the snapshot."""
        pairs = zip(self.metric["cells"], self.core.cells, strict=True)
        return tuple(CellOf(data, core) for data, core in pairs)

    def cell(self, segment: Segment) -> CellOf | None:
        """The cell of exactly this segment."""
        return next((cell for cell in self.cells if dict(cell.segment) == dict(segment)), None)

    @property
    def dimensions(self) -> list[str]:
        """The dimensions by which the figures are split, in order."""
        split = [name for cell in self.cells for name in cell.segment if len(cell.segment) == 1]
        return list(dict.fromkeys(split))

    def cells_by(self, dimension: str) -> list[CellOf]:
        """The cells split by this dimension alone, in the order of its values."""
        values = list(self.snapshot.dimension_by_id[dimension].values)
        own = [cell for cell in self.cells if list(cell.segment) == [dimension]]
        return sorted(own, key=lambda cell: values.index(cell.segment[dimension]))


@dataclass(frozen=True, eq=False)
class Topic:
    """A metric across editions and studies. ``editions``: the leading study first, each from old to new."""

    id: str
    editions: tuple[Edition, ...]

    @property
    def lead(self) -> Edition:
        """The edition that says most; its titles and themes stand for the topic."""
        return max(self.editions, key=_weight)

    @property
    def best_first(self) -> tuple[Edition, ...]:
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
        return list(dict.fromkeys(c.id for edition in ordered for c in edition.core.categories))


def editions_of(snapshots: tuple[Mapping[str, Any], ...]) -> list[Edition]:
    """Every metric of every compiled snapshot."""
    found = []
    for data in snapshots:
        snapshot = load_snapshot(data)
        pairs = zip(data["metrics"], snapshot.metrics, strict=True)
        found += [Edition(data, snapshot, metric, core) for metric, core in pairs]
    return found


def topics_of(snapshots: tuple[Mapping[str, Any], ...]) -> list[Topic]:
    """Metrics across editions, in the order of the snapshot that has most of them."""
    editions = editions_of(snapshots)
    fullest = sorted(snapshots, key=lambda data: (-len(data["metrics"]), data["id"]))
    order = list(dict.fromkeys(metric["id"] for data in fullest for metric in data["metrics"]))
    groups = {name: [edition for edition in editions if edition.core.id == name] for name in order}
    return [Topic(name, _in_order(group)) for name, group in groups.items()]


def _in_order(editions: list[Edition]) -> tuple[Edition, ...]:
    lead = max(editions, key=_weight).snapshot.series
    return tuple(
        sorted(
            editions, key=lambda one: (one.snapshot.series != lead, one.snapshot.series, one.snapshot.year)
        )
    )


def _weight(edition: Edition) -> tuple[int, int, int]:
    placed = sum(len(cell.core.shares) + len(cell.core.sums) for cell in edition.cells)
    return len(edition.core.categories), placed, edition.snapshot.year


Kind = Literal["share", "group", "unplaced", "statistic"]

NOT_KNOWN, UNPLACED, SUPPRESSED, EXCLUDED = "not_known", "unplaced", "suppressed", "excluded"


@dataclass(frozen=True)
class Figure:
    """One figure. ``of`` are the categories (the statistic's name for a statistic); ``share`` is per cent.

    ``known``: the least and the most that the share can be, None where nothing is known of it.
    ``allowed``: the 95 % interval that n allows. ``value``: a statistic's number.
    """

    kind: Kind
    of: tuple[str, ...]
    status: str
    share: float | None = None
    count: int | None = None
    known: Interval | None = None
    allowed: Interval | None = None
    value: float | None = None


def crowd(n: int | None) -> Literal["tiny", "small", "enough", "unknown"]:
    """How much so many answers say."""
    if n is None:
        return "unknown"
    return "tiny" if n < TINY else "small" if n < SMALL else "enough"


def known_share(edition: Edition, cell: CellOf, categories: frozenset[str]) -> Interval | None:
    """The least and the most that these categories can have together; None where nothing is known of it.

    Of a multiple choice nothing follows from other options, so only what is published counts.
    """
    if cell.core.suppressed or categories & cell.excluded or not cell.has_shares:
        return None
    published = {frozenset([name]): share for name, share in cell.core.shares.items()} | dict(cell.core.sums)
    if categories in published:
        return published[categories], published[categories]
    if edition.core.kind == MULTIPLE:
        return None
    low, high = _distribution(edition, cell).share_of(categories)
    return (low, high) if low > 0 or high < 100 else None


def _distribution(edition: Edition, cell: CellOf) -> Distribution:
    whole = edition.core.distribution(cell.core)
    return replace(whole, categories=tuple(c for c in whole.categories if c not in cell.excluded))


@cache
def figures_of(edition: Edition, cell: CellOf) -> tuple[Figure, ...]:
    """All figures of a cell: categories in order, groups, what is unplaced, statistics."""
    return (
        *(_share(edition, cell, category.id) for category in edition.core.categories if _asked(cell)),
        *_groups(edition, cell),
        *_loose(edition, cell),
        *(
            Figure("statistic", (name,), figure["status"], value=figure["value"])
            for name, figure in sorted((cell.data.get("figures") or {}).items())
        ),
    )


def _asked(cell: CellOf) -> bool:
    """A cell of statistics alone has no shares to speak of."""
    return cell.has_shares or cell.core.suppressed or not cell.core.figures


def _share(edition: Edition, cell: CellOf, category: str) -> Figure:
    given = (cell.data.get("shares") or {}).get(category)
    known = known_share(edition, cell, frozenset([category]))
    allowed = wilson(known, cell.core.n) if known else None
    if given is not None and not cell.core.suppressed:
        return Figure("share", (category,), given["status"], given["share"], given["count"], known, allowed)
    return Figure("share", (category,), _why_not(cell, category), known=known, allowed=allowed)


def _why_not(cell: CellOf, category: str) -> str:
    if cell.core.suppressed:
        return SUPPRESSED
    if category in cell.excluded:
        return EXCLUDED
    loose = any(category in names for names, _ in cell.core.unplaced)
    return UNPLACED if loose else NOT_KNOWN


def _groups(edition: Edition, cell: CellOf) -> Iterator[Figure]:
    for group in cell.data.get("sums") or ():
        if set(group["of"]) == set(edition.core_ids) - cell.excluded:
            continue  # all answers together: that says nothing
        share = float(group["share"])
        of = tuple(category.id for category in edition.core.categories if category.id in group["of"])
        allowed = wilson((share, share), cell.core.n)
        yield Figure("group", of, group["status"], group["share"], group["count"], (share, share), allowed)


def _loose(edition: Edition, cell: CellOf) -> Iterator[Figure]:
    for group in cell.data.get("unplaced") or ():
        of = tuple(category.id for category in edition.core.categories if category.id in group["of"])
        counts = group["counts"] or [None] * len(group["shares"])
        for share, count in zip(group["shares"], counts, strict=True):
            known = (float(share), float(share))
            yield Figure("unplaced", of, UNPLACED, share, count, known, wilson(known, cell.core.n))
