"""Where the parts of a chart in panels go: how wide the labels are, how many panels a row has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal
from unicodedata import east_asian_width

__all__ = [
    "FONT",
    "GAP",
    "HEAD",
    "LINE_HEIGHT",
    "NARROW",
    "WIDE",
    "Bar",
    "Layout",
    "Panel",
    "Tone",
    "lay_out",
]

WIDE, NARROW = 800, 340
"""Widths in pixels: for a desk, and for a phone."""

FONT, HEAD, LINE_HEIGHT, GAP = 12, 13, 15, 10

LEAST_BAR = 56  # room for the longest bar: with less, there are fewer panels beside each other

LABEL_GAP = 16  # between a label and the bars

Tone = Literal["strong", "other"]


@dataclass(frozen=True)
class Bar:
    """A bar from 0 to `low`, going on openly to `high`; None where nothing is known. `text` is its value."""

    low: float | None
    high: float | None
    text: str
    tone: Tone = "strong"
    weight: str = "enough"  # tiny, small, enough or unknown: how many answers are behind it


@dataclass(frozen=True)
class Panel:
    """Bars under a heading; `note` says n and page."""

    title: str
    note: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Layout:
    """Where things go, in pixels: panels in columns, and in each the rows of bars under a heading."""

    width: int
    label: int  # width of the labels of the rows
    value: int  # room for the value behind the longest bar
    columns: int
    row: int
    head: int

    @property
    def column(self) -> float:
        """How wide a panel is, with the gap to the next."""
        return (self.width - self.label) / self.columns

    def bars(self, rows: int) -> int:
        """How high so many rows are."""
        return rows * self.row

    def left(self, index: int) -> int:
        """Where the bars of a panel begin."""
        return round(self.label + (index % self.columns) * self.column)

    def top(self, index: int, rows: int) -> int:
        """Where a panel begins."""
        return (index // self.columns) * (self.head + self.bars(rows) + 2 * GAP)


def lay_out(labels: Sequence[str], panels: Sequence[Panel], width: int) -> Layout:
    """The layout for these labels and panels in a drawing of this width."""
    wide = width >= WIDE
    most = (320 if len(panels) == 1 else 220) if wide else 122
    label = min(most, max(_pixels(text, FONT) for text in labels) + LABEL_GAP)
    value = max(_pixels(bar.text, FONT) for panel in panels for bar in panel.bars) + 10
    columns = _columns(len(panels), width - label, value + GAP + LEAST_BAR)
    room = (width - label) // columns - GAP
    heads = max(_lines(panel.title, HEAD, room) for panel in panels)
    notes = max(_lines(panel.note, FONT, room) for panel in panels)
    head = heads * (LINE_HEIGHT + 2) + notes * LINE_HEIGHT + (8 if heads or notes else 0)
    row = max(26, max(_lines(text, FONT, label - LABEL_GAP) for text in labels) * LINE_HEIGHT + 4)
    return Layout(width, label, value, columns, row, head)


def _lines(text: str, size: int, room: int) -> int:
    return ceil(_pixels(text, size) / room)


def _columns(panels: int, room: int, needed: int) -> int:
    """As many columns as fit, at most four, with rows as equal as can be."""
    fitting = max(1, min(4, room // needed))
    return ceil(panels / ceil(panels / fitting))


def _pixels(text: str, size: int) -> int:
    """Roughly how wide a text is drawn: full-width characters are square, others a little over half."""
    return ceil(sum(size if east_asian_width(char) in "WFA" else size * 0.6 for char in text))
