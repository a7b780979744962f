"""The quick check."""

from __future__ import annotations

from typing import TypedDict

from .plan import PlanStep
from .report import LevelView


class QuickRange(TypedDict):
    """The range that is certain to contain the index."""

    low: float
    high: float
    text: str
    of: str
    say: str


class QuickConstraint(TypedDict):
    """The weakest axis so far."""

    id: str
    name: str
    about: str
    certain: bool
    say: str


class QuickView(TypedDict):
    """The result of the quick check."""

    locale: str
    questions: list[str]
    open: list[str]
    left: int
    go_on: str | None
    range: QuickRange | None
    levels: list[LevelView]
    constraint: QuickConstraint | None
    not_asked: str | None
    start: PlanStep | None
