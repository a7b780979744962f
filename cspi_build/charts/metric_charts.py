"""The charts of a metric: how answers spread in each edition, single values, and each way to split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cspi_build.charts.layout import Bar, Panel, Tone
from cspi_build.charts.quantiles import has_quantiles, quantile_panels, quantile_splits, quantile_table
from cspi_build.charts.render import ChartText
from cspi_build.editions.comparison import SUPPRESSED, ComparedMetric, Figure, crowd, figures_of
from cspi_build.editions.figure_text import FigureWords
from cspi_build.editions.published import MetricEdition, PublishedCell

__all__ = ["MetricChart", "charts_of"]


@dataclass(frozen=True)
class MetricChart:
    """A chart of a metric in one language. `name` is the metric's id, and what part is shown."""

    name: str
    labels: Sequence[str]
    panels: Sequence[Panel]
    text: ChartText


def charts_of(metric: ComparedMetric, words: FigureWords) -> Iterator[MetricChart]:
    """All charts of a metric, each under a name of its own."""
    yield from _spread(metric, words)
    yield from _statistics(metric, words)
    for edition in metric.editions:
        if has_quantiles(edition):
            yield from _quantiles(metric, edition, words)
        elif edition.snapshot.panel is None:  # a panel is split in so many ways that tables have to do
            for dimension in edition.dimensions:
                yield from _split(metric, edition, dimension, words)


def _spread(metric: ComparedMetric, words: FigureWords) -> Iterator[MetricChart]:
    """Everyone, in each edition that says something of most answers; then, of the rest, what compares."""
    pairs = [(one, cell) for one in metric.editions if (cell := one.cell({})) and _drawable(cell)]
    full = [(one, cell) for one, cell in pairs if _is_full(metric, one, cell)] or pairs[:1]
    if full:
        yield _together(metric, full, words)
    if len(full) < len(pairs):
        yield from _side_by_side(metric, pairs, words)


def _together(
    metric: ComparedMetric, pairs: Sequence[tuple[MetricEdition, PublishedCell]], words: FigureWords
) -> MetricChart:
    """A panel an edition; the leading one stands out."""
    categories = [c for c in metric.categories if any(c in one.category_ids for one, _ in pairs)]
    panels = []
    for one, cell in pairs:
        name = words.edition(one, metric.series) if len(pairs) > 1 else ""
        strong = one is metric.lead or len(pairs) == 1
        panels.append(_panel(name, one, cell, categories, words, "strong" if strong else "other"))
    labels = [words.label(metric, category) for category in categories]
    return _chart(metric.id, _titled(metric, pairs, words), labels, panels, [one for one, _ in pairs], words)


def _side_by_side(
    metric: ComparedMetric, pairs: Sequence[tuple[MetricEdition, PublishedCell]], words: FigureWords
) -> Iterator[MetricChart]:
    """The answers of which several editions give the share: a panel each, the editions below one another."""
    shares = [(one, cell, _shares(one, cell)) for one, cell in pairs]
    common = [
        category
        for category in metric.categories
        if sum(_is_given(own.get(category)) for _, _, own in shares) > 1
    ]
    used = [row for row in shares if any(_is_given(row[2].get(category)) for category in common)]
    if not common:
        return
    labels = [words.list([words.edition(one, metric.series), words.n(cell.n)]) for one, cell, _ in used]
    panels = [
        Panel(
            words.label(metric, category),
            "",
            [_bar(own.get(category), one, cell, words, _tone(metric, one)) for one, cell, own in used],
        )
        for category in common
    ]
    title = _titled(metric, [(one, cell) for one, cell, _ in used], words)
    yield _chart(f"{metric.id}-editions", title, labels, panels, [one for one, _, _ in used], words)


def _split(
    metric: ComparedMetric, edition: MetricEdition, dimension: str, words: FigureWords
) -> Iterator[MetricChart]:
    """The groups of a dimension in one edition, beside everyone."""
    split = [cell for cell in edition.cells_by(dimension) if _drawable(cell)]
    everyone = edition.cell({})
    if not split:
        return
    before = [everyone] if everyone is not None and _drawable(everyone) else []
    known = [_shares(edition, cell) for cell in split]
    categories = [
        category.id
        for category in edition.categories
        if any(own[category.id].bounds is not None or own[category.id].status == SUPPRESSED for own in known)
    ]
    panels = [
        _panel(
            words.segment(edition, cell.segment),
            edition,
            cell,
            categories,
            words,
            "strong" if cell.segment else "other",
        )
        for cell in [*before, *split]
    ]
    labels = [words.category(edition, category) for category in categories]
    dimension_label = edition.snapshot.dimension_by_id[dimension].label[words.locale]
    form = words.t["metric"]["segment_chart"]
    title = form.format(title=edition.title[words.locale], dimension=dimension_label)
    yield _chart(f"{metric.id}-{edition.snapshot.id}-{dimension}", title, labels, panels, [edition], words)


