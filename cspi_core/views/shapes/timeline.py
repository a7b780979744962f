"""Results over time, and what changed between two."""

from __future__ import annotations

from typing import TypedDict

from ..differences import Direction
from .drawing import ChartOption
from .team import RefusedView


class AxisChangeView(TypedDict):
    """The change of an axis."""

    id: str
    name: str
    before: str
    after: str
    moved: str
    before_value: float | None
    after_value: float | None
    direction: Direction | None
    text: str


class ItemChangeView(TypedDict):
    """The change of an answer."""

    question: str
    number: int
    prompt: str
    axis: str | None
    before: str
    after: str
    moved: str | None
    direction: Direction | None
    added: list[str]
    removed: list[str]
    text: str


class NoteChangeView(TypedDict):
    """The change of a note."""

    question: str
    number: int
    prompt: str
    before: str | None
    after: str | None


class ChangesView(TypedDict):
    """The changes between two results."""

    title: str
    index: str
    axes: list[AxisChangeView]
    items: list[ItemChangeView]
    notes: list[NoteChangeView]
    none: str | None
    version: str | None


class MoveView(TypedDict):
    """A place that moved since other editions were out."""

    number: int
    question: str
    title: str
    editions: list[str]
    texts: list[str]


class OthersView(TypedDict):
    """The changes that do not come from the respondent."""

    say: list[str]
    moves: list[MoveView]


class PairView(ChangesView):
    """The changes between two results of a timeline."""

    others: OthersView


class ResultView(TypedDict):
    """A result of a timeline."""

    id: str
    head: str
    name: str
    present: bool
    index: str | None
    level: str | None
    version: str | None


class RowView(TypedDict):
    """The index or an axis over time."""

    id: str
    name: str
    texts: list[str]
    moved: str | None
    direction: Direction | None
    chart: ChartOption | None


class TimeView(TypedDict):
    """Results over time."""

    results: list[ResultView]
    refused: list[RefusedView]
    repeats: dict[str, str]
    remarks: list[str]
    none: str | None
    rows: list[RowView]
    legend: list[str]
    pair: list[str] | None
    changes: PairView | None
