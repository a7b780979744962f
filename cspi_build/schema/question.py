"""The shape of a question in `survey.yaml`: how it is answered, what answers earn, and when it is asked."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from cspi_build.schema.base import Id, Lean, Many, Model, Prose, Share
from cspi_build.schema.practice import OptionPractice

__all__ = [
    "AnswerSet",
    "Band",
    "BenchmarkLink",
    "Condition",
    "Doubt",
    "MultipleOption",
    "MultipleQuestion",
    "NumberQuestion",
    "Question",
    "SingleOption",
    "SingleQuestion",
    "Weight",
]

Weight = Annotated[float, Field(gt=0, le=1000)]


class Condition(Model):
    """Something that an earlier question must say: exactly one of is_any, at_least and at_most."""

    question: Id
    """An earlier question."""
    is_any: Many[Id] = Field(default=(), min_length=1)
    """One of these options is chosen (single, multiple)."""
    at_least: float | None = None
    """The number is this or more."""
    at_most: float | None = None
    """The number is this or less."""


class Doubt(Model):
    """Answers that are so rare that the form asks whether they are meant. They count as given."""

    id: Id
    """Unique among the doubts. The text files have the words for it."""
    when: Many[Condition] = Field(min_length=1)
    """What the answers say: all of it. Here a condition may name any question."""


class BenchmarkLink(Model):
    """A published metric that the answer can be held against."""

    metric: Id
    """The metric in the benchmark editions."""
    match: Literal["same", "close", "loose"]
    """How far the two questions mean the same. The text files say it in words."""
    categories: dict[Id, Id] = Field(default_factory=dict)
    """Which option is which category of the metric: option id to category id."""


class SingleOption(OptionPractice):
    """An answer of which one is chosen."""

    id: Id
    """Unique within the question."""
    value: Share | None = None
    """What the answer earns, 0 to 1. Needed on an axis, not allowed on a theme."""


class MultipleOption(OptionPractice):
    """An answer of which several may be chosen."""

    id: Id
    """Unique within the question."""
    value: float | None = Field(default=None, ge=0, le=1000)
    """Points that the answer adds, 0 or more. Needed on an axis, not allowed on a theme."""
    exclusive: bool = False
    """True: stands alone, as "none of these" does."""


class AnswerSet(Model):
    """Options that several questions share."""

    grid: bool = False
    """True: questions that follow one another with these answers stand in one table."""
    full: float | None = Field(default=None, gt=0)
    """The value of the best answer, where the source counts otherwise than from 0 to 1, such as 3 for answers
    from 0 to 3: values are divided by it."""
    options: Many[MultipleOption] = Field(min_length=2)
    """The answers, in the order shown."""


class Band(Model):
    """A range of numbers that earn the same: from <= number < to."""

    id: Id
    """Unique within the question."""
    start: float = Field(alias="from")
    """The lowest number of the band."""
    end: float | None = Field(default=None, alias="to")
    """The number where the next band starts. May be left out in the last band."""
    value: Share
    """What a number in the band earns, 0 to 1."""


class _Question(Lean):
    """What every question has."""

    left_out: ClassVar = frozenset({"evidence", "section"})

    id: Id
    """Unique in the survey. Result files name answers by it, so it stays when the wording changes."""
    number: int | None = Field(default=None, ge=1, le=9999)
    """The number that people see; numbers rise in the order shown. Without any, questions count from 1."""
    axis: Id | None = None
    """The axis that the question counts on. A question has an axis or a theme."""
    theme: Id | None = None
    """The theme that the question belongs to, if it is not scored."""
    profile: Id | None = None
    """The role in which the answer describes the respondent, such as `region`. Unique in the survey."""
    weight: Weight = 1
    """How much the question counts on its axis, against the others. Above 0. Only with an axis."""
    source: Prose | None = None
    """The item of the source that asks for the same, in small print beside the question."""
    visible_if: Many[Condition] = ()
    """The question is asked only if all of these hold."""
    reverse: bool = False
    """True: the item score is 1 minus what the answer earns. Only with an axis."""
    benchmarks: Many[BenchmarkLink] = ()
    """Published metrics that the answer can be held against."""
    evidence: Literal["text", "link"] | None = None
    """What the note of the question asks for: text, or link, the address of what shows it. Optional and never
    scored. The text files may say what is wanted."""
    section: Id | None = None
    """The section of the screen that the question stands in. The text files name and introduce it."""


def _options_or_answers(schema: dict[str, Any]) -> None:
    """Tell editors that a question has either `options` or `answers`; the checks see the answers of a set."""
    schema["required"].remove("options")


class SingleQuestion(_Question):
    """One answer of several."""

    model_config = ConfigDict(json_schema_extra=_options_or_answers)
    left_out: ClassVar = frozenset({"answers", "evidence", "section"})

    kind: Literal["single"]
    """How it is answered: single (one option), multiple (any number of options) or number."""
    answers: Id | None = None
    """The set in `answer_sets` that the answers are from, in place of `options`."""
    options: Many[SingleOption] = Field(min_length=2)
    """The answers, in the order shown."""


class MultipleQuestion(_Question):
    """Any number of answers."""

    model_config = ConfigDict(json_schema_extra=_options_or_answers)
    left_out: ClassVar = frozenset({"answers", "evidence", "section"})

    kind: Literal["multiple"]
    """How it is answered: single (one option), multiple (any number of options) or number."""
    answers: Id | None = None
    """The set in `answer_sets` that the answers are from, in place of `options`."""
    options: Many[MultipleOption] = Field(min_length=2)
    """The answers, in the order shown."""
    full: float | None = Field(default=None, gt=0)
    """Points that give the full item score. Needed on an axis: item score = points / full, at most 1."""


class NumberQuestion(_Question):
    """A number that is typed in."""

    left_out: ClassVar = frozenset({"evidence", "section", "slider"})

    kind: Literal["number"]
    """How it is answered: single (one option), multiple (any number of options) or number."""
    minimum: float
    """The smallest number that is taken."""
    maximum: float
    """The largest number that is taken."""
    step: float = Field(default=1, gt=0)
    """The grain of the number: 1 takes whole numbers, 0.1 one decimal."""
    slider: bool = False
    """True: a slider stands beside the field and sets its number. It answers nothing until it is moved."""
    picks: Many[float] = Field(default=(), max_length=8)
    """Numbers that are offered as buttons, so that one tap answers."""
    bands: Many[Band] = ()
    """What numbers earn. Needed on an axis: from the minimum to the maximum, no gap, no overlap."""


Question = Annotated[SingleQuestion | MultipleQuestion | NumberQuestion, Field(discriminator="kind")]