def _quantiles(metric: ComparedMetric, edition: MetricEdition, words: FigureWords) -> Iterator[MetricChart]:
    """The quartiles of a panel's score, for each way to split that has any."""
    for dimension, cells in quantile_splits(edition):
        table = quantile_table(metric, edition, dimension, cells, words)
        labels = [row["label"] for row in table["rows"]]
        if any(cell.figures for cell in cells):
            title = f"{edition.title[words.locale]} ({table['title']})"
            panels = list(quantile_panels(edition, cells, words))
            yield _chart(table["chart"], title, labels, panels, [edition], words)


def _statistics(metric: ComparedMetric, words: FigureWords) -> Iterator[MetricChart]:
    """Single values, one bar each; none where they count in different units, or below zero."""
    found = [
        (one, cell, figure.of[0], figure.value)
        for one in metric.editions
        if not has_quantiles(one)
        for cell in one.cells
        for figure in figures_of(one, cell)
        if figure.value is not None
    ]
    units, kinds = {one.unit for one, *_ in found}, {name for *_, name, _ in found}
    if len(units) != 1 or any(value < 0 for *_, value in found):
        return
    form = words.t["metric"]["statistic_row"]
    labels = []
    for one, cell, name, _ in found:
        segment = words.segment(one, cell.segment)
        who = words.list([segment, words.statistic(name)]) if len(kinds) > 1 else segment
        labels.append(form.format(edition=words.edition(one, metric.series), segment=who))
    bars = [Bar(value, value, words.value(value, one)) for one, _, _, value in found]
    title = metric.lead.title[words.locale]
    panel = Panel("", "", bars)
    yield _chart(f"{metric.id}-values", title, labels, [panel], [one for one, *_ in found], words)


def _chart(
    name: str,
    title: str,
    labels: Sequence[str],
    panels: Sequence[Panel],
    editions: Sequence[MetricEdition],
    words: FigureWords,
) -> MetricChart:
    who = words.populations(editions)
    sources = dict.fromkeys(
        words.list([one.snapshot.attribution[words.locale], *who.get(one.snapshot.id, "").splitlines()])
        for one in editions
    )
    doubts = dict.fromkeys(one.caution[words.locale] for one in editions if one.caution)
    notes = [*doubts, *sources]
    return MetricChart(name, labels, panels, ChartText(title, _description(labels, panels, words), notes))


def _titled(
    metric: ComparedMetric, pairs: Sequence[tuple[MetricEdition, PublishedCell]], words: FigureWords
) -> str:
    editions = words.list(dict.fromkeys(words.edition(one, metric.series) for one, _ in pairs))
    form = words.t["metric"]["chart_title"]
    return str(form.format(title=metric.lead.title[words.locale], editions=editions))


def _panel(
    name: str,
    edition: MetricEdition,
    cell: PublishedCell,
    categories: Sequence[str],
    words: FigureWords,
    tone: Tone,
) -> Panel:
    shares = _shares(edition, cell)
    told = words.t["legend"]["second_hand"] if edition.snapshot.second_hand else None
    note = words.list(part for part in (words.source(cell), told, words.crowd(cell.n)) if part)
    return Panel(name, note, [_bar(shares.get(c), edition, cell, words, tone) for c in categories])


def _bar(
    figure: Figure | None, edition: MetricEdition, cell: PublishedCell, words: FigureWords, tone: Tone
) -> Bar:
    """No bar for an answer that this edition does not have; one that it may have is not known."""
    if figure is None:
        is_open = edition.open is not None
        return Bar(None, None, words.t["status"]["not_known"] if is_open else words.t["missing"])
    low, high = figure.bounds or (None, None)
    if figure.share is None and low == high and low is not None:
        low = 0.0  # what the other answers leave is not published: the bar stays open
    return Bar(low, high, words.share(figure, edition), tone, crowd(cell.n))


def _description(labels: Sequence[str], panels: Sequence[Panel], words: FigureWords) -> str:
    forms: Mapping[str, str] = words.t["metric"]
    said = []
    for panel in panels:
        pairs = zip(labels, panel.bars, strict=True)
        values = words.list(forms["chart_value"].format(label=label, value=bar.text) for label, bar in pairs)
        head = words.list(part for part in (panel.title, panel.note) if part)
        said.append(forms["chart_panel"].format(panel=head, values=values) if head else values)
    return " ".join(said)


def _shares(edition: MetricEdition, cell: PublishedCell) -> dict[str, Figure]:
    return {figure.of[0]: figure for figure in figures_of(edition, cell) if figure.kind == "share"}


def _is_given(figure: Figure | None) -> bool:
    return figure is not None and figure.share is not None


def _is_full(metric: ComparedMetric, edition: MetricEdition, cell: PublishedCell) -> bool:
    """Whether the edition says something of at least half the answers."""
    said = sum(figure.bounds is not None for figure in _shares(edition, cell).values())
    return 2 * said >= len(metric.categories) or edition is metric.lead


def _tone(metric: ComparedMetric, edition: MetricEdition) -> Tone:
    """The leading study stands out from others, which asked other people."""
    return "strong" if edition.snapshot.series == metric.series else "other"


def _drawable(cell: PublishedCell) -> bool:
    return cell.has_shares or cell.suppressed
