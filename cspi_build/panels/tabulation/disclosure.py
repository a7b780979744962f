"""What of a table of counts may be published, so that no one in it can be told apart.

Everyone who answered stands in one row of a table: a group of the split, or "in no group". The totals of all
are published too, so whoever subtracts the published rows from them knows *the rest*: the rows that are
withheld, and those in no group, together. The rest is therefore held to the same rules as a published row.

Groups (`safe_groups`). A group of fewer than `minimum` respondents is withheld. If one group alone would be
withheld, or the withheld ones together have fewer than `minimum`, or the rest has, the smallest of the others
is withheld as well, until neither is so.

Choices of one (`safe_categories`). Where a category of a row has fewer than `least` respondents, categories
are merged, with neighbours, in the same way in all rows of the split; a row for which merging would cost the
others more than it is worth is withheld. In what is published, and in the rest, every merged category has
`least` or more, and there are two or more of them: so none has more than all but `least`. Within a merged
category, what one group has of one of its parts (counts x) is only known to lie between max(0, g + p - t) and
min(g, p), for g the group's, p the part's and t the total count of the merged category. As g, p, t - g and
t - p are all `least` or more, so is the width of that range.

Choices of several (`safe_options`). Each option is a table of its own: chosen or not. A count is published if
`least` or more chose it and `least` or more of those who could have did not (who chose "none" could not). If
the rest breaks the same rule, or fewer than `least` in it could have chosen the option outside any one row
that is withheld, further rows are withheld. The range argument is the same.

None of this helps against someone who knows the others' answers already, nor against n itself, which says how
many answered a question. A panel that differs by a few results from an earlier one of its series
is refused by panels/subtraction, if it finds that one in the project or beside the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = [
    "LIMITS",
    "Limits",
    "Partition",
    "Rows",
    "safe_categories",
    "safe_groups",
    "safe_options",
    "whole_partition",
]

Rows = tuple[int, ...]

Partition = tuple[tuple[int, ...], ...]
"""Categories, by position, in the groups in which they are published together."""

Table = Sequence[Sequence[int]]
"""Counts by row and category; the last row is those in no group."""


@dataclass(frozen=True)
class Limits:
    """`minimum`: respondents in a published group. `least`: respondents behind a published count, and outside
    it. `sides`: respondents on each side of a published quantile."""

    minimum: int = 10
    least: int = 3
    sides: int = 5


LIMITS = Limits()


def safe_groups(sizes: Sequence[int], limits: Limits, among: Rows | None = None) -> Rows:
    """The groups of which something may be published. `sizes`: of every group, last those in no group."""
    candidates = range(len(sizes) - 1) if among is None else among
    rows = tuple(row for row in candidates if sizes[row] >= limits.minimum)

    def is_safe(kept: Rows) -> bool:
        withheld = [size for row, size in enumerate(sizes[:-1]) if size and row not in kept]
        rest = sum(withheld) + sizes[-1]
        enough = all(not total or total >= limits.minimum for total in (sum(withheld), rest))
        return len(withheld) != 1 and enough

    return _pruned(rows, sizes, is_safe)


def _pruned(rows: Rows, sizes: Sequence[int], is_safe: Callable[[Rows], bool]) -> Rows:
    """Rows without the smallest ones, as many as it takes; of equal ones the last goes first."""
    kept = list(rows)
    while kept and not is_safe(tuple(kept)):
        kept.remove(min(kept, key=lambda row: (sizes[row], -row)))
    return tuple(kept)


def whole_partition(counts: Sequence[int], limits: Limits) -> Partition | None:
    """How the categories of everyone are published; None where there are too few answers for any."""
    singles = tuple((category,) for category in range(len(counts)))
    found = (one for one in _coarser(singles, [counts]) if _fits(one, counts, limits))
    return next(found, None)


def safe_categories(
    table: Table, sizes: Sequence[int], rows: Rows, finest: Partition, limits: Limits
) -> tuple[Rows, Partition]:
    """The rows that are published and the partition for all of them: the one that tells most, which is the
    number of boundaries between categories times the respondents for whom they are drawn."""
    options = [
        (_fitting_rows(table, sizes, rows, one, limits), one)
        for one in _coarser(finest, [table[row] for row in rows])
    ]
    return max(options, key=lambda option: _worth(option, sizes), default=((), finest))


def _worth(option: tuple[Rows, Partition], sizes: Sequence[int]) -> int:
    rows, partition = option
    return sum(sizes[row] for row in rows) * (len(partition) - 1)


def _fitting_rows(
    table: Table, sizes: Sequence[int], rows: Rows, partition: Partition, limits: Limits
) -> Rows:
    def is_safe(kept: Rows) -> bool:
        others = [row for row in range(len(table)) if row not in kept and sizes[row]]
        rest = [sum(table[row][category] for row in others) for category in range(len(table[0]))]
        enough = sum(sizes[row] for row in others) >= limits.minimum
        return not others or (enough and _fits(partition, rest, limits))

    fitting = tuple(row for row in rows if _fits(partition, table[row], limits))
    return _pruned(fitting, sizes, is_safe)


def _fits(partition: Partition, counts: Sequence[int], limits: Limits) -> bool:
    return all(sum(counts[category] for category in group) >= limits.least for group in partition)


def _coarser(finest: Partition, rows: Table) -> Iterator[Partition]:
    """Partitions from the finest to one of two groups: each time the group that is smallest in any row joins
    its smaller neighbour."""
    partition = finest
    while len(partition) > 1:
        yield partition
        lows = [min((sum(row[c] for c in group) for row in rows), default=0) for group in partition]
        smallest = lows.index(min(lows))
        pairs = [pair for pair in pairwise(range(len(partition))) if smallest in pair]
        left, right = min(pairs, key=lambda pair: lows[pair[0]] + lows[pair[1]])
        partition = (*partition[:left], partition[left] + partition[right], *partition[right + 1 :])


def safe_options(
    counts: Sequence[int], reach: Sequence[int], sizes: Sequence[int], rows: Rows, limits: Limits
) -> Rows:
    """The rows in which the count of one option is published. `reach`: how many of each row could have chosen
    it, which is all who chose nothing that excludes it."""

    def is_shown(count: int, most: int) -> bool:
        return limits.least <= count <= most - limits.least

    def is_safe(kept: Rows) -> bool:
        others = [row for row in range(len(sizes)) if row not in kept and sizes[row]]
        most = sum(reach[row] for row in others)
        hides = all(most - reach[row] >= limits.least for row in others if row in rows)
        return not others or (hides and is_shown(sum(counts[row] for row in others), most))

    fitting = tuple(row for row in rows if is_shown(counts[row], reach[row]))
    return _pruned(fitting, sizes, is_safe)
