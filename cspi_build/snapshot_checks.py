"""All checks of snapshots that a model can't make. Each check yields findings; here they get their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cspi_build.snapshot_bins import check_metrics
from cspi_build.snapshot_editions import check_editions
from cspi_build.snapshot_evidence import check_evidence
from cspi_build.snapshot_facts import check_facts
from cspi_build.snapshot_findings import Finding
from cspi_build.snapshot_ids import check_ids
from cspi_build.snapshot_margins import check_margins
from cspi_build.snapshot_models import SnapshotSpec
from cspi_build.snapshot_shares import check_shares
from cspi_build.snapshot_totals import check_totals

__all__ = ["check_snapshot", "check_together"]

_CHECKS: tuple[Callable[[SnapshotSpec], Iterator[Finding]], ...] = (
    check_ids,
    check_facts,
    check_metrics,
    check_shares,
    check_totals,
    check_margins,
    check_evidence,
)


def check_snapshot(spec: SnapshotSpec) -> list[Finding]:
    """Everything that is wrong within one snapshot."""
    return [finding for check in _CHECKS for finding in check(spec)]


def check_together(specs: Sequence[SnapshotSpec]) -> list[list[Finding]]:
    """Everything that is wrong between snapshots: one list for each."""
    return [list(check_editions(spec, [*specs[:at], *specs[at + 1 :]])) for at, spec in enumerate(specs)]
