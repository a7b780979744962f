"""Results of one organisation in chronological order, and the changes of the index and the axes between any
two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from ..loading.times import moment_of
from .collection import Opened

MOST = 50


@dataclass(frozen=True)
class Timeline:
    """Results from the oldest to the newest, those without a date first; and those that repeat one."""

    results: tuple[Opened, ...]
    repeats: tuple[Opened, ...]

    def pair(self, earlier: str | None = None, later: str | None = None) -> tuple[Opened, Opened] | None:
        """The two results to compare: those wanted by id, in the order of time, else the newest and the
        one before it; None where there are fewer than two."""
        if len(self.results) < 2:
            return None
        places = {one.id: place for place, one in enumerate(self.results)}
        end = places.get(later or "", len(self.results) - 1)
        start = places.get(earlier or "", max(0, end - 1))
        if start == end:
            start, end = (end - 1, end) if end else (0, 1)
        return self.results[min(start, end)], self.results[max(start, end)]


def timeline(opened: Iterable[Opened]) -> Timeline:
    """The results in order; of those of one time the order in which they were handed in stays."""
    known = tuple(opened)
    kept = [one for one in known if one.same_as is None]
    return Timeline(tuple(sorted(kept, key=_moment)), tuple(one for one in known if one.same_as))


def _moment(one: Opened) -> tuple[bool, datetime]:
    """Return the sort key of a result: whether its time is known, and the time."""
    found = moment_of(one.result.created)
    return found is not None, found or datetime.min.replace(tzinfo=UTC)
