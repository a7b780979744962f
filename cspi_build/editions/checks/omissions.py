"""Checks of what an edition leaves out: its figures are shares of their n, its pages those of the source."""

from __future__ import annotations

from collections.abc import Iterator

from cspi_build.editions.checks.findings import Finding
from cspi_build.editions.reconcile import Rounded, counts_of, fits
from cspi_build.schema.edition import EditionSpec, LooseRow, Omission
from cspi_build.schema.number_words import percent_hint
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_omissions"]


def check_omissions(spec: EditionSpec) -> Iterator[Finding]:
    """Everything under `omitted`."""
    reached = 0
    for index, omission in enumerate(spec.omitted):
        path: NodePath = ("omitted", index)
        yield from _page(path, omission, reached, spec)
        reached = max(reached, omission.page or 0)
        for position, row in enumerate(omission.figures):
            yield from _row((*path, "figures", position), row, omission.decimals)


def _page(path: NodePath, omission: Omission, reached: int, spec: EditionSpec) -> Iterator[Finding]:
    if omission.page is None:
        return
    at, found = (*path, "page"), f"{omission.page}"
    if omission.page < reached:
        expected = f"{reached} or later: what is left out stands in the order of the source"
        yield Finding(at, "this page is before that of the entry before", found=found, expected=expected)
    themes = {metric.id: metric.theme for metric in spec.metrics}
    theme = next((theme for theme in spec.themes if theme.id == themes.get(omission.metric)), None)
    pages = None if theme is None else theme.pages
    if pages is not None and not pages.first <= omission.page <= pages.last:
        expected = f"{pages.first} to {pages.last}, as for `{omission.metric}`"
        yield Finding(at, "this page is not in the theme of the metric", found=found, expected=expected)
    ranges = [one.pages for one in spec.themes if one.pages is not None]
    is_paged = theme is None and len(ranges) == len(spec.themes)
    if is_paged and not any(one.first <= omission.page <= one.last for one in ranges):
        yield Finding(at, "this page is in no theme", found=found, expected="a page of one of the themes")


def _row(path: NodePath, row: LooseRow, decimals: int) -> Iterator[Finding]:
    if list(row.shares) != sorted(row.shares, reverse=True):
        yield Finding((*path, "shares"), "the largest figure comes first", on_key=True)
    shares: list[Rounded] = []
    for index, share in enumerate(row.shares):
        try:
            shares.append(Rounded.of(share, decimals))
        except ValueError:
            at = (*path, "shares", index)
            message, expected = f"{share} has too many decimals", f"{decimals} (`decimals`)"
            yield Finding(at, message, expected=expected, hint=percent_hint(share))
    if row.n is None or len(shares) < len(row.shares):
        return
    for index, rounded in enumerate(shares):
        if not counts_of(rounded, row.n):
            yield Finding(
                (*path, "shares", index), f"no count of {row.n} is {rounded}%", expected="a share of n"
            )
    if all(counts_of(rounded, row.n) for rounded in shares) and not fits(shares, row.n, "part", row.n):
        yield Finding((*path, "n"), "these figures are more than n together", found=f"{row.n}")
