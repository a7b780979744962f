"""The drawn side of the pages on published figures: every chart of every language, and the files of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cspi_build.explorer.chart_files import draw_all, light_colours, stand_alone
from cspi_build.explorer.chart_layout import NARROW, WIDE
from cspi_build.explorer.chart_panels import draw_panels
from cspi_build.explorer.data import Explorer, chart_id
from cspi_build.explorer.editions import Topic, topics_of
from cspi_build.explorer.figure_words import FigureWords
from cspi_build.explorer.topic_charts import TopicChart, charts_of
from cspi_build.node import Node
from cspi_build.words import Words

__all__ = ["chart_files", "make_explorer"]

WIDTHS = {"wide": WIDE, "narrow": NARROW}
TOKENS = Path("site_src", "assets", "css", "tokens.css")
EXAMPLE = Path("site_src", "examples", "team_sizes.py")


def make_explorer(
    root: Path,
    node: Node,
    snapshots: tuple[Mapping[str, Any], ...],
    surveys: Sequence[Mapping[str, Any]],
    words: Sequence[Words],
) -> Explorer:
    """Snapshots and surveys with all charts drawn. Raises CspiBuildError where the drawing fails."""
    if not snapshots:
        return Explorer((), surveys, {})
    wanted = {
        chart_id(locale, chart.name, kind): draw_panels(chart.labels, chart.panels, width)
        for locale, chart in _charts(topics_of(snapshots), words)
        for kind, width in WIDTHS.items()
    }
    example = (root / EXAMPLE).read_text(encoding="utf-8")
    return Explorer(snapshots, surveys, draw_all(root, node, wanted), example)


def chart_files(explorer: Explorer, words: Sequence[Words], root: Path) -> dict[str, str]:
    """The wide charts as files of their own, by language and name."""
    colours = light_colours((root / TOKENS).read_text(encoding="utf-8"))
    return {
        f"{locale}/{chart.name}.svg": stand_alone(
            explorer.charts[chart_id(locale, chart.name, "wide")], chart.name, chart.text, colours
        )
        for locale, chart in _charts(explorer.topics, words)
    }


def _charts(topics: Sequence[Topic], words: Sequence[Words]) -> Iterator[tuple[str, TopicChart]]:
    for one in words if topics else ():
        said = FigureWords(one.locale, one.t["benchmarks"])  # type: ignore[arg-type]
        for topic in topics:
            for chart in charts_of(topic, said):
                yield one.locale, chart
