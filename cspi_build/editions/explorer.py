"""What the pages on published figures are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cspi_build.editions.comparison import ComparedMetric, compared_metrics
from cspi_build.editions.published import MetricEdition

__all__ = ["Explorer", "chart_id"]


@dataclass(frozen=True)
class Explorer:
    """Compiled editions and surveys, and the program on the data page."""

    editions: tuple[Mapping[str, Any], ...]
    surveys: Sequence[Mapping[str, Any]]
    example: str = ""

    @cached_property
    def metrics(self) -> list[ComparedMetric]:
        """The metrics across editions."""
        return compared_metrics(self.editions)

    def metrics_of(self, edition: str) -> list[MetricEdition]:
        """The metrics of one edition, in its order."""
        own = {
            one.id: one for metric in self.metrics for one in metric.editions if one.snapshot.id == edition
        }
        data = next(data for data in self.editions if data["id"] == edition)
        return [own[metric["id"]] for metric in data["metrics"]]


def chart_id(locale: str, name: str, kind: str) -> str:
    """What a drawing is called; `kind` is wide or narrow."""
    return f"{locale}-{name}-{kind}"
