"""What is not the same in two editions, apart from their figures: metrics, categories, splits, meaning.

    changes_of(old, new)      # one Change for each, in the order of the new edition, then what is gone

A category has moved where its bounds or its place in the order changed: its share is then of something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from cspi_build.editions.checks.findings import named
from cspi_build.schema.edition import EditionSpec, SegmentDimension
from cspi_build.schema.metric import Category, Metric, Text

__all__ = ["METRICS", "SPLITS", "Change", "Sign", "changes_of", "moved_categories"]

Item = TypeVar("Item")

Sign = Literal["+", "-", "~"]
"""+ new, - gone, ~ another than before."""

SPLITS, METRICS = "Splits", "Metrics"  # no ids: those have no capitals


@dataclass(frozen=True)
class Change:
    """One difference. `about`: the id of a metric, or SPLITS or METRICS; `what` names the thing, such as
    `category pct_to_2`; `detail` says what it is, or from what to what it went."""

    about: str
    sign: Sign
    what: str
    detail: str


def changes_of(old: EditionSpec, new: EditionSpec) -> list[Change]:
    """All differences but those of figures."""
    return [*_segments(old, new), *_metrics(old, new)]


def moved_categories(old: Metric, new: Metric) -> frozenset[str]:
    """Categories that both have, but with other bounds."""
    before = {one.id: one for one in old.categories}
    both = [one for one in new.categories if one.id in before]
    return frozenset(one.id for one in both if _bounds(one) != _bounds(before[one.id]))


def _segments(old: EditionSpec, new: EditionSpec) -> Iterator[Change]:
    before, after = ({one.id: one for one in spec.segments} for spec in (old, new))
    for id_, dimension in after.items():
        if id_ in before:
            yield from _values(before[id_], dimension)
        else:
            yield Change(SPLITS, "+", f"dimension {id_}", dimension.label.main)
    for id_, dimension in before.items():
        if id_ not in after:
            yield Change(SPLITS, "-", f"dimension {id_}", dimension.label.main)


def _values(old: SegmentDimension, new: SegmentDimension) -> Iterator[Change]:
    before, after = ({one.id: one.label for one in dimension.values} for dimension in (old, new))
    yield from _listed(SPLITS, f"group {new.id} =", before, after)
    yield from _order(SPLITS, f"groups of {new.id}", list(before), list(after))


def _metrics(old: EditionSpec, new: EditionSpec) -> Iterator[Change]:
    before, after = ({one.id: one for one in spec.metrics} for spec in (old, new))
    for sign, here, there in _both_ways(before, after):
        gone_or_new = [metric for id_, metric in here.items() if id_ not in there]
        yield from (Change(METRICS, sign, metric.id, metric.title.main) for metric in gone_or_new)
    for id_, metric in after.items():
        if id_ in before:
            yield from _metric(before[id_], metric)


def _metric(old: Metric, new: Metric) -> Iterator[Change]:
    for key in ("kind", "unit", "step", "direction", "ordered"):
        mine, theirs = getattr(old, key), getattr(new, key)
        if mine != theirs:
            is_inverted = key == "direction" and {mine, theirs} == {"higher", "lower"}
            yield Change(new.id, "~", key, _went(mine, theirs) + (" (inverted)" if is_inverted else ""))
    for key in ("title", "base"):
        yield from _text(new.id, key, getattr(old, key), getattr(new, key))
    yield from _categories(old, new)
    yield from _cells(old, new)


def _categories(old: Metric, new: Metric) -> Iterator[Change]:
    before, after = ({one.id: one for one in metric.categories} for metric in (old, new))
    labels = ({id_: one.label for id_, one in group.items()} for group in (before, after))
    yield from _listed(new.id, "category", *labels)
    for id_ in [id_ for id_ in after if id_ in moved_categories(old, new)]:
        yield Change(new.id, "~", f"category {id_}", _went(_bounds(before[id_]), _bounds(after[id_])))
    if new.ordered or new.kind == "numeric":
        yield from _order(new.id, "categories", list(before), list(after))


def _listed(metric: str, what: str, before: dict[str, Text], after: dict[str, Text]) -> Iterator[Change]:
    for id_, label in after.items():
        if id_ not in before:
            yield Change(metric, "+", f"{what} {id_}", label.main)
        else:
            yield from _text(metric, f"{what} {id_}", before[id_], label)
    for id_, label in before.items():
        if id_ not in after:
            yield Change(metric, "-", f"{what} {id_}", label.main)


def _order(metric: str, what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    first, second = ([id_ for id_ in ids if id_ in before and id_ in after] for ids in (before, after))
    if first != second:
        yield Change(metric, "~", f"order of the {what}", _went(", ".join(first), ", ".join(second)))


def _cells(old: Metric, new: Metric) -> Iterator[Change]:
    before, after = (_groups(metric) for metric in (old, new))
    for sign, here, there in _both_ways(before, after):
        for split, groups in here.items():
            if split not in there:
                yield Change(new.id, sign, "figures", split)
            else:
                missing = [name for name in groups if name not in there[split]]
                yield from (Change(new.id, sign, "figures", f"for {name}") for name in missing)


def _groups(metric: Metric) -> dict[str, list[str]]:
    """The segments of a metric, by what it is split by."""
    found: dict[str, list[str]] = {}
    for cell in metric.cells:
        split = "by " + " and ".join(cell.segment) if cell.segment else "for all"
        found.setdefault(split, []).append(named(cell))
    return found


def _both_ways(before: Item, after: Item) -> tuple[tuple[Sign, Item, Item], tuple[Sign, Item, Item]]:
    """What is new stands in the second and not in the first; what is gone, the other way round."""
    return ("+", after, before), ("-", before, after)


def _text(metric: str, what: str, old: Text, new: Text) -> Iterator[Change]:
    if old.main != new.main:
        yield Change(metric, "~", what, _went(f"“{old.main}”", f"“{new.main}”"))
        return
    both = [one for one in old.said if one in new.said]
    other = next((one for one in both if old.said[one] != new.said[one]), None)
    if other is not None:
        yield Change(metric, "~", what, _went(f"“{old.said[other]}”", f"“{new.said[other]}”"))


def _bounds(category: Category) -> str:
    """The bin in words."""
    start, end = category.start, category.end
    low = "" if start is None else f"from {start:g}"
    high = "" if end is None else f"to under {end:g}"
    return " ".join(part for part in (low, high) if part) or "no bounds"


def _went(old: object, new: object) -> str:
    return f"{_shown(old)} → {_shown(new)}"


def _shown(value: object) -> str:
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
