"""The shape of a metric in an edition: a question of a study, its categories, and the figures cell by cell.

What is known of a category in a cell is one of these, and they never look alike:

    shares      a figure with its place, and how it got there (`status`)
    sums        the figure of several categories together
    unplaced    printed figures that belong to some categories, but not which to which
    suppressed  withheld by the publisher
    (nothing)   not known; it is never zero
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, SerializationInfo, model_serializer

from cspi_build.schema.base import Id, Many, Model, Prose

__all__ = [
    "LANGUAGES",
    "Category",
    "Cell",
    "Day",
    "Evidence",
    "EvidenceKind",
    "Excuse",
    "Figure",
    "FigureStatus",
    "GroupSum",
    "Metric",
    "Number",
    "PageNumber",
    "Percent",
    "Segment",
    "ShareFigure",
    "SourceRow",
    "Text",
    "Trait",
    "Traits",
    "Unplaced",
    "Voice",
]

LANGUAGES = "languages"
"""The key of the context of a dump that says which languages texts are wanted in."""

Number = Annotated[int, Field(ge=1)] | Literal["unknown"]

Percent = Annotated[float, Field(ge=0, le=100)]

PageNumber = Annotated[int, Field(ge=1, le=9999)]

Day = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        json_schema_extra={"patternErrorMessage": 'a year, a month or a day: "2021", 2021-08 or 2021-08-31'},
    ),
]

Segment = dict[Id, Id]

Trait = Literal["region", "industry", "size", "contract_value", "model", "team_age"]

Traits = dict[Trait, Many[Id]]

FigureStatus = Literal["published", "reconciled", "argued", "ordered", "derived", "illustrative"]

EvidenceKind = Literal[
    "sentence",
    "label",
    "only_n",
    "total",
    "margin",
    "same_n",
    "order",
    "repeat",
    "elimination",
    "other",
]


_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"


def _languages_as_keys(schema: dict[str, Any]) -> None:
    """Have editors take tags of languages as keys, and nothing else."""
    text = {**schema.pop("additionalProperties"), "description": "The text in the language of the key."}
    schema |= {"patternProperties": {_LANGUAGE: text}, "additionalProperties": False}


class Text(Model):
    """The same in each language of the site, by its tag: `{en: Team size, fr: Taille de l’équipe}`."""

    model_config = ConfigDict(extra="allow", json_schema_extra=_languages_as_keys)

    __pydantic_extra__: dict[str, Prose] = Field(init=False)

    @property
    def said(self) -> dict[str, str]:
        """The text by language, in the order of the file."""
        return dict(self.__pydantic_extra__)

    @property
    def main(self) -> str:
        """The text in English, else in its first language; for messages."""
        return self.said.get("en") or next(iter(self.said.values()), "")

    @model_serializer
    def _by_language(self, info: SerializationInfo) -> dict[str, str]:
        """In the languages that the context asks for and in their order, else in all."""
        wanted = (info.context or {}).get(LANGUAGES, self.said)
        return {one: self.said[one] for one in wanted if one in self.said}


class Category(Model):
    """An answer, or a bin of a number (from <= x < to)."""

    id: Id
    """Unique within the metric, and the same in every edition."""
    label: Text
    """The answer in a few words."""
    start: float | None = Field(default=None, alias="from")
    """Numeric: the lowest number of the bin. Left out where the bin is open below."""
    end: float | None = Field(default=None, alias="to")
    """Numeric: the number where the next bin starts. Left out where the bin is open above."""
    other: bool = False
    """True: "other", or an answer that stands outside the order of the rest."""


class ShareFigure(Model):
    """The share of a category in a cell."""

    share: Percent
    """Percent, rounded as the metric's `decimals` say."""
    count: int | None = Field(default=None, ge=0)
    """The number of respondents behind it. Needed where the cell's n is known."""
    status: FigureStatus
    """published: a sentence or the label beside it says so. reconciled: placed by arithmetic. argued: placed
    by an argument that a check gives in words, while arithmetic alone was not found to force it. ordered:
    placed by the order of a drawing, which nothing else forces. derived: computed here (see `by`).
    illustrative: made up."""
    by: Literal["rest", "margin", "rows"] | Many[float] | None = None
    """Derived: `rest` is what the cell's other figures leave of n; `margin` is the count for all less the
    other values of the dimension; `rows` adds up the rows that the cell names; a list of numbers is added
    up."""


class GroupSum(Model):
    """The share of several categories together."""

    of: Many[Id] = Field(min_length=2)
    """The categories."""
    share: Percent
    """Percent, rounded as the metric's `decimals` say."""
    count: int | None = Field(default=None, ge=0)
    """The number of respondents behind it. Needed where the cell's n is known."""
    status: FigureStatus
    """As for a share."""
    by: Many[float] | None = None
    """Derived: the numbers that are added up."""


class Unplaced(Model):
    """Printed figures of some categories of which it is not certain which belongs to which."""

    of: Many[Id] = ()
    """The categories; fewer figures than categories: the others have none. [] stands for answers that the
    source does not name, and categories without a figure in this cell may be among them."""
    shares: Many[Percent] = Field(min_length=1)
    """The figures, percent, largest first: their order says nothing."""
    counts: Many[int] = ()
    """The number of respondents behind each. Needed where the cell's n is known."""


