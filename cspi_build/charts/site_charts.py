"""Every chart of the site: what is to be drawn, and what pages and downloads get of the drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from cspi_build.charts.layout import NARROW, WIDE
from cspi_build.charts.metric_charts import MetricChart, charts_of
from cspi_build.charts.panels import Drawing, draw_panels
from cspi_build.charts.render import inline_svg, light_colours, stand_alone
from cspi_build.editions.comparison import ComparedMetric
from cspi_build.editions.explorer import chart_id
from cspi_build.editions.figure_text import FigureWords
from cspi_build.settings.fallback import Words

__all__ = ["WIDTHS", "SiteChart", "chart_files", "drawing_groups", "page_drawings", "site_charts"]

WIDTHS = {"wide": WIDE, "narrow": NARROW}  # pixels; a page shows the one that fits

TOKENS = Path("site_src", "assets", "css", "tokens.css")


@dataclass(frozen=True)
class SiteChart:
    """A chart of the metric with the id `metric`, in one language."""

    locale: str
    metric: str
    chart: MetricChart

    def id(self, kind: str) -> str:
        """What its drawing of a kind, wide or narrow, is called."""
        return chart_id(self.locale, self.chart.name, kind)

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """What is to be drawn, by id."""
        chart = self.chart
        return {
            self.id(kind): draw_panels(chart.labels, chart.panels, width) for kind, width in WIDTHS.items()
        }

    @cached_property
    def made_from(self) -> object:
        """All that its drawings in pages depend on, for JSON."""
        return [asdict(self.chart.text), {name: vars(drawing) for name, drawing in self.drawings.items()}]


def site_charts(metrics: Sequence[ComparedMetric], words: Sequence[Words]) -> list[SiteChart]:
    """All charts of all metrics, in each language."""
    said = [FigureWords(one.locale, one.t["benchmarks"]) for one in words if metrics]  # type: ignore[arg-type]
    return [
        SiteChart(one.locale, metric.id, chart)
        for one in said
        for metric in metrics
        for chart in charts_of(metric, one)
    ]


def drawing_groups(charts: Iterable[SiteChart]) -> dict[str, dict[str, Drawing]]:
    """What is to be drawn, by id, in groups by language and metric: what is drawn again together."""
    groups: dict[str, dict[str, Drawing]] = {}
    for one in charts:
        groups.setdefault(f"{one.locale} {one.metric}", {}).update(one.drawings)
    return groups


def page_drawings(charts: Iterable[SiteChart], svgs: Mapping[str, str]) -> dict[str, str]:
    """The drawings as they stand in pages, by id. `svgs`: what was drawn."""
    return {
        one.id(kind): inline_svg(svgs[one.id(kind)], one.id(kind), one.chart.text, kind)
        for one in charts
        for kind in WIDTHS
    }


def chart_files(charts: Iterable[SiteChart], svgs: Mapping[str, str], root: Path) -> dict[str, str]:
    """The wide charts as files of their own, by language and name. `svgs`: what was drawn."""
    colours = light_colours((root / TOKENS).read_text(encoding="utf-8"))
    return {
        f"{one.locale}/{one.chart.name}.svg": stand_alone(
            svgs[one.id("wide")], one.chart.name, one.chart.text, colours
        )
        for one in charts
    }
