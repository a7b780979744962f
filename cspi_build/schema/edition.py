"""The shape of an edition, `benchmark_snapshots/<publisher>-<year>.yaml`: what one edition of one study says.

    EditionSpec: id, edition, origin, study, units, themes, segments, metrics, omitted, corrections, notes

`python -m cspi_build.schema.edition` writes the JSON Schema that editors use; a test says when that is due.
The figures of a metric are in metric_models. What a model can't see, such as shares that must add up, is in
the snapshot_* modules beside this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from cspi_build.schema.base import DashedId, Id, Many, Model, Prose, Version, editor_schema
from cspi_build.schema.metric import Day, Metric, Number, PageNumber, Percent, Segment, Text, Trait, Traits
from cspi_build.schema.schema_files import SCHEMAS, write_schema_files

__all__ = [
    "SCHEMAS",
    "Correction",
    "Coverage",
    "Edition",
    "EditionSpec",
    "Fieldwork",
    "LooseRow",
    "Omission",
    "Origin",
    "Pages",
    "Panel",
    "SegmentDimension",
    "SegmentValue",
    "Study",
    "Theme",
    "schemas",
    "write_schemas",
]

SnapshotId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9]{4}$",
        json_schema_extra={"patternErrorMessage": "publisher and year, such as `acme-2024`"},
    ),
]

SeriesId = DashedId

AnswerUnit = Literal["person", "company", "not stated"]

Currency = Literal["USD", "JPY"]

Url = Annotated[str, Field(pattern=r"^https?://\S+$", json_schema_extra={"patternErrorMessage": "https://…"})]


class Edition(Model):
    """Which study of which year."""

    series: SeriesId
    """The study, the same in all its editions; with the year it makes the id."""
    year: int = Field(ge=1990, le=2100)
    """The year that the edition bears."""
    title: Text
    """Title of the edition."""
    previous: SnapshotId | None = None
    """The edition before, if there is one."""


class Coverage(Model):
    """A page that reports on the study."""

    url: Url
    """Where it is."""
    note: Text | None = None
    """What to know about it."""


class Origin(Model):
    """Who published the figures, where, and how they may be used."""

    producer: Prose
    """Who made the study."""
    title: Prose
    """Title of the publication, as printed."""
    citation: Prose
    """How to cite it, on one line."""
    url: Url | None = None
    """Where the publication is."""
    pages: int | None = Field(default=None, ge=1, le=9999)
    """How many pages it has, if it has pages. Every cell then names its page."""
    published: Day | None = None
    """When it appeared: a year, a month or a day (2021, 2021-08 or 2021-08-31)."""
    accessed: Day | Literal["not recorded"] | None = None
    """When it was read for this edition, or `not recorded`. Needed for what is on the web."""
    terms: Text
    """What the publisher allows, in our words."""
    attribution: Text
    """The line that names the source wherever its figures are shown."""
    coverage: Many[Coverage] = ()
    """Second-hand figures: the pages that they were read in."""


class Fieldwork(Model):
    """When people answered."""

    start: Day = Field(alias="from")
    """First day."""
    end: Day = Field(alias="to")
    """Last day."""


class Study(Model):
    """Who was asked, how many answered, how and when."""

    population: Text
    """Who was asked."""
    n: Number
    """How many answered, or `unknown`."""
    n_about: int | None = Field(default=None, ge=1)
    """Where n is unknown: how many the source says roughly."""
    n_note: Text | None = None
    """What to know about n here and in the cells. Needed where any n is unknown."""
    mode: Text | None = None
    """How people were asked."""
    recruitment: Text | Literal["not stated"]
    """How respondents were found and invited, or `not stated`."""
    unit: AnswerUnit
    """What one answer stands for: person, company, or `not stated`."""
    fieldwork: Fieldwork | None = None
    """When people answered."""
    traits: Traits = Field(default_factory=dict)
    """What all respondents have in common, as far as the source says so; silent traits are left out."""


class Pages(Model):
    """A range of pages."""

    first: PageNumber = Field(alias="from")
    """First page."""
    last: PageNumber = Field(alias="to")
    """Last page."""


class Theme(Model):
    """A group of metrics."""

    id: Id
    """Unique among the themes."""
    label: Text
    """The theme in a few words."""
    pages: Pages | None = None
    """The pages of the source that it is on."""


class SegmentValue(Model):
    """One of the groups that a dimension makes."""

    id: Id
    """Unique within the dimension."""
    label: Text
    """The group in a few words."""
    of: Many[Id] = ()
    """The categories of the dimension's metric that the group joins, where it is not one of them."""
    start: float | None = Field(default=None, alias="from", ge=0)
    """Of a trait that is an amount: where the group begins; left out where it is open."""
    end: float | None = Field(default=None, alias="to", gt=0)
    """Where it ends."""


