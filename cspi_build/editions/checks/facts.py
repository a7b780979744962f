"""Checks of what is said around the figures: the id, dates, pages and n."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cspi_build.editions.checks.findings import Finding, walk_cells, walk_metrics
from cspi_build.schema.edition import EditionSpec, Theme
from cspi_build.schema.metric import Cell, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_facts", "latest_day"]


def check_facts(spec: EditionSpec) -> Iterator[Finding]:
    """Everything around the figures."""
    yield from _id(spec)
    yield from _accessed(spec)
    yield from _dates(spec)
    yield from _n(spec)
    yield from _coverage(spec)
    yield from _theme_pages(spec)
    yield from _pages(spec)
    yield from _order_of_pages(spec)


def _id(spec: EditionSpec) -> Iterator[Finding]:
    expected = f"{spec.edition.series}-{spec.edition.year}"
    if spec.id != expected:
        yield Finding(("id",), "the id is not series and year", found=spec.id, expected=expected)


def _accessed(spec: EditionSpec) -> Iterator[Finding]:
    origin = spec.origin
    if origin.accessed is None and (origin.url or origin.coverage):
        message = "`accessed` is missing: what is on the web may change"
        yield Finding(("origin",), message, expected="the day on which it was read, or `not recorded`")


def _dates(spec: EditionSpec) -> Iterator[Finding]:
    origin, fieldwork = spec.origin, spec.study.fieldwork
    days: list[tuple[NodePath, str | None]] = []
    if fieldwork is not None:
        at = ("study", "fieldwork")
        days += [((*at, "from"), fieldwork.start), ((*at, "to"), fieldwork.end)]
    days += [(("origin", "published"), origin.published)]
    if origin.accessed != "not recorded":
        days += [(("origin", "accessed"), origin.accessed)]
    given = [(path, day) for path, day in days if day is not None]
    for path, day in given:
        if not _is_day(day):
            yield Finding(path, f"there is no day {day}")
        elif day[:10] > latest_day()[: len(day)]:
            yield Finding(path, "this is in the future", found=day, expected=f"{latest_day()} or earlier")
    for (_, before), (path, after) in pairwise(given):
        if _has_month(before) and _has_month(after) and after[: len(before)] < before[: len(after)]:
            yield Finding(path, "this is before what comes first", found=after, expected=f"{before} or later")
    if fieldwork is not None and abs(int(fieldwork.start[:4]) - spec.edition.year) > 1:
        message = "the fieldwork is not of the edition's year"
        yield Finding(
            ("study", "fieldwork", "from"), message, found=fieldwork.start, expected=str(spec.edition.year)
        )


def latest_day() -> str:
    """Today, in the time zone where it is latest."""
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=14)).date().isoformat()


def _has_month(text: str) -> bool:
    """Whether a day, even one that its month does not have, comes before or after others."""
    return 1 <= int([*text.split("-"), "1"][1]) <= 12


def _is_day(text: str) -> bool:
    year, month, day = [int(part) for part in text.split("-")] + [1] * (2 - text.count("-"))
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _n(spec: EditionSpec) -> Iterator[Finding]:
    if spec.study.n_about is not None and spec.study.n != "unknown":
        yield Finding(("study", "n_about"), "n is known", expected="no `n_about`", on_key=True)
    is_unknown = spec.study.n == "unknown" or any(cell.n == "unknown" for _, _, cell in walk_cells(spec))
    if is_unknown and spec.study.n_note is None:
        expected = "`n_note`: why an n is not known"
        yield Finding(("study", "n"), "an unknown n is said in words", expected=expected, on_key=True)
    for path, _, cell in walk_cells(spec):
        if cell.n != "unknown" and spec.study.n != "unknown" and cell.n > spec.study.n:
            message, expected = "more respondents than the study has", f"{spec.study.n} at most (`study.n`)"
            yield Finding((*path, "n"), message, found=f"{cell.n}", expected=expected)


def _coverage(spec: EditionSpec) -> Iterator[Finding]:
    if spec.second_hand and not spec.origin.coverage:
        expected = "`coverage`: the pages that the figures were read in"
        yield Finding(("second_hand",), "second-hand figures name what they were read in", expected=expected)
    if not spec.second_hand and spec.origin.coverage:
        yield Finding(("origin", "coverage"), "coverage of a snapshot that is not second-hand", on_key=True)


def _theme_pages(spec: EditionSpec) -> Iterator[Finding]:
    for index, theme in enumerate(spec.themes):
        if theme.pages is not None and theme.pages.first > theme.pages.last:
            at, message = ("themes", index, "pages", "to"), "the pages end before they start"
            expected = f"{theme.pages.first} or later"
            yield Finding(at, message, found=f"{theme.pages.last}", expected=expected)


def _pages(spec: EditionSpec) -> Iterator[Finding]:
    last = spec.origin.pages
    for path, _, cell in walk_cells(spec):
        if last is None and cell.page is not None:
            at = (*path, "page")
            message, expected = "a page of a source that has none", "`origin.pages`, or no `page`"
            yield Finding(at, message, expected=expected, on_key=True)
        elif last is not None and cell.page is None:
            yield Finding(path, "`page` is missing", expected=f"a page from 1 to {last}")
    for path, page in [*_all_pages(spec)]:
        if last is not None and page > last:
            yield Finding(path, f"there is no page {page}", expected=f"1 to {last} (`origin.pages`)")


def _all_pages(spec: EditionSpec) -> Iterator[tuple[NodePath, int]]:
    for path, _, cell in walk_cells(spec):
        if cell.page is not None:
            yield (*path, "page"), cell.page
        for index, check in enumerate(cell.checks):
            if check.page is not None:
                yield (*path, "checks", index, "page"), check.page
    yield from _pages_of_voices(spec)
    for index, omission in enumerate(spec.omitted):
        if omission.page is not None:
            yield ("omitted", index, "page"), omission.page
    for index, correction in enumerate(spec.corrections):
        yield ("corrections", index, "page"), correction.page
    for index, theme in enumerate(spec.themes):
        if theme.pages is not None:
            yield ("themes", index, "pages", "to"), theme.pages.last


def _pages_of_voices(spec: EditionSpec) -> Iterator[tuple[NodePath, int]]:
    for path, metric in walk_metrics(spec):
        for index, voice in enumerate(metric.voices):
            if voice.page is not None:
                yield (*path, "voices", index, "page"), voice.page


def _order_of_pages(spec: EditionSpec) -> Iterator[Finding]:
    """Metrics stand as in the source; a split is one table, on one page, after the figures for all."""
    themes, reached = {theme.id: theme for theme in spec.themes}, 0
    for path, metric in walk_metrics(spec):
        page, at = metric.cells[0].page, (*path, "cells", 0, "page")
        if page is None or page > (spec.origin.pages or page):
            continue
        if page < reached:
            message = "this page is before that of the metric before"
            expected = f"{reached} or later: metrics stand in the order of the source"
            yield Finding(at, message, found=f"{page}", expected=expected)
        reached = max(reached, page)
        yield from _in_theme(at, page, [themes.get(metric.theme)])
        yield from _order_in_metric(path, metric)
        for index, cell in enumerate(metric.cells):
            if index and cell.page is not None:
                near = [themes.get(name) for name in _themes_of(metric, cell, spec)]
                yield from _in_theme((*path, "cells", index, "page"), cell.page, near)


def _themes_of(metric: Metric, cell: Cell, spec: EditionSpec) -> Iterator[str]:
    """The themes among whose pages a cell may be: its own, and that of what respondents are split by."""
    yield metric.theme
    split_by = {one.id: one.metric for one in spec.segments}
    own = {one.id: one.theme for one in spec.metrics}
    for dimension in cell.segment:
        name = split_by.get(dimension)
        if name in own:
            yield own[name]


def _in_theme(path: NodePath, page: int, themes: Sequence[Theme | None]) -> Iterator[Finding]:
    """A page is among those of one of the themes, where all of them name theirs."""
    given = [theme for theme in themes if theme is not None and theme.pages is not None]
    ranges = [(theme.pages.first, theme.pages.last) for theme in given if theme.pages is not None]
    if ranges and len(ranges) == len(themes) and not any(low <= page <= high for low, high in ranges):
        expected = f"{ranges[0][0]} to {ranges[0][1]} (theme `{given[0].id}`)"
        yield Finding(path, "this page is not in the theme", found=f"{page}", expected=expected)


def _order_in_metric(path: NodePath, metric: Metric) -> Iterator[Finding]:
    pages: dict[str, int] = {}
    reached = 0
    for index, cell in enumerate(metric.cells):
        if cell.page is None:
            continue
        at, split = (*path, "cells", index, "page"), " × ".join(sorted(cell.segment))
        first = pages.setdefault(split, cell.page)
        if cell.page != first:
            message = f"the split by {split} is on two pages"
            yield Finding(at, message, found=f"{cell.page}", expected=f"{first}")
        elif cell.page < reached:
            message = "this page is before that of the cell before"
            yield Finding(at, message, found=f"{cell.page}", expected=f"{reached} or later")
        reached = max(reached, first)
