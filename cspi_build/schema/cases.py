"""The shape of `cases.yaml`: organisations written for calibration, with what readers said of them.

They are no real companies and validate nothing: they show what the rubric was tried on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cspi_build.schema.base import Id, Many, Model, Prose

__all__ = ["Case", "CaseFile", "NoAnswer", "Reading"]

OptionName = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$",
        json_schema_extra={"patternErrorMessage": "`question.option`"},
    ),
]


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
    say: Prose
    """The advice in a sentence or two, as the reader would say it."""


class Case(Model):
    """An organisation, its answers and its readings."""

    id: Id
    """Unique among the cases."""
    story: Prose
    """The organisation in a few sentences."""
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
