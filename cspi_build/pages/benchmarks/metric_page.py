"""What the page of a metric shows, in one language: values and texts that the template only lays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cspi_build.charts.quantiles import has_quantiles, middle_half, quantile_tables
from cspi_build.editions.comparison import ComparedMetric, Figure, figures_of
from cspi_build.editions.differences import EditionPair
from cspi_build.editions.figure_text import FigureWords
from cspi_build.editions.published import MetricEdition, figure_anchor
from cspi_build.pages.benchmarks.figure_tables import cell_table, change_table, side_table, source_address

__all__ = ["incomplete", "leading", "metric_context", "statistic_rows"]

Row = dict[str, Any]


def metric_context(
    metric: ComparedMetric, words: FigureWords, pairs: Sequence[EditionPair] = ()
) -> dict[str, Any]:
    """Everything but the charts: head, tables by edition and by dimension, changes, remarks. ``pairs``: what
    changed between its editions."""
    lead = metric.lead
    return {
        "id": metric.id,
        "title": lead.title[words.locale],
        "theme": {"id": lead.theme, "label": lead.snapshot.themes[lead.theme][words.locale]},
        "leading": leading(metric, words),
        "incomplete": incomplete(metric, words),
        "kind": lead.kind,
        "unit": lead.snapshot.units.get(lead.unit or "", {}).get(words.locale),
        "direction": lead.direction,
        "editions": [_edition(one, words) for one in metric.editions],
        "everyone": [
            cell_table(one, cell, words)
            for one in metric.best_first
            if (cell := one.cell({})) is not None and (cell.has_shares or cell.suppressed)
        ],
        "statistics": statistic_rows(metric, words),
        "quantiles": quantile_tables(metric, words),
        "segments": [
            _segment(metric, one, dimension, words)
            for one in metric.best_first
            if not has_quantiles(one)
            for dimension in one.dimensions
        ],
        "changes": [change_table(pair, words) for pair in pairs],
        "remarks": list(_remarks(metric, words)),
        "voices": [_voices(one, words) for one in metric.editions if one.voices],
    }


def leading(metric: ComparedMetric, words: FigureWords) -> Row | None:
    """The answer or answers surely given most, as parts and a sentence; None where no figure says which."""
    edition, cell = metric.lead, metric.lead.cell({})
    if cell is None or edition.open:
        return None
    shares = [figure for figure in figures_of(edition, cell) if figure.kind == "share"]
    most = max((figure.share or 0.0 for figure in shares), default=0.0)
    top = [figure for figure in shares if figure.share == most]
    if not top or len(top) == len(shares) or not _surely(most, top, shares):
        return None
    labels = (str(words.t["label"]).format(name=words.category(edition, one.of[0])) for one in top)
    parts = {
        "edition": words.edition(edition, metric.series),
        "label": words.list(labels),
        "share": words.share(top[0], edition),
        "source": words.source(cell),
    }
    return parts | {"sentence": words.t["metric"]["leading"].format(**parts)}


def incomplete(metric: ComparedMetric, words: FigureWords) -> str:
    """Why there is no leading answer; of scores, what stands in its place."""
    scores = middle_half(metric, words)
    if scores is not None:
        return scores
    return str(words.t["metric"]["incomplete"][_lack(metric.lead)])


def _lack(edition: MetricEdition) -> str:
    cell = edition.cell({})
    if cell is None or not cell.has_shares:
        if cell is not None and cell.suppressed:
            return "withheld"
        return "split" if cell is None or edition.dimensions else "single"
    if edition.open:
        return "partial"
    return "loose" if cell.unplaced else "even"


def _surely(most: float, top: Sequence[Figure], shares: Sequence[Figure]) -> bool:
    """Whether no other answer can have as much."""
    rest = [figure for figure in shares if figure not in top and figure.status != "excluded"]
    return all(figure.bounds is not None and figure.bounds[1] < most for figure in rest)


def _edition(edition: MetricEdition, words: FigureWords) -> Row:
    return {
        "id": edition.snapshot.id,
        "name": words.edition(edition),
        "year": edition.snapshot.year,
        "second_hand": edition.snapshot.second_hand,
        "illustrative": edition.snapshot.illustrative,
        "attribution": edition.snapshot.attribution[words.locale],
        "base": edition.base[words.locale],
    }


def statistic_rows(metric: ComparedMetric, words: FigureWords) -> list[Row]:
    """The published means, medians and quantiles, one a row."""
    return list(_statistics(metric, words))


def _statistics(metric: ComparedMetric, words: FigureWords) -> Iterator[Row]:
    who = words.populations(metric.editions)
    for edition in metric.editions:
        for cell in () if has_quantiles(edition) else edition.cells:
            for figure in figures_of(edition, cell):
                if figure.kind == "statistic" and figure.value is not None:
                    yield {
                        "anchor": figure_anchor(edition, cell, figure.of),
                        "edition": words.edition(edition),
                        "who": who.get(edition.snapshot.id),
                        "second_hand": edition.snapshot.second_hand,
                        "segment": words.segment(edition, cell.segment),
                        "statistic": words.statistic(figure.of[0]),
                        "value": words.value(figure.value, edition),
                        "n": words.n(cell.n),
                        "page": words.page(cell.page),
                        "url": None if cell.page else source_address(edition),
                        "status": figure.status,
                        "status_text": words.t["status"][figure.status],
                    }


def _segment(metric: ComparedMetric, edition: MetricEdition, dimension: str, words: FigureWords) -> Row:
    cells = [cell for cell in edition.cells_by(dimension) if cell.has_shares or cell.suppressed]
    label = edition.snapshot.dimension_by_id[dimension].label[words.locale]
    title = words.t["metric"]["segment"].format(dimension=label)
    if sum(dimension in one.dimensions for one in metric.editions) > 1:
        edition_name = words.edition(edition, metric.series)
        title = words.t["metric"]["segment_of"].format(segment=title, edition=edition_name)
    return {
        "id": f"{edition.snapshot.id}-{dimension}",
        "chart": f"{metric.id}-{edition.snapshot.id}-{dimension}",
        "title": title,
        "text": words.t["metric"]["segment_text"].format(edition=words.edition(edition)),
        "table": side_table([(edition, cell) for cell in cells], edition.category_ids, words, metric),
        "cells": [cell_table(edition, cell, words) for cell in cells],
        "is_panel": edition.snapshot.panel is not None,
    }


def _voices(edition: MetricEdition, words: FigureWords) -> Row:
    """What open answers of a study are about, each with its page."""
    return {
        "attribution": edition.snapshot.attribution[words.locale],
        "texts": [
            {"text": voice["text"][words.locale], "page": words.page(voice["page"])}
            for voice in edition.voices
        ],
    }


def _remarks(metric: ComparedMetric, words: FigureWords) -> Iterator[Row]:
    """What to know when reading, edition by edition."""
    labels: Mapping[str, str] = words.t["metric"]["about_labels"]
    for edition in metric.editions:
        name = words.edition(edition)
        n_note = edition.snapshot.study["n_note"]
        found = {
            "open": [edition.open],
            "differs": [edition.differs],
            "n_note": [n_note],
            "notes": edition.notes,
            "excuses": [excuse["reason"] for excuse in edition.excuses],
        }
        for kind, texts in found.items():
            said = [text[words.locale] for text in texts if text]
            if said:
                yield {"label": labels[kind].format(edition=name), "texts": said}
