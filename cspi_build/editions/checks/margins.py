"""Checks between the cells of a metric: a split adds up to the figures for all.

Where the groups of a split make up everyone, each category adds up exactly; where some respondents are in no
group, it stays below, by no more than those respondents. What is not known counts as a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cspi_build.editions.checks.findings import Finding, all_cell, cells_by_dimension, named, walk_metrics
from cspi_build.editions.checks.tally import Tally
from cspi_build.editions.reconcile import Span
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Metric, ShareFigure
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_margins", "margin_findings"]


@dataclass(frozen=True)
class _Split:
    """The cells of one dimension beside the cell for all."""

    path: NodePath  # of the metric
    dimension: str
    whole: Tally
    parts: Sequence[tuple[int, Tally]]

    @property
    def n(self) -> int:
        """Respondents in the groups of the split."""
        return sum(part.n for _, part in self.parts)


def check_margins(spec: EditionSpec) -> Iterator[Finding]:
    """Every split of every metric, but for those that an excuse names."""
    for path, metric in walk_metrics(spec):
        excused = {excuse.dimension for excuse in metric.excuses if excuse.check == "margin"}
        for split in _splits(path, metric):
            if split.dimension not in excused:
                yield from _findings(split)
        yield from _derived(path, metric)


def margin_findings(path: NodePath, metric: Metric, dimension: str) -> list[Finding]:
    """What is wrong with a split, excused or not."""
    return [finding for split in _splits(path, metric) if split.dimension == dimension
            for finding in _findings(split)]  # fmt: skip


def _splits(path: NodePath, metric: Metric) -> Iterator[_Split]:
    whole = all_cell(metric)
    if whole is None or whole[1].n == "unknown":
        return
    for dimension, cells in cells_by_dimension(metric).items():
        parts = [(index, Tally(metric, cell)) for index, cell in cells if cell.n != "unknown"]
        yield _Split(path, dimension, Tally(metric, whole[1]), parts)


def _findings(split: _Split) -> Iterator[Finding]:
    for index, part in split.parts:
        if part.n > split.whole.n:
            found = f"{part.n}, with {split.whole.n} for all"
            yield Finding((*split.path, "cells", index, "n"), "a part is larger than the whole", found=found)
    if not split.parts:
        return
    last = (*split.path, "cells", split.parts[-1][0])
    if split.n > split.whole.n:
        message = f"the cells by {split.dimension} have more respondents than there are"
        yield Finding((*last, "n"), message, found=f"{split.n}", expected=f"{split.whole.n} at most")
        return
    excluded = {id_ for _, part in split.parts for id_ in part.cell.excludes}
    for category in split.whole.metric.categories:
        if category.id not in excluded:
            yield from _category(split, category.id, last)


def _category(split: _Split, category: str, last: NodePath) -> Iterator[Finding]:
    spans = [part.span([category]) for _, part in split.parts]
    total, outside = split.whole.span([category]), split.whole.n - split.n
    together = Span(sum(span.low for span in spans), sum(span.high for span in spans) + outside)
    if together.low > total.high or together.high < total.low:
        exact = "" if outside == 0 else f", {outside} of them in no group"
        at = (*last, "shares", category)
        yield Finding(
            at,
            f"`{category}` does not add up by {split.dimension}",
            found=f"{together} in the cells, {total} for all{exact}",
            expected="cells that fit the cell for all, or an excuse (`check: margin`)",
        )


def _derived(path: NodePath, metric: Metric) -> Iterator[Finding]:
    """`by: margin` is the count for all less the other values of the dimension."""
    for split in _splits(path, metric):
        for index, part in split.parts:
            for category, figure in part.cell.shares.items():
                if figure.by == "margin":
                    at = (*path, "cells", index, "shares", category)
                    yield from _by_margin(at, split, (index, category), figure)
    for index, cell in enumerate(metric.cells):
        is_part = len(cell.segment) == 1 and all_cell(metric) is not None
        if not is_part and any(figure.by == "margin" for figure in cell.shares.values()):
            at = (*path, "cells", index, "shares")
            yield Finding(at, f"`by: margin` needs a split and a cell for all; this cell is {named(cell)}")


def _by_margin(
    path: NodePath, split: _Split, place: tuple[int, str], figure: ShareFigure
) -> Iterator[Finding]:
    index, category = place
    others = [part.placed.get(category) for at, part in split.parts if at != index]
    whole = split.whole.placed.get(category)
    if whole is None or None in others or split.n != split.whole.n:
        message = "the count for all or of another group is not known, or groups are missing"
        yield Finding((*path, "by"), message)
        return
    left = whole - sum(count for count in others if count is not None)
    if figure.count != left:
        message = f"the others leave {left}"
        yield Finding((*path, "count"), message, found=f"{figure.count}", expected=f"{left}")
