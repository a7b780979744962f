"""Checks for fractions of 1 where percent are meant: `0.522` for 52.2%, `0.95` for a retention of 95%.

A share beside its count is held against it already (`shares`). What is left are figures that stand alone: the
statistics of a number in percent, and shares of which n is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspi_build.editions.checks.findings import Finding, walk_cells
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_fractions"]

_HIGHEST = 2.0  # as a fraction of 1, the most that a figure in percent is likely to be

_TIMES = 10  # how many times as large a share of the same category elsewhere has to be


def check_fractions(spec: EditionSpec) -> Iterator[Finding]:
    """Every figure in percent that seems to be a fraction of 1."""
    for path, metric, cell in walk_cells(spec):
        if _is_percent(metric, spec):
            yield from _figures(path, metric, cell)
        if cell.n == "unknown":
            yield from _shares(path, metric, cell)


def _is_percent(metric: Metric, spec: EditionSpec) -> bool:
    label = spec.units.get(metric.unit or "")
    return metric.unit == "percent" or (label is not None and "%" in label.said.values())


def _figures(path: NodePath, metric: Metric, cell: Cell) -> Iterator[Finding]:
    """Figures with more decimals than the metric has; and all of them, where more is better and none is more
    than two percent."""
    values = {id_: figure.value for id_, figure in cell.figures.items() if figure.value}
    are_low = metric.direction == "higher" and all(0 < value <= _HIGHEST for value in values.values())
    for id_, value in values.items():
        at = (*path, "figures", id_, "value")
        if round(value, metric.decimals) != value:
            message, expected = (
                f"{value} has too many decimals",
                f"{metric.decimals} (the metric's `decimals`)",
            )
            yield Finding(at, message, expected=expected, hint=_hint(value))
        elif are_low:
            yield Finding(at, f"{value} is very little for percent", expected="percent", hint=_hint(value))


def _hint(value: float) -> str:
    if not 0 < value <= _HIGHEST:
        return ""
    return f"figures are in percent: if {value} is a fraction of 1, write {_percent(value)}"


def _percent(fraction: float) -> str:
    return f"{100 * fraction:.6f}".rstrip("0").rstrip(".")


def _shares(path: NodePath, metric: Metric, cell: Cell) -> Iterator[Finding]:
    """Shares that together are no more than 1, where other cells have far more of the same category."""
    if not 0 < sum(_all_shares(cell)) <= 1:
        return
    for id_, figure in cell.shares.items():
        largest = max((one.shares[id_].share for one in metric.cells if id_ in one.shares), default=0)
        if 0 < figure.share * _TIMES <= largest:
            hint = (
                f"shares are in percent: if {figure.share} is a fraction of 1, write {_percent(figure.share)}"
            )
            message = f"{figure.share}% beside {largest}% of the same category in another cell"
            yield Finding((*path, "shares", id_, "share"), message, expected="percent", hint=hint)


def _all_shares(cell: Cell) -> Sequence[float]:
    single = [figure.share for figure in cell.shares.values()]
    together = [part.share for part in cell.sums]
    return [*single, *together, *(share for group in cell.unplaced for share in group.shares)]
