"""Published metrics across editions: as one edition of one study has them, and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cspi_core.model.edition import Cell, Metric, Segment, Snapshot, load_snapshot

__all__ = ["CellOf", "Edition", "Topic", "editions_of", "topics_of"]


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
