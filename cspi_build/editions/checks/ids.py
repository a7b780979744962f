"""Checks of names: unique where they must be, known where they are used, used where they are declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspi_build.diagnostics import did_you_mean, one_of
from cspi_build.editions.checks.findings import Finding, all_cell, named, walk_cells, walk_metrics
from cspi_build.schema.edition import EditionSpec, SegmentDimension
from cspi_build.schema.metric import Cell, Metric, Unplaced
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_ids"]


def check_ids(spec: EditionSpec) -> Iterator[Finding]:
    """All names of an edition."""
    yield from _unique(("themes",), (theme.id for theme in spec.themes))
    yield from _unique(("segments",), (dimension.id for dimension in spec.segments))
    yield from _unique(("metrics",), (metric.id for metric in spec.metrics))
    for index, dimension in enumerate(spec.segments):
        yield from _dimension(("segments", index), dimension, spec)
    for path, metric in walk_metrics(spec):
        yield from _unique((*path, "categories"), (category.id for category in metric.categories))
        yield from _known((*path, "theme"), metric.theme, [theme.id for theme in spec.themes], "theme")
        yield from _segments(path, metric)
    for path, metric, cell in walk_cells(spec):
        yield from _segment((*path, "segment"), cell, spec)
        yield from _categories(path, metric, cell)
        yield from _content(path, cell)
    yield from _unused(spec)


def _unique(path: NodePath, ids: Iterable[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, id_ in enumerate(ids):
        if id_ in seen:
            yield Finding((*path, index, "id"), f"`{id_}` stands here twice", expected="an id of its own")
        seen.add(id_)


def _known(
    path: NodePath, id_: str, known: Iterable[str], what: str, *, of: str = "", on_key: bool = False
) -> Iterator[Finding]:
    known = list(known)
    if id_ not in known:
        message = f"there is no {what} `{id_}`" + (f" in `{of}`" if of else "")
        hint = did_you_mean(id_, known)
        yield Finding(path, message, expected=one_of(known), hint=hint, on_key=on_key)


def _dimension(path: NodePath, dimension: SegmentDimension, spec: EditionSpec) -> Iterator[Finding]:
    yield from _unique((*path, "values"), (value.id for value in dimension.values))
    if dimension.metric is None:
        return
    metrics = {metric.id: metric for metric in spec.metrics}
    yield from _known((*path, "metric"), dimension.metric, metrics, "metric")
    metric = metrics.get(dimension.metric)
    if metric is None:
        return
    known = [category.id for category in metric.categories]
    for index, value in enumerate(dimension.values):
        at = (*path, "values", index)
        if value.of:
            yield from _list((*at, "of"), value.of, known)
        else:
            yield from _known((*at, "id"), value.id, known, "category", of=metric.id)


def _segments(path: NodePath, metric: Metric) -> Iterator[Finding]:
    """Every segment once, and the cell for all first."""
    seen: list[dict[str, str]] = []
    for index, cell in enumerate(metric.cells):
        at = (*path, "cells", index, "segment")
        if cell.segment in seen:
            yield Finding(at, f"this metric has two cells for {named(cell)}", expected="one cell a segment")
        seen.append(cell.segment)
    whole = all_cell(metric)
    if whole is not None and whole[0] > 0:
        yield Finding((*path, "cells", whole[0], "segment"), "the cell for all stands first")


def _segment(path: NodePath, cell: Cell, spec: EditionSpec) -> Iterator[Finding]:
    dimensions = {dimension.id: dimension for dimension in spec.segments}
    for id_, value in cell.segment.items():
        yield from _known((*path, id_), id_, dimensions, "dimension", on_key=True)
        if id_ in dimensions:
            known = [entry.id for entry in dimensions[id_].values]
            yield from _known((*path, id_), value, known, "value", of=id_)


def _categories(path: NodePath, metric: Metric, cell: Cell) -> Iterator[Finding]:
    known = [category.id for category in metric.categories]
    for id_ in cell.shares:
        yield from _known((*path, "shares", id_), id_, known, "category", on_key=True)
    for index, part in enumerate(cell.sums):
        yield from _list((*path, "sums", index, "of"), part.of, known)
    yield from _list((*path, "excludes"), cell.excludes, known)
    taken = {*cell.shares, *cell.excludes}
    for index, group in enumerate(cell.unplaced):
        at = (*path, "unplaced", index)
        yield from _list((*at, "of"), group.of, known)
        for position, id_ in enumerate(group.of):
            if id_ in taken:
                yield Finding((*at, "of", position), f"`{id_}` has a figure already in this cell")
        taken.update(group.of)
        yield from _group(at, metric, group)


def _group(path: NodePath, metric: Metric, group: Unplaced) -> Iterator[Finding]:
    if not group.of and metric.open is None:
        message = "figures of unnamed answers, where all answers are named"
        yield Finding(path, message, expected="`of` here, or `open` in the metric")
    if group.of and len(group.shares) > len(group.of):
        found = f"figures: {len(group.shares)}, categories: {len(group.of)}"
        yield Finding((*path, "of"), "more figures than categories", found=found)


def _list(path: NodePath, ids: Iterable[str], known: list[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, id_ in enumerate(ids):
        yield from _known((*path, position), id_, known, "category")
        if id_ in seen:
            yield Finding((*path, position), f"`{id_}` stands here twice")
        seen.add(id_)


def _content(path: NodePath, cell: Cell) -> Iterator[Finding]:
    has_figures = bool(cell.shares or cell.sums or cell.unplaced or cell.figures)
    if cell.suppressed and has_figures:
        yield Finding((*path, "suppressed"), "a suppressed cell has no figures", on_key=True)
    if not cell.suppressed and not has_figures:
        expected = "`shares`, `sums`, `unplaced` or `figures`, or `suppressed: true`"
        yield Finding(path, "this cell says nothing", expected=expected)


def _unused(spec: EditionSpec) -> Iterator[Finding]:
    """What nothing uses is a slip, but where a name is misspelt elsewhere that is said already."""
    themes = {metric.theme for metric in spec.metrics}
    units = {metric.unit for metric in spec.metrics if metric.kind == "numeric"}
    if themes <= {theme.id for theme in spec.themes}:
        for index, theme in enumerate(spec.themes):
            if theme.id not in themes:
                yield Finding(("themes", index, "id"), f"no metric has the theme `{theme.id}`")
    if units <= set(spec.units):
        for unit in spec.units:
            if unit not in units:
                yield Finding(("units", unit), f"no metric has the unit `{unit}`", on_key=True)
    yield from _unused_values(spec)


def _unused_values(spec: EditionSpec) -> Iterator[Finding]:
    used = {(id_, value) for _, _, cell in walk_cells(spec) for id_, value in cell.segment.items()}
    declared = {(dimension.id, value.id) for dimension in spec.segments for value in dimension.values}
    if not used <= declared:
        return
    for index, dimension in enumerate(spec.segments):
        for position, value in enumerate(dimension.values):
            if (dimension.id, value.id) not in used:
                at = ("segments", index, "values", position, "id")
                yield Finding(at, f"no cell is split by `{dimension.id}` = `{value.id}`")
