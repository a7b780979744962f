"""Editions, metrics and cells with all that was published.

Each class adds to the engine's class of the same thing what that leaves out: counts, the basis of each
figure, notes, sources. There is no second description of an edition beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from cspi_core.benchmarking.edition import Cell, Metric, Segment, Snapshot, Text, load_snapshot

__all__ = ["MetricEdition", "Printed", "PublishedCell", "PublishedEdition", "figure_anchor", "read_metrics"]


class ByIdentity:
    """Equal only to itself, so that it can be the key of a cache."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True)
class Printed:
    """A number as it was published. ``of``: categories of a share, or the name of a statistic."""

    of: tuple[str, ...]
    number: float
    count: int | None = None
    status: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class PublishedCell(ByIdentity, Cell):
    """A cell with its figures as they are printed: by category, of groups, without a place, statistics."""

    printed: Mapping[str, Printed]
    groups: tuple[Printed, ...]
    loose: tuple[Printed, ...]
    statistics: tuple[Printed, ...]
    checks: tuple[Text, ...]

    @property
    def has_shares(self) -> bool:
        """Whether anything is known of how answers are spread."""
        return bool(self.shares or self.sums or self.loose)


@dataclass(frozen=True, eq=False, kw_only=True)
class PublishedEdition(ByIdentity, Snapshot):
    """An edition with its sources, and with what was left out of it and what was corrected."""

    origin: Mapping[str, Any]
    study: Mapping[str, Any]
    chapters: tuple[Mapping[str, Any], ...]  # the themes, with their pages
    corrections: tuple[Mapping[str, Any], ...]
    omitted: tuple[Mapping[str, Any], ...]
    notes: tuple[Text, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class MetricEdition(ByIdentity, Metric):
    """A metric as one edition of a study has it. ``snapshot`` is that edition."""

    snapshot: PublishedEdition
    cells: tuple[PublishedCell, ...]
    decimals: int
    open: Text | None
    caution: Text | None
    voices: tuple[Mapping[str, Any], ...]
    notes: tuple[Text, ...]
    excuses: tuple[Mapping[str, Any], ...]

    @property
    def category_ids(self) -> list[str]:
        """The ids of the categories, in order."""
        return [category.id for category in self.categories]

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Categories in the order of the metric."""
        wanted = set(ids)
        return tuple(id_ for id_ in self.category_ids if id_ in wanted)

    def cell(self, segment: Segment) -> PublishedCell | None:
        """The cell of exactly this segment."""
        return next((cell for cell in self.cells if dict(cell.segment) == dict(segment)), None)

    @property
    def dimensions(self) -> list[str]:
        """The dimensions by which the figures are split, in order."""
        split = [name for cell in self.cells for name in cell.segment if len(cell.segment) == 1]
        return list(dict.fromkeys(split))

    def cells_by(self, dimension: str) -> list[PublishedCell]:
        """The cells split by this dimension alone, in the order of its values."""
        values = list(self.snapshot.dimension_by_id[dimension].values)
        own = [cell for cell in self.cells if list(cell.segment) == [dimension]]
        return sorted(own, key=lambda cell: values.index(cell.segment[dimension]))


def figure_anchor(edition: MetricEdition, cell: PublishedCell, of: Sequence[str]) -> str:
    """The stable name of a figure on the page of its metric: edition, segment and category or categories."""
    segment = [value for pair in cell.segment.items() for value in pair]
    return "--".join([edition.snapshot.id, *segment, "+".join(of)])


def read_metrics(data: Mapping[str, Any]) -> list[MetricEdition]:
    """Return every metric of a compiled edition. Raises SnapshotError as the engine does."""
    read = load_snapshot(data)
    edition = PublishedEdition(
        **_fields(read),
        origin=data["origin"],
        study=data["study"],
        chapters=tuple(data["themes"]),
        corrections=tuple(data["corrections"]),
        omitted=tuple(data["omitted"]),
        notes=tuple(data["notes"]),
    )
    return [
        _metric(metric, written, edition)
        for metric, written in zip(read.metrics, data["metrics"], strict=True)
    ]


def _metric(metric: Metric, data: Mapping[str, Any], edition: PublishedEdition) -> MetricEdition:
    pairs = zip(metric.cells, data["cells"], strict=True)
    return MetricEdition(
        **_fields(metric) | {"cells": tuple(_cell(cell, written) for cell, written in pairs)},
        snapshot=edition,
        decimals=int(data["decimals"]),
        open=data["open"],
        caution=data.get("caution"),
        voices=tuple(data.get("voices") or ()),
        notes=tuple(data["notes"]),
        excuses=tuple(data["excuses"]),
    )


def _cell(cell: Cell, data: Mapping[str, Any]) -> PublishedCell:
    shares, statistics = data.get("shares") or {}, data.get("figures") or {}
    return PublishedCell(
        **_fields(cell),
        printed={name: _share([name], one) for name, one in shares.items()},
        groups=tuple(_share(one["of"], one) for one in data.get("sums") or ()),
        loose=tuple(one for group in data.get("unplaced") or () for one in _loose(group)),
        statistics=tuple(
            Printed((name,), one["value"], status=one["status"]) for name, one in statistics.items()
        ),
        checks=tuple(check["text"] for check in data.get("checks") or ()),
    )


def _share(of: Sequence[str], data: Mapping[str, Any]) -> Printed:
    return Printed(tuple(of), data["share"], data["count"], data["status"])


def _loose(group: Mapping[str, Any]) -> Iterator[Printed]:
    counts = group["counts"] or [None] * len(group["shares"])
    for share, count in zip(group["shares"], counts, strict=True):
        yield Printed(tuple(group["of"]), share, count)


def _fields(one: Cell | Metric | Snapshot) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}
