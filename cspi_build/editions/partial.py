"""An edition file as far as it fits the model, so that what does fit is checked all the same.

What does not fit is cut out as small as can be: a figure, else a cell, else a metric. What is left of a
metric or a cell that lost something is still checked figure by figure, but not for what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cspi_build.editions.checks.findings import Finding
from cspi_build.editions.checks.run import check_edition, check_figures, check_within_cells
from cspi_build.schema.edition import EditionSpec, Study
from cspi_build.schema.metric import Cell, Metric
from cspi_build.schema.validation import model_problems
from cspi_build.yaml_source.compose import NodePath
from cspi_build.yaml_source.source import Source

__all__ = ["Partial", "partial"]

_IN_CELLS = {"shares": 6, "figures": 6, "sums": 6, "unplaced": 6, "checks": 6}  # how long the path of one is

_CELL = 4  # how long the path of a cell is: metrics, 3, cells, 0

_METRIC = 2  # how long that of a metric is

_ROUNDS = 5


@dataclass
class _Cut:
    """What was cut out: the numbers, in the file, of the items that are left of each list."""

    value: Any
    left: dict[NodePath, list[int]] = field(default_factory=dict)
    damaged: set[NodePath] = field(default_factory=set)  # of metrics and cells, as in the file
    headless: set[NodePath] = field(default_factory=set)  # metrics that lost something other than of a cell

    def in_file(self, path: NodePath) -> NodePath:
        """The place in the file of a place in what is left of it."""
        found: NodePath = ()
        for step in path:
            left = self.left.get(found)
            is_known = left is not None and isinstance(step, int) and step < len(left)
            found = (*found, left[step] if is_known else step)  # type: ignore[index]
        return found

    def remove(self, path: NodePath) -> None:
        """Take out what stands at a place of what is left."""
        self.damaged.update(self.in_file(path[:n]) for n in (_METRIC, _CELL) if len(path) > n)
        if len(path) > _METRIC and path[_METRIC] != "cells":
            self.headless.add(self.in_file(path[:_METRIC]))
        parent: Any = self.value
        for step in path[:-1]:
            parent = parent[step]
        at = self.in_file(path[:-1])
        if isinstance(parent, list):
            self.left.setdefault(at, list(range(len(parent)))).pop(int(path[-1]))
        del parent[path[-1]]


@dataclass(frozen=True)
class Partial:
    """What fits of a file. `has_head`: all but metrics fits; then `spec` can be held against other files."""

    spec: EditionSpec
    has_head: bool
    _cut: _Cut
    _shells: tuple[tuple[EditionSpec, _Cut], ...] = ()  # cells of metrics that do not fit otherwise

    def in_file(self, path: NodePath) -> NodePath:
        """The place in the file of a place in `spec`."""
        return self._cut.in_file(path)

    def is_judged(self, path: NodePath) -> bool:
        """Whether a finding there is certain: it lies in a metric that is whole, and leans on no other."""
        is_whole = self.in_file(path[:_METRIC]) not in self._cut.damaged
        return self.has_head and is_whole and _is_within_metric(path)

    def is_comparable(self, path: NodePath) -> bool:
        """Whether a finding there is certain that comes of another file: it leans on no cell."""
        return self.has_head and self.in_file(path[:_METRIC]) not in self._cut.headless

    def findings(self) -> Iterator[Finding]:
        """What is wrong in what is left, and certainly so, at its place in the file."""
        found = [one for one in check_edition(self.spec) if self.is_judged(one.path)] if self.has_head else []
        for one in check_within_cells(self.spec, with_names=self.has_head):
            if not self.is_judged(one.path) and not self._is_in_damaged_cell(one):
                found.append(one)
        found += [one for one in check_figures(self.spec) if self._is_in_damaged_cell(one)]
        yield from (replace(one, path=self.in_file(one.path)) for one in found)
        for spec, cut in self._shells:
            yield from (replace(one, path=cut.in_file(one.path)) for one in check_figures(spec))

    def _is_in_damaged_cell(self, finding: Finding) -> bool:
        return self.in_file(finding.path[:_CELL]) in self._cut.damaged


def partial(source: Source) -> Partial | None:
    """What fits of a file; None where nothing does."""
    if not source.readable or not isinstance(source.value, dict):
        return None
    cut = _Cut(deepcopy(source.value))
    for _ in range(_ROUNDS):
        wrong = model_problems(EditionSpec, cut.value)
        out = {place for one in wrong if (place := _smallest(one.path, is_extra=one.is_extra)) is not None}
        if not out:
            return _made(source, cut, has_head=not wrong)
        for path in sorted(out, key=_order, reverse=True):
            if not any(path[:length] in out for length in range(1, len(path))):
                cut.remove(path)
    return None


def _smallest(path: NodePath, *, is_extra: bool) -> NodePath | None:
    """The least that has to go with a place that does not fit; None for what can't go."""
    if is_extra:
        return path
    if path[:1] != ("metrics",) or len(path) < _METRIC:
        return None
    if len(path) > _CELL and path[2] == "cells":
        length = _IN_CELLS.get(str(path[_CELL]), _CELL)
        return path[:length] if len(path) >= length else path[:_CELL]
    return path[:_CELL] if len(path) == _CELL and path[2] == "cells" else path[:_METRIC]


def _order(path: NodePath) -> tuple[tuple[bool, str, int], ...]:
    """Later items of a list first, so that the numbers of those before them stay what they are."""
    return tuple((True, "", step) if isinstance(step, int) else (False, step, 0) for step in path)


def _made(source: Source, cut: _Cut, *, has_head: bool) -> Partial | None:
    shells = tuple(_shells(source.value, cut))
    try:
        if has_head:
            return Partial(EditionSpec.model_validate(cut.value), True, cut, shells)
        metrics = TypeAdapter(tuple[Metric, ...]).validate_python(tuple(cut.value["metrics"]))
    except (ValidationError, KeyError, TypeError):
        return None
    return Partial(_headless(cut.value, metrics), False, cut, shells)


def _shells(value: Any, cut: _Cut) -> Iterator[tuple[EditionSpec, _Cut]]:
    """The cells that fit, of each metric that was cut out for something else."""
    metrics = value.get("metrics")
    left = cut.left.get(("metrics",))
    for index, metric in enumerate(metrics if isinstance(metrics, list) and left is not None else []):
        cells = metric.get("cells") if isinstance(metric, dict) else None
        if index in (left or ()) or not isinstance(cells, list):
            continue
        decimals = metric.get("decimals", 1)
        good = [at for at, cell in enumerate(cells) if not model_problems(Cell, cell)]
        if good and decimals in (0, 1, 2):
            made = tuple(Cell.model_validate(cells[at]) for at in good)
            shell = Metric.model_construct(kind="multiple", decimals=decimals, cells=made)
            places = {("metrics",): [index], ("metrics", index, "cells"): good}
            yield _headless(value, (shell,)), _Cut(None, places)


def _headless(value: dict[str, Any], metrics: tuple[Metric, ...]) -> EditionSpec:
    """Metrics in a file of which the head does not fit: with what checks of single cells ask of it."""
    study = value.get("study")
    n = study.get("n") if isinstance(study, dict) else None
    is_known = isinstance(n, int) and not isinstance(n, bool) and n > 0
    illustrative = value.get("illustrative") is True
    return EditionSpec.model_construct(
        metrics=metrics,
        illustrative=illustrative,
        study=Study.model_construct(n=n if is_known else "unknown"),
    )


def _is_within_metric(path: NodePath) -> bool:
    return path[:1] == ("metrics",) and "checks" not in path
