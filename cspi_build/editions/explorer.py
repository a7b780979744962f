"""What the pages on published figures are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cspi_build.editions.comparison import ComparedMetric, compared_metrics
from cspi_build.editions.differences import EditionPair, judged, pairs_of
from cspi_build.editions.published import MetricEdition
from cspi_core.benchmarking.edition import Snapshot, load_snapshot

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

    @cached_property
    def loaded(self) -> tuple[Snapshot, ...]:
        """The editions as the engine reads them."""
        return tuple(load_snapshot(data) for data in self.editions)

    @cached_property
    def pairs(self) -> Mapping[str, list[EditionPair]]:
        """What changed in each metric between editions, all tests corrected together."""
        found = [(metric.id, pair) for metric in self.metrics for pair in pairs_of(metric)]
        named = zip([name for name, _ in found], judged([pair for _, pair in found]), strict=True)
        by_metric: dict[str, list[EditionPair]] = {metric.id: [] for metric in self.metrics}
        for name, pair in named:
            by_metric[name].append(pair)
        return by_metric

    def panels_of(self, survey: str) -> list[Mapping[str, Any]]:
        """The editions that are panels of a survey."""
        return [data for data in self.editions if (data["panel"] or {}).get("survey") == survey]

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
