"""The grade of an edition: how much of what a reader needs the source itself says.

A    read in the publisher's own publication, which gives the n of each figure and how respondents were found
B    read in the publisher's own publication, which leaves out one of the two
C    read in what others report
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cspi_core.benchmarking.edition import Cell, Snapshot

__all__ = ["Grade", "grade_of"]

Grade = Literal["A", "B", "C"]


def grade_of(edition: Snapshot, cells: Iterable[Cell]) -> Grade:
    """The grade of an edition with these cells. The n of the study does not stand for that of a figure."""
    if edition.second_hand:
        return "C"
    has_n = all(cell.n is not None for cell in cells if not cell.suppressed)
    return "A" if has_n and edition.recruitment else "B"
