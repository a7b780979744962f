"""Checks of what figures claim to be held against, and of corrections and excuses: each must be so."""

from __future__ import annotations

from collections.abc import Iterator

from cspi_build.diagnostics import did_you_mean, one_of
from cspi_build.editions.checks.findings import Finding, walk_cells, walk_metrics
from cspi_build.editions.checks.margins import margin_findings
from cspi_build.editions.checks.tally import Tally
from cspi_build.editions.checks.totals import total_is_wrong
from cspi_build.editions.reconcile import Rounded, Rule, fits
from cspi_build.schema.edition import Correction, EditionSpec
from cspi_build.schema.metric import Cell, Evidence, Excuse, Metric, Number
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_evidence"]

_NEEDS_PAGE = ("sentence", "margin", "same_n", "repeat")


def check_evidence(spec: EditionSpec) -> Iterator[Finding]:
    """Every check that a cell names, every correction, every excuse."""
    for path, metric, cell in walk_cells(spec):
        yield from _ordered(path, cell)
        for index, evidence in enumerate(cell.checks):
            yield from _evidence((*path, "checks", index), evidence, metric, cell, spec)
    for index, correction in enumerate(spec.corrections):
        yield from _correction(("corrections", index), correction, spec)
    for path, metric in walk_metrics(spec):
        for index, excuse in enumerate(metric.excuses):
            yield from _excuse((*path, "excuses", index), excuse, path, metric)


def _ordered(path: NodePath, cell: Cell) -> Iterator[Finding]:
    """A figure that only the order of a drawing places says so, by its status and by a check."""
    if any(check.by == "order" for check in cell.checks):
        return
    for id_, figure in cell.shares.items():
        if figure.status == "ordered":
            at = (*path, "shares", id_, "status")
            yield Finding(at, "a figure that is placed by order names that check", expected="`by: order`")


def _evidence(
    path: NodePath, evidence: Evidence, metric: Metric, cell: Cell, spec: EditionSpec
) -> Iterator[Finding]:
    if evidence.by in _NEEDS_PAGE and evidence.page is None and spec.origin.pages is not None:
        yield Finding(path, f"`{evidence.by}` names a page", expected="`page`")
    if evidence.by == "other" and evidence.text is None:
        yield Finding(path, "`other` is said in words", expected="`text`")
    if evidence.by == "total" and (cell.n == "unknown" or Tally(metric, cell).known != cell.n):
        yield Finding((*path, "by"), "the counts of this cell don't add up to n")
    if evidence.by == "only_n" and evidence.text is None:
        yield from _only_n((*path, "by"), metric, cell, evidence.max or spec.study.n)
    if evidence.by == "same_n" and evidence.text is None:
        yield from _same_n((*path, "page"), evidence, cell, spec)


def _only_n(path: NodePath, metric: Metric, cell: Cell, most: Number) -> Iterator[Finding]:
    if cell.n == "unknown" or most == "unknown":
        yield Finding(path, "this needs a known n, and `max` or the n of the study")
        return
    try:
        shares = [Rounded.of(figure.share, metric.decimals) for figure in cell.shares.values()]
        shares += [Rounded.of(share, metric.decimals) for group in cell.unplaced for share in group.shares]
    except ValueError:
        return  # said elsewhere
    tried = min(most, max((share.telling for share in shares), default=1))
    others = [fit.n for fit in fits(shares, tried, _rule(metric, cell)) if fit.n != cell.n]
    if others:
        found = ", ".join(str(n) for n in others[:6]) + (" …" if len(others) > 6 else "")
        yield Finding(path, "these shares fit other n too", found=found, expected=f"{cell.n} alone")


def _rule(metric: Metric, cell: Cell) -> Rule:
    if metric.kind == "multiple":
        return "several"
    return "one" if Tally(metric, cell).known == cell.n else "part"


def _same_n(path: NodePath, evidence: Evidence, cell: Cell, spec: EditionSpec) -> Iterator[Finding]:
    there = (other for _, _, other in walk_cells(spec) if other.page == evidence.page)
    if not any(other.n == cell.n and other.segment == cell.segment for other in there):
        expected = f"a page with a cell of this segment and n = {cell.n}"
        yield Finding(path, f"no table on page {evidence.page} has this n", expected=expected)


def _correction(path: NodePath, correction: Correction, spec: EditionSpec) -> Iterator[Finding]:
    metrics = {metric.id: metric for metric in spec.metrics}
    metric = metrics.get(correction.metric)
    if metric is None:
        hint = did_you_mean(correction.metric, metrics)
        message = f"there is no metric `{correction.metric}`"
        yield Finding((*path, "metric"), message, expected=one_of(metrics), hint=hint)
        return
    cell = next((cell for cell in metric.cells if cell.segment == correction.segment), None)
    if cell is None:
        yield Finding((*path, "segment"), "this metric has no such cell")
        return
    if correction.used == correction.printed:
        yield Finding((*path, "used"), "nothing is corrected here", expected=f"not {correction.printed}")
    has = _figure(cell, correction.of)
    if has != (None if correction.used == "unknown" else correction.used):
        expected = "unknown" if has is None else f"{has}"
        at = (*path, "used")
        yield Finding(at, "the metric has something else", found=f"{correction.used}", expected=expected)


def _figure(cell: Cell, of: tuple[str, ...]) -> float | None:
    if len(of) == 1:
        figure = cell.shares.get(of[0])
        return None if figure is None else figure.share
    return next((part.share for part in cell.sums if set(part.of) == set(of)), None)


def _excuse(path: NodePath, excuse: Excuse, metric_path: NodePath, metric: Metric) -> Iterator[Finding]:
    """An excuse that nothing needs hides the next mistake."""
    if excuse.check == "margin":
        needed = excuse.dimension is not None and bool(margin_findings(metric_path, metric, excuse.dimension))
    else:
        cells = [cell for cell in metric.cells if cell.segment == excuse.segment]
        needed = any(total_is_wrong(metric, cell) for cell in cells)
    if not needed:
        message = "nothing is wrong here, so there is nothing to excuse"
        yield Finding((*path, "check"), message, expected="no excuse")
