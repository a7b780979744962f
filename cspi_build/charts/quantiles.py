"""Scores of panels on the pages of published figures: mean and quantiles, for everyone and by group.

A panel gives them for many groups, so they stand in one table a split, a row a group, and in a chart with the
quartiles side by side. A group that is withheld has a row that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cspi_build.charts.layout import Bar, Panel
from cspi_build.editions.comparison import ComparedMetric, crowd
from cspi_build.editions.figure_text import FigureWords
from cspi_build.editions.published import MetricEdition, PublishedCell
from cspi_core.benchmarking.norms import QUANTILES
from cspi_core.benchmarking.segments import BAND

__all__ = [
    "has_quantiles",
    "middle_half",
    "quantile_panels",
    "quantile_splits",
    "quantile_table",
    "quantile_tables",
]

Row = dict[str, Any]

COLUMNS = (*QUANTILES, "mean")


def has_quantiles(edition: MetricEdition) -> bool:
    """Whether the edition's metric is a score of a panel."""
    return edition.snapshot.panel is not None and any(cell.figures for cell in edition.cells)


def quantile_splits(edition: MetricEdition) -> list[tuple[str, list[PublishedCell]]]:
    """Everyone (under an empty name), then each dimension with its groups, everyone before them."""
    everyone = [cell for cell in edition.cells if not cell.segment]
    splits = [(name, [*everyone, *edition.cells_by(name)]) for name in edition.dimensions]
    return [("", everyone), *splits]


def quantile_tables(metric: ComparedMetric, words: FigureWords) -> list[Row]:
    """A table for everyone and one for each way to split, of each panel."""
    panels = [one for one in metric.best_first if has_quantiles(one)]
    return [
        quantile_table(metric, one, split, cells, words)
        for one in panels
        for split, cells in quantile_splits(one)
    ]


def quantile_table(
    metric: ComparedMetric,
    edition: MetricEdition,
    dimension: str,
    cells: Sequence[PublishedCell],
    words: FigureWords,
) -> Row:
    """One table: ``dimension`` is empty for everyone. Its title and rows serve the chart as well."""
    name, forms = words.edition(edition, metric.series), words.t["metric"]
    return {
        "id": f"{edition.snapshot.id}-{dimension or 'everyone'}",
        "chart": f"{metric.id}-{edition.snapshot.id}-{dimension or 'everyone'}",
        "title": forms["quantiles_of"].format(split=_split(edition, dimension, words), edition=name),
        "edition": words.edition(edition),
        "illustrative": edition.snapshot.illustrative,
        "columns": [words.statistic(column) for column in COLUMNS],
        "rows": [_row(edition, cell, words) for cell in cells],
    }


def _row(edition: MetricEdition, cell: PublishedCell, words: FigureWords) -> Row:
    figures = cell.figures
    missing = words.t["missing"]
    return {
        "label": words.segment(edition, cell.segment),
        "withheld": words.t["status"]["suppressed"] if cell.suppressed else None,
        "n": words.n(cell.n),
        "crowd": words.crowd(cell.n),
        "values": [words.value(figures[name], edition) if name in figures else missing for name in COLUMNS],
    }


def _split(edition: MetricEdition, dimension: str, words: FigureWords) -> str:
    if not dimension:
        return str(words.t["everyone"])
    return edition.snapshot.dimension_by_id[dimension].label[words.locale]


def quantile_panels(
    edition: MetricEdition, cells: Sequence[PublishedCell], words: FigureWords
) -> Iterator[Panel]:
    """The quartiles and the median beside each other, a bar a group; made-up figures say so."""
    note = words.t["status"]["illustrative"] if edition.snapshot.illustrative else ""
    for name in BAND:
        yield Panel(words.statistic(name), note, [_bar(edition, cell, name, words) for cell in cells])


def _bar(edition: MetricEdition, cell: PublishedCell, name: str, words: FigureWords) -> Bar:
    value = cell.figures.get(name)
    tone = "strong" if cell.segment else "other"
    if value is None:
        status = "suppressed" if cell.suppressed else "not_known"
        return Bar(None, None, words.t["status"][status])
    return Bar(value, value, words.value(value, edition), tone, crowd(cell.n))  # type: ignore[arg-type]


def middle_half(metric: ComparedMetric, words: FigureWords) -> str | None:
    """A sentence on the scores of everyone; None where the metric's leading edition has no quartiles."""
    cell = metric.lead.cell({})
    if cell is None or not has_quantiles(metric.lead) or not set(BAND) <= set(cell.figures):
        return None
    values = {name: words.value(cell.figures[name], metric.lead) for name in BAND}
    form = words.t["metric"]["quantiles_leading"]
    edition = words.edition(metric.lead)
    return str(form.format(edition=edition, n=words.n(cell.n), **values))
