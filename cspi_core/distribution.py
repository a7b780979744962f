"""Arithmetic on published shares, some of which may not be known.

Shares are per cent. A share that is not published is *not known*, never zero: what is asked about it
gives the interval that holds whatever the missing shares are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt

WHOLE = 100.0
Z95 = 1.959963984540054
"""The standard normal's 97.5th percentile: two-sided 95 % intervals."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Distribution:
    """How a group answered a single-choice or binned question.

    ``categories``: all ids, in order. ``shares``: per cent of those that are published. ``sums``:
    groups of categories whose share is known only together, as (ids, per cent). ``n``: how many
    answered, None where the publisher does not say.
    """

    categories: tuple[str, ...]
    shares: Mapping[str, float]
    sums: tuple[tuple[frozenset[str], float], ...] = ()
    n: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every category's share is known."""
        return all(category in self.shares for category in self.categories)

    def share_of(self, chosen: Collection[str]) -> Interval:
        """The least and the most that ``chosen`` categories can have together, in per cent."""
        known = fsum(self.shares[category] for category in self.categories if self._counts(category, chosen))
        low = high = known
        for block, rest in self._blocks():
            if block <= set(chosen):
                low += rest
            if block & set(chosen):
                high += rest
        return min(low, WHOLE), min(high, WHOLE)

    def _counts(self, category: str, chosen: Collection[str]) -> bool:
        return category in chosen and category in self.shares

    def _blocks(self) -> list[tuple[frozenset[str], float]]:
        """The unknown categories, parted into groups whose remaining share is known.

        Of published sums that overlap, the smaller is used: the interval stays true, if wider.
        """
        left = frozenset(category for category in self.categories if category not in self.shares)
        rest = self._rest(self.categories, WHOLE)
        blocks: list[tuple[frozenset[str], float]] = []
        for group, share in sorted(self.sums, key=lambda pair: (len(pair[0]), sorted(pair[0]))):
            unknown = frozenset(category for category in group if category not in self.shares)
            if unknown and unknown <= left:
                part = self._rest(group, share)
                blocks.append((unknown, part))
                left, rest = left - unknown, max(0.0, rest - part)
        return [*blocks, (left, rest)] if left else blocks

    def _rest(self, group: Iterable[str], share: float) -> float:
        return max(0.0, share - fsum(self.shares.get(category, 0.0) for category in group))


def wilson(share: Interval, n: int | None) -> Interval | None:
    """The 95 % interval that ``n`` answers allow for a share (per cent), by Wilson's score method.

    For an interval of shares it reaches from the lower end of the lowest to the upper end of the
    highest. None where n is not known. Source: E. B. Wilson (1927), JASA 22(158), 209-212.
    """
    if not n:
        return None
    return _wilson(share[0], n)[0], _wilson(share[1], n)[1]


def _wilson(share: float, n: int) -> Interval:
    p = min(max(share / WHOLE, 0.0), 1.0)
    spread = Z95 * Z95 / n
    middle = (p + spread / 2) / (1 + spread)
    half = Z95 * sqrt(p * (1 - p) / n + spread / (4 * n)) / (1 + spread)
    return WHOLE * max(0.0, middle - half), WHOLE * min(1.0, middle + half)
