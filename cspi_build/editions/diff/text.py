"""The differences of two editions as a table for people.

Shares are compared where both editions have them, for everyone and for each group, unless a metric says that
it differs, a category has other bounds, or an n is not known. One has moved if the 95 % interval of the
difference, by Newcombe's method for two proportions, leaves zero out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cspi_build.editions.checks.findings import named
from cspi_build.editions.comparison import ComparedMetric
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.diff.changes import Change, changes_of, moved_categories
from cspi_build.editions.differences import Change as ShareChange
from cspi_build.editions.differences import EditionPair, Verdict, pairs_of
from cspi_build.editions.published import MetricEdition, read_metrics
from cspi_build.schema.edition import EditionSpec

__all__ = ["diff_lines"]

_MOVED: tuple[Verdict, ...] = ("more", "less")

_BY_CHANCE = 20  # one share in so many leaves its 95 % interval by chance alone


def diff_lines(old: EditionSpec, new: EditionSpec) -> tuple[list[str], bool]:
    """What to print, and whether anything changed."""
    changes = changes_of(old, new)
    pairs = list(_pairs(old, new))
    lines = [f"{old.id} → {new.id}  (n {old.study.n} → {new.study.n})", ""]
    lines += [*_structure(changes, old, new), *_shares(pairs), *_statistics(old, new)]
    if old.edition.series != new.edition.series:
        lines += ["These are two studies, which asked different people: shares are not compared.", ""]
    verdicts = Counter(change.verdict for pair in pairs for change in pair.changes)
    lines += list(_summary(changes, verdicts))
    return lines, bool(changes) or any(verdicts[moved] for moved in _MOVED)


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
    titles = {metric.id: metric.title.en for spec in specs for metric in spec.metrics}
    for about in dict.fromkeys(change.about for change in changes):
        own = [change for change in changes if change.about == about]
        width = max(len(change.what) for change in own)
        yield f"{about}: {titles[about]}" if about in titles else about
        yield from (f"  {one.sign} {one.what.ljust(width)}  {one.detail}" for one in own)
        yield ""


def _shares(pairs: Sequence[EditionPair]) -> Iterator[str]:
    moved = [(pair, change) for pair in pairs for change in pair.changes if change.verdict in _MOVED]
    if moved:
        head = ("metric", "group", "category", "before", "now", "points", "95 % interval", "n")
        yield "Shares that moved by more than the two n allow"
        yield from _table([head, *(_row(pair, change) for pair, change in moved)])
        yield ""


def _row(pair: EditionPair, change: ShareChange) -> tuple[str, ...]:
    cells = (pair.old.cell(pair.segment), pair.new.cell(pair.segment))
    sizes = " → ".join("?" if cell is None else str(cell.n) for cell in cells)
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


def _summary(changes: Sequence[Change], verdicts: Counter[Verdict]) -> Iterator[str]:
    signs = Counter(change.sign for change in changes)
    yield f"{signs['+']} new, {signs['-']} gone, {signs['~']} changed"
    moved = sum(verdicts[name] for name in _MOVED)
    told = moved + verdicts["within"]
    chance = f" (about {told / _BY_CHANCE:.0f} would by chance alone)" if told >= _BY_CHANCE else ""
    yield f"{moved} of {told} shares moved by more than the two n allow{chance}"
    rest: dict[Verdict, str] = {
        "unknown": "where an n is not known",
        "differs": "in metrics that differ (`differs`)",
    }
    left = [f"{verdicts[key]} {words}" for key, words in rest.items() if verdicts[key]]
    yield from [f"not judged: {', '.join(left)}"] if left else []
