"""Arithmetic on published shares, some of which may not be known.

Shares are per cent. A share that is not published is *not known*, never zero: what is asked about it
gives the interval that holds whatever the missing shares are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt

WHOLE = 100.0

Z95 = 1.959963984540054
"""The standard normal's 97.5th percentile: two-sided 95 % intervals."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Distribution:
    """The distribution of a group's answers to a single-choice or binned question.

    ``categories``: all ids, in order. ``shares``: the published shares in percent. ``sums``: groups of
    categories whose share is only known in total, as (ids, percent). ``unplaced``: groups whose shares are
    known but cannot be assigned, as (ids, shares); if there are fewer shares than ids, the others are zero.
    ``n``: number of respondents, None if not published.
    """

    categories: tuple[str, ...]
    shares: Mapping[str, float]
    sums: tuple[tuple[frozenset[str], float], ...] = ()
    unplaced: tuple[tuple[frozenset[str], tuple[float, ...]], ...] = ()
    n: int | None = None

    @property
    def complete(self) -> bool:
        """Return whether every category's share is known."""
        return all(category in self.shares for category in self.categories)

    def share_of(self, chosen: Collection[str]) -> Interval:
        """The least and the most that ``chosen`` categories can have together, in per cent."""
        wanted = frozenset(chosen)
        known = fsum([self.shares[name] for name in self._listed if name in wanted])
        ends = [block.share_of(wanted) for block in self._blocks]
        low, high = (known + fsum([end[side] for end in ends]) for side in (0, 1))
        return min(low, WHOLE), min(high, WHOLE)

    @cached_property
    def _listed(self) -> list[str]:
        """The categories whose share is known."""
        return [name for name in self.categories if name in self.shares]

    @cached_property
    def _blocks(self) -> list[_Block]:
        """The unknown categories, parted into groups of which something is known together.

        Of published groups that overlap, the first is used (unplaced shares before sums, small before
        large): the interval stays true, if wider.
        """
        left = frozenset(self.categories) - set(self.shares)
        rest = self._rest(self.categories, WHOLE)
        blocks: list[_Block] = []
        for block in self._published(left):
            if block.names and block.names <= left:
                blocks.append(block)
                left, rest = left - block.names, max(0.0, rest - block.total)
        return [*blocks, _Block(left, rest)] if left else blocks

    def _published(self, unknown: frozenset[str]) -> list[_Block]:
        unplaced = [
            _Block(names, fsum(shares), shares) for names, shares in self.unplaced if names <= unknown
        ]
        sums = [_Block(names & unknown, self._rest(names, share)) for names, share in self.sums]
        return [*sorted(unplaced, key=_Block.rank), *sorted(sums, key=_Block.rank)]

    def _rest(self, group: Iterable[str], share: float) -> float:
        return max(0.0, share - fsum(self.shares.get(category, 0.0) for category in group))


@dataclass(frozen=True)
class _Block:
    """Categories whose shares add up to ``total``; ``shares`` are theirs in an unknown order, if given."""

    names: frozenset[str]
    total: float
    shares: tuple[float, ...] = ()

    def rank(self) -> tuple[int, list[str]]:
        return len(self.names), sorted(self.names)

    def share_of(self, chosen: frozenset[str]) -> Interval:
        """The least and the most that the chosen ones of these categories can have."""
        count = len(self.names & chosen)
        if not self.shares:
            return self.total if count == len(self.names) else 0.0, self.total if count else 0.0
        ordered = sorted([*self.shares, *[0.0] * (len(self.names) - len(self.shares))])
        return fsum(ordered[:count]), fsum(ordered[len(ordered) - count :])


def wilson(share: Interval, n: int | None, z: float = Z95) -> Interval | None:
    """The 95 % interval that ``n`` answers allow for a share (per cent), by Wilson's score method.

    It covers chance alone, as if respondents had been drawn at random. ``z`` sets another level. For an
    interval of shares it reaches from the lower end of the lowest to the upper end of the
    highest. None where n is not known. Source: E. B. Wilson (1927), JASA 22(158), 209-212.
    """
    if not n:
        return None
    if share[0] == share[1]:
        return _wilson(share[0], n, z)
    return _wilson(share[0], n, z)[0], _wilson(share[1], n, z)[1]


def _wilson(share: float, n: int, z: float) -> Interval:
    p = min(max(share / WHOLE, 0.0), 1.0)
    spread = z * z / n
    middle = (p + spread / 2) / (1 + spread)
    half = z * sqrt(p * (1 - p) / n + spread / (4 * n)) / (1 + spread)
    return WHOLE * max(0.0, middle - half), WHOLE * min(1.0, middle + half)
