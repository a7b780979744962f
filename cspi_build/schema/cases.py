"""The shapes of the files that calibrate a rubric: `cases.yaml`, `readings/<name>.yaml` and `earlier.yaml`.

Cases are organisations that were made up, with what readers said of them. They validate nothing: they show
what the rubric was tried on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cspi_build.schema.base import Id, Many, Model, Prose, Version
from cspi_build.schema.survey import LocaleId

__all__ = ["Case", "CaseFile", "EarlierRubric", "NoAnswer", "Reading", "ReadingFile", "Spoken"]

OptionName = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$",
        json_schema_extra={"patternErrorMessage": "`question.option`"},
    ),
]

Spoken = Prose | dict[LocaleId, Prose]
"""A text in one language, or in several: `{en: ..., ja: ...}`."""


class NoAnswer(Model):
    """A question that has no answer of its own."""

    state: Literal["unknown", "not_applicable"]
    """unknown: nobody knows. not_applicable: the question does not fit the organisation."""


class Reading(Model):
    """What one reader said, who saw the story and the answers but no score."""

    level: Id
    """The level that fits best."""
    range: Many[Id] = Field(min_length=1, max_length=2)
    """The lowest and the highest level that would fit."""
    weakest: Many[Id] = Field(min_length=1, max_length=3)
    """The axes that hold the organisation back."""
    first: Many[OptionName] = Field(min_length=1, max_length=5)
    """What to do first."""
    reject: Many[OptionName] = ()
    """What would be bad advice."""
    say: Spoken
    """The advice in a sentence or two, as the reader would say it. One text, or one for each language."""
    reader: Spoken | None = None
    """Who read it, by role and experience. A file of readings says it once for all of them."""


class Case(Model):
    """An organisation, its answers and its readings."""

    id: Id
    """Unique among the cases."""
    example: bool = False
    """True: a worked example on the site. Without any, the first case of each level is."""
    title: Spoken | None = None
    """The organisation in a few words. Needed for an example, in every language."""
    story: Spoken
    """The organisation in a few sentences. One text, or one for each language."""
    answers: dict[Id, Id | int | float | Many[Id] | NoAnswer]
    """Its answers by question: an option, a list of options, a number or a state."""
    readings: Many[Reading] = Field(min_length=1)
    """What readers said, each on their own."""


class CaseFile(Model):
    """The cases of a survey."""

    survey: Id
    """The survey that was answered."""
    cases: Many[Case] = Field(min_length=1)
    """The organisations."""


class ReadingFile(Model):
    """What one reader says of cases that are there: a file of its own in the folder `readings`."""

    survey: Id
    """The survey that was answered."""
    reader: Spoken
    """Who read the cases, by role and experience, as the site shows it."""
    readings: dict[Id, Reading] = Field(min_length=1)
    """The readings by case."""


class EarlierLevel(Model):
    """A level of the earlier rubric."""

    id: Id
    """A level of the survey."""
    start: float = Field(alias="from", ge=0, le=100)
    """The lowest index of this level."""


class EarlierQuestion(Model):
    """How a question counted."""

    weight: float = Field(default=1, gt=0)
    """How much it counted within its axis."""
    full: float | None = Field(default=None, gt=0)
    """The points for full marks (multiple)."""


class EarlierOption(Model):
    """How an option counted, and when it was advised."""

    value: float = Field(ge=0, le=1000)
    """What the answer earned."""
    effort: Literal["small", "medium", "large"] | None = None
    """What it took to get there."""
    requires: Many[OptionName] = ()
    """What had to be there first."""
    exclusive: bool = False
    """True: stood alone, as "none of these" does."""


class EarlierRubric(Model):
    """An earlier rubric of the same questions, to compare with: how far did it agree with the readings?"""

    survey: Id
    """The survey whose rubric it was."""
    version: Version
    """The version that had it, in quotes."""
    levels: Many[EarlierLevel] = Field(min_length=1)
    """The levels, lowest first."""
    questions: dict[Id, EarlierQuestion]
    """The scored questions, by id."""
    options: dict[OptionName, EarlierOption]
    """Their options, as `question.option`."""
