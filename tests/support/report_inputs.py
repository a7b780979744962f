"""What a report is made from, with a panel beside the figures."""

from __future__ import annotations

from functools import cache
from typing import Any

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.panels.preview import preview_panels
from golden_surveys import ROOT, compiled


@cache
def published() -> list[dict[str, Any]]:
    wanted = ("cspi-2019", "hicustomer-2021")
    return [compile_edition(one) for one in load_editions(ROOT / "benchmark_snapshots") if one.id in wanted]


@cache
def with_panels() -> list[dict[str, Any]]:
    """The published figures, and a panel of each survey that has axes."""
    return [*published(), *preview_panels([compiled("cspi")])]
