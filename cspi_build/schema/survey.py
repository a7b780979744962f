"""The shape of `survey.yaml`: what is asked and how it counts, in ids and numbers.

`python -m cspi_build.schema.survey` writes the JSON Schemas that editors use; a test says when that is due.
What a model can't see, such as ids that refer to each other, is in survey_checks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from cspi_build.schema.base import DashedId, Id, Lean, Many, Model, Prose, Share, Version, editor_schema
from cspi_build.schema.practice import Contradiction, Reference, RoadmapRules, Sign, Sparse
from cspi_build.schema.question import AnswerSet, Doubt, Question, Weight
from cspi_build.schema.schema_files import SCHEMAS, write_schema_files

__all__ = [
    "LOCALE",
    "SCHEMAS",
    "Axis",
    "AxisGroup",
    "Criterion",
    "CriterionStep",
    "Level",
    "Policy",
    "Scale",
    "Sensitivity",
    "SurveySource",
    "SurveySpec",
    "Theme",
    "VersionChange",
    "schemas",
    "write_schemas",
]

SurveyId = DashedId

LOCALE = r"^[a-z]{2,3}(-[A-Z]{2})?$"

LocaleId = Annotated[
    str,
    Field(
        pattern=LOCALE,
        json_schema_extra={"patternErrorMessage": "a language such as `ja`, `en` or `pt-BR`"},
    ),
]

ItemId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$",
        json_schema_extra={"patternErrorMessage": "`question` or `question.option`"},
    ),
]


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
    """How far the index moves with other weights and values: they are drawn at random many times."""

    spread: float = Field(default=0.5, ge=0, lt=1)
    """Each weight is multiplied by a factor between 1 - spread and 1 + spread."""
    values: float = Field(default=0, ge=0, lt=1)
    """The value of each option, and `full`, is varied by a factor between 1 - values and 1 + values."""
    draws: int = Field(default=1000, ge=1, le=100_000)
    """How often weights and values are drawn."""
    seed: int = Field(default=1, ge=0)
    """Start of the random numbers, so that the same answers always give the same range."""


class Policy(Model):
    """The rules of scoring that are the survey's own."""

    minimum_coverage: Share = 0.6
    """Share of the weight (0 to 1) that must be answered before an axis, or the index, gets a score."""
    sensitivity: Sensitivity = Sensitivity()
    """How the weights are varied to show how much depends on them."""


class Level(Sparse):
    """A level of maturity. Its name and meaning are in the text files."""

    id: Id
    """Unique among the levels."""
    start: float = Field(alias="from")
    """The lowest index of this level. The first level starts at the least score; each starts higher than the
    one before."""
    floor: float | None = None
    """The least score that every axis must have, so that no strength makes up for an axis that is nearly
    empty."""
    signs: Many[Sign] = ()
    """What the level asks for besides its index: one option of each must be there."""


class Axis(Model):
    """A group of scored questions; one screen of the form, one spoke of the radar."""

    id: Id
    """Unique among axes and themes."""
    weight: Weight = 1
    """How much the axis counts in the index, against the other axes. Above 0."""


class Scale(Model):
    """The scale of the index, of axes and of groups. Without it, scores are from 0 to 100, with one
    decimal."""

    min: float = 0
    """The score of the least answers."""
    max: float = 100
    """The score of the best answers. Above `min`."""
    decimals: int = Field(default=1, ge=0, le=4)
    """How many decimals scores are shown with."""
    rounding: Literal["half_up", "half_even", "down", "up"] = "half_up"
    """How scores are rounded: half_up (0.5 up), half_even (0.5 to the even digit), down or up."""


class AxisGroup(Lean):
    """A group of axes, with a score of its own; it may hold other groups."""

    left_out: ClassVar = frozenset({"axes", "groups", "weight"})
    id: Id
    """Unique among axes, groups and themes."""
    axes: Many[Id] = ()
    """The axes of the group. An axis is in one group at most."""
    groups: Many[Id] = ()
    """The groups inside this one."""
    weight: Weight | None = None
    """How much the group counts in the index, against what stands beside it: the weights of its axes are
    shares of it. Without it, axes count by their own weights."""


class CriterionStep(Model):
    """A row of published cut-offs or norms."""

    id: Id
    """Unique within the criterion. The text files have its label, such as a grade or a percentile."""
    start: float = Field(alias="from")
    """The lowest score of this row. Each starts higher than the one before."""


