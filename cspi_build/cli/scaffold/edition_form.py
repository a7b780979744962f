"""The form of a new edition, laid out like an earlier one: every place to fill in standing empty.

    edition_form(like, "acme-2025", previous="acme-2024")      # the text of the file

What belongs to the study stays (questions, categories, bins, splits); what belongs to the edition is empty:
figures, n, pages, dates. Where the study is another one, its words (who was asked, terms) are empty as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cspi_build.cli.scaffold.edition_form_metrics import EMPTY, metric_lines, said, with_languages
from cspi_build.installation import CALL
from cspi_build.panels.yaml_writer import flow_text
from cspi_build.schema.edition import EditionSpec, Origin, Study
from cspi_build.schema.metric import Text

__all__ = ["edition_form"]

_GUIDE = """\
# yaml-language-server: $schema=../cspi_build/schemas/snapshot.schema.json
#
# {id}, laid out like {like}. Fill in what is empty, then run `{call} check`:
# it names each place that is still empty, or that does not fit, by line and column.
#
# n       how many answered this question, not the whole study; `unknown` where the source does not say
#         (and `study.n_note` says why)
# page    the page that prints the figure; only where the source has pages (`origin.pages`)
# share   percent, with the decimals that are printed. Not printed? Delete the line: not known is not 0.
# count   how many people that is, if n is known. Not printed? Leave it empty: check says which count fits.
# status  published: a label or a sentence says so. reconciled: placed by arithmetic (say how in `checks`).
#         argued: placed by what a check says in words. ordered: placed by the order of a drawing alone.
#         derived: computed here, from what `by` says.
#
# Delete what this edition does not have: a category, a split, a whole metric. Where it asks otherwise than
# before, keep the id and add `differs: {{ja: …, en: …}}` to the metric. These comments may go as well.
"""

_TAIL = """\
# What the source has and this file leaves out, with the reason:
# omitted:
#   - metric: {metric}
#     what: {{ja: …, en: …}}
#     reason: {{ja: …, en: …}}
#
# A figure that contradicts another one in the source (percent), and what is used instead:
# corrections:
#   - metric: {metric}
#     of: [{category}]
#     page: 12
#     printed: 45.0
#     used: 54.0
#     reason: {{ja: …, en: …}}
"""


def edition_form(like: EditionSpec, new_id: str, previous: str | None) -> str:
    """The file for `new_id`, whose last four characters are its year. `previous`: the edition before it."""
    form = _Form(like, new_id, previous)
    guide = _GUIDE.format(id=new_id, like=like.id, call=CALL)
    text = "\n".join([guide + form.head(), *form.body(), form.tail()])
    return with_languages(text, list(like.edition.title.said))


@dataclass(frozen=True)
class _Form:
    """The lines of one form."""

    like: EditionSpec
    id: str
    previous: str | None

    @property
    def is_same_study(self) -> bool:
        """Whether it is another edition of the study that it is laid out like."""
        return self.id.rpartition("-")[0] == self.like.edition.series

    @property
    def has_pages(self) -> bool:
        """Whether the source that it is laid out like has pages."""
        return self.like.origin.pages is not None

    def head(self) -> str:
        """Which edition it is."""
        series, _, year = self.id.rpartition("-")
        lines = [f"id: {self.id}", "edition:", f"  series: {series}", f"  year: {year}"]
        lines += [f"  title: {EMPTY}  # as printed, and in the other language"]
        return "\n".join(lines + ([f"  previous: {self.previous}"] if self.previous else []))

    def body(self) -> Iterator[str]:
        """Everything between the head and the tail."""
        yield from ["", *self._origin(self.like.origin), "", *self._study(self.like.study), ""]
        if self.like.units:
            yield from ["units:", *(f"  {id_}: {said(text)}" for id_, text in self.like.units.items()), ""]
        yield "themes:"
        for theme in self.like.themes:
            yield from [f"  - id: {theme.id}", f"    label: {said(theme.label)}"]
        yield from self._segments()
        yield from ["", "metrics:"]
        for metric in self.like.metrics:
            yield from [*metric_lines(metric, self.like, same_study=self.is_same_study), ""]

    def tail(self) -> str:
        """What an edition may have besides."""
        metric = next((one for one in self.like.metrics if one.categories), self.like.metrics[0])
        category = metric.categories[0].id if metric.categories else "…"
        return _TAIL.format(metric=metric.id, category=category)

    def _told(self, text: Text | str | None) -> str:
        return said(text) if self.is_same_study and isinstance(text, Text) else EMPTY

    def _origin(self, origin: Origin) -> Iterator[str]:
        producer = f" {flow_text(origin.producer)}" if self.is_same_study else "  # who made the study"
        yield from ["origin:", f"  producer:{producer}"]
        yield "  title:  # as printed"
        yield "  citation:  # how to cite it, on one line"
        yield '  url:  # "https://…"; delete the line if it is not on the web'
        if self.has_pages:
            yield "  pages:  # how many; a source without pages needs neither this line nor any `page`"
        yield "  published:  # 2024, 2024-08 or 2024-08-31"
        yield "  accessed:  # the day on which you read it, such as 2024-09-01, or `not recorded`"
        yield f"  # what the publisher allows{self._check()}"
        yield f"  terms: {self._told(origin.terms)}"
        yield f"  attribution: {EMPTY}  # the line that names the source wherever figures are shown"
        if self.like.second_hand:
            yield from ["  coverage:", '    - {url: }  # "https://…", where the figures were read']
        note = "read in coverage, not in the publication itself"
        yield f"second_hand: {flow_text(self.like.second_hand)}  # true: {note}"

    def _study(self, study: Study) -> Iterator[str]:
        yield "study:"
        yield f"  # who was asked{self._check()}"
        yield f"  population: {self._told(study.population)}"
        yield "  n:  # how many answered, or `unknown`"
        yield f"  # n_note: {EMPTY}  # needed where any n is unknown: why"
        yield f"  # how people were asked{self._check()}"
        yield f"  mode: {self._told(study.mode)}"
        told = f" {flow_text(study.unit)}" if self.is_same_study else ""
        recruited = study.recruitment
        said_how = recruited if self.is_same_study and isinstance(recruited, str) else self._told(recruited)
        yield f"  # how respondents were found and invited, or `not stated`{self._check()}"
        yield f"  recruitment: {said_how}"
        yield f"  unit:{told}  # what one answer stands for: person, company, or `not stated`"
        yield "  fieldwork: {from: , to: }  # first and last day; delete the line if it is not told"

    def _check(self) -> str:
        return f" (as in {self.like.id}: does it still hold?)" if self.is_same_study else ""

    def _segments(self) -> Iterator[str]:
        if self.like.segments:
            yield from ["", "segments:"]
        for dimension in self.like.segments:
            yield from [f"  - id: {dimension.id}", f"    label: {said(dimension.label)}"]
            yield from [f"    metric: {dimension.metric}"] if dimension.metric else []
            yield "    values:"
            yield from (f"      - {{id: {one.id}, label: {said(one.label)}}}" for one in dimension.values)
