"""Standing: where one answer falls among those published in one snapshot.

For an ordered metric: the answer's category, the share below it and at or below it. For a multiple
choice: the share of each option, and whether the respondent is among them. For a published mean or
median: which side of it the answer lies on. Shares are intervals where a publisher left some out, and
each has the interval that its n allows. There is no percentile without a distribution.
"""

from __future__ import annotations

from dataclasses import dataclass

from .distribution import Interval

TINY, SMALL = 10, 30


@dataclass(frozen=True)
class Share:
    """A share in per cent as an interval (both ends equal where it is known), and what n allows."""

    known: Interval
    allowed: Interval | None

    @property
    def exact(self) -> bool:
        """Return whether the share is known exactly, apart from sampling error."""
        return self.known[1] - self.known[0] < 1e-9
