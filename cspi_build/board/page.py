"""The board pack as an HTML file of its own: two pages, with the radar as the page of the survey draws it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cspi_build.charts.panels import Drawing
from cspi_build.charts.render import draw_all, light_colours
from cspi_build.charts.site_charts import TOKENS
from cspi_build.parts.prepare import prepare_parts
from cspi_build.progress import Progress
from cspi_build.settings.languages import direction
from cspi_build.workspace.stage_cache import StageCache
from cspi_build.workspace.work_folder import shared_cache

__all__ = ["board_html", "draw_radar"]

WIDTH, HEIGHT = 460, 380

TOKEN = re.compile(r"var\((--cs-[\w-]+)\)")


def board_html(board: Mapping[str, Any], locale: str, radar: str | None) -> str:
    """Return the file; ``radar`` is the drawing as SVG, if there is one."""
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    drawn = Markup(radar) if radar else None  # noqa: S704 - our own drawing
    text = board["radar"]["aria"]["label"]["description"] if radar else ""
    template = environment.get_template("board.html.j2")
    parts = {"board": board, "locale": locale, "radar": drawn, "radar_text": text}
    return template.render(parts, dir=direction(locale)) + "\n"


def draw_radar(option: Mapping[str, Any], root: Path, work: Path) -> str:
    """Return the radar as SVG in the light colours. Raises CspiBuildError where Node fails."""
    parts = prepare_parts(root, work, Progress(quiet=True))
    drawing = Drawing(WIDTH, int(option.get("height") or HEIGHT), dict(option))
    program = parts.drawing_program(StageCache(shared_cache()))
    svg = draw_all(program, parts.node(), {"radar": drawing})["radar"]
    colours = light_colours((root / TOKENS).read_text(encoding="utf-8"))
    return TOKEN.sub(lambda found: colours[found[1]], svg)
