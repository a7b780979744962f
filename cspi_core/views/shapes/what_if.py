"""Shapes of what-if: the changes that a supposed answer makes, and the words to suppose it with."""

from __future__ import annotations

from typing import TypedDict

from ...model.survey import Kind
from ..differences import Direction
from .drawing import AnswerData


class Moved(TypedDict):
    """A score before and after."""

    before: str
    after: str
    moved: str
    direction: Direction | None
    value_before: float | None
    value_after: float | None


class SupposedIndex(Moved):
    """The index before and after."""

    level_before: str | None
    level_after: str | None
    level_moves: bool
    gate: str | None


class SupposedAxis(Moved):
    """An axis before and after."""

    id: str
    name: str
    level: str | None


class SupposedItem(Moved):
    """An item before and after, and what each of its options would add now."""

    answer: AnswerData
    chosen: list[str]
    own: list[str]
    state: str | None
    gains: dict[str, str]


class ChangedAnswer(TypedDict):
    """A changed answer."""

    question: str
    number: int
    prompt: str
    before: str
    after: str


class MovedStanding(TypedDict):
    """The comparison of a changed answer, before and after."""

    question: str
    title: str
    study: str
    before: str
    after: str


class WhatIfView(TypedDict):
    """The effect of changed answers."""

    index: SupposedIndex
    axes: list[SupposedAxis]
    items: dict[str, SupposedItem]
    changed: list[ChangedAnswer]
    standings: list[MovedStanding]
    say: str


class OptionWords(TypedDict):
    """An option that can be toggled."""

    id: str
    label: str
    exclusive: bool


class QuestionWords(TypedDict):
    """A question whose options can be toggled."""

    id: str
    number: int
    prompt: str
    kind: Kind
    options: list[OptionWords]


class AxisWords(TypedDict):
    """An axis whose questions can be changed."""

    id: str
    name: str
    questions: list[QuestionWords]
