"""Checks within a cell: its counts add up to n, its sums to their parts, what is left is left."""

from __future__ import annotations

from collections.abc import Iterator

from cspi_build.editions.checks.findings import Finding, walk_cells
from cspi_build.editions.checks.tally import Tally
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, GroupSum, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_totals", "total_is_wrong"]


def check_totals(spec: EditionSpec) -> Iterator[Finding]:
    """Every cell of which the answers exclude each other."""
    for path, metric, cell in walk_cells(spec):
        if metric.kind == "multiple":
            continue
        if cell.n == "unknown":
            yield from _shares_alone(path, metric, cell)
        else:
            yield from _counts(path, metric, cell)
            yield from _missing(path, metric, cell, spec)


def total_is_wrong(metric: Metric, cell: Cell) -> bool:
    """Whether the counts of a cell don't add up to n where they should, or exceed it."""
    if cell.n == "unknown" or metric.kind == "multiple" or cell.suppressed:
        return False
    tally = Tally(metric, cell)
    return tally.known != tally.n if tally.is_complete else tally.known > tally.n


def _counts(path: NodePath, metric: Metric, cell: Cell) -> Iterator[Finding]:
    tally = Tally(metric, cell)
    excused = any(excuse.check == "total" and excuse.segment == cell.segment for excuse in metric.excuses)
    if total_is_wrong(metric, cell) and not excused:
        message = f"the counts of this cell add up to {tally.known}"
        words = f"{tally.n}" if tally.is_complete else f"{tally.n} at most"
        expected = f"{words}, or an excuse (`check: total`) that names the contradiction"
        yield Finding((*path, "n"), message, found=f"n: {tally.n}", expected=expected)
    for index, part in enumerate(cell.sums):
        span = tally.span(part.of)
        if part.count is not None and part.count not in span:
            at, message = (*path, "sums", index, "count"), "this is not the sum of its categories"
            yield Finding(at, message, found=f"{part.count}", expected=f"{span}")
    yield from _rest(path, cell, tally)


def _missing(path: NodePath, metric: Metric, cell: Cell, spec: EditionSpec) -> Iterator[Finding]:
    """A closed list in which one category is missing leaves no doubt what that category has, unless the
    source contradicts itself there."""
    tally = Tally(metric, cell)
    given_up = {
        id_
        for one in spec.corrections
        if one.metric == metric.id and one.segment == cell.segment and one.used == "unknown"
        for id_ in one.of
    }
    missing = sorted(tally.loose - given_up)
    is_closed = metric.open is None and bool(cell.shares) and not tally.unnamed
    is_counted = all(figure.count is not None for figure in cell.shares.values())
    if (
        not (is_closed and is_counted)
        or len(missing) != 1
        or tally.known >= tally.n
        or _in_sum(missing[0], cell)
    ):
        return
    left = tally.n - tally.known
    message = f"`{missing[0]}` is missing, and the others leave {left} of n"
    expected = f"`{missing[0]}: {{share: …, count: {left}, status: derived, by: rest}}`, or a correction"
    yield Finding((*path, "shares"), message, expected=expected, on_key=True)


def _in_sum(category: str, cell: Cell) -> bool:
    """Whether the cell says of a category what it has together with others."""
    return any(category in part.of for part in cell.sums)


def _rest(path: NodePath, cell: Cell, tally: Tally) -> Iterator[Finding]:
    """`by: rest` is what the others leave of n: for one category, or nothing for several."""
    rest = [id_ for id_, figure in cell.shares.items() if figure.by == "rest"]
    if not rest:
        return
    at = (*path, "shares", rest[-1], "by")
    if not tally.is_complete:
        yield Finding(at, "the rest of n is only known where all other categories are")
    if len(rest) > 1 and any(tally.placed.get(id_) for id_ in rest):
        yield Finding(at, "the rest of n can't be parted", expected="one category, or 0 for each of several")


def _shares_alone(path: NodePath, metric: Metric, cell: Cell) -> Iterator[Finding]:
    """Without n the shares add up to 100 within rounding, or to less where some are not known."""
    for index, part in enumerate(cell.sums):
        yield from _sum_alone((*path, "sums", index), metric, cell, part)
    is_complete = bool(cell.shares) and len(cell.shares) == len(metric.categories) and metric.open is None
    total, slack = sum(figure.share for figure in cell.shares.values()), _slack(metric, len(cell.shares))
    if total > 100 + slack or (is_complete and total < 100 - slack):
        expected = "100" if is_complete else "100 at most"
        at = (*path, "shares")
        are_fractions = abs(total - 1) <= slack and all(figure.share <= 1 for figure in cell.shares.values())
        hint = "shares are in percent; these look like fractions of 1" if are_fractions else ""
        yield Finding(at, "the shares of this cell don't add up", found=f"{total:.2f}", expected=expected,
                      hint=hint, on_key=True)  # fmt: skip


def _sum_alone(path: NodePath, metric: Metric, cell: Cell, part: GroupSum) -> Iterator[Finding]:
    parts = [cell.shares[id_].share for id_ in part.of if id_ in cell.shares]
    others = sum(figure.share for id_, figure in cell.shares.items() if id_ not in part.of)
    slack = _slack(metric, len(cell.shares) + 1)
    is_whole = len(parts) == len(part.of)
    if sum(parts) > part.share + slack or (is_whole and sum(parts) < part.share - slack):
        found, expected = f"{part.share}", f"{sum(parts):.2f}"
        at = (*path, "share")
        yield Finding(at, "this is not the sum of its categories", found=found, expected=expected)
    if part.share + others > 100 + slack:
        at, found = (*path, "share"), f"{part.share + others:.2f}"
        yield Finding(at, "with the other shares this is more than 100", found=found, expected="100 at most")


def _slack(metric: Metric, figures: int) -> float:
    """How far rounding can carry the sum of so many figures."""
    return float(figures * 0.5 * 10.0**-metric.decimals + 1e-9)
