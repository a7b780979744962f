"""The drawn side of the pages on published figures: every chart of every language, and the files of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cspi_build.explorer.chart_files import light_colours, stand_alone
from cspi_build.explorer.chart_layout import NARROW, WIDE
from cspi_build.explorer.chart_panels import Drawing, draw_panels
from cspi_build.explorer.data import Explorer, chart_id
from cspi_build.explorer.editions import Topic, topics_of
from cspi_build.explorer.figure_words import FigureWords
from cspi_build.explorer.topic_charts import TopicChart, charts_of
from cspi_build.words import Words

__all__ = ["chart_files", "make_explorer"]

WIDTHS = {"wide": WIDE, "narrow": NARROW}
TOKENS = Path("site_src", "assets", "css", "tokens.css")
EXAMPLE = Path("site_src", "examples", "team_sizes.py")

Draw = Callable[[Mapping[str, Mapping[str, Drawing]]], dict[str, str]]
"""Draws charts by id, in groups by language and topic; gives their SVG by id."""


def make_explorer(
    root: Path,
    snapshots: tuple[Mapping[str, Any], ...],
    surveys: Sequence[Mapping[str, Any]],
    words: Sequence[Words],
    draw: Draw,
) -> Explorer:
    """Snapshots and surveys with all charts drawn by `draw`, which raises CspiBuildError where it fails."""
    if not snapshots:
        return Explorer((), surveys, {})
    wanted: dict[str, dict[str, Drawing]] = {}
    for locale, topic, chart in _charts(topics_of(snapshots), words):
        group = wanted.setdefault(f"{locale} {topic}", {})
        for kind, width in WIDTHS.items():
            group[chart_id(locale, chart.name, kind)] = draw_panels(chart.labels, chart.panels, width)
    example = (root / EXAMPLE).read_text(encoding="utf-8")
    return Explorer(snapshots, surveys, draw(wanted), example)


def chart_files(explorer: Explorer, words: Sequence[Words], root: Path) -> dict[str, str]:
    """The wide charts as files of their own, by language and name."""
    colours = light_colours((root / TOKENS).read_text(encoding="utf-8"))
    return {
        f"{locale}/{chart.name}.svg": stand_alone(
            explorer.charts[chart_id(locale, chart.name, "wide")], chart.name, chart.text, colours
        )
        for locale, _, chart in _charts(explorer.topics, words)
    }


def _charts(topics: Sequence[Topic], words: Sequence[Words]) -> Iterator[tuple[str, str, TopicChart]]:
    """Every chart with its language and the id of its topic."""
    for one in words if topics else ():
        said = FigureWords(one.locale, one.t["benchmarks"])  # type: ignore[arg-type]
        for topic in topics:
            for chart in charts_of(topic, said):
                yield one.locale, topic.id, chart
