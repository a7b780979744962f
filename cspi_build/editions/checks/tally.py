"""How many respondents of a cell stand behind a category: exactly, or between which numbers.

What is unplaced, summed or not known leaves a range; it holds whatever the missing figures are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from cspi_build.editions.reconcile import Span
from cspi_build.schema.metric import Cell, Metric, Unplaced

__all__ = ["Tally"]


@dataclass(frozen=True)
class Tally:
    """The counts of a cell. Only for cells with a known n."""

    metric: Metric
    cell: Cell

    @cached_property
    def n(self) -> int:
        """How many answered."""
        if self.cell.n == "unknown":
            raise ValueError("a tally needs a known n")
        return self.cell.n

    @cached_property
    def placed(self) -> dict[str, int]:
        """Counts by category, as far as they have their place."""
        return {id_: share.count for id_, share in self.cell.shares.items() if share.count is not None}

    @cached_property
    def known(self) -> int:
        """Respondents behind all figures of the cell, placed or not."""
        return sum(self.placed.values()) + sum(sum(group.counts) for group in self.cell.unplaced)

    @cached_property
    def loose(self) -> frozenset[str]:
        """Categories of which the cell says nothing, neither by themselves nor in a group."""
        told = {*self.placed, *self.cell.excludes, *(id_ for group in self.cell.unplaced for id_ in group.of)}
        return frozenset(category.id for category in self.metric.categories) - told

    @cached_property
    def unnamed(self) -> tuple[int, ...]:
        """Counts of answers that the source does not name."""
        return tuple(count for group in self.cell.unplaced if not group.of for count in group.counts)

    @cached_property
    def is_complete(self) -> bool:
        """Whether the figures are all there are, so that they must add up to n.

        A metric of which only statistics are known has no answers to count.
        """
        is_told = bool(self.unnamed) or (not self.loose and self.metric.open is None)
        return self.metric.kind != "multiple" and bool(self.metric.categories) and is_told

    def span(self, categories: Collection[str]) -> Span:
        """The least and the most respondents that these categories can have together."""
        if self.metric.kind == "multiple":
            return self._of_several(categories)
        exact = sum(self.placed.get(id_, 0) for id_ in categories)
        groups = [_part_of_group(group, categories) for group in self.cell.unplaced if group.of]
        rest = self._rest(self.loose & set(categories))
        low = exact + rest.low + sum(span.low for span in groups)
        high = exact + rest.high + sum(span.high for span in groups)
        return Span(low, max(low, min(high, self.n)))

    def _rest(self, loose: Collection[str]) -> Span:
        """What categories without a figure can have: of what is left of n, and of the unnamed answers."""
        left = max(0, self.n - self.known)
        holds_all = loose == self.loose and not self.unnamed and self.metric.open is None
        taken = sorted(self.unnamed, reverse=True)[: len(loose)]
        return Span(left if holds_all and loose else 0, left + sum(taken) if loose else 0)

    def _of_several(self, categories: Collection[str]) -> Span:
        counts = [self.placed.get(id_) for id_ in categories]
        least = max((count for count in counts if count is not None), default=0)
        most = sum(self.n if count is None else count for count in counts)
        return Span(least, min(self.n, most))


def _part_of_group(group: Unplaced, categories: Collection[str]) -> Span:
    """What the categories can have of the figures of a group: the smallest or the largest of them."""
    taken = len(set(group.of) & set(categories))
    counts = sorted([*group.counts, *[0] * (len(group.of) - len(group.counts))])
    return Span(sum(counts[:taken]), sum(counts[len(counts) - taken :]))
