"""Checks of what a metric is: its kind and what goes with it, its categories, bins without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cspi_build.diagnostics import did_you_mean, one_of
from cspi_build.editions.checks.bin_labels import check_bin_labels
from cspi_build.editions.checks.findings import Finding, walk_metrics
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Category, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_metrics"]

_Placed = tuple[int, Category]


def check_metrics(spec: EditionSpec) -> Iterator[Finding]:
    """Kind, unit, order and bins of every metric."""
    for path, metric in walk_metrics(spec):
        yield from _kind(path, metric)
        yield from _unit(path, metric, spec)
        if metric.kind == "numeric":
            wrong = list(_bins(path, metric))
            if spec.panel is None:  # the labels of a panel are the survey's words
                yield from wrong or check_bin_labels(path, metric)
            else:
                yield from wrong
        else:
            yield from _no_bins(path, metric)


def _kind(path: NodePath, metric: Metric) -> Iterator[Finding]:
    has_figures = any(cell.figures for cell in metric.cells)
    if not metric.categories and not (metric.kind == "numeric" and has_figures):
        expected = "`categories`, or `figures` in a numeric metric"
        yield Finding((*path, "categories"), "this metric has no categories", expected=expected)
    if metric.ordered and metric.kind != "single":
        message = f"`ordered` says nothing in a {metric.kind} metric"
        yield Finding((*path, "ordered"), message, expected="kind: single", on_key=True)
    for index, cell in enumerate(metric.cells):
        at = (*path, "cells", index)
        if cell.figures and metric.kind != "numeric":
            yield Finding((*at, "figures"), f"a {metric.kind} metric has no statistics", on_key=True)
        if cell.sums and metric.kind == "multiple":
            message = "answers that may be given together don't add up"
            yield Finding((*at, "sums"), message, expected="kind: single or numeric", on_key=True)


def _unit(path: NodePath, metric: Metric, spec: EditionSpec) -> Iterator[Finding]:
    if metric.kind != "numeric":
        for key in ("unit", "step"):
            if getattr(metric, key) is not None:
                yield Finding((*path, key), f"a {metric.kind} metric has no `{key}`", on_key=True)
        return
    if metric.unit is None:
        yield Finding(path, "`unit` is missing", expected=one_of(spec.units))
    elif metric.unit not in spec.units:
        hint = did_you_mean(metric.unit, spec.units)
        message = f"there is no unit `{metric.unit}`"
        yield Finding((*path, "unit"), message, expected=one_of(spec.units), hint=hint)


def _no_bins(path: NodePath, metric: Metric) -> Iterator[Finding]:
    for index, category in enumerate(metric.categories):
        for key, bound in (("from", category.start), ("to", category.end)):
            if bound is not None:
                at = (*path, "categories", index, key)
                message = f"a {metric.kind} metric has no bins"
                yield Finding(at, message, expected="kind: numeric", on_key=True)


def _bins(path: NodePath, metric: Metric) -> Iterator[Finding]:
    bins = [(index, category) for index, category in enumerate(metric.categories) if not category.other]
    for index, category in bins:
        yield from _bin((*path, "categories", index), category, metric)
    for before, after in pairwise(bins):
        yield from _neighbours(path, metric, before, after)


def _bin(path: NodePath, category: Category, metric: Metric) -> Iterator[Finding]:
    start, end = category.start, category.end
    if start is None and end is None:
        yield Finding(path, f"the bin `{category.id}` has no bounds", expected="`from`, `to` or both")
    if start is not None and end is not None and start >= end:
        expected = f"over {start:g}"
        yield Finding((*path, "to"), "a bin ends after it starts", found=f"{end:g}", expected=expected)


def _neighbours(path: NodePath, metric: Metric, before: _Placed, after: _Placed) -> Iterator[Finding]:
    end, start = before[1].end, after[1].start
    at = (*path, "categories", after[0], "from")
    if end is None or start is None:
        at = at if start is None else (*path, "categories", before[0], "to")
        yield Finding(at, "only the first bin is open below and only the last above", expected="a bound")
    elif start < end:
        message = f"this bin overlaps `{before[1].id}`"
        yield Finding(at, message, found=f"from: {start:g}", expected=f"from: {end:g}")
    elif start > end and metric.open is None:
        message = f"there is a gap after `{before[1].id}`"
        yield Finding(at, message, found=f"from: {start:g}", expected=f"from: {end:g}")
