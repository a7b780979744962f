"""Tables of texts and numbers: what a CSV file and a sheet of a workbook hold alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .csv_text import csv_text

Cell = str | float | None
"""A text, a number as a number, or nothing."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for whatever its system was set up with."""


@dataclass(frozen=True)
class Column:
    """A column: its name in files (the same in every language), its heading, and its width in characters."""

    name: str
    title: str
    width: int


@dataclass(frozen=True)
class Table:
    """A table: its name in files, its title, and its rows, each as long as there are columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """The table as JSON-able data."""
        return {
            "name": self.name,
            "title": self.title,
            "columns": [vars(column) for column in self.columns],
            "rows": [list(row) for row in self.rows],
        }

    def to_csv(self) -> str:
        """The table as CSV under its columns' names; no cell of it runs as a formula."""
        return BYTE_ORDER_MARK + csv_text([column.name for column in self.columns], self.rows)
