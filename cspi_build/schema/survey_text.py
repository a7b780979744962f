"""The shape of a survey's text files, `<locale>.yaml`: the prose for the ids of `survey.yaml`.

A text that refers to a question names it as `{id}`; people read its number.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from cspi_build.schema.base import Lean, Many, Model, Prose
from cspi_build.schema.practice import Sparse

__all__ = [
    "AnswerSetText",
    "AxisText",
    "CriterionText",
    "DecisionText",
    "LevelText",
    "OptionText",
    "QuestionText",
    "SurveyText",
    "ThemeText",
]


PluralForm = Literal["zero", "one", "two", "few", "many", "other"]


class AxisText(Model):
    """An axis in words."""

    name: Prose
    """The axis in a word or two."""
    spoken: Prose | None = None
    """A noun phrase that fits "Your strengths are … and …"."""
    about: Prose
    """What the axis is about, in one sentence."""
    weak: Prose | None = None
    """What a low score means, as a clause that fits "Holding you back: the axis, where …"."""
    who: Prose | None = None
    """Who can usually answer its questions, for those who don't know: a noun phrase."""


class ThemeText(Model):
    """A theme in words."""

    name: Prose
    """The theme in a word or two."""
    about: Prose
    """What the theme is about, in one sentence."""


class LevelText(Model):
    """A level of maturity in words."""

    name: Prose
    """The level in a word or two."""
    about: Prose
    """One sentence on such an organisation, as a person could say it aloud."""
    signs: Many[Prose] = ()
    """The signs of the level in words, in their order, as noun phrases after "the level also requires"."""


class OptionText(Sparse):
    """An option, or a band of numbers, in words."""

    label: Prose
    """The answer as people read it."""
    why: Prose | None = None
    """Why it earns what it earns. Needed on an axis."""
    next: Prose | None = None
    """What to do to get there: one line, an instruction. Needed where it earns something."""
    case: Prose | None = None
    """The case to put, for readers who cannot decide on the step themselves."""
    solo: Prose | None = None
    """What to do where one person is the whole team."""
    at_scale: Prose | None = None
    """What to do where customers are too many to be served one by one: see `one_to_one` of the survey's
    `roadmap`."""
    first: Prose | None = None
    """What to do where nothing of the kind is there yet."""


class AnswerSetText(Model):
    """The answers of a set in words."""

    options: dict[str, OptionText]
    """The answers, by id. A question may have other words for some of them."""


class SectionText(Model):
    """A section of a screen in words."""

    name: Prose | None = None
    """The section in a few words."""
    about: Prose | None = None
    """An introduction to its questions."""


class CriterionText(Model):
    """Published cut-offs or norms in words."""

    name: Prose
    """What it is, in a few words, such as "Grade"."""
    about: Prose | None = None
    """How to read it, and for whom it holds."""
    steps: dict[str, Prose]
    """The rows, by id."""


class QuestionText(Lean):
    """A question in words."""

    left_out: ClassVar[frozenset[str]] = frozenset({"evidence", "unit_forms", "weak"})

    prompt: Prose
    """The question as people read it."""
    help: Prose | None = None
    """A word more for those who hesitate."""
    unit: Prose | None = None
    """What the number counts, shown after the field. Only for numbers."""
    unit_forms: dict[PluralForm, Prose] = Field(default_factory=dict)
    """The unit after a number of another plural form than `unit`, such as `one: person`."""
    evidence: Prose | None = None
    """What the note asks for, where the question has `evidence`, such as "Where is it written?"."""
    weak: Prose | None = None
    """What is weak where the question earns half or less, as a clause after "where". The headline says it of
    an axis on which this question costs most."""
    remark: Prose | None = None
    """Why the question sits where it does, or how it is scored: for the Method page."""
    options: dict[str, OptionText] = Field(default_factory=dict)
    """The options, by id (single, multiple)."""
    bands: dict[str, OptionText] = Field(default_factory=dict)
    """The bands of a scored number, by id."""
    benchmarks: dict[str, Prose] = Field(default_factory=dict)
    """How far the question and a published metric mean the same, by the metric's id."""


class DecisionText(Model):
    """A call of judgement in words."""

    title: Prose
    """What was to be decided, in a few words."""
    text: Prose
    """How it was decided, and why, in two or three sentences."""


class SurveyText(Lean):
    """The prose of a survey in one language."""

    left_out: ClassVar = frozenset({"groups", "sections", "criteria", "answer_sets"})

    locale: str
    """The language of this file; also its name."""
    title: Prose
    """Title of the survey."""
    short_title: Prose
    """Title for the navigation."""
    tagline: Prose
    """What it is, in one sentence."""
    description: Prose
    """What it is and what one gets from it, in two or three sentences."""
    minutes: int = Field(ge=1, le=240)
    """How long it takes to answer."""
    axes: dict[str, AxisText] = Field(default_factory=dict)
    """The axes, by id."""
    themes: dict[str, ThemeText] = Field(default_factory=dict)
    """The themes, by id."""
    levels: dict[str, LevelText] = Field(default_factory=dict)
    """The levels, by id."""
    groups: dict[str, ThemeText] = Field(default_factory=dict)
    """The groups of axes, by id."""
    sections: dict[str, SectionText] = Field(default_factory=dict)
    """The sections of screens, by id."""
    criteria: dict[str, CriterionText] = Field(default_factory=dict)
    """The published cut-offs and norms, by id."""
    answer_sets: dict[str, AnswerSetText] = Field(default_factory=dict)
    """The sets of answers, by id."""
    questions: dict[str, QuestionText] = Field(default_factory=dict)
    """The questions, by id."""
    contradictions: dict[str, Prose] = Field(default_factory=dict)
    """What to say of answers that do not go together, by id."""
    doubts: dict[str, Prose] = Field(default_factory=dict)
    """What the form asks about answers that are rarely meant, by the id of the doubt."""
    decisions: dict[str, DecisionText] = Field(default_factory=dict)
    """The calls of judgement, by id."""
    changes: dict[str, Prose] = Field(default_factory=dict)
    """What a version changed, by the version, in a sentence or two for those who open an earlier result."""
