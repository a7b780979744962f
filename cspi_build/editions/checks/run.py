"""All checks of editions that a model can't make. Each check yields findings; here they get their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from cspi_build.editions.checks.bins import check_metrics
from cspi_build.editions.checks.consistency import check_editions
from cspi_build.editions.checks.evidence import check_evidence
from cspi_build.editions.checks.evidence_pages import check_evidence_pages
from cspi_build.editions.checks.facts import check_facts
from cspi_build.editions.checks.findings import Finding
from cspi_build.editions.checks.fractions import check_fractions
from cspi_build.editions.checks.ids import check_ids
from cspi_build.editions.checks.margins import check_margins
from cspi_build.editions.checks.named_evidence import check_named_evidence
from cspi_build.editions.checks.omissions import check_omissions
from cspi_build.editions.checks.shares import check_shares
from cspi_build.editions.checks.totals import check_totals
from cspi_build.editions.languages import check_languages
from cspi_build.schema.edition import EditionSpec

__all__ = ["check_edition", "check_figures", "check_together", "check_within_cells"]

_CHECKS: tuple[Callable[[EditionSpec], Iterator[Finding]], ...] = (
    check_shares,
    check_fractions,
    check_totals,
    check_margins,
    check_ids,
    check_metrics,
    check_evidence,
    check_evidence_pages,
    check_named_evidence,
    check_omissions,
    check_facts,
    check_languages,
)


def check_edition(spec: EditionSpec) -> Iterator[Finding]:
    """Everything that is wrong within one edition."""
    return (finding for check in _CHECKS for finding in check(spec))


def check_figures(spec: EditionSpec) -> Iterator[Finding]:
    """What is wrong with single figures, whatever else a cell holds."""
    yield from check_shares(spec)


def check_within_cells(spec: EditionSpec, *, with_names: bool) -> Iterator[Finding]:
    """What is wrong within single cells, whatever other cells there are. `with_names`: the names that cells
    use can be judged, since what declares them is there."""
    yield from check_shares(spec)
    yield from check_totals(spec)
    if with_names:
        yield from (finding for finding in check_ids(spec) if "cells" in finding.path)


def check_together(specs: Sequence[EditionSpec], unread: Collection[str] = ()) -> list[list[Finding]]:
    """Everything that is wrong between editions, one list for each. `unread`: ids of those that are missing
    from `specs` because they can't be read."""
    others = [[*specs[:at], *specs[at + 1 :]] for at in range(len(specs))]
    return [list(check_editions(spec, rest, unread)) for spec, rest in zip(specs, others, strict=True)]