class SegmentDimension(Model):
    """What respondents are split by, such as the age of the team."""

    id: Id
    """Unique among the dimensions."""
    label: Text
    """The dimension in a few words."""
    metric: Id | None = None
    """The metric whose categories these values are, if it is one of this edition."""
    trait: Trait | None = None
    """What of an organisation it groups by; left out where it groups by performance or opinion. The ids
    of the values of region, industry and model are those of the surveys' options."""
    currency: Currency = "USD"
    """Of a trait that is an amount: the currency of `from` and `to`."""
    values: Many[SegmentValue] = Field(min_length=1)
    """The groups in their natural order."""


class LooseRow(Model):
    """A row of printed figures that are in no cell."""

    n: int | None = Field(default=None, ge=1)
    """How many they are of, if that is known and every figure is a share of it."""
    shares: Many[Percent] = Field(min_length=1)
    """The figures, percent, largest first: their order says nothing."""


class Omission(Model):
    """Something that the source has and this edition leaves out."""

    metric: Id
    """The metric that it would belong to; it need not be in this edition."""
    page: PageNumber | None = None
    """The page of the source."""
    what: Text
    """What is left out."""
    reason: Text
    """Why."""
    figures: Many[LooseRow] = ()
    """The printed figures whose place is not certain."""
    decimals: int = Field(default=1, ge=0, le=2)
    """Decimals of these figures."""


class Correction(Model):
    """A figure of the source that contradicts another, and what is used instead."""

    metric: Id
    """The metric."""
    segment: Segment = Field(default_factory=dict)
    """The segment; {} for all."""
    of: Many[Id] = Field(min_length=1)
    """The category, or the categories of a sum."""
    page: PageNumber
    """The page that prints the figure."""
    printed: Percent
    """What is printed, percent."""
    used: Percent | Literal["unknown"]
    """What this edition has instead, percent; `unknown` where it has nothing."""
    reason: Text
    """Why."""


class Panel(Model):
    """Where an edition was made of result files: of which survey. `build.py panel` writes it."""

    survey: SeriesId
    """The survey's id. Its report shows the panel's scores beside the respondent's."""
    version: Version
    """The survey's version that scored them, in quotes."""
    minimum: int = Field(ge=1)
    """The fewest respondents that a published group has."""


class EditionSpec(Model):
    """What one edition of one study says, every figure with its source."""

    id: SnapshotId
    """Series and year; also the name of the file."""
    edition: Edition
    """Which study of which year."""
    origin: Origin
    """Who published the figures, where, and how they may be used."""
    second_hand: bool
    """True: read in coverage, not in the publication itself."""
    illustrative: bool = False
    """True: made up, for tests and previews."""
    panel: Panel | None = None
    """Where it was made of result files: of which survey."""
    study: Study
    """Who was asked, how many answered, how and when."""
    units: dict[Id, Text] = Field(default_factory=dict)
    """The units of numeric metrics, in words."""
    themes: Many[Theme] = Field(min_length=1)
    """The groups of metrics, in the order shown."""
    segments: Many[SegmentDimension] = ()
    """What respondents are split by."""
    metrics: Many[Metric] = Field(min_length=1)
    """The questions and their figures, in the order of the source."""
    omitted: Many[Omission] = ()
    """What the source has and this edition leaves out, and why."""
    corrections: Many[Correction] = ()
    """Figures of the source that contradict others, and what is used instead."""
    notes: Many[Text] = ()
    """What else to know: contradictions inside the source, changes between editions."""


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas for editors, by file name."""
    note = "Generated from the models by `python -m cspi_build.schema.edition`."
    return {"snapshot.schema.json": editor_schema(EditionSpec, "Benchmark snapshot", note)}


def write_schemas(folder: Path = SCHEMAS) -> None:
    """Write the JSON Schemas."""
    write_schema_files(schemas(), folder)


if __name__ == "__main__":
    write_schemas()
