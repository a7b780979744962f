"""A published share as an interval, with the confidence interval that n allows."""

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
