"""The differences of two editions as a table for people.

Shares are tested where both editions have them, for everyone and for each group, unless a metric says that
it differs, a category has other bounds, or an n is not known; without an n the two shares stand side by side.
The test is the level at which Newcombe's interval for two proportions reaches zero (1998, method 10),
corrected for the number of tests by Holm's method (1979).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cspi_build.editions.checks.findings import named
from cspi_build.editions.comparison import ComparedMetric
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.diff.changes import Change, changes_of, moved_categories
from cspi_build.editions.differences import Change as ShareChange
from cspi_build.editions.differences import EditionPair, Tested, Verdict, judged, pairs_of, tested
from cspi_build.editions.published import MetricEdition, read_metrics
from cspi_build.schema.edition import EditionSpec

__all__ = ["diff_lines"]

_MOVED: tuple[Verdict, ...] = ("more", "less")


def diff_lines(old: EditionSpec, new: EditionSpec) -> tuple[list[str], bool]:
    """What to print, and whether anything changed."""
    changes = changes_of(old, new)
    pairs = judged(list(_pairs(old, new)))
    lines = [f"{old.id} → {new.id}  (n {old.study.n} → {new.study.n})", ""]
    lines += [*_structure(changes, old, new), *_shares(pairs), *_statistics(old, new)]
    if old.edition.series != new.edition.series:
        lines += ["These are two studies, which asked different people: shares are not compared.", ""]
    found = tested(pairs)
    lines += list(_summary(changes, found))
    return lines, bool(changes) or bool(found.significant)


def _pairs(old: EditionSpec, new: EditionSpec) -> Iterator[EditionPair]:
    """The shares that both have, by segment, but for categories that are not what they were."""
    before, after = (_editions(spec) for spec in (old, new))
    metrics = {metric.id: metric for metric in old.metrics}
    for metric in new.metrics:
        twin = metrics.get(metric.id)
        if twin is None or twin.kind != metric.kind:
            continue
        moved = moved_categories(twin, metric)
        for pair in pairs_of(ComparedMetric(metric.id, (before[metric.id], after[metric.id]))):
            kept = tuple(change for change in pair.changes if not moved & set(change.of))
            yield EditionPair(pair.segment, pair.old, pair.new, kept, pair.left)


def _editions(spec: EditionSpec) -> dict[str, MetricEdition]:
    return {one.id: one for one in read_metrics(compile_edition(spec))}


def _structure(changes: Sequence[Change], *specs: EditionSpec) -> Iterator[str]:
    titles = {metric.id: metric.title.main for spec in specs for metric in spec.metrics}
    for about in dict.fromkeys(change.about for change in changes):
        own = [change for change in changes if change.about == about]
        width = max(len(change.what) for change in own)
        yield f"{about}: {titles[about]}" if about in titles else about
        yield from (f"  {one.sign} {one.what.ljust(width)}  {one.detail}" for one in own)
        yield ""


def _shares(pairs: Sequence[EditionPair]) -> Iterator[str]:
    yield from _listed("Shares that moved by more than chance explains", pairs, _MOVED)
    yield from _listed("Shares that both have, not tested: an n is not known", pairs, ("unknown",))


def _listed(title: str, pairs: Sequence[EditionPair], verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    rows = [_row(pair, change) for pair in pairs for change in pair.changes if change.verdict in verdicts]
    if rows:
        head = ("metric", "group", "category", "before", "now", "points", "95 % interval", "n")
        yield title
        yield from _table([head, *rows])
        yield ""


def _row(pair: EditionPair, change: ShareChange) -> tuple[str, ...]:
    cells = (pair.old.cell(pair.segment), pair.new.cell(pair.segment))
    sizes = " → ".join("?" if cell is None or cell.n is None else str(cell.n) for cell in cells)
    allowed = (
        "" if change.confidence_interval is None else "{:+.1f} to {:+.1f}".format(*change.confidence_interval)
    )
    shares = [_span(share, ".1f") for share in (change.old, change.new)]
    points = _span(change.points, "+.1f")
    return (pair.new.id, _group(pair.segment), " + ".join(change.of), *shares, points, allowed, sizes)


def _span(ends: tuple[float, float], form: str) -> str:
    low, high = (format(end, form) for end in ends)
    return low if low == high else f"{low} to {high}"


def _group(segment: Mapping[str, str]) -> str:
    return " and ".join(f"{name} = {value}" for name, value in segment.items()) or "all"


def _statistics(old: EditionSpec, new: EditionSpec) -> Iterator[str]:
    """Means, medians and the like that are others now."""
    metrics = {metric.id: metric for metric in old.metrics}
    rows = []
    for metric in new.metrics:
        before = (
            {named(cell): cell.figures for cell in metrics[metric.id].cells} if metric.id in metrics else {}
        )
        for cell in metric.cells:
            for name, figure in cell.figures.items():
                was = before.get(named(cell), {}).get(name)
                if was is not None and was.value != figure.value:
                    rows.append((metric.id, named(cell), name, f"{was.value:g}", f"{figure.value:g}"))
    if rows:
        yield "Statistics that are others now (how much n allows is not known)"
        yield from _table([("metric", "group", "statistic", "before", "now"), *rows])
        yield ""


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns side by side: three of words, then numbers."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row[:3], widths[:3], strict=True)]
        cells += [text.rjust(width) for text, width in zip(row[3:], widths[3:], strict=True)]
        yield "  " + "  ".join(cells)


def _summary(changes: Sequence[Change], found: Tested) -> Iterator[str]:
    signs = Counter(change.sign for change in changes)
    yield f"{signs['+']} new, {signs['-']} gone, {signs['~']} changed"
    moved = f"{found.significant} of {found.tests} tested shares moved by more than chance explains"
    yield f"{moved} (Holm 1979, 5%)"
    rest = [(found.unknown, "where an n is not known"), (found.differs, "in metrics that differ (`differs`)")]
    left = [f"{count} {words}" for count, words in rest if count]
    yield from [f"not tested: {', '.join(left)}"] if left else []
