"""Checks between editions: the same metric means the same in every edition and study.

Kind, unit and direction never differ under one name. Bands may, if `differs` says how, or where only part of
them is known (`open`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from cspi_build.diagnostics import did_you_mean, one_of
from cspi_build.editions.checks.findings import Finding
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Category, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_editions"]


def check_editions(
    spec: EditionSpec, others: Sequence[EditionSpec], unread: Collection[str] = ()
) -> Iterator[Finding]:
    """One edition against all the others. `unread`: ids of editions that are there but can't be read."""
    if spec.edition.previous not in unread:
        yield from _previous(spec, {other.id: other for other in others})
    for index, metric in enumerate(spec.metrics):
        for other in others:
            twin = next((one for one in other.metrics if one.id == metric.id), None)
            if twin is not None and _comes_after(spec, other):
                yield from _metric(("metrics", index), metric, twin, other)


def _comes_after(spec: EditionSpec, other: EditionSpec) -> bool:
    """A difference is said once, in the later edition."""
    return (spec.edition.year, spec.id) > (other.edition.year, other.id)


def _previous(spec: EditionSpec, others: Mapping[str, EditionSpec]) -> Iterator[Finding]:
    previous = spec.edition.previous
    if previous is None:
        return
    at = ("edition", "previous")
    series = [other.id for other in others.values() if other.edition.series == spec.edition.series]
    if previous not in others:
        own = previous == spec.id
        message = "this is the edition itself" if own else f"there is no edition `{previous}`"
        expected = one_of(series) or "no `previous`: there is no other edition of this series"
        hint = "" if own else did_you_mean(previous, series)
        yield Finding(at, message, expected=expected, hint=hint)
    elif others[previous].edition.series != spec.edition.series:
        yield Finding(at, f"`{previous}` is another series", expected=spec.edition.series)
    elif others[previous].edition.year >= spec.edition.year:
        yield Finding(at, f"`{previous}` is not before {spec.edition.year}")


def _metric(path: NodePath, metric: Metric, twin: Metric, other: EditionSpec) -> Iterator[Finding]:
    for key in ("kind", "unit", "direction"):
        mine, theirs = getattr(metric, key), getattr(twin, key)
        if mine != theirs:
            message = f"`{key}` of `{metric.id}` is not what {other.id} has"
            expected = f"{theirs}, or another id for another metric"
            yield Finding((*path, key), message, found=str(mine), expected=expected)
    if metric.differs is None and twin.differs is None:
        yield from _bands(path, metric, twin, other)


def _bands(path: NodePath, metric: Metric, twin: Metric, other: EditionSpec) -> Iterator[Finding]:
    theirs = {category.id: category for category in twin.categories}
    mine = {category.id: category for category in metric.categories}
    for index, category in enumerate(metric.categories):
        at = (*path, "categories", index)
        if category.id not in theirs and twin.open is None and twin.categories:
            yield _band_finding((*at, "id"), f"`{category.id}` is not in {other.id}", theirs)
        elif category.id in theirs:
            yield from _band(at, category, theirs[category.id], other)
    missing = [id_ for id_ in theirs if id_ not in mine]
    if missing and metric.open is None and metric.categories:
        yield _band_finding((*path, "categories"), f"{one_of(missing)} of {other.id} is missing", theirs)
    yield from _order(path, metric, twin, other)


def _band_finding(path: NodePath, message: str, theirs: Mapping[str, Category]) -> Finding:
    expected = f"{one_of(theirs)}, or `differs` that says how the two differ"
    return Finding(path, message, expected=expected, on_key=path[-1] == "categories")


def _band(path: NodePath, mine: Category, theirs: Category, other: EditionSpec) -> Iterator[Finding]:
    for key, bound, their_bound in (("from", mine.start, theirs.start), ("to", mine.end, theirs.end)):
        if bound != their_bound:
            message = f"`{mine.id}` has other bounds in {other.id}"
            expected = f"{_shown(their_bound)}, or `differs` that says how the two differ"
            yield Finding((*path, key), message, found=_shown(bound), expected=expected)
    if mine.label != theirs.label:
        message = f"`{mine.id}` has another label in {other.id}"
        expected = " / ".join(theirs.label.said.values())
        yield Finding((*path, "label"), message, expected=expected)


def _shown(bound: float | None) -> str:
    return "no bound" if bound is None else f"{bound:g}"


def _order(path: NodePath, metric: Metric, twin: Metric, other: EditionSpec) -> Iterator[Finding]:
    """Ordered categories that both have come in one order."""
    if metric.kind == "multiple" or not (metric.ordered or metric.kind == "numeric"):
        return
    mine = [category.id for category in metric.categories]
    theirs = [category.id for category in twin.categories if category.id in mine]
    shared = [id_ for id_ in mine if id_ in theirs]
    if shared != theirs:
        message = f"the categories are in another order than in {other.id}"
        expected = ", ".join(theirs)
        yield Finding((*path, "categories"), message, found=", ".join(shared), expected=expected, on_key=True)