class Figure(Model):
    """A statistic of a number, in the metric's unit."""

    value: float
    """The number."""
    status: FigureStatus
    """As for a share."""


class Evidence(Model):
    """What a figure was held against. Each kind has its own words in every language."""

    by: EvidenceKind
    """sentence: the text states the figure. label: the label stands beside it. only_n: no other n up to `max`
    fits the rounded shares. total: the counts add up to n. margin: the counts agree with another table.
    same_n: the rows have the n of another table. order: labels and figures run in one order, which figures
    placed otherwise confirm. repeat: the chart stands again on another page. elimination: it fits nowhere
    else. other: see `text`."""
    page: PageNumber | None = None
    """The page that says so; needed for sentence, margin, same_n and repeat."""
    value: Percent | None = None
    """The figure that a sentence states, percent."""
    of: Many[Id] = ()
    """The categories that it speaks of. sentence: those whose share `value` is, alone or together. order: the
    categories in the order drawn. margin, elimination, other: those that `least` and `most` are about."""
    drawn: Many[Percent] = ()
    """order: the figures in the order drawn, one for each of `of`."""
    quote: dict[Id, Prose] = Field(default_factory=dict)
    """label: what is printed beside each category, label and figure."""
    least: int | None = Field(default=None, ge=0)
    """The fewest respondents that the categories in `of` can have together."""
    most: int | None = Field(default=None, ge=0)
    """The most respondents that the categories in `of` can have together."""
    max: int | None = Field(default=None, ge=1)
    """only_n: the most respondents that there can be; the n of the study if left out."""
    text: Text | None = None
    """In words; needed for `other`, may explain the rest."""


class SourceRow(Model):
    """A row of the source that stands for one of several groups."""

    n: int = Field(ge=1)
    """How many answered."""
    counts: dict[Id, int]
    """The number of respondents by category."""


class Cell(Model):
    """The answers of one segment."""

    segment: Segment
    """{} for all; else dimension: value."""
    n: Number
    """How many answered, or `unknown`."""
    page: PageNumber | None = None
    """The page of the source. Needed where the source has pages (`origin.pages`)."""
    suppressed: bool = False
    """True: the publisher withholds this cell."""
    excludes: Many[Id] = ()
    """Categories that the source leaves out of this cell and of its n."""
    rows: Many[SourceRow] = ()
    """The rows of the source that this cell adds up, where it is not certain which is which."""
    shares: dict[Id, ShareFigure] = Field(default_factory=dict)
    """Share by category. A category that is not listed is not known."""
    sums: Many[GroupSum] = ()
    """Shares of several categories together."""
    unplaced: Many[Unplaced] = ()
    """Figures of some categories of which it is not certain which belongs to which."""
    figures: dict[Annotated[str, Field(pattern=r"^(mean|median|unstated|p[0-9]{1,2})$")], Figure] = Field(
        default_factory=dict
    )
    """Statistics of a number: mean, median, p25 …; `unstated` where the source does not say which."""
    checks: Many[Evidence] = ()
    """What the figures were held against."""


class Excuse(Model):
    """A check that the source itself fails, and in which way. An excuse that nothing needs is an error."""

    check: Literal["total", "margin"]
    """total: the counts of a cell do not add up to n. margin: a split does not fit the figures for all."""
    segment: Segment = Field(default_factory=dict)
    """total: the cell."""
    dimension: Id | None = None
    """margin: the dimension."""
    reason: Text
    """The contradiction in the source."""


class Voice(Model):
    """What examples of open answers are about, in our words. It has no share: the source gives none."""

    page: PageNumber | None = None
    """The page of the source."""
    text: Text
    """The theme in a few words, not a quotation."""


class Metric(Model):
    """A question of the study."""

    id: Id
    """Unique in the edition, and the same in every edition and study that asks the same."""
    theme: Id
    """The theme that it belongs to."""
    title: Text
    """The question in a few words."""
    kind: Literal["single", "multiple", "numeric"]
    """single: one category each. multiple: any number of them. numeric: a number, in bins or statistics."""
    unit: Id | None = None
    """Numeric: what the number counts, one of `units`."""
    step: float | None = Field(default=None, gt=0)
    """Numeric: the grain of the source's bins. A number between two labels counts in the lower bin."""
    ordered: bool = False
    """Single: the categories run from least to most (numeric bins always do), except those marked `other`."""
    direction: Literal["higher", "lower", "none"]
    """Which way is better, if either."""
    decimals: int = Field(default=1, ge=0, le=2)
    """Decimals of the shares, and of figures in percent."""
    base: Text
    """Who the shares are of."""
    open: Text | None = None
    """Why the list of categories is not complete, if it is not."""
    caution: Text | None = None
    """A doubt about its figures that stands wherever they are drawn."""
    differs: Text | None = None
    """How it differs from the metric of the same name in other editions or studies, if it does."""
    traits: Traits = Field(default_factory=dict)
    """What those who were asked this have in common, where that is more than what the study says of all."""
    categories: Many[Category] = ()
    """The answers in their natural order."""
    cells: Many[Cell] = Field(min_length=1)
    """The figures: for all first, then split."""
    excuses: Many[Excuse] = ()
    """Checks that the source itself fails."""
    voices: Many[Voice] = ()
    """What the source's examples of open answers are about, in the order of the source."""
    notes: Many[Text] = ()
    """What else to know."""
