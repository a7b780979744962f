"""Standings: where answers and scores fall among published figures and panels."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from ...benchmarking.standing import Obstacle
from .drawing import ChartOption


class EditionChoice(TypedDict):
    """An edition to compare with."""

    id: str
    label: str


class GroupChoice(TypedDict):
    """A group to compare with; ``mine``: the respondent's own."""

    id: str
    label: str
    mine: bool


class SegmentChoice(TypedDict):
    """A grouping of respondents and its groups."""

    id: str
    label: str
    values: list[GroupChoice]


class ComparisonView(TypedDict):
    """The edition and group that are compared with, and those that could be; ``profile`` is what the group of
    the profile is called."""

    edition: str | None
    segment: dict[str, str]
    everyone: bool
    profile: str | None
    editions: list[EditionChoice]
    segments: list[SegmentChoice]
    say: list[str]


class TraitValue(TypedDict):
    """A value of a trait."""

    id: str
    label: str


class TraitChoice(TypedDict):
    """A trait by which the closest group is chosen, and what is asked for; None: any."""

    id: str
    label: str
    values: list[TraitValue]
    value: str | None


class AlikeGroup(TypedDict):
    """A published group: what it is, how far it is from what is asked, and where the answer is in it."""

    snapshot: str
    edition: str
    group: str
    closest: bool
    far: list[str]
    say: list[str]
    n: str
    first_hand: bool
    hand: str
    respondents: str | None
    differs: str | None


class AlikeMetric(TypedDict):
    """An answer with all published groups of its metric, the closest first."""

    metric: str
    question: str
    title: str
    you: str
    match: str
    note: str | None
    groups: list[AlikeGroup]


class AlikeView(TypedDict):
    """Peers like the respondent; ``picked``: the traits were picked, not taken from the profile. ``norms``
    says which norms are not published, and what would bring them."""

    norms: str | None
    picked: bool
    traits: list[TraitChoice]
    about: str
    metrics: list[AlikeMetric]


class NormView(TypedDict):
    """One score among a panel's."""

    n: int | None
    low: float | None
    high: float | None
    median: float | None
    band_text: str | None
    median_text: str | None
    place: str | None


class PeersView(TypedDict):
    """A panel; without one, ``say`` has the reason and the rest is missing."""

    panel: str | None
    say: list[str]
    illustrative: NotRequired[bool]
    legend: NotRequired[str | None]
    cautions: NotRequired[list[str]]
    source: NotRequired[list[str]]
    about: NotRequired[str]
    index: NotRequired[NormView | None]
    axes: NotRequired[dict[str, NormView | None]]


class BarView(TypedDict):
    """The share of one category; ``allowed`` is its confidence interval."""

    id: str
    label: str
    here: bool
    share: float | None
    text: str
    allowed: str | None
    status: str | None


class ShareInterval(TypedDict):
    """The confidence interval of the share of the respondent's answer, from 0 to 100."""

    name: str
    low: float
    high: float
    value: float | None
    text: str


class YearView(TypedDict):
    """The same answer in another edition."""

    year: str
    snapshot: str
    share: str
    n: int | None
    segment: str


class StandingView(TypedDict):
    """One answer in one study."""

    question: str
    number: int
    metric: str
    theme: str
    theme_name: str
    title: str
    you: str
    snapshot: str
    say: list[str]
    cautions: list[str]
    own: bool
    fell_back: bool
    cut: bool
    source: list[str]
    respondents: str | None
    differs: str | None
    attribution: str
    base: str
    match: str
    note: str | None
    n: int | None
    tiny: bool
    small: bool
    problem: Obstacle | None
    bars: list[BarView]
    interval: ShareInterval | None
    chart: ChartOption | None
    years: list[YearView]
