"""The cells of a panel's metrics: what of a tally is published, in the form of an edition file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cspi_build.panels.tabulation.disclosure import (
    Limits,
    Partition,
    Rows,
    safe_categories,
    safe_groups,
    safe_options,
    whole_partition,
)
from cspi_build.panels.tabulation.figures import figures_of
from cspi_build.panels.tabulation.tally import Tally
from cspi_core.model.survey import Question
from cspi_core.rounding import round_half_up

__all__ = ["Cell", "Split", "choice_cells", "option_cells", "profile_cell", "score_cells"]

Cell = dict[str, Any]


@dataclass(frozen=True)
class Split:
    """A dimension of a metric: its values, which of them may be published at all, and the counts."""

    dimension: str
    values: Sequence[str]
    rows: Rows
    tally: Tally

    @property
    def sizes(self) -> list[int]:
        """How many answered, by value, last those in none."""
        return [int(size) for size in self.tally.sizes]

    @property
    def table(self) -> list[list[int]]:
        """The counts as whole numbers of Python."""
        return [[int(count) for count in row] for row in self.tally.counts]

    def cells(self, shown: Sequence[int], cell: Callable[[int], Cell]) -> Iterator[Cell]:
        """A cell for every value: `cell`'s for those that are shown; the others are said to be withheld."""
        for row, value in enumerate(self.values):
            segment = {self.dimension: value}
            yield {"segment": segment, **cell(row)} if row in shown else _withheld(segment)


def _withheld(segment: dict[str, str]) -> Cell:
    return {"segment": segment, "n": "unknown", "suppressed": True}


def score_cells(splits: Sequence[Split], whole: Tally, limits: Limits, status: str) -> list[Cell]:
    """The cells of an axis or the index: for all, then by every split."""
    n = int(whole.sizes[0])
    if n < limits.minimum:
        return [_withheld({})]
    cells = [{"segment": {}, "n": n, "figures": figures_of(whole.counts[0], limits, status)}]
    return [*cells, *(cell for split in splits for cell in _score_split(split, limits, status))]


def _score_split(split: Split, limits: Limits, status: str) -> Iterator[Cell]:
    def cell(row: int) -> Cell:
        return {"n": split.sizes[row], "figures": figures_of(split.tally.counts[row], limits, status)}

    return split.cells(safe_groups(split.sizes, limits, split.rows), cell)


def choice_cells(
    ids: Sequence[str], splits: Sequence[Split], whole: Tally, limits: Limits, status: str
) -> list[Cell]:
    """The cells of a choice of one, or of a number in bands."""
    n, counts = int(whole.sizes[0]), [int(count) for count in whole.counts[0]]
    finest = whole_partition(counts, limits) if n >= limits.minimum else None
    if finest is None:
        return [_withheld({})]
    cells = [{"segment": {}, "n": n, **_shares(ids, finest, counts, n, status)}]
    split_cells = (cell for split in splits for cell in _choice_split(ids, split, finest, limits, status))
    return [*cells, *split_cells]


def _choice_split(
    ids: Sequence[str], split: Split, finest: Partition, limits: Limits, status: str
) -> Iterator[Cell]:
    sizes, table = split.sizes, split.table
    rows = safe_groups(sizes, limits, split.rows)
    shown, partition = safe_categories(table, sizes, rows, finest, limits)

    def cell(row: int) -> Cell:
        return {"n": sizes[row], **_shares(ids, partition, table[row], sizes[row], status)}

    return split.cells(shown, cell)


def _shares(ids: Sequence[str], partition: Partition, counts: Sequence[int], n: int, status: str) -> Cell:
    """Each category by itself as a share, those that are merged as a sum."""
    shares: dict[str, Cell] = {}
    sums: list[Cell] = []
    for group in partition:
        figure = _share(sum(counts[category] for category in group), n, status)
        if len(group) == 1:
            shares[ids[group[0]]] = figure
        else:
            sums.append({"of": [ids[category] for category in group], **figure})
    return ({"shares": shares} if shares else {}) | ({"sums": sums} if sums else {})


def _share(count: int, n: int, status: str) -> Cell:
    return {"share": round_half_up(100 * count / n), "count": count, "status": status}


def option_cells(
    question: Question, splits: Sequence[Split], whole: Tally, limits: Limits, status: str
) -> list[Cell]:
    """The cells of a choice of several."""
    everyone = Split(
        "", ("",), (0,), Tally(np.pad(whole.counts, ((0, 1), (0, 0))), np.pad(whole.sizes, (0, 1)))
    )
    cell = _options(question, everyone, _shown_options(question, everyone, limits), status, 0)
    if not cell["shares"]:
        return [_withheld({})]
    split_cells = (cell for split in splits for cell in _option_split(question, split, limits, status))
    return [{"segment": {}, **cell}, *split_cells]


def _option_split(question: Question, split: Split, limits: Limits, status: str) -> Iterator[Cell]:
    shown = _shown_options(question, split, limits)
    rows = sorted({row for option in shown for row in option})
    return split.cells(rows, lambda row: _options(question, split, shown, status, row))


def _shown_options(question: Question, split: Split, limits: Limits) -> list[Rows]:
    """For every option the rows in which its count is published."""
    table, sizes = split.table, split.sizes
    rows = safe_groups(sizes, limits, split.rows)
    alone = [at for at, option in enumerate(question.options) if option.exclusive]
    shown = []
    for at in range(len(question.options)):
        out = [sum(row[other] for other in alone if other != at) for row in table]
        reach = [size - other for size, other in zip(sizes, out, strict=True)]
        shown.append(safe_options([row[at] for row in table], reach, sizes, rows, limits))
    return shown


def _options(question: Question, split: Split, shown: Sequence[Rows], status: str, row: int) -> Cell:
    n, counts = split.sizes[row], split.table[row]
    shares = {
        option.id: _share(counts[at], n, status)
        for at, option in enumerate(question.options)
        if row in shown[at]
    }
    return {"n": n, "shares": shares}


def profile_cell(ids: Sequence[str], sizes: Sequence[int], rows: Rows, status: str) -> Cell:
    """How many are in each band of a number: those that may be published, and the rest together."""
    n = sum(sizes[:-1])
    rest = [row for row in range(len(ids)) if row not in rows]
    hidden = sum(sizes[row] for row in rest)
    if not rows:
        return _withheld({})
    shares = {ids[row]: _share(sizes[row], n, status) for row in rows}
    sums = [{"of": [ids[row] for row in rest], **_share(hidden, n, status)}] if hidden else []
    return {"segment": {}, "n": n, "shares": shares} | ({"sums": sums} if sums else {})
