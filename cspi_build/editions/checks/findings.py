"""What the checks of editions share: a finding, and ways to walk over an edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["Finding", "all_cell", "cells_by_dimension", "dimension_of", "named", "walk_cells", "walk_metrics"]


@dataclass(frozen=True)
class Finding:
    """Something wrong at a path of an edition, in the words of a diagnostic."""

    path: NodePath
    message: str
    found: str = ""
    expected: str = ""
    hint: str = ""
    on_key: bool = False


def walk_metrics(spec: EditionSpec) -> Iterator[tuple[NodePath, Metric]]:
    """Every metric with its path."""
    for index, metric in enumerate(spec.metrics):
        yield ("metrics", index), metric


def walk_cells(spec: EditionSpec) -> Iterator[tuple[NodePath, Metric, Cell]]:
    """Every cell with its path and its metric."""
    for path, metric in walk_metrics(spec):
        for index, cell in enumerate(metric.cells):
            yield (*path, "cells", index), metric, cell


def all_cell(metric: Metric) -> tuple[int, Cell] | None:
    """The cell for all, with its position; None where the metric is only known split."""
    return next(((index, cell) for index, cell in enumerate(metric.cells) if not cell.segment), None)


def dimension_of(cell: Cell) -> str | None:
    """The dimension by which a cell is split; None for all, and where several cross."""
    return next(iter(cell.segment)) if len(cell.segment) == 1 else None


def cells_by_dimension(metric: Metric) -> dict[str, list[tuple[int, Cell]]]:
    """The cells that are split by one dimension, by that dimension, each with its position."""
    found: dict[str, list[tuple[int, Cell]]] = {}
    for index, cell in enumerate(metric.cells):
        dimension = dimension_of(cell)
        if dimension is not None:
            found.setdefault(dimension, []).append((index, cell))
    return found


def named(cell: Cell) -> str:
    """The segment of a cell in words."""
    return " and ".join(f"{dimension} = {value}" for dimension, value in cell.segment.items()) or "all"
