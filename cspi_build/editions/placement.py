"""Whether evidence leaves a placed figure no other category: an exact search over the numbers of a metric.

Charts often survive as numbers without labels. A figure's category then follows from arithmetic, or it only
seems to. The search takes as fixed what a sentence or a label places. All other figures of a cell may belong
to any other category of that cell, as long as

    each cell keeps its figures, and its n
    the figures for all agree with those of each split, category by category
    sums and bounds that the source states (`sums`, sentences, `least` and `most` of evidence) hold

A figure is forced where no such arrangement gives its category another count. Two limits: which row of a
chart is which group is taken as given; and what evidence says only in words counts for nothing here.

    placements(metric)     # one for each figure that is neither stated nor computed
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cspi_build.editions.checks.findings import all_cell, cells_by_dimension
from cspi_build.editions.reconcile import Span
from cspi_build.schema.metric import Cell, Evidence, Metric

__all__ = ["Placement", "Verdict", "placements", "stated_categories"]

Verdict = Literal["forced", "open", "undecided"]

Place = tuple[int, str]  # the position of a cell in its metric, and a category

NODES = 60_000  # after which a figure counts as undecided


@dataclass(frozen=True)
class Placement:
    """A figure, and whether its evidence forces it. `instead`: a count that fits its category as well."""

    cell: int
    category: str
    verdict: Verdict
    instead: int | None = None


@dataclass(frozen=True)
class _Row:
    """A cell: its fixed counts, and the figures that its free categories share."""

    n: int
    fixed: Mapping[str, int]
    free: tuple[str, ...]
    pool: tuple[Span, ...]
    current: Mapping[str, int]
    bounds: tuple[tuple[frozenset[str], Span], ...]
    excluded: frozenset[str]


@dataclass(frozen=True)
class _Split:
    """The cell for all, and the cells of one dimension."""

    whole: int
    parts: tuple[int, ...]
    outside: int
    categories: frozenset[str]


@dataclass(frozen=True)
class _Pool:
    """The figures of a cell that have no place yet, and their ends in order: a search asks for these most."""

    figures: list[Span]
    lows: list[int]
    highs: list[int]

    @classmethod
    def of(cls, figures: Sequence[Span]) -> _Pool:
        """All of these."""
        return cls(list(figures), sorted(one.low for one in figures), sorted(one.high for one in figures))

    def take(self, figure: Span) -> None:
        """Remove one."""
        self.figures.remove(figure)
        del self.lows[bisect_left(self.lows, figure.low)]
        del self.highs[bisect_left(self.highs, figure.high)]

    def put_back(self, figure: Span) -> None:
        """Add one that was removed."""
        self.figures.append(figure)
        insort(self.lows, figure.low)
        insort(self.highs, figure.high)

    def span(self, count: int) -> Span:
        """The least and the most that so many of them can have together."""
        return Span(sum(self.lows[:count]), sum(self.highs[max(0, len(self.highs) - count) :]))


@dataclass
class _Search:
    """A depth-first search for an arrangement, with a limit on its nodes."""

    rows: Mapping[int, _Row]
    splits: Sequence[_Split]
    left: int = NODES
    taken: dict[Place, Span] = field(default_factory=dict)
    pools: dict[int, _Pool] = field(default_factory=dict)

    def alternative(self, at: Place) -> tuple[Verdict, int | None]:
        """Whether the category at a place can have another count than it has. Which order of cells ends the
        search sooner differs, so both are tried."""
        others = [index for index in self.rows if index != at[0]]
        by_choice = sorted(others, key=lambda index: (len(set(self.rows[index].pool)), index))
        verdict, instead = self._alternative(at, [at[0], *by_choice])
        if verdict == "undecided":
            self.left = NODES
            return self._alternative(at, [at[0], *others])
        return verdict, instead

    def _alternative(self, at: Place, cells: Sequence[int]) -> tuple[Verdict, int | None]:
        row = self.rows[at[0]]
        order = [(index, id_) for index in cells for id_ in self.rows[index].free if (index, id_) != at]
        for value in _others(row, at[1]):
            self.taken, self.pools = {}, {index: _Pool.of(one.pool) for index, one in self.rows.items()}
            self.pools[at[0]].take(value)
            self.taken[at] = value
            if self._fits(at) and self._fill(order):
                return "open", value.low
            if self.left <= 0:
                return "undecided", None
        return "forced", None

    def _fill(self, places: Sequence[Place]) -> bool:
        if not places:
            return True
        index, id_ = places[0]
        for value in self._choices(index, id_):
            self.left -= 1
            if self.left <= 0:
                return False
            self.pools[index].take(value)
            self.taken[places[0]] = value
            if self._fits(places[0]) and self._fill(places[1:]):
                return True
            del self.taken[places[0]]
            self.pools[index].put_back(value)
        return False

    def _choices(self, index: int, id_: str) -> list[Span]:
        """The different figures that are left for a category, the present one first."""
        present = self.rows[index].current.get(id_)
        return sorted(set(self.pools[index].figures), key=lambda one: (one.low != present, one.low, one.high))

    def _fits(self, at: Place) -> bool:
        row = self.rows[at[0]]
        if not all(_meets(self._sum(at[0], of), span) for of, span in row.bounds if at[1] in of):
            return False
        return all(
            self._agrees(split, at[1]) for split in self.splits if at[0] in (split.whole, *split.parts)
        )

    def _agrees(self, split: _Split, id_: str) -> bool:
        """Whether a category can still add up over the groups of a split."""
        if id_ not in split.categories:
            return True
        whole = self._sum(split.whole, frozenset({id_}))
        parts = [self._sum(index, frozenset({id_})) for index in split.parts]
        low, high = sum(one.low for one in parts), sum(one.high for one in parts)
        return low <= whole.high and high + split.outside >= whole.low

    def _sum(self, index: int, of: frozenset[str]) -> Span:
        """The least and the most that some categories of a cell can still have together."""
        row = self.rows[index]
        low = high = 0
        unset = 0
        for id_ in of:
            value = self.taken.get((index, id_))
            if id_ in row.fixed:
                value = Span(row.fixed[id_], row.fixed[id_])
            if value is None:
                unset += id_ in row.free
            else:
                low, high = low + value.low, high + value.high
        rest = self.pools[index].span(unset)
        return Span(low + rest.low, min(row.n, high + rest.high))


def placements(metric: Metric, only: Collection[Place] | None = None) -> list[Placement]:
    """A verdict on each figure that is placed by arithmetic or by order, in the order of the file. `only`: of
    these alone, by the position of their cell and their category."""
    rows = {index: row for index, cell in enumerate(metric.cells) if (row := _row(metric, cell)) is not None}
    splits = list(_splits(metric, rows))
    return [
        Placement(
            index,
            id_,
            *_Search(_near(rows, splits, index), _splits_of(splits, index)).alternative((index, id_)),
        )
        for index, cell in enumerate(metric.cells)
        if index in rows
        for id_, figure in cell.shares.items()
        if figure.status in ("reconciled", "argued", "ordered")
        and id_ in rows[index].free
        and (only is None or (index, id_) in only)
    ]


def _splits_of(splits: Sequence[_Split], index: int) -> Sequence[_Split]:
    """The splits that a cell takes part in; all of them for the cell for all and where they share it."""
    touching = [one for one in splits if index in (one.whole, *one.parts)]
    wholes = {one.whole for one in touching}
    return [one for one in splits if one.whole in wholes]


def _near(rows: Mapping[int, _Row], splits: Sequence[_Split], index: int) -> dict[int, _Row]:
    """The cells that bear on a cell: its own, and all that share a table with it."""
    near = {index, *(at for one in _splits_of(splits, index) for at in (one.whole, *one.parts))}
    return {at: rows[at] for at in sorted(near)}


def stated_categories(cell: Cell) -> frozenset[str]:
    """The categories whose figure a sentence or the label beside it gives."""
    published = {id_ for id_, figure in cell.shares.items() if figure.status == "published"}
    labelled = {id_ for check in cell.checks for id_ in check.quote}
    said = {check.of[0] for check in cell.checks if _says(check)}
    added_up = {id_ for id_, figure in cell.shares.items() if figure.by == "rows"}
    return frozenset(published | labelled | said | added_up)


def _says(check: Evidence) -> bool:
    return check.by == "sentence" and check.value is not None and len(check.of) == 1


def _row(metric: Metric, cell: Cell) -> _Row | None:
    if cell.n == "unknown" or cell.suppressed:
        return None
    counts = {id_: one.count for id_, one in cell.shares.items() if one.count is not None}
    stated = stated_categories(cell)
    fixed = {id_: count for id_, count in counts.items() if id_ in stated}
    current = {id_: count for id_, count in counts.items() if id_ not in stated}
    names = [one.id for one in metric.categories if one.id not in cell.excludes and one.id not in fixed]
    loose = [count for group in cell.unplaced for count in group.counts]
    known = [*current.values(), *loose]
    free = [*names, *(f"?{at}" for at in range(len(known) - len(names)))]  # answers without a name
    missing = len(free) - len(known)
    pool = [*(Span(count, count) for count in known), *[_rest(metric, cell, counts, loose)] * missing]
    return _Row(
        cell.n, fixed, tuple(free), tuple(pool), current, tuple(_bounds(cell)), frozenset(cell.excludes)
    )


def _rest(metric: Metric, cell: Cell, counts: Mapping[str, int], loose: Sequence[int]) -> Span:
    """What a category without a figure may have."""
    n = 0 if cell.n == "unknown" else cell.n
    return Span(0, n if metric.kind == "multiple" else max(0, n - sum(counts.values()) - sum(loose)))


def _bounds(cell: Cell) -> Iterator[tuple[frozenset[str], Span]]:
    """What the source, or evidence, says of several categories together."""
    n = 0 if cell.n == "unknown" else cell.n
    for part in cell.sums:
        if part.count is not None and part.status == "published":
            yield frozenset(part.of), Span(part.count, part.count)
    for check in cell.checks:
        if check.least is not None or check.most is not None:
            yield frozenset(check.of), Span(check.least or 0, n if check.most is None else check.most)
        elif check.by == "sentence" and check.value is not None and len(check.of) > 1:
            yield frozenset(check.of), _said(check.value, n)


def _said(value: float, n: int) -> Span:
    """The counts of n that a sentence may have rounded to this share."""
    half = 0.5 if value == int(value) else 0.05
    low, high = (value - half) * n / 100, (value + half) * n / 100
    return Span(-int(-low // 1), int(high + 1e-9))


def _splits(metric: Metric, rows: Mapping[int, _Row]) -> Iterator[_Split]:
    whole = all_cell(metric)
    excused = {excuse.dimension for excuse in metric.excuses if excuse.check == "margin"}
    if whole is None or whole[0] not in rows:
        return
    for dimension, cells in cells_by_dimension(metric).items():
        parts = tuple(index for index, _ in cells if index in rows)
        outside = rows[whole[0]].n - sum(rows[index].n for index in parts)
        if dimension in excused or not parts or outside < 0:
            continue
        left_out = {id_ for index in parts for id_ in rows[index].excluded}
        yield _Split(whole[0], parts, outside, frozenset(one.id for one in metric.categories) - left_out)


def _others(row: _Row, category: str) -> list[Span]:
    """The other figures of a cell that could stand at a category, each once."""
    present = row.current[category]
    return sorted(
        {one for one in row.pool if one != Span(present, present)}, key=lambda one: (one.low, one.high)
    )


def _meets(span: Span, bound: Span) -> bool:
    return span.low <= bound.high and span.high >= bound.low
