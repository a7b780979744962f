"""The slide and the two pages for a board."""

from __future__ import annotations

from typing import TypedDict

from .drawing import ChartOption


class SlideRow(TypedDict):
    """A line of a column: a text and a figure."""

    text: str
    figure: str


class SlideColumn(TypedDict):
    """A column of the slide."""

    title: str
    about: str | None
    rows: list[SlideRow]


class SlideStanding(TypedDict):
    """A comparison on the slide."""

    title: str
    you: str
    say: str
    source: str


class Masthead(TypedDict):
    """The head of a report on a slide or on a page, and its source."""

    title: str
    about: list[str]
    score: str | None
    of: str
    range: str | None
    level: str | None
    criteria: list[str]
    say: str
    source: str


class SlideView(Masthead):
    """A report on one slide."""

    radar: ChartOption | None
    columns: list[SlideColumn]
    standings: list[SlideStanding]


class BoardFinding(TypedDict):
    """A finding of the board pack."""

    title: str
    text: str


class BoardFindings(TypedDict):
    """The findings of the board pack."""

    title: str
    rows: list[BoardFinding]


class BoardRoadmap(TypedDict):
    """The next steps in the board pack, as a table."""

    title: str
    about: str
    heads: list[str]
    rows: list[list[str]]


class BoardComparisons(TypedDict):
    """The comparisons in the board pack; `none` where it has no row."""

    title: str
    none: str
    rows: list[SlideStanding]


class BoardView(Masthead):
    """A report on two pages for a board."""

    radar: ChartOption | None
    change: BoardFindings | None
    findings: BoardFindings
    roadmap: BoardRoadmap | None
    comparisons: BoardComparisons
    method: str
