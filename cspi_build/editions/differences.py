"""What changed from one edition of a study to the next, and whether by more than the two n explain.

Only editions of one study are set against each other: different studies asked different people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cspi_build.editions.comparison import ComparedMetric, share_bounds
from cspi_build.editions.published import MetricEdition, PublishedCell
from cspi_core.model.edition import Segment
from cspi_core.stats.difference import allowed_change, change, exceeds
from cspi_core.stats.distribution import Interval

__all__ = ["Change", "EditionPair", "Verdict", "pairs_of"]

Verdict = Literal["more", "less", "within", "unknown", "differs"]


@dataclass(frozen=True)
class Change:
    """How the share of an answer, or of several together, moved: shares per cent, differences in points."""

    of: tuple[str, ...]
    old: Interval
    new: Interval
    points: Interval
    confidence_interval: Interval | None
    verdict: Verdict


@dataclass(frozen=True)
class EditionPair:
    """Two editions of a study that follow each other and both have the segment. ``left``: how many answers
    have no difference, because a share is not certain enough in one of the editions."""

    segment: Segment
    old: MetricEdition
    new: MetricEdition
    changes: tuple[Change, ...]
    left: int


def _follows(edition: MetricEdition, segment: Segment) -> bool:
    """Whether its segment is followed from edition to edition: of panels, which are split in many ways into
    other people each time, only everyone is."""
    return edition.snapshot.panel is None or not segment


def _same_version(old: MetricEdition, new: MetricEdition) -> bool:
    """Whether both are of one version of a survey, where they are panels: another may score otherwise."""
    versions = {one.snapshot.panel.version for one in (old, new) if one.snapshot.panel is not None}
    return len(versions) < 2


def pairs_of(metric: ComparedMetric) -> list[EditionPair]:
    """Every pair of editions with at least one difference, for everyone and for each common segment."""
    return [pair for pair in _pairs(metric) if pair.changes]


def _pairs(metric: ComparedMetric) -> Iterator[EditionPair]:
    for series in dict.fromkeys(one.snapshot.series for one in metric.editions):
        editions = [one for one in metric.editions if one.snapshot.series == series]
        segments = [dict(cell.segment) for one in editions for cell in one.cells]
        for segment in _distinct(segments):
            having = [one for one in editions if one.cell(segment) is not None and _follows(one, segment)]
            for old, new in pairwise(having):
                if _same_version(old, new):
                    yield _pair(old, new, segment)


def _distinct(segments: list[dict[str, str]]) -> list[dict[str, str]]:
    return [segment for at, segment in enumerate(segments) if segment not in segments[:at]]


def _pair(old: MetricEdition, new: MetricEdition, segment: Segment) -> EditionPair:
    before, after = old.cell(segment), new.cell(segment)
    if before is None or after is None:
        return EditionPair(segment, old, new, (), 0)
    found = [_change(old, before, new, after, of) for of in _common(old, before, new, after)]
    changes = tuple(one for one in found if one is not None)
    singles = sum(len(of) == 1 for of in _common(old, before, new, after))
    return EditionPair(segment, old, new, changes, singles - sum(len(one.of) == 1 for one in changes))


def _common(
    old: MetricEdition, before: PublishedCell, new: MetricEdition, after: PublishedCell
) -> list[tuple[str, ...]]:
    """The answers that both have, then the groups that either was published for and both could have."""
    both = [category for category in new.category_ids if category in old.category_ids]
    sums = [names for cell in (before, after) for names, _ in cell.sums]
    groups = [names for names in sums if names < set(both)]
    ordered = [tuple(c for c in both if c in names) for names in groups]
    return [*((category,) for category in both), *dict.fromkeys(ordered)]


def _change(
    old: MetricEdition, before: PublishedCell, new: MetricEdition, after: PublishedCell, of: tuple[str, ...]
) -> Change | None:
    """The change of a share, where both are known, or known well enough to say up or down."""
    first, second = share_bounds(old, before, frozenset(of)), share_bounds(new, after, frozenset(of))
    if first is None or second is None:
        return None
    points = change(first, second)
    if not (_exact(first) and _exact(second)) and points[0] <= 0 <= points[1]:
        return None
    allowed = allowed_change(first, before.n, second, after.n)
    differs = old.differs is not None or new.differs is not None
    return Change(of, first, second, points, allowed, "differs" if differs else _verdict(points, allowed))


def _exact(share: Interval) -> bool:
    return share[1] - share[0] < 1e-9


def _verdict(points: Interval, allowed: Interval | None) -> Verdict:
    beyond = exceeds(allowed)
    if beyond is None:
        return "unknown"
    return "within" if not beyond else "more" if points[0] > 0 else "less"
