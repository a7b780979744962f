"""Survey definitions: frozen classes that mirror the compiled format (``cspi-survey/1``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from ..rounding import PERCENT, Scale
from .practice import NO_PRACTICE, Effort, Practice


class Kind(StrEnum):
    """The kind of a question's answer: one option, several options, or a number."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"


SINGLE, MULTIPLE, NUMBER = Kind.SINGLE, Kind.MULTIPLE, Kind.NUMBER


@dataclass(frozen=True)
class Option:
    """One option of a question.

    ``value``: what it earns; in [0, 1] for a single choice, points (>= 0) for a multiple one, None
    where the question is not scored. ``exclusive``: stands alone in a multiple choice. ``requires``:
    (question id, option id) pairs that come before it when steps are suggested; ``one_of``: groups of
    pairs of each of which one comes before it.
    """

    id: str
    value: float | None = None
    exclusive: bool = False
    effort: Effort | None = None
    requires: tuple[tuple[str, str], ...] = ()
    one_of: tuple[tuple[tuple[str, str], ...], ...] = ()

    @cached_property
    def groups(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The prerequisites as groups of alternatives, of each of which one is enough."""
        return (*((pair,) for pair in self.requires), *self.one_of)


@dataclass(frozen=True)
class Band:
    """A scored stretch of a number: ``start`` <= x < ``end`` (None: open) earns ``value`` in [0, 1]."""

    id: str
    start: float
    end: float | None
    value: float

    def holds(self, number: float) -> bool:
        """Return whether ``number`` is in the band."""
        return self.start <= number and (self.end is None or number < self.end)


@dataclass(frozen=True)
class Condition:
    """A condition on an earlier answer; exactly one of the three tests is set."""

    question: str
    is_any: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None


class Match(StrEnum):
    """The degree to which a published question matches one of the survey, best first.

    ``OWN`` is never written in a definition: it links a question to the panels of its own survey.
    """

    OWN = "own"
    SAME = "same"
    CLOSE = "close"
    LOOSE = "loose"


@dataclass(frozen=True)
class BenchmarkLink:
    """A published metric that an answer can be held against."""

    metric: str
    match: Match
    categories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question. ``axis`` is set where it scores, ``theme`` where it does not. ``counts_to``: the number
    that its source gives the best answer, where values were divided by it."""

    id: str
    number: int
    kind: Kind
    axis: str | None = None
    theme: str | None = None
    profile: str | None = None
    weight: float = 1.0
    source: str = ""
    visible_if: tuple[Condition, ...] = ()
    options: tuple[Option, ...] = ()
    full: float | None = None
    counts_to: float = 1.0
    reverse: bool = False
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    bands: tuple[Band, ...] = ()
    benchmarks: tuple[BenchmarkLink, ...] = ()

    @property
    def scored(self) -> bool:
        """Return whether the question is scored on an axis."""
        return self.axis is not None

    @cached_property
    def option_by_id(self) -> dict[str, Option]:
        """The options by their ids, in the order of the definition."""
        return {option.id: option for option in self.options}

    @cached_property
    def builds_on(self) -> tuple[str, ...]:
        """The questions whose answers say whether an option has what it requires."""
        pairs = (pair for option in self.options for group in option.groups for pair in group)
        return tuple(dict.fromkeys(name for name, _ in pairs))


@dataclass(frozen=True)
class Axis:
    """A scored group of questions and its weight (> 0) in the index."""

    id: str
    weight: float


@dataclass(frozen=True)
class Level:
    """A level of maturity; it begins at ``start`` on the scale of the survey."""

    id: str
    start: float


@dataclass(frozen=True)
class Sensitivity:
    """The perturbation of weights: each is multiplied by a factor in [1 - spread, 1 + spread], ``draws``
    times. Option values and points for full marks vary likewise, by ``values``.
    """

    spread: float
    draws: int
    seed: int
    values: float = 0.0


@dataclass(frozen=True)
class VersionChange:
    """The changes of a version: questions and options (``question.option``) that it added, removed or
    rescored.
    """

    version: str
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    rescored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """Answers that are rarely meant: all of its conditions hold. They count as given."""

    id: str
    when: tuple[Condition, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that it is about."""
        return tuple(dict.fromkeys(condition.question for condition in self.when))


@dataclass(frozen=True, eq=False)  # compared by identity: results are remembered by it
class Survey:
    """A compiled survey definition.

    ``minimum_coverage`` is the share of the weight, from 0 to 1, that must be answered for a score.
    ``text`` holds the texts by locale, as in the language files of the definition. ``compares_with`` lists
    earlier versions whose results are comparable. ``states``: what may be said instead of an answer.
    ``frame``: groups of axes and published cut-offs, as :mod:`cspi_core.loading.groups` reads them.

    >>> from cspi_core import load_survey
    >>> survey = load_survey("tiny.json")
    >>> survey.minimum_coverage, survey.question_by_id["wait"].kind.value, survey.locale("fr")
    (0.5, 'number', 'ja')
    """

    id: str
    version: str
    locales: tuple[str, ...]
    default_locale: str
    minimum_coverage: float
    sensitivity: Sensitivity | None
    levels: tuple[Level, ...]
    axes: tuple[Axis, ...]
    themes: tuple[str, ...]
    questions: tuple[Question, ...]
    text: Mapping[str, Mapping[str, Any]]
    source: Mapping[str, Any] = field(default_factory=dict)
    compares_with: tuple[str, ...] = ()
    changes: tuple[VersionChange, ...] = ()
    practice: Practice = NO_PRACTICE
    doubts: tuple[Doubt, ...] = ()
    scale: Scale = PERCENT
    frame: Mapping[str, Any] = field(default_factory=dict)
    states: tuple[str, ...] = ("unknown", "not_applicable")
    advised: bool = True

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """The questions by their ids, in the order of the definition."""
        return {question.id: question for question in self.questions}

    def locale(self, wanted: str | None) -> str:
        """``wanted`` where the survey speaks it, else its default locale."""
        return wanted if wanted in self.locales else self.default_locale
