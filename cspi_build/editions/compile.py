"""Checked editions to the JSON that the engine, the pages and others read.

A compiled edition (`cspi-snapshot/1`) is the YAML with every key in place (defaults filled, null where
nothing is given, also for an unknown n), and with what follows from it:

    cells[].state     complete | partial | suppressed
    cells[].sums      also the total of each unplaced group (status derived)
    cells[].checks    each with its text in each language

The same edition always gives the same value.
"""

from __future__ import annotations

from typing import Any, Literal

from cspi_build.editions.evidence_text import Sentences, evidence_text, usual_sentences
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import LANGUAGES, Cell, Metric, Unplaced

__all__ = ["SNAPSHOT_FORMAT", "compile_edition"]

SNAPSHOT_FORMAT = "cspi-snapshot/1"

UNKNOWN = {"n": "unknown", "used": "unknown", "accessed": "not recorded"}
"""How a file says, by key, that nobody knows."""

State = Literal["complete", "partial", "suppressed"]


def compile_edition(spec: EditionSpec, told: Sentences | None = None) -> dict[str, Any]:
    """One edition as plain values that JSON can hold, in the languages of `told`, the sentences on evidence;
    else in those of its title."""
    told = told or usual_sentences(tuple(spec.edition.title.said))
    plain = spec.model_dump(mode="json", by_alias=True, context={LANGUAGES: list(told)})
    metrics = [
        _metric(metric, written, spec, told)
        for metric, written in zip(spec.metrics, plain["metrics"], strict=True)
    ]
    compiled: dict[str, Any] = _plain({**plain, "format": SNAPSHOT_FORMAT, "metrics": metrics})
    return compiled


def _metric(metric: Metric, plain: dict[str, Any], spec: EditionSpec, told: Sentences) -> dict[str, Any]:
    pairs = zip(metric.cells, plain["cells"], strict=True)
    return {**plain, "cells": [_cell(metric, cell, written, spec, told) for cell, written in pairs]}


def _cell(
    metric: Metric, cell: Cell, plain: dict[str, Any], spec: EditionSpec, told: Sentences
) -> dict[str, Any]:
    checks = [
        {**written, "text": evidence_text(check, cell, spec, told)}
        for check, written in zip(cell.checks, plain["checks"], strict=True)
    ]
    summed = {frozenset(part.of) for part in cell.sums}
    groups = [group for group in cell.unplaced if len(group.of) > 1 and frozenset(group.of) not in summed]
    sums = [*plain["sums"], *(_sum_of(group, cell, metric) for group in groups)]
    return {**plain, "state": _state(metric, cell), "sums": sums, "checks": checks}


def _state(metric: Metric, cell: Cell) -> State:
    """complete: the share of every answer is known, each in its place."""
    if cell.suppressed:
        return "suppressed"
    placed = {*cell.shares, *cell.excludes}
    is_whole = metric.open is None and all(category.id in placed for category in metric.categories)
    return "complete" if is_whole and (metric.categories or cell.figures) else "partial"


def _sum_of(group: Unplaced, cell: Cell, metric: Metric) -> dict[str, Any]:
    """The figures of a group together; from its counts where there are any."""
    count = None if cell.n == "unknown" or not group.counts else sum(group.counts)
    exact = sum(group.shares) if count is None or cell.n == "unknown" else 100 * count / cell.n
    share = round(exact + 1e-9, metric.decimals)
    return {"of": list(group.of), "share": share, "count": count, "status": "derived", "by": None}


def _plain(value: Any) -> Any:
    """Null for what is unknown, and whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {key: None if UNKNOWN.get(key) == part else _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
