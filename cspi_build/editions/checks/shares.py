"""Checks of single figures: a share fits its count and n, a derived one can be recomputed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cspi_build.editions.checks.findings import Finding, walk_cells
from cspi_build.editions.reconcile import Rounded, counts_of, fits
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Metric
from cspi_build.schema.number_words import percent_hint
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_shares"]


@dataclass(frozen=True)
class _Printed:
    """A share of a cell, the count that goes with it, and where the two are."""

    share: float
    count: int | None
    share_path: NodePath
    count_path: NodePath


def check_shares(spec: EditionSpec) -> Iterator[Finding]:
    """Every share against its count and n; every derived figure against its terms."""
    for path, metric, cell in walk_cells(spec):
        for printed in _printed(path, cell):
            yield from _fits_n(printed, metric, cell)
        yield from _some_n_fits(path, metric, cell, spec)
        yield from _counts_of_groups(path, cell)
        yield from _derived(path, cell)
        yield from _rows(path, cell)
        yield from _illustrative(path, cell, spec)


def _printed(path: NodePath, cell: Cell) -> Iterator[_Printed]:
    for id_, figure in cell.shares.items():
        at = (*path, "shares", id_)
        yield _Printed(figure.share, figure.count, (*at, "share"), (*at, "count"))
    for index, part in enumerate(cell.sums):
        at = (*path, "sums", index)
        yield _Printed(part.share, part.count, (*at, "share"), (*at, "count"))
    for index, group in enumerate(cell.unplaced):
        at = (*path, "unplaced", index)
        for position, share in enumerate(group.shares):
            count = group.counts[position] if position < len(group.counts) else None
            yield _Printed(share, count, (*at, "shares", position), (*at, "counts", position))


def _fits_n(printed: _Printed, metric: Metric, cell: Cell) -> Iterator[Finding]:
    hint = percent_hint(printed.share)
    try:
        share = Rounded.of(printed.share, metric.decimals)
    except ValueError:
        expected = f"{metric.decimals} (the metric's `decimals`)"
        message = f"{printed.share} has too many decimals"
        yield Finding(printed.share_path, message, expected=expected, hint=hint)
        return
    if cell.n == "unknown":
        if printed.count is not None:
            yield Finding(printed.count_path, "a count where n is unknown", expected="no count, or an n")
    elif printed.count is None:
        expected = _possible(share, cell.n)
        yield Finding(printed.share_path, "the count is missing", expected=expected, hint=hint)
    elif printed.count not in counts_of(share, cell.n):
        real = f"{100 * printed.count / cell.n:.{metric.decimals}f}%"
        message = f"{printed.count} of {cell.n} is {real}, not {share}%"
        yield Finding(printed.share_path, message, expected=_possible(share, cell.n), hint=hint)


def _possible(share: Rounded, n: int) -> str:
    span = counts_of(share, n)
    return f"count {span}" if span else f"another share or another n: no count of {n} is {share}%"


def _some_n_fits(path: NodePath, metric: Metric, cell: Cell, spec: EditionSpec) -> Iterator[Finding]:
    """Where only the n of the whole study is known, some n up to it must fit."""
    if cell.n != "unknown" or spec.study.n == "unknown" or not cell.shares:
        return
    try:
        shares = [Rounded.of(figure.share, metric.decimals) for figure in cell.shares.values()]
    except ValueError:
        return
    is_telling = spec.study.n < max(share.telling for share in shares)
    if is_telling and not fits(shares, spec.study.n, "several"):
        message = f"no n up to {spec.study.n} (`study.n`) fits these shares"
        yield Finding((*path, "shares"), message, on_key=True)


def _counts_of_groups(path: NodePath, cell: Cell) -> Iterator[Finding]:
    for index, group in enumerate(cell.unplaced):
        if list(group.shares) != sorted(group.shares, reverse=True):
            at = (*path, "unplaced", index, "shares")
            yield Finding(at, "the largest figure comes first", on_key=True)
        if cell.n != "unknown" and group.counts and len(group.counts) != len(group.shares):
            found, expected = f"{len(group.counts)}", f"{len(group.shares)}, one for each share"
            at, message = (*path, "unplaced", index, "counts"), "counts and shares differ in number"
            yield Finding(at, message, found=found, expected=expected, on_key=True)


def _derived(path: NodePath, cell: Cell) -> Iterator[Finding]:
    for id_, figure in cell.shares.items():
        at = (*path, "shares", id_)
        yield from _has_source(at, figure.status, figure.by is not None, needs=True)
        if isinstance(figure.by, tuple):
            yield from _terms(at, figure.share, figure.by)
    for index, part in enumerate(cell.sums):
        at = (*path, "sums", index)
        yield from _has_source(at, part.status, part.by is not None, needs=cell.n == "unknown")
        if part.by is not None:
            yield from _terms(at, part.share, part.by)


def _rows(path: NodePath, cell: Cell) -> Iterator[Finding]:
    """`by: rows` adds up the rows that the cell names, and the cell is all of them."""
    if cell.rows and cell.n != "unknown" and sum(row.n for row in cell.rows) != cell.n:
        found = f"{sum(row.n for row in cell.rows)}"
        yield Finding((*path, "n"), "the rows of this cell have another n", found=found, expected=f"{cell.n}")
    for index, row in enumerate(cell.rows):
        if sum(row.counts.values()) > row.n:
            at = (*path, "rows", index, "counts")
            yield Finding(
                at, "these are more than n", found=f"{sum(row.counts.values())}", expected=f"{row.n}"
            )
    for id_, figure in cell.shares.items():
        together = sum(row.counts.get(id_, 0) for row in cell.rows)
        if figure.by == "rows" and figure.count != together:
            at = (*path, "shares", id_, "count")
            message = "this is not what the rows add up to"
            yield Finding(at, message, found=f"{figure.count}", expected=f"{together}")


def _has_source(path: NodePath, status: str, has_by: bool, *, needs: bool) -> Iterator[Finding]:
    if status == "derived" and needs and not has_by:
        yield Finding((*path, "status"), "a derived figure says what it comes from", expected="`by`")
    if status != "derived" and has_by:
        yield Finding((*path, "by"), f"a {status} figure comes from nothing else", expected="status: derived",
                      on_key=True)  # fmt: skip


def _terms(path: NodePath, share: float, terms: tuple[float, ...]) -> Iterator[Finding]:
    if abs(sum(terms) - share) > 1e-6:
        found, expected = f"{share}", f"{round(sum(terms), 6)}"
        at, message = (*path, "share"), "this is not what `by` adds up to"
        yield Finding(at, message, found=found, expected=expected, hint=percent_hint(share))


def _illustrative(path: NodePath, cell: Cell, spec: EditionSpec) -> Iterator[Finding]:
    figures = [((*path, "shares", id_), figure.status) for id_, figure in cell.shares.items()]
    figures += [((*path, "sums", index), part.status) for index, part in enumerate(cell.sums)]
    figures += [((*path, "figures", id_), figure.status) for id_, figure in cell.figures.items()]
    for at, status in figures:
        if (status == "illustrative") != spec.illustrative:
            is_made_up = "is made up" if spec.illustrative else "holds published figures"
            yield Finding((*at, "status"), f"this snapshot {is_made_up}", found=f"status: {status}",
                          expected=f"illustrative: {str(not spec.illustrative).lower()}")  # fmt: skip
