"""Published figures: frozen classes that mirror a compiled benchmark snapshot (``cspi-snapshot/1``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from ..errors import SnapshotError
from ..loading.compiled import read_compiled
from ..stats.distribution import Distribution

FORMAT = "cspi-snapshot/1"


class MetricKind(StrEnum):
    """The kind of a published question's answer: one category, several, or a number."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMERIC = "numeric"


MULTIPLE, NUMERIC = MetricKind.MULTIPLE, MetricKind.NUMERIC

Text = Mapping[str, str]

Segment = Mapping[str, str]
"""Dimension to value; empty for everybody."""

NOT_STATED = "not stated"

Range = tuple[float | None, float | None]
"""Two ends, None where it is open."""

PER_DOLLAR = {"USD": 1.0, "JPY": 110.0}
"""What a US dollar is worth; of the yen the rate between the bands of the CSPI in both currencies."""

UNLISTED = ""
"""Stands for all the categories that a publisher did not list."""


@dataclass(frozen=True)
class Category:
    """An answer, or a bin of a number: ``start`` <= x < ``end``, None where it is open.

    ``other``: an answer that stands outside the order of the rest.
    """

    id: str
    label: Text
    start: float | None = None
    end: float | None = None
    other: bool = False

    def holds(self, number: float) -> bool:
        """Return whether ``number`` is in the bin."""
        return (self.start is None or self.start <= number) and (self.end is None or number < self.end)


