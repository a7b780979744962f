"""The export view: tables, pictures and files on offer."""

from __future__ import annotations

from typing import TypedDict

from .drawing import ChartOption


class OfferedTable(TypedDict):
    """A table that can be downloaded."""

    name: str
    title: str


class PictureView(TypedDict):
    """A chart that can be downloaded, with all that it needs to stand alone."""

    name: str
    title: str
    you: str | None
    chart: ChartOption
    source: str


class OfferView(TypedDict):
    """The tables and charts that can be downloaded."""

    tables: list[OfferedTable]
    pictures: list[PictureView]


class ColumnView(TypedDict):
    """A column of a table; the width is in characters."""

    name: str
    title: str
    width: int


class TableView(TypedDict):
    """A table."""

    name: str
    title: str
    columns: list[ColumnView]
    rows: list[list[str | float | None]]
