"""Checks of the pages that evidence names: what is said to be there can be there."""

from __future__ import annotations

from collections.abc import Iterator

from cspi_build.editions.checks.findings import Finding, walk_cells, walk_metrics
from cspi_build.schema.edition import EditionSpec, Theme
from cspi_build.schema.metric import Cell, Evidence, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_evidence_pages"]


def check_evidence_pages(spec: EditionSpec) -> Iterator[Finding]:
    """Every page of every check, in a source with pages."""
    if spec.origin.pages is None:
        return
    tables = _tables(spec)
    for path, metric, cell in walk_cells(spec):
        for index, evidence in enumerate(cell.checks):
            if evidence.page is not None:
                at = (*path, "checks", index, "page")
                yield from _page(at, evidence, evidence.page, metric, cell, spec, tables)
    yield from _voices(spec)
    yield from _themes(spec)


def _voices(spec: EditionSpec) -> Iterator[Finding]:
    """What open answers are about stands in the theme of the metric, in the order of the source."""
    for path, metric in walk_metrics(spec):
        reached = metric.cells[0].page or 0
        for index, voice in enumerate(metric.voices):
            page, at = voice.page, (*path, "voices", index, "page")
            if page is None:
                yield Finding(
                    (*path, "voices", index), "`page` is missing", expected="the page of the source"
                )
            elif page < reached or not _in_theme(page, metric, spec):
                expected = f"{reached} or later, in the theme `{metric.theme}`"
                yield Finding(at, "open answers of another question", found=f"{page}", expected=expected)
            reached = max(reached, page or 0)


def _tables(spec: EditionSpec) -> frozenset[int]:
    """The pages with a table that this edition uses or leaves out."""
    pages = [cell.page for _, _, cell in walk_cells(spec)] + [one.page for one in spec.omitted]
    return frozenset(page for page in pages if page is not None)


def _page(
    path: NodePath,
    evidence: Evidence,
    page: int,
    metric: Metric,
    cell: Cell,
    spec: EditionSpec,
    tables: frozenset[int],
) -> Iterator[Finding]:
    if evidence.by == "margin" and page not in tables:
        expected = "a page with a table that is used or left out here"
        yield Finding(path, f"there is no table on page {page}", expected=expected)
    elif evidence.by == "margin" and evidence.text is None and not evidence.of:
        if not _is_related(page, metric, cell, spec):
            expected = "a table of the same question, of what respondents are split by, or with this n"
            yield Finding(
                path, f"the table on page {page} has no figure to hold these against", expected=expected
            )
    elif evidence.by == "repeat" and page in tables:
        expected = "a page that is not used here"
        yield Finding(path, f"page {page} has a table of its own", expected=expected)
    elif (
        evidence.by == "sentence"
        and page != cell.page
        and (page in tables or not _in_theme(page, metric, spec))
    ):
        expected = f"{cell.page}, or a page of the theme without a table"
        yield Finding(path, "a sentence about other figures", found=f"{page}", expected=expected)


def _is_related(page: int, metric: Metric, cell: Cell, spec: EditionSpec) -> bool:
    split_by = {one.metric for one in spec.segments if one.id in cell.segment}
    for _, other, table in walk_cells(spec):
        if table.page != page:
            continue
        counts = {figure.count for figure in table.shares.values()}
        if other.id == metric.id or other.id in split_by or cell.n in {table.n, *counts}:
            return True
    return any(one.page == page and one.metric == metric.id for one in spec.omitted)


def _in_theme(page: int, metric: Metric, spec: EditionSpec) -> bool:
    pages = next((theme.pages for theme in spec.themes if theme.id == metric.theme), None)
    return pages is None or pages.first <= page <= pages.last


def _themes(spec: EditionSpec) -> Iterator[Finding]:
    """Themes do not share pages."""
    taken: list[Theme] = []
    for index, theme in enumerate(spec.themes):
        if theme.pages is None:
            continue
        for before in taken:
            if before.pages is not None and theme.pages.first <= before.pages.last <= theme.pages.last:
                at = ("themes", index, "pages", "from")
                message = f"these pages are among those of `{before.id}`"
                expected = f"{before.pages.last + 1} or later"
                yield Finding(at, message, found=f"{theme.pages.first}", expected=expected)
        taken.append(theme)