@dataclass(frozen=True)
class Cell:
    """The figures of one segment: shares in per cent by category (one that is not there is not known),
    shares of groups together, shares of groups in an unknown order, and statistics (mean, median ...).
    ``n`` is None where it is not known. ``excludes``: categories that are not counted in the cell."""

    segment: Segment
    n: int | None
    page: int | None
    shares: Mapping[str, float]
    status: Mapping[str, str]
    sums: tuple[tuple[frozenset[str], float], ...] = ()
    unplaced: tuple[tuple[frozenset[str], tuple[float, ...]], ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    suppressed: bool = False
    excludes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Metric:
    """A question of a study. ``direction``: higher, lower or none; ``ordered``: categories rise;
    ``complete``: the categories hold every answer that there can be. ``differs``: how it differs from the
    same metric of other editions or studies."""

    id: str
    theme: str
    title: Text
    kind: MetricKind
    direction: str
    ordered: bool
    complete: bool
    unit: str | None
    base: Text
    categories: tuple[Category, ...]
    cells: tuple[Cell, ...]
    differs: Text | None = None
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def cell(self, segment: Segment) -> Cell | None:
        """The cell of exactly this segment."""
        return next((cell for cell in self.cells if dict(cell.segment) == dict(segment)), None)

    @cached_property
    def only_by(self) -> frozenset[str]:
        """The dimensions by which it is published, where it is not published for everybody."""
        if any(not cell.segment and not cell.suppressed for cell in self.cells):
            return frozenset()
        return frozenset(name for cell in self.cells for name in cell.segment if len(cell.segment) == 1)

    def distribution(self, cell: Cell) -> Distribution:
        """The cell's shares over the metric's categories."""
        ids = tuple(category.id for category in self.categories if category.id not in cell.excludes)
        if not self.complete:
            ids += (UNLISTED,)
        return Distribution(ids, cell.shares, cell.sums, cell.unplaced, cell.n)


@dataclass(frozen=True)
class Dimension:
    """A grouping of respondents, with the labels of its values in order."""

    id: str
    label: Text
    values: Mapping[str, Text]
    metric: str | None = None
    """The metric whose categories the values are, where they are those of one."""
    trait: str | None = None
    """What of an organisation it groups by (size ...), None where it groups by performance or opinion."""
    currency: str = "USD"
    ranges: Mapping[str, Range] = field(default_factory=dict)
    """The amounts that the values stand for, in the currency."""

    def amount(self, low: float | None, high: float | None) -> Range:
        """Two amounts in US dollars."""
        rate = PER_DOLLAR[self.currency]
        return None if low is None else low / rate, None if high is None else high / rate

    @property
    def amounts(self) -> dict[str, Range]:
        """The ranges in US dollars."""
        return {name: self.amount(*ends) for name, ends in self.ranges.items()}


@dataclass(frozen=True)
class Panel:
    """The origin of a panel: the survey, its version and the minimum group size."""

    survey: str
    version: str
    minimum: int


@dataclass(frozen=True, eq=False)  # compared by identity, as a survey is
class Snapshot:
    """A compiled benchmark snapshot: one edition of one study, or a panel.

    ``series`` identifies the study, ``year`` the edition. ``published`` is the date of publication in ISO
    8601, as a year, a month or a day, or empty if unknown. ``panel`` is set if the snapshot was created
    from result files; ``fieldwork`` holds the first and last date of the answers, if known. ``population``
    is who was asked, ``recruitment`` how they were found (None if not stated) and ``unit`` what one answer
    stands for (person, company or not stated). ``traits`` are what all respondents have in common.

    >>> import json
    >>> from pathlib import Path
    >>> from cspi_core import load_snapshot
    >>> snapshot = load_snapshot(json.loads(Path("study.json").read_text(encoding="utf-8")))
    >>> snapshot.series, snapshot.year, snapshot.illustrative
    ('hicustomer', 2021, False)
    """

    id: str
    series: str
    year: int
    title: Text
    attribution: Text
    second_hand: bool
    illustrative: bool
    n: int | None
    themes: Mapping[str, Text]
    units: Mapping[str, Text]
    dimensions: tuple[Dimension, ...]
    metrics: tuple[Metric, ...]
    published: str = ""
    panel: Panel | None = None
    fieldwork: tuple[str, str] | None = None
    population: Text | None = None
    recruitment: Text | None = None
    unit: str = NOT_STATED
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def metric_by_id(self) -> dict[str, Metric]:
        """The metrics by their ids."""
        return {metric.id: metric for metric in self.metrics}

    @cached_property
    def dimension_by_id(self) -> dict[str, Dimension]:
        """The dimensions by their ids."""
        return {dimension.id: dimension for dimension in self.dimensions}


def load_snapshot(data: Mapping[str, Any]) -> Snapshot:
    """Return the benchmark snapshot in a mapping that was read from compiled JSON (``cspi-snapshot/1``).

    Raises :class:`SnapshotError` with the reason if the data does not match the format.

    >>> import json
    >>> from pathlib import Path
    >>> from cspi_core import load_snapshot
    >>> len(load_snapshot(json.loads(Path("study.json").read_text(encoding="utf-8"))).metrics) > 0
    True
    """
    return read_compiled(data, "snapshot", FORMAT, _snapshot, SnapshotError)


def _snapshot(data: Mapping[str, Any]) -> Snapshot:
    edition, study = data["edition"], data["study"]
    return Snapshot(
        id=data["id"],
        series=edition["series"],
        year=int(edition["year"]),
        title=edition["title"],
        attribution=data["origin"]["attribution"],
        second_hand=bool(data.get("second_hand")),
        illustrative=bool(data.get("illustrative")),
        n=_n(study.get("n")),
        themes={theme["id"]: theme["label"] for theme in data["themes"]},
        units=data.get("units") or {},
        dimensions=tuple(_dimension(dimension) for dimension in data.get("segments") or ()),
        metrics=tuple(_metric(metric) for metric in data["metrics"]),
        published=str(data["origin"].get("published") or ""),
        panel=_panel(data.get("panel")),
        fieldwork=_fieldwork(study.get("fieldwork")),
        population=study.get("population"),
        recruitment=_stated(study.get("recruitment")),
        unit=str(study.get("unit") or NOT_STATED),
        traits=_traits(study),
    )


def _traits(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in (data.get("traits") or {}).items()}


def _panel(data: Mapping[str, Any] | None) -> Panel | None:
    return None if data is None else Panel(data["survey"], data["version"], int(data["minimum"]))


def _stated(value: Any) -> Text | None:
    return value if isinstance(value, Mapping) else None


def _fieldwork(data: Mapping[str, Any] | None) -> tuple[str, str] | None:
    return None if data is None else (str(data["from"]), str(data["to"]))


def _dimension(data: Mapping[str, Any]) -> Dimension:
    values = {value["id"]: value["label"] for value in data["values"]}
    ends = {value["id"]: (value.get("from"), value.get("to")) for value in data["values"]}
    ranges = {name: pair for name, pair in ends.items() if pair != (None, None)}
    trait, currency = data.get("trait"), data.get("currency") or "USD"
    return Dimension(data["id"], data["label"], values, data.get("metric"), trait, currency, ranges)


def _metric(data: Mapping[str, Any]) -> Metric:
    return Metric(
        id=data["id"],
        theme=data["theme"],
        title=data["title"],
        kind=MetricKind(data["kind"]),
        direction=data["direction"],
        ordered=data["kind"] == NUMERIC or bool(data.get("ordered")),
        complete=not data.get("open"),
        unit=data.get("unit"),
        base=data["base"],
        categories=tuple(_category(category) for category in data.get("categories") or ()),
        cells=tuple(_cell(cell) for cell in data["cells"]),
        differs=data.get("differs"),
        traits=_traits(data),
    )


def _category(data: Mapping[str, Any]) -> Category:
    return Category(data["id"], data["label"], data.get("from"), data.get("to"), bool(data.get("other")))


def _cell(data: Mapping[str, Any]) -> Cell:
    shares = data.get("shares") or {}
    return Cell(
        segment=data.get("segment") or {},
        n=_n(data.get("n")),
        page=data.get("page"),
        shares={name: float(figure["share"]) for name, figure in shares.items()},
        status={name: figure["status"] for name, figure in shares.items()},
        sums=tuple((frozenset(group["of"]), float(group["share"])) for group in data.get("sums") or ()),
        unplaced=tuple(
            (frozenset(group["of"]), tuple(float(share) for share in group["shares"]))
            for group in data.get("unplaced") or ()
            if group["of"]
        ),
        figures={name: float(figure["value"]) for name, figure in (data.get("figures") or {}).items()},
        suppressed=bool(data.get("suppressed")),
        excludes=frozenset(data.get("excludes") or ()),
    )


def _n(value: Any) -> int | None:
    return value if isinstance(value, int) else None
