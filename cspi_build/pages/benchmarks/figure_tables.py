"""Published figures as tables of texts in one language: one cell, cells side by side, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cspi_build.editions.comparison import ComparedMetric, Figure, figures_of
from cspi_build.editions.differences import EditionPair
from cspi_build.editions.figure_text import FigureWords
from cspi_build.editions.published import MetricEdition, PublishedCell, figure_anchor
from cspi_build.settings.plural_forms import counted
from cspi_core.stats.distribution import Interval

__all__ = ["cell_table", "change_table", "side_table", "source_address"]

Row = dict[str, Any]


def cell_table(edition: MetricEdition, cell: PublishedCell, words: FigureWords) -> Row:
    """A cell as a table: a row an answer, then groups, unplaced figures and how it was checked."""
    figures = figures_of(edition, cell)
    return {
        "edition": edition.snapshot.id,
        "name": words.edition(edition),
        "segment": words.segment(edition, cell.segment),
        "source": words.source(cell),
        "n": words.n(cell.n),
        "page": words.place(edition, cell),
        "url": None if cell.page else source_address(edition),
        "crowd": words.crowd(cell.n),
        "second_hand": edition.snapshot.second_hand,
        "base": edition.base[words.locale],
        "rows": [_row(figure, edition, cell, words) for figure in figures if figure.kind == "share"],
        "groups": [_row(figure, edition, cell, words) for figure in figures if figure.kind == "group"],
        "loose": list(_loose(figures, edition, cell, words)),
        "checks": [check[words.locale] for check in cell.checks],
        "caution": edition.caution and edition.caution[words.locale],
    }


def _row(figure: Figure, edition: MetricEdition, cell: PublishedCell, words: FigureWords) -> Row:
    """A share with what is known of it. `status` is what the page calls it: what is left over is a rest."""
    is_rest = figure.share is None and figure.bounds is not None and figure.bounds[0] == figure.bounds[1]
    status = "rest" if is_rest and figure.status == "not_known" else figure.status
    return {
        "anchor": figure_anchor(edition, cell, figure.of),
        "label": words.category(edition, figure.of[0])
        if figure.kind == "share"
        else words.group(edition, figure.of),
        "share": words.share(figure, edition),
        "known": figure.share is not None,
        "interval": words.interval(figure.confidence_interval),
        "count": words.count(figure, cell.n),
        "status": status,
        "status_text": words.t["status"][status],
        "page": words.place(edition, cell),
        "url": None if cell.page else source_address(edition),
    }


def source_address(edition: MetricEdition) -> str | None:
    """Where figures without a page stand: the coverage that was read, else the publication."""
    origin = edition.snapshot.origin
    addresses: list[str | None] = [*(page["url"] for page in origin["coverage"]), origin["url"]]
    return addresses[0]


def _loose(
    figures: Sequence[Figure], edition: MetricEdition, cell: PublishedCell, words: FigureWords
) -> Iterator[Row]:
    """Figures without a place, by the answers that they may belong to."""
    loose = [figure for figure in figures if figure.kind == "unplaced"]
    forms = words.t["metric"]
    for of in dict.fromkeys(figure.of for figure in loose):
        values = [
            words.share(figure, edition)
            if figure.count is None
            else forms["loose_value"].format(
                share=words.share(figure, edition), count=words.count(figure, cell.n)
            )
            for figure in loose
            if figure.of == of
        ]
        names = words.list(str(words.t["label"]).format(name=words.category(edition, one)) for one in of)
        text = forms["loose_text"].format(names=names) if of else forms["loose_unnamed"]
        yield {"text": text, "values": words.list(values)}


def side_table(
    pairs: Sequence[tuple[MetricEdition, PublishedCell]],
    categories: Sequence[str],
    words: FigureWords,
    metric: ComparedMetric,
    *,
    by_edition: bool = False,
) -> Row:
    """Cells side by side: a column each, a row an answer. A cell that has no such answer has None there."""
    who = words.populations(one for one, _ in pairs)
    columns = [
        {
            "who": who.get(one.snapshot.id),
            "name": words.edition(one, metric.series) if by_edition else words.segment(one, cell.segment),
            "source": words.source(cell),
            "crowd": words.crowd(cell.n),
            "second_hand": one.snapshot.second_hand,
        }
        for one, cell in pairs
    ]
    shares = [
        {f.of[0]: _row(f, one, cell, words) for f in figures_of(one, cell) if f.kind == "share"}
        for one, cell in pairs
    ]
    rows = [
        {
            "label": words.label(metric, category),
            "values": [
                own.get(category) or _absent(one, words) for (one, _), own in zip(pairs, shares, strict=True)
            ],
        }
        for category in categories
        if any(category in own for own in shares)
    ]
    return {"columns": columns, "rows": rows}


def _absent(edition: MetricEdition, words: FigureWords) -> Row | None:
    """An answer that an edition does not list: not known where its list is not complete, else none."""
    if edition.open is None:
        return None
    word = words.t["status"]["not_known"]
    return {"share": word, "known": False, "interval": "", "status": "not_known", "status_text": word}


def change_table(pair: EditionPair, words: FigureWords) -> Row:
    """What changed between two editions, as rows of text."""
    decimals = max(one.decimals for one in (pair.old, pair.new))
    forms = words.t["compare"]
    years = {"old": words.edition(pair.old, pair.old.snapshot.series)}
    years["new"] = words.edition(pair.new, pair.new.snapshot.series)
    rows = [
        {
            "label": words.category(pair.new, change.of[0])
            if len(change.of) == 1
            else words.group(pair.new, change.of),
            "old": words.between(change.old, decimals),
            "new": words.between(change.new, decimals),
            "points": words.points(change.points),
            "allowed": _points(change.confidence_interval, words),
            "verdict": change.verdict,
            "verdict_text": forms["verdicts"][change.verdict],
        }
        for change in pair.changes
    ]
    segment = words.segment(pair.new, pair.segment)
    return {
        "caption": forms["differences"].format(segment=segment, **years),
        **years,
        "rows": rows,
        "left": counted(forms, "left", words.locale, pair.left) if pair.left else None,
        "differs": _remarks(pair, words),
    }


def _remarks(pair: EditionPair, words: FigureWords) -> list[str]:
    """Doubts about the figures of two editions, and how the questions differ."""
    both = (pair.old, pair.new)
    texts = [*(one.caution for one in both), *(one.differs for one in both)]
    return list(dict.fromkeys(text[words.locale] for text in texts if text))


def _points(interval: Interval | None, words: FigureWords) -> str:
    return str(words.t["missing"]) if interval is None else words.points(interval)
