"""Checks of evidence against the figures that it names: what a sentence, label or drawing says is so here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspi_build.diagnostics import did_you_mean, one_of
from cspi_build.editions.checks.findings import Finding, walk_cells
from cspi_build.editions.checks.tally import Tally
from cspi_build.editions.reconcile import Span
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Evidence, GroupSum, Metric, ShareFigure
from cspi_build.schema.number_words import percent_hint
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_named_evidence"]

_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[%％]")


def check_named_evidence(spec: EditionSpec) -> Iterator[Finding]:
    """Every check of a cell that names categories, and every published figure that no check names."""
    for path, metric, cell in walk_cells(spec):
        for index, evidence in enumerate(cell.checks):
            at = (*path, "checks", index)
            known = list(_known(at, evidence, metric))
            yield from known
            if not known:
                yield from _evidence(at, evidence, metric, cell, spec)
        if cell.checks and spec.origin.pages is not None:
            yield from _published(path, cell)
        yield from _contradicted(path, metric, cell, spec)


def _known(path: NodePath, evidence: Evidence, metric: Metric) -> Iterator[Finding]:
    ids = [category.id for category in metric.categories]
    named = [((*path, "of", at), id_) for at, id_ in enumerate(evidence.of)]
    for at, id_ in [*named, *(((*path, "quote", id_), id_) for id_ in evidence.quote)]:
        if id_ not in ids:
            hint = did_you_mean(id_, ids)
            yield Finding(at, f"there is no category `{id_}`", expected=one_of(ids), hint=hint)
    if len(set(evidence.of)) < len(evidence.of):
        yield Finding((*path, "of"), "a category stands here twice", on_key=True)


def _evidence(
    path: NodePath, evidence: Evidence, metric: Metric, cell: Cell, spec: EditionSpec
) -> Iterator[Finding]:
    if evidence.by == "sentence" and evidence.value is not None:
        yield from _sentence(path, evidence, metric, cell, spec)
    if evidence.by == "order":
        yield from _order(path, evidence, metric, cell, spec)
    if evidence.by == "label":
        yield from _label(path, evidence, metric, cell, spec)
    if evidence.least is not None or evidence.most is not None:
        yield from _bounds(path, evidence, metric, cell)


def _sentence(
    path: NodePath, evidence: Evidence, metric: Metric, cell: Cell, spec: EditionSpec
) -> Iterator[Finding]:
    """What a sentence states is the figure of the categories that it is about, or is corrected."""
    value = evidence.value or 0.0
    if not evidence.of:
        expected = "`of`: the categories whose share this is"
        yield Finding(path, "a sentence with a figure says whose it is", expected=expected)
        return
    share = _share_of(evidence.of, metric, cell)
    half = 0.5 if value == int(value) else 0.5 * 10.0**-metric.decimals
    if value in _printed(evidence.of, metric, cell, spec):
        return
    if share is None or abs(share - value) > half + 1e-9:
        found = "no figure" if share is None else f"{share:.{metric.decimals}f}"
        message = f"the sentence states {value:g} for these categories"
        expected = f"{value:g}, or a correction that has it as `printed`"
        yield Finding((*path, "value"), message, found=found, expected=expected, hint=percent_hint(value))


def _share_of(of: Iterable[str], metric: Metric, cell: Cell) -> float | None:
    """The share of some categories together, as exactly as the cell knows it."""
    of = list(of)
    part = next((one for one in cell.sums if set(one.of) == set(of)), None)
    figures: list[ShareFigure | GroupSum] = [cell.shares[id_] for id_ in of if id_ in cell.shares]
    if part is not None:
        figures = [part]
    elif len(figures) < len(of) or (len(of) > 1 and metric.kind == "multiple"):
        return None
    return sum(_exact(figure, cell) for figure in figures)


def _exact(figure: ShareFigure | GroupSum, cell: Cell) -> float:
    known = figure.count is not None and cell.n != "unknown"
    return 100 * (figure.count or 0) / int(cell.n) if known else figure.share


def _printed(of: Iterable[str], metric: Metric, cell: Cell, spec: EditionSpec) -> list[float]:
    """What the source prints for these categories where this edition has something else."""
    named = set(of)
    return [
        one.printed
        for one in spec.corrections
        if one.metric == metric.id and one.segment == cell.segment and set(one.of) == named
    ]


def _order(
    path: NodePath, evidence: Evidence, metric: Metric, cell: Cell, spec: EditionSpec
) -> Iterator[Finding]:
    """The figures in the order drawn are those of the categories in that order; the order of another table is
    put in words."""
    if evidence.page not in (None, cell.page) and evidence.text is not None:
        return
    if not evidence.of or len(evidence.of) != len(evidence.drawn):
        expected = "`of` and `drawn`: as many categories as figures, in the order drawn"
        yield Finding(path, "an order has its labels and its figures", expected=expected)
        return
    for position, (id_, drawn) in enumerate(zip(evidence.of, evidence.drawn, strict=True)):
        yield from _same((*path, "drawn", position), id_, drawn, metric, cell, spec)


def _label(
    path: NodePath, evidence: Evidence, metric: Metric, cell: Cell, spec: EditionSpec
) -> Iterator[Finding]:
    """What stands beside a label is the figure of its category."""
    if not evidence.quote:
        expected = '`quote`: by category, what is printed, such as "Yes 43.3%"'
        yield Finding(path, "a label is quoted with its figure", expected=expected)
    for id_, text in evidence.quote.items():
        numbers = _NUMBER.findall(text)
        if not numbers:
            yield Finding((*path, "quote", id_), "this has no figure in percent", found=text)
        elif id_ not in cell.shares:
            yield Finding((*path, "quote", id_), f"`{id_}` has no figure in this cell", on_key=True)
        else:
            ends = {
                float(numbers[0]),
                float(numbers[-1]),
            }  # of a bin in percent the label is a number as well
            printed = cell.shares[id_].share if cell.shares[id_].share in ends else float(numbers[-1])
            yield from _same((*path, "quote", id_), id_, printed, metric, cell, spec)


def _same(
    path: NodePath, id_: str, printed: float, metric: Metric, cell: Cell, spec: EditionSpec
) -> Iterator[Finding]:
    """A printed figure is that of its category, unless the category has none here."""
    figure = cell.shares.get(id_)
    if figure is None or printed == figure.share or printed in _printed([id_], metric, cell, spec):
        return
    message = f"`{id_}` has another figure in this cell"
    yield Finding(path, message, found=f"{printed:g}", expected=f"{figure.share:g}")


def _bounds(path: NodePath, evidence: Evidence, metric: Metric, cell: Cell) -> Iterator[Finding]:
    if not evidence.of:
        yield Finding(path, "`least` and `most` are of some categories", expected="`of`")
        return
    if cell.n == "unknown":
        yield Finding(path, "`least` and `most` need a known n", expected="an n")
        return
    span = Tally(metric, cell).span(evidence.of)
    most = cell.n if evidence.most is None else evidence.most
    if span.low > most or span.high < (evidence.least or 0):
        expected = f"{Span(evidence.least or 0, most)}"
        key = "most" if evidence.most is not None else "least"
        yield Finding((*path, key), "the counts of this cell are not within these bounds", found=f"{span}",
                      expected=expected)  # fmt: skip


def _published(path: NodePath, cell: Cell) -> Iterator[Finding]:
    """Where a cell names sentences or labels, one of them gives each published figure."""
    told = [check for check in cell.checks if check.by == "sentence"]
    quoted = {id_ for check in cell.checks for id_ in check.quote}
    said = {frozenset(check.of) for check in told}
    if any(not check.of for check in told) or not (told or quoted):  # in words, or not at all
        return
    expected = "a sentence with `of`, or a label with `quote`"
    for id_, figure in cell.shares.items():
        if (
            figure.status == "published"
            and figure.by is None
            and id_ not in quoted
            and frozenset({id_}) not in said
        ):
            at = (*path, "shares", id_, "status")
            yield Finding(at, "no check says where this is published", expected=expected)
    for index, part in enumerate(cell.sums):
        if part.status == "published" and frozenset(part.of) not in said:
            at = (*path, "sums", index, "status")
            yield Finding(at, "no check says where this is published", expected=expected)


def _contradicted(path: NodePath, metric: Metric, cell: Cell, spec: EditionSpec) -> Iterator[Finding]:
    """A figure that the source itself contradicts, by more than rounding, is not simply published."""
    for one in spec.corrections:
        if one.metric != metric.id or one.segment != cell.segment or len(one.of) > 1 or one.used == "unknown":
            continue
        figure = cell.shares.get(one.of[0])
        is_used = figure is not None and figure.share == one.used
        if (
            figure is not None
            and is_used
            and figure.status == "published"
            and abs(one.printed - one.used) > 0.5
        ):
            at = (*path, "shares", one.of[0], "status")
            message = f"page {one.page} prints {one.printed:g} for this"
            yield Finding(at, message, found="status: published", expected="another status")
