"""What the lists over all published figures show: the index, the comparison of editions, the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from cspi_build.editions.comparison import ComparedMetric, figures_of
from cspi_build.editions.differences import EditionPair, tested
from cspi_build.editions.explorer import Explorer
from cspi_build.editions.figure_text import FigureWords
from cspi_build.pages.benchmarks.edition_page import study_row
from cspi_build.pages.benchmarks.figure_tables import change_table, side_table
from cspi_build.pages.benchmarks.metric_page import incomplete, leading, statistic_rows
from cspi_build.publish.codebook import column_text
from cspi_build.publish.public_data import FIELDS, category_fields, languages_in

__all__ = ["code_text", "compare_context", "data_context", "index_context"]

Row = dict[str, Any]


def index_context(explorer: Explorer, words: FigureWords) -> Row:
    figures = [
        f
        for metric in explorer.metrics
        for one in metric.editions
        for c in one.cells
        for f in figures_of(one, c)
    ]
    given = sum(figure.share is not None or figure.value is not None for figure in figures)
    return {
        "themes": _themes(explorer, words),
        "studies": _studies(explorer, words),
        "counts": {
            "metrics": len(explorer.metrics),
            "editions": len(explorer.editions),
            "figures": given,
        },
    }


def _studies(explorer: Explorer, words: FigureWords) -> list[Row]:
    """The studies, the one that says most first, then by name and from new to old."""
    ordered = sorted(
        explorer.editions, key=lambda data: (data["edition"]["series"], -data["edition"]["year"])
    )
    series = [data["edition"]["series"] for data in sorted(ordered, key=lambda data: -len(data["metrics"]))]
    ordered.sort(key=lambda data: series.index(data["edition"]["series"]))
    return [study_row(explorer.metrics_of(data["id"]), words) for data in ordered]


def _themes(explorer: Explorer, words: FigureWords) -> list[Row]:
    return _by_theme([(metric, _card(metric, words)) for metric in explorer.metrics], words)


def _card(metric: ComparedMetric, words: FigureWords) -> Row:
    """A metric in the index: a line, a small picture, and the text that the search looks through."""
    labels = [words.label(metric, category) for category in metric.categories]
    titles = [one.title[words.locale] for one in metric.editions]
    return {
        "id": metric.id,
        "title": metric.lead.title[words.locale],
        "leading": leading(metric, words),
        "incomplete": incomplete(metric, words),
        "years": sorted({one.snapshot.year for one in metric.editions}),
        "editions": [
            {"id": one.snapshot.id, "year": one.snapshot.year, "name": words.edition(one)}
            for one in metric.editions
        ],
        "spark": _spark(metric),
        "text": " ".join(
            [metric.id, *titles, *labels, *(words.edition(one) for one in metric.editions)]
        ).lower(),
    }


def _spark(metric: ComparedMetric) -> list[Row]:
    """The heights, from 0 to 1, of the small bars beside a metric: sure, and at most."""
    cell = metric.lead.cell({})
    shares = [] if cell is None else [f for f in figures_of(metric.lead, cell) if f.kind == "share"]
    known = [figure.bounds or (0.0, 0.0) for figure in shares]
    tallest = max((high for _, high in known), default=0.0) or 1.0
    return [{"low": round(low / tallest, 3), "high": round(high / tallest, 3)} for low, high in known]


def compare_context(explorer: Explorer, words: FigureWords) -> Row:
    metrics = [metric for metric in explorer.metrics if len(metric.editions) > 1]
    pairs = [pair for metric in metrics for pair in explorer.pairs[metric.id]]
    rows = [(metric, _compared(metric, explorer.pairs[metric.id], words)) for metric in metrics]
    return {"themes": _by_theme(rows, words), "summary": tested(pairs)}


def _by_theme(rows: Sequence[tuple[ComparedMetric, Row]], words: FigureWords) -> list[Row]:
    """The metrics under their themes, in the order of the first of each."""
    themes: dict[str, Row] = {}
    for metric, row in rows:
        lead = metric.lead
        label = lead.snapshot.themes[lead.theme][words.locale]
        theme = themes.setdefault(lead.theme, {"id": lead.theme, "label": label, "metrics": []})
        theme["metrics"].append(row)
    return list(themes.values())


def _compared(metric: ComparedMetric, changed: Sequence[EditionPair], words: FigureWords) -> Row:
    pairs = [(one, cell) for one in metric.editions if (cell := one.cell({})) and cell.has_shares]
    differs = {one.differs[words.locale]: words.edition(one) for one in metric.editions if one.differs}
    return {
        "id": metric.id,
        "title": metric.lead.title[words.locale],
        "side": side_table(pairs, metric.categories, words, metric, by_edition=True)
        if len(pairs) > 1
        else None,
        "changes": [change_table(pair, words) for pair in changed],
        "differs": [{"edition": edition, "text": text} for text, edition in differs.items()],
        "statistics": statistic_rows(metric, words),
    }


def data_context(explorer: Explorer, words: FigureWords) -> Row:
    """The page on the data: what each column of its files means, and the terms of each study."""
    names, locales = words.t["data"], languages_in(explorer.editions)
    return {
        "fields": [{"name": n, "type": kind, "text": names["fields"][n]} for n, kind in FIELDS.items()],
        "category_fields": [
            {"name": n, "type": kind, "text": column_text(names["category_fields"], n, words.locale, locales)}
            for n, kind in category_fields(locales).items()
        ],
        "studies": _studies(explorer, words),
        "example": code_text(explorer.example),
    }


def code_text(text: str) -> Markup:
    """Text for <pre>: line breaks as entities, since Markdown takes an empty line for the end of HTML."""
    return Markup(str(Markup.escape(text.rstrip())).replace("\n", "&#10;"))  # noqa: S704 - escaped