class Criterion(Lean):
    """Published cut-offs or norms, shown beside the score that they are of."""

    left_out: ClassVar = frozenset({"axis"})
    id: Id
    """Unique among the criteria."""
    axis: Id | None = None
    """The axis, or the group of axes, that it is of. Without it, the index."""
    source: Prose
    """Who published it, where and when."""
    steps: Many[CriterionStep] = Field(min_length=1)
    """The rows, lowest first."""


class Theme(Model):
    """A group of questions that are asked but not scored; one screen of the form."""

    id: Id
    """Unique among axes and themes."""


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


class SurveySpec(Lean):
    """A survey: what is asked and how it counts. The prose is in a text file for each language."""

    left_out: ClassVar = frozenset(
        {
            "advice",
            "reasons",
            "sensitivity",
            "states",
            "answer_all",
            "answer_sets",
            "scale",
            "groups",
            "criteria",
            "shuffle",
        }
    )

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
    """How the survey is scored. Needed where there are axes, unless `answer_all` says it."""
    scale: Scale | None = None
    """The scale of scores, and how they are rounded."""
    advice: Literal["none"] | None = None
    """none: the survey advises nothing. Answers then have no `effort` and no `next`."""
    reasons: Literal["none"] | None = None
    """none: the survey gives no reasons for its values. Answers then have no `why`."""
    sensitivity: Literal["none"] | None = None
    """none: weights and values are not varied, because they are part of a published instrument."""
    states: Many[Literal["unknown", "not_applicable"]] | None = None
    """What may be said instead of an answer: unknown, not_applicable, both or, with `[]`, neither. Without
    this key, both."""
    shuffle: int | None = Field(default=None, ge=0)
    """A seed: the questions of a section, or of a screen without sections, stand in an order drawn with it,
    the same for everybody. Questions with a condition, and those that conditions name, keep their places."""
    answer_all: bool = False
    """True: a score needs an answer to every question that it is made of, and the form says so."""
    answer_sets: dict[Id, AnswerSet] = Field(default_factory=dict)
    """Answers that questions share, by name. A question takes them with `answers`."""
    levels: Many[Level] = ()
    """The levels of maturity, lowest first. A survey may go without."""
    axes: Many[Axis] = ()
    """The scored groups. A survey without them has no index."""
    groups: Many[AxisGroup] = ()
    """Groups of axes, each with a score. In the report they stand above their axes."""
    criteria: Many[Criterion] = ()
    """Published cut-offs or norms, beside the score that they are of."""
    themes: Many[Theme] = ()
    """The groups that are asked but not scored."""
    questions: Many[Question] = Field(min_length=1)
    """The questions in the order shown. The questions of an axis or theme stand together."""
    roadmap: RoadmapRules | None = None
    """How steps become a roadmap. Without it, steps are advised by gain and effort."""
    contradictions: Many[Contradiction] = ()
    """Answers that do not go together."""
    references: Many[Reference] = ()
    """The works that judgements rest on."""
    decisions: Many[Id] = ()
    """Calls of judgement that the Method page explains: how the survey was scored, and why not otherwise. The
    text files have the words for them."""
    advice_profile: Many[Id] = Field(default=(), max_length=3)
    """Roles of profile questions on which the advice depends. Beside its next steps, the report asks for
    those that have no answer."""
    doubts: Many[Doubt] = ()
    """Answers that the form asks about, because they are rarely meant. Nothing is blocked."""


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas for editors, by file name."""
    from cspi_build.schema.cases import CaseFile, EarlierRubric, ReadingFile
    from cspi_build.schema.survey_text import SurveyText

    note = "Generated from the models by `python -m cspi_build.schema.survey`."
    return {
        "survey.schema.json": editor_schema(SurveySpec, "Survey definition", note),
        "cases.schema.json": editor_schema(CaseFile, "Cases of a survey", note),
        "readings.schema.json": editor_schema(ReadingFile, "Readings of cases", note),
        "earlier.schema.json": editor_schema(EarlierRubric, "Earlier rubric of a survey", note),
        "survey-text.schema.json": editor_schema(SurveyText, "Text of a survey in one language", note),
    }


def write_schemas(folder: Path = SCHEMAS) -> None:
    """Write the JSON Schemas."""
    write_schema_files(schemas(), folder)


if __name__ == "__main__":
    write_schemas()
