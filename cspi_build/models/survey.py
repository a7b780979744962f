"""The shape of `survey.yaml`: what is asked and how it counts, in ids and numbers.

`python -m cspi_build.models.survey` writes the JSON Schemas that editors use; a test says when that is due.
What a model can't see, such as ids that refer to each other, is in survey_checks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from cspi_build.models.base import Id, Many, Model, Prose, Share, editor_schema
from cspi_build.models.files import SCHEMAS, write_schema_files

__all__ = [
    "SCHEMAS",
    "Axis",
    "Band",
    "BenchmarkLink",
    "Condition",
    "Level",
    "MultipleOption",
    "MultipleQuestion",
    "NumberQuestion",
    "Policy",
    "Question",
    "Sensitivity",
    "SingleOption",
    "SingleQuestion",
    "SurveySource",
    "SurveySpec",
    "Theme",
    "VersionChange",
    "schemas",
    "write_schemas",
]

SurveyId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        json_schema_extra={"patternErrorMessage": "small letters and digits, words joined by `-`"},
    ),
]
LocaleId = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$",
        json_schema_extra={"patternErrorMessage": "a language such as `ja`, `en` or `pt-BR`"},
    ),
]
Version = Annotated[
    str,
    Field(
        pattern=r"^[0-9]+(\.[0-9]+)*$",
        json_schema_extra={"patternErrorMessage": 'a version in quotes, such as "1.0"'},
    ),
]
ItemId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$",
        json_schema_extra={"patternErrorMessage": "`question` or `question.option`"},
    ),
]
Weight = Annotated[float, Field(gt=0, le=1000)]
Effort = Literal["small", "medium", "large"]


class SurveySource(Model):
    """Where the constructs of the survey come from."""

    title: Prose
    """Title of the source."""
    producer: Prose
    """Who made the source."""
    year: int = Field(ge=1900, le=2100)
    """Year in which the source appeared."""
    url: str | None = Field(
        default=None, pattern=r"^https?://\S+$", json_schema_extra={"patternErrorMessage": "https://…"}
    )
    """Where the source is to be found."""


class Sensitivity(Model):
    """How far the index moves when the weights are others: they are drawn anew many times."""

    spread: float = Field(default=0.5, ge=0, lt=1)
    """Each weight is multiplied by a factor between 1 - spread and 1 + spread."""
    draws: int = Field(default=1000, ge=1, le=100_000)
    """How often the weights are drawn."""
    seed: int = Field(default=1, ge=0)
    """Start of the random numbers, so that the same answers always give the same range."""


class Policy(Model):
    """The rules of scoring that are the survey's own."""

    minimum_coverage: Share = 0.6
    """Share of the weight (0 to 1) that must be answered before an axis, or the index, gets a score."""
    sensitivity: Sensitivity = Sensitivity()
    """How the weights are varied to show how much depends on them."""


class Level(Model):
    """A level of maturity. Its name and meaning are in the text files."""

    id: Id
    """Unique among the levels."""
    start: float = Field(alias="from", ge=0, le=100)
    """The lowest index of this level. The first level starts at 0; each starts higher than the one before."""


class Axis(Model):
    """A group of scored questions; one screen of the form, one spoke of the radar."""

    id: Id
    """Unique among axes and themes."""
    weight: Weight = 1
    """How much the axis counts in the index, against the other axes. Above 0."""


class Theme(Model):
    """A group of questions that are asked but not scored; one screen of the form."""

    id: Id
    """Unique among axes and themes."""


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


class BenchmarkLink(Model):
    """A published metric that the answer can be held against."""

    metric: Id
    """The metric in the benchmark snapshots."""
    match: Literal["same", "close", "loose"]
    """How far the two questions mean the same. The text files say it in words."""
    categories: dict[Id, Id] = Field(default_factory=dict)
    """Which option is which category of the metric: option id to category id."""


class SingleOption(Model):
    """An answer of which one is chosen."""

    id: Id
    """Unique within the question."""
    value: Share | None = None
    """What the answer earns, 0 to 1. Needed on an axis, not allowed on a theme."""
    effort: Effort | None = None
    """What it takes to get there. Needed where the option earns something."""
    requires: Many[str] = ()
    """What has to be in place first, each as `question.option`."""


class MultipleOption(Model):
    """An answer of which several may be chosen."""

    id: Id
    """Unique within the question."""
    value: float | None = Field(default=None, ge=0, le=1000)
    """Points that the answer adds, 0 or more. Needed on an axis, not allowed on a theme."""
    exclusive: bool = False
    """True: stands alone, as "none of these" does."""
    effort: Effort | None = None
    """What it takes to get there. Needed where the option earns something."""
    requires: Many[str] = ()
    """What has to be in place first, each as `question.option`."""


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


