"""The figures of a cell one by one, with what may be said of each: for pages, charts and CSV files.

share       of a category; known, or not_known | unplaced | suppressed | excluded, and then never a zero
group       of several categories together
unplaced    printed, but it is not certain which of several categories it belongs to
statistic   mean, median … of a number, in the metric's unit
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from cspi_build.explorer.editions import CellOf, Edition, Topic, editions_of
from cspi_core.model.edition import MULTIPLE
from cspi_core.stats.distribution import Distribution, Interval, wilson
from cspi_core.stats.share import SMALL, TINY

__all__ = ["Edition", "Figure", "Topic", "crowd", "editions_of", "figures_of", "known_share"]

Kind = Literal["share", "group", "unplaced", "statistic"]
NOT_KNOWN, UNPLACED, SUPPRESSED, EXCLUDED = "not_known", "unplaced", "suppressed", "excluded"


@dataclass(frozen=True)
class Figure:
    """One figure. ``of`` are the categories (the statistic's name for a statistic); ``share`` is per cent.

    ``known``: the least and the most that the share can be, None where nothing is known of it.
    ``allowed``: the 95 % interval that n allows. ``value``: a statistic's number.
    """

    kind: Kind
    of: tuple[str, ...]
    status: str
    share: float | None = None
    count: int | None = None
    known: Interval | None = None
    allowed: Interval | None = None
    value: float | None = None


def crowd(n: int | None) -> Literal["tiny", "small", "enough", "unknown"]:
    """How much so many answers say."""
    if n is None:
        return "unknown"
    return "tiny" if n < TINY else "small" if n < SMALL else "enough"


def known_share(edition: Edition, cell: CellOf, categories: frozenset[str]) -> Interval | None:
    """The least and the most that these categories can have together; None where nothing is known of it.

    Of a multiple choice nothing follows from other options, so only what is published counts.
    """
    if cell.core.suppressed or categories & cell.excluded or not cell.has_shares:
        return None
    published = {frozenset([name]): share for name, share in cell.core.shares.items()} | dict(cell.core.sums)
    if categories in published:
        return published[categories], published[categories]
    if edition.core.kind == MULTIPLE:
        return None
    low, high = _distribution(edition, cell).share_of(categories)
    return (low, high) if low > 0 or high < 100 else None


def _distribution(edition: Edition, cell: CellOf) -> Distribution:
    whole = edition.core.distribution(cell.core)
    return replace(whole, categories=tuple(c for c in whole.categories if c not in cell.excluded))


@cache
def figures_of(edition: Edition, cell: CellOf) -> tuple[Figure, ...]:
    """All figures of a cell: categories in order, groups, what is unplaced, statistics."""
    return (
        *(_share(edition, cell, category.id) for category in edition.core.categories if _asked(cell)),
        *_groups(edition, cell),
        *_loose(edition, cell),
        *(
            Figure("statistic", (name,), figure["status"], value=figure["value"])
            for name, figure in sorted((cell.data.get("figures") or {}).items())
        ),
    )


def _asked(cell: CellOf) -> bool:
    """A cell of statistics alone has no shares to speak of."""
    return cell.has_shares or cell.core.suppressed or not cell.core.figures


def _share(edition: Edition, cell: CellOf, category: str) -> Figure:
    given = (cell.data.get("shares") or {}).get(category)
    known = known_share(edition, cell, frozenset([category]))
    allowed = wilson(known, cell.core.n) if known else None
    if given is not None and not cell.core.suppressed:
        return Figure("share", (category,), given["status"], given["share"], given["count"], known, allowed)
    return Figure("share", (category,), _why_not(cell, category), known=known, allowed=allowed)


def _why_not(cell: CellOf, category: str) -> str:
    if cell.core.suppressed:
        return SUPPRESSED
    if category in cell.excluded:
        return EXCLUDED
    loose = any(category in names for names, _ in cell.core.unplaced)
    return UNPLACED if loose else NOT_KNOWN


def _groups(edition: Edition, cell: CellOf) -> Iterator[Figure]:
    for group in cell.data.get("sums") or ():
        if set(group["of"]) == set(edition.core_ids) - cell.excluded:
            continue  # all answers together: that says nothing
        share = float(group["share"])
        of = tuple(category.id for category in edition.core.categories if category.id in group["of"])
        allowed = wilson((share, share), cell.core.n)
        yield Figure("group", of, group["status"], group["share"], group["count"], (share, share), allowed)


def _loose(edition: Edition, cell: CellOf) -> Iterator[Figure]:
    for group in cell.data.get("unplaced") or ():
        of = tuple(category.id for category in edition.core.categories if category.id in group["of"])
        counts = group["counts"] or [None] * len(group["shares"])
        for share, count in zip(group["shares"], counts, strict=True):
            known = (float(share), float(share))
            yield Figure("unplaced", of, UNPLACED, share, count, known, wilson(known, cell.core.n))
