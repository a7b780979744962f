"""The pages on published figures: which there are, and what each shows.

benchmarks/                     every metric, with search and filters
benchmarks/<snapshot>/          who asked whom; what was taken, corrected and left out
benchmarks/metrics/<metric>/    one metric in all editions and splits
benchmarks/compare/             editions side by side
benchmarks/data/                the files behind it all
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from cspi_build.charts.metric_charts import MetricChart, charts_of
from cspi_build.charts.placeholders import chart_mark
from cspi_build.charts.site_charts import WIDTHS
from cspi_build.editions.comparison import ComparedMetric
from cspi_build.editions.explorer import Explorer, chart_id
from cspi_build.editions.figure_text import FigureWords
from cspi_build.pages.benchmarks.edition_page import correction_rows, edition_context, omission_rows
from cspi_build.pages.benchmarks.lists import code_text, compare_context, data_context, index_context
from cspi_build.pages.benchmarks.metric_page import metric_context
from cspi_build.publish.citation import bibtex
from cspi_build.publish.linked_data import (
    catalogue_of_pages,
    dataset_of_edition,
    dataset_of_metric,
    script_text,
)
from cspi_build.settings.fallback import Words

__all__ = ["Explorer", "ExplorerPage", "explorer_pages"]

Row = dict[str, Any]


@dataclass(frozen=True)
class ExplorerPage:
    """A page: its template, its Markdown file below the language's folder, and what only it shows."""

    template: str
    path: str
    context: Mapping[str, Any]
    in_navigation: bool = False


def explorer_pages(explorer: Explorer, words: Words) -> Iterator[ExplorerPage]:
    """The pages of one language; none where there are no editions."""
    said = FigureWords(words.locale, words.t["benchmarks"])  # type: ignore[arg-type]
    if not explorer.editions:
        return
    folder = "pages/benchmarks"
    index = index_context(explorer, said) | {"linked_data": _catalogue(explorer, said)}
    yield ExplorerPage(f"{folder}/index.md.j2", "benchmarks/index.md", index, True)
    yield ExplorerPage(
        f"{folder}/compare.md.j2", "benchmarks/compare.md", compare_context(explorer, said), True
    )
    yield ExplorerPage(f"{folder}/data.md.j2", "benchmarks/data.md", data_context(explorer, said), True)
    for data in explorer.editions:
        context: Row = {"study": edition_context(explorer.metrics_of(data["id"]), said) | _citation([data])}
        context |= {"linked_data": _dataset(data, said), "card": f"data/benchmarks/cards/{data['id']}.png"}
        yield ExplorerPage(f"{folder}/snapshot.md.j2", f"benchmarks/{data['id']}.md", context)
    for metric in explorer.metrics:
        context = {"metric": _compared(explorer, metric, said) | _citation(_editions(explorer, metric))}
        context |= {
            "linked_data": _dataset_of_metric(explorer, metric, said),
            "card": f"data/benchmarks/cards/{metric.id}.png",
        }
        yield ExplorerPage(f"{folder}/metric.md.j2", f"benchmarks/metrics/{metric.id}.md", context)


def _editions(explorer: Explorer, metric: ComparedMetric) -> list[Mapping[str, Any]]:
    by_id = {data["id"]: data for data in explorer.editions}
    return [by_id[one.snapshot.id] for one in metric.editions]


def _citation(editions: Sequence[Mapping[str, Any]]) -> Row:
    """How to cite the studies of a page: a line and a file for each, and all entries for BibTeX."""
    lines = [{"id": data["id"], "text": data["origin"]["citation"]} for data in editions]
    return {"cite": {"lines": lines, "bibtex": code_text("\n".join(bibtex(data) for data in editions))}}


def _catalogue(explorer: Explorer, words: FigureWords) -> str:
    title, text = str(words.t["title"]), str(words.t["description"])
    return script_text(catalogue_of_pages(explorer.editions, words.locale, title, text))


def _dataset(data: Mapping[str, Any], words: FigureWords) -> str:
    title = data["edition"]["title"][words.locale]
    description = words.t["study"]["description"].format(title=title, year=data["edition"]["year"])
    return script_text(dataset_of_edition(data, words.locale, "../../../data/", description))


def _dataset_of_metric(explorer: Explorer, metric: ComparedMetric, words: FigureWords) -> str:
    title = metric.lead.title[words.locale]
    description = words.t["metric"]["description"].format(title=title)
    editions = _editions(explorer, metric)
    return script_text(dataset_of_metric(metric.id, editions, words.locale, "../../../../data/", description))


def _compared(explorer: Explorer, metric: ComparedMetric, words: FigureWords) -> Row:
    charts = {chart.name: _shown(chart, words) for chart in charts_of(metric, words)}
    return metric_context(metric, words, explorer.pairs[metric.id]) | {
        "charts": charts,
        "corrections": [row for one in metric.editions for row in correction_rows(one, words)],
        "omissions": [row for one in metric.editions for row in omission_rows(one, words, metric.id)],
        "questions": list(_questions(explorer, metric, words)),
    }


def _shown(chart: MetricChart, words: FigureWords) -> Row:
    """A chart for both widths; each is shown where it fits."""
    marks = [chart_mark(chart_id(words.locale, chart.name, kind)) for kind in WIDTHS]
    return {
        "name": chart.name,
        "title": chart.text.title,
        "source": chart.text.source,
        "svg": Markup("".join(marks)),  # noqa: S704 - made of ids
        "file": f"data/benchmarks/charts/{words.locale}/{chart.name}.svg",
    }


def _questions(explorer: Explorer, metric: ComparedMetric, words: FigureWords) -> Iterator[Row]:
    """The questions of surveys whose answers can be held against this metric."""
    for survey in explorer.surveys:
        text = survey["text"].get(words.locale)
        for question in survey["questions"] if text else ():
            for link in question.get("benchmarks") or ():
                if link["metric"] == metric.id:
                    yield {
                        "survey": survey["id"],
                        "title": text["short_title"],
                        "id": question["id"],
                        "number": question["number"],
                        "prompt": text["questions"][question["id"]]["prompt"],
                        "match": link["match"],
                    }