class _Question(Model):
    """What every question has."""

    id: Id
    """Unique in the survey. Result files name answers by it, so it stays when the wording changes."""
    number: int = Field(ge=1, le=9999)
    """The number that people see. Unique in the survey."""
    axis: Id | None = None
    """The axis that the question counts on. A question has an axis or a theme."""
    theme: Id | None = None
    """The theme that the question belongs to, if it is not scored."""
    profile: Id | None = None
    """The role in which the answer describes the respondent, such as `region`. Unique in the survey."""
    weight: Weight = 1
    """How much the question counts on its axis, against the others. Above 0. Only with an axis."""
    source: Prose | None = None
    """The item of the source that asks for the same."""
    visible_if: Many[Condition] = ()
    """The question is asked only if all of these hold."""
    reverse: bool = False
    """True: the item score is 1 minus what the answer earns. Only with an axis."""
    benchmarks: Many[BenchmarkLink] = ()
    """Published metrics that the answer can be held against."""


class SingleQuestion(_Question):
    """One answer of several."""

    kind: Literal["single"]
    """How it is answered: single (one option), multiple (any number of options) or number."""
    options: Many[SingleOption] = Field(min_length=2)
    """The answers, in the order shown."""


class MultipleQuestion(_Question):
    """Any number of answers."""

    kind: Literal["multiple"]
    """How it is answered: single (one option), multiple (any number of options) or number."""
    options: Many[MultipleOption] = Field(min_length=2)
    """The answers, in the order shown."""
    full: float | None = Field(default=None, gt=0)
    """Points that give the full item score. Needed on an axis: item score = points / full, at most 1."""


class NumberQuestion(_Question):
    """A number that is typed in."""

    kind: Literal["number"]
    """How it is answered: single (one option), multiple (any number of options) or number."""
    minimum: float
    """The smallest number that is taken."""
    maximum: float
    """The largest number that is taken."""
    step: float = Field(default=1, gt=0)
    """The grain of the number: 1 takes whole numbers, 0.1 one decimal."""
    bands: Many[Band] = ()
    """What numbers earn. Needed on an axis: from the minimum to the maximum, no gap, no overlap."""


Question = Annotated[SingleQuestion | MultipleQuestion | NumberQuestion, Field(discriminator="kind")]


class VersionChange(Model):
    """What a version changed since the one before it. Whoever opens an earlier result is told."""

    version: Version
    """The version that brought the change, in quotes."""
    new: Many[ItemId] = ()
    """Questions, or options as `question.option`, that it added."""
    gone: Many[ItemId] = ()
    """Questions or options that it took out. Answers to them are left out of earlier results, and named."""
    rescored: Many[ItemId] = ()
    """Questions or options that it gave other values."""


class SurveySpec(Model):
    """A survey: what is asked and how it counts. The prose is in a text file for each language."""

    id: SurveyId
    """The survey's name in addresses and result files; also the name of its folder."""
    version: Version
    """Version of the definition, in quotes. Result files carry it."""
    compares_with: Many[Version] = ()
    """Earlier versions whose results compare with this one."""
    changes: Many[VersionChange] = ()
    """What versions changed, for those who open an earlier result. The text files may say more."""
    source: SurveySource
    """The work that the questions are taken from."""
    locales: Many[LocaleId] = Field(min_length=1)
    """The languages, each with a text file of that name."""
    default_locale: LocaleId
    """The language for those who have not chosen."""
    policy: Policy = Policy()
    """How the survey is scored. Needed where there are axes."""
    levels: Many[Level] = ()
    """The levels of maturity, lowest first. Needed where there are axes."""
    axes: Many[Axis] = ()
    """The scored groups. A survey without them has no index."""
    themes: Many[Theme] = ()
    """The groups that are asked but not scored."""
    questions: Many[Question] = Field(min_length=1)
    """The questions in the order shown. The questions of an axis or theme stand together."""


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas for editors, by file name."""
    from cspi_build.models.text import SurveyText

    note = "Generated from the models by `python -m cspi_build.models.survey`."
    return {
        "survey.schema.json": editor_schema(SurveySpec, "Survey definition", note),
        "survey-text.schema.json": editor_schema(SurveyText, "Text of a survey in one language", note),
    }


def write_schemas(folder: Path = SCHEMAS) -> None:
    """Write the JSON Schemas."""
    write_schema_files(schemas(), folder)


if __name__ == "__main__":
    write_schemas()
