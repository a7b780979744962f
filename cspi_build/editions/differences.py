"""What changed from one edition of a study to the next, and whether by more than chance explains.

Only editions of one study are set against each other: different studies asked different people. All tests
that are shown together are corrected together (Holm 1979); of two changes that are each other's complement
only one is tested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from cspi_build.editions.comparison import ComparedMetric, share_bounds
from cspi_build.editions.published import MetricEdition, PublishedCell
from cspi_core.benchmarking.edition import MULTIPLE, Segment
from cspi_core.stats.difference import change, holm, newcombe_interval, p_value
from cspi_core.stats.distribution import Interval

__all__ = ["Change", "EditionPair", "Tested", "Verdict", "judged", "pairs_of", "tested"]

Verdict = Literal["more", "less", "within", "unknown", "differs"]

LEVEL = 0.05


@dataclass(frozen=True)
class Change:
    """How the share of an answer, or of several together, moved: shares per cent, differences in points.

    ``p`` is None where nothing is tested; before :func:`judged`, a tested change counts as ``within``.
    """

    of: tuple[str, ...]
    old: Interval
    new: Interval
    points: Interval
    confidence_interval: Interval | None
    p: float | None
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


@dataclass(frozen=True)
class Tested:
    """How many changes there are, how many were tested, are significant, and have no test, by reason."""

    changes: int
    tests: int
    significant: int
    unknown: int
    differs: int


def tested(pairs: Iterable[EditionPair]) -> Tested:
    """Count the tests of pairs that were judged together."""
    changes = [change for pair in pairs for change in pair.changes]
    verdicts = Counter(change.verdict for change in changes)
    tests = sum(change.p is not None for change in changes)
    significant = verdicts["more"] + verdicts["less"]
    return Tested(len(changes), tests, significant, verdicts["unknown"], verdicts["differs"])


def judged(pairs: Sequence[EditionPair]) -> list[EditionPair]:
    """Give every tested change its verdict, corrected for the number of tests in all these pairs."""
    p_values = [change.p for pair in pairs for change in pair.changes if change.p is not None]
    verdicts = iter(holm(p_values, LEVEL))
    return [replace(pair, changes=tuple(_judged(one, verdicts) for one in pair.changes)) for pair in pairs]


def _judged(change: Change, verdicts: Iterator[bool]) -> Change:
    if change.p is None or not next(verdicts):
        return change
    return replace(change, verdict="more" if change.points[0] > 0 else "less")


def pairs_of(metric: ComparedMetric) -> list[EditionPair]:
    """Every pair of editions with at least one difference, for everyone and for each common segment; tested,
    but not yet judged."""
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
    found = [*((category,) for category in both), *dict.fromkeys(ordered)]
    return found if old.kind == MULTIPLE or not _closed(old, new) else _without_complements(found, both)


def _closed(old: MetricEdition, new: MetricEdition) -> bool:
    """Whether both have the same answers and no others, so that what one gains the rest lose."""
    return old.open is None and new.open is None and set(old.category_ids) == set(new.category_ids)


def _without_complements(found: list[tuple[str, ...]], both: list[str]) -> list[tuple[str, ...]]:
    """The answers and groups without those that are all the others of one before: they say the same."""
    left: list[tuple[str, ...]] = []
    for of in found:
        rest = tuple(category for category in both if category not in of)
        if rest not in left:
            left.append(of)
    return left


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
    allowed = newcombe_interval(first, before.n, second, after.n)
    if old.differs is not None or new.differs is not None:
        return Change(of, first, second, points, allowed, None, "differs")
    p = p_value(first, before.n, second, after.n)
    return Change(of, first, second, points, allowed, p, "unknown" if p is None else "within")


def _exact(share: Interval) -> bool:
    return share[1] - share[0] < 1e-9
