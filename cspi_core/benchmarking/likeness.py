"""Which published group is most like an organisation, and how far it is from that.

An organisation is asked for by traits: region, industry, size, contract value, business model and age of
the team. A group (a cell of a metric) states some of them: those of its study and those that it is split
by. Of each asked trait a group is, from near to far: the same, partly the same, silent, or another; another
band is further the more bands lie between. The closest group has the fewest other traits, then the fewest
silent ones, then the fewest partial ones, then the fewest bands between. Among equals those come first that
are split by nothing else, then primary sources, then the newest edition. So no group is chosen that is
further than another on every asked trait.

Groups by performance or opinion state no trait; they are listed and never the closest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..model.answers import ANSWERED, Answers
from ..model.survey import Survey
from .edition import Cell, Metric, Range, Snapshot

ROLES = {
    "region": ("region",),
    "industry": ("industry",),
    "size": ("company_arr", "product_revenue"),
    "contract_value": ("acv",),
    "model": ("business_model",),
    "team_age": ("team_age",),
}
"""The traits, and the roles of the profile questions that give them."""

BANDS: Mapping[str, Mapping[str, Range]] = {
    "size": {
        "over_1100": (1e9, None),
        "from_550_to_1100": (5e8, 1e9),
        "from_110_to_550": (1e8, 5e8),
        "from_55_to_110": (5e7, 1e8),
        "from_11_to_55": (1e7, 5e7),
        "up_to_11": (0.0, 1e7),
    },
    "contract_value": {
        "usd_0k": (0.0, 5e3),
        "usd_5k": (5e3, 12e3),
        "usd_12k": (12e3, 25e3),
        "usd_25k": (25e3, 50e3),
        "usd_50k": (50e3, 100e3),
        "usd_100k": (100e3, 250e3),
        "usd_250k": (250e3, None),
    },
}
"""The bands of traits that are amounts, in US dollars a year. Those of size are what surveys ask for."""

Asked = Mapping[str, str]
"""Traits to values, as picked or as the profile has them."""


class Likeness(StrEnum):
    """The likeness of a group to one asked trait, from near to far."""

    SAME = "same"
    PART = "part"
    SILENT = "silent"
    OTHER = "other"


@dataclass(frozen=True)
class Distance:
    """The distance of a group from what is asked: by trait, and how many bands lie between."""

    traits: Mapping[str, Likeness]
    steps: Mapping[str, int]

    @property
    def key(self) -> tuple[int, int, int, int]:
        """The key by which distances are compared; the smaller, the closer."""
        found = list(self.traits.values())
        counts = [found.count(kind) for kind in (Likeness.OTHER, Likeness.SILENT, Likeness.PART)]
        return counts[0], counts[1], counts[2], sum(self.steps.values())


@dataclass(frozen=True, eq=False)
class Group:
    """A published group: a cell of a metric in an edition, and its distance from what is asked."""

    snapshot: Snapshot
    metric: Metric
    cell: Cell
    distance: Distance

    @property
    def is_of_kind(self) -> bool:
        """Return whether it is made by what organisations are like, not by performance or opinion."""
        return all(self.snapshot.dimension_by_id[name].trait for name in self.cell.segment)


def asked_of(survey: Survey, answers: Answers) -> dict[str, str]:
    """The traits that the profile gives."""
    found = {}
    for trait, roles in ROLES.items():
        for question in survey.questions:
            answer = answers.get(question.id)
            if question.profile in roles and answer and answer.state == ANSWERED and len(answer.choices) == 1:
                found[trait] = answer.choices[0]
    return found


def groups_of(metric: str, editions: Iterable[Snapshot], asked: Asked) -> list[Group]:
    """All published groups of a metric, the closest first. Panels and sample data are not among them."""
    published = (one for one in editions if not one.panel and not one.illustrative)
    known = sorted(published, key=lambda one: one.id)
    wanted = {trait: _amount(known, trait, asked[trait]) for trait in BANDS if asked.get(trait)}
    found = [
        Group(edition, of, cell, _distance(edition, of, cell, asked, wanted))
        for edition in known
        if (of := edition.metric_by_id.get(metric))
        for cell in of.cells
        if not cell.suppressed
    ]
    return sorted(found, key=_order)


def closest(groups: Iterable[Group]) -> Group | None:
    """The closest group; None where all are made by performance or opinion."""
    return min((one for one in groups if one.is_of_kind), key=_order, default=None)


def _order(group: Group) -> tuple[object, ...]:
    edition = group.snapshot
    named = sorted(group.cell.segment.items())
    traits = (edition.dimension_by_id[name].trait for name in group.cell.segment)
    return (
        not group.is_of_kind,
        group.distance.key,
        sum(trait not in group.distance.traits for trait in traits),
        edition.second_hand,
        -edition.year,
        edition.id,
        len(named),
        named,
    )


def _amount(editions: Iterable[Snapshot], trait: str, value: str) -> Range | None:
    """The amounts that an asked value stands for: the shared band, else what the first edition says."""
    found = (_stated_amounts(one, trait).get(value) for one in editions)
    return BANDS[trait].get(value) or next(filter(None, found), None)


def _stated_amounts(edition: Snapshot, trait: str) -> dict[str, Range]:
    """The amounts of an edition's groups, in US dollars: as stated, or those of the bands of its metric."""
    amounts: dict[str, Range] = {}
    for dimension in edition.dimensions:
        if dimension.trait == trait:
            metric = edition.metric_by_id.get(dimension.metric or "")
            for one in metric.categories if metric else ():
                amounts[one.id] = dimension.amount(one.start, one.end)
            amounts |= dimension.amounts
    return amounts


def _distance(
    edition: Snapshot, metric: Metric, cell: Cell, asked: Asked, wanted: Mapping[str, Range | None]
) -> Distance:
    traits, steps = {}, {}
    for trait in ROLES:
        if value := asked.get(trait):
            stated = stated_by(edition, metric, cell, trait)
            if trait not in wanted:
                traits[trait] = _named(value, stated)
            else:
                known = _stated_amounts(edition, trait) if stated else {}
                amounts = [known[one] for one in stated if one in known]
                traits[trait], steps[trait] = nearest_band(wanted[trait], amounts, BANDS[trait].values())
    return Distance(traits, steps)


def stated_by(edition: Snapshot, metric: Metric, cell: Cell, trait: str) -> tuple[str, ...]:
    """The values of a trait that a group states: that of its split, else those of its metric or study."""
    split = [
        value
        for name, value in cell.segment.items()
        if name in edition.dimension_by_id and edition.dimension_by_id[name].trait == trait
    ]
    return tuple(split) or tuple(metric.traits.get(trait, ())) or tuple(edition.traits.get(trait, ()))


def _named(asked: str, stated: tuple[str, ...]) -> Likeness:
    if not stated:
        return Likeness.SILENT
    if asked not in stated:
        return Likeness.OTHER
    return Likeness.SAME if len(stated) == 1 else Likeness.PART


def nearest_band(asked: Range | None, stated: list[Range], bands: Iterable[Range]) -> tuple[Likeness, int]:
    """Return the likeness to the nearest of the stated bands, and how many bands lie between."""
    if asked is None or not stated:
        return Likeness.SILENT, 0
    kind, steps = min(
        (_to_band(asked, one, bands) for one in stated),
        key=lambda one: (list(Likeness).index(one[0]), one[1]),
    )
    return (Likeness.PART if kind is Likeness.SAME and len(stated) > 1 else kind), steps


def _to_band(asked: Range, stated: Range, bands: Iterable[Range]) -> tuple[Likeness, int]:
    (low, high), (start, end) = _ends(asked), _ends(stated)
    if start <= low and high <= end:
        return Likeness.SAME, 0
    if start < high and low < end:
        return Likeness.PART, 0
    gap = (end, low) if end <= low else (high, start)
    return Likeness.OTHER, 1 + sum(1 for edge in _edges(bands) if gap[0] < edge <= gap[1])


def _ends(amount: Range) -> tuple[float, float]:
    return amount[0] or 0.0, float("inf") if amount[1] is None else amount[1]


def _edges(bands: Iterable[Range]) -> Iterator[float]:
    return (low for low, _ in bands if low)
