"""Charts drawn at build time: one Node process draws them all, as SVG that needs no script.

A drawing is used twice: within a page, where its colours are the page's tokens and so follow light and dark,
and as a file of its own, in the light colours, with its title and its source written on it.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from cspi_build.charts.panels import HATCHES, Drawing
from cspi_build.diagnostics import CspiBuildError
from cspi_build.node import Node

__all__ = ["ChartText", "draw_all", "inline_svg", "light_colours", "stand_alone"]

SCRIPT = Path("site_src", "charts", "draw.mjs")

TIMEOUT = 300  # seconds

TOKEN = re.compile(r"var\((--cs-[\w-]+)\)")

DECLARED = re.compile(r"(--cs-[\w-]+):\s*(#[0-9a-fA-F]{3,8})\s*;")

ROOT = re.compile(r"<svg\b[^>]*>")

FONTS = (
    "'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic', Meiryo, 'Segoe UI', Roboto, sans-serif"
)

MARGIN, TITLE, LINE = 24, 20, 17  # pixels, in a file of its own


@dataclass(frozen=True)
class ChartText:
    """What a chart says in words: its title, its values for those who do not see it, and its source."""

    title: str
    description: str
    source: Sequence[str]


def draw_all(program: Path, node: Node, wanted: Mapping[str, Drawing]) -> dict[str, str]:
    """The SVG of every drawing by its id, drawn by SCRIPT or `program`, a bundle of it.

    Raises CspiBuildError where Node or the drawing fails.
    """
    lines = [
        json.dumps({"id": name, "width": one.width, "height": one.height, "option": one.option})
        for name, one in wanted.items()
    ]
    command = [str(node.program), str(program)]
    try:
        done = subprocess.run(
            command, input="\n".join(lines), capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CspiBuildError(f"Drawing the charts failed: {error}") from error
    drawn = {one["id"]: one["svg"] for one in map(json.loads, done.stdout.splitlines())}
    missing = [name for name in wanted if name not in drawn]
    if done.returncode or missing:
        said = next((line for line in done.stderr.splitlines() if "Error" in line), done.stderr[:200])
        raise CspiBuildError(f"Drawing the charts failed at {(missing or ['the end'])[0]}: {said.strip()}")
    return drawn


def inline_svg(svg: str, name: str, text: ChartText, kind: str) -> str:
    """The drawing as it stands in a page, on one line. `kind` is a class that says where it is shown."""
    width, height = _size(svg)
    head = (
        f'<svg class="cs-chart cs-chart--{kind}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{_text(text.title)}</title>'
        f'<desc id="{name}-desc">{_text(text.description)}</desc>{_patterns(svg, name)}'
    )
    return _one_line(head + _hatched(_body(svg), name))


def stand_alone(svg: str, name: str, text: ChartText, colours: Mapping[str, str]) -> str:
    """The drawing as a file: with title, source and a ground, all colours spelled out."""
    width, height = _size(svg)
    sources = [line for source in text.source for line in _folded(source, width)]
    titles = _folded(text.title, width, 16)
    top = MARGIN + len(titles) * TITLE + 16
    below = top + height + 14
    whole = below + len(sources) * LINE + MARGIN - 6
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 2 * MARGIN}" height="{whole}"'
        f' viewBox="0 0 {width + 2 * MARGIN} {whole}" role="img" font-family="{FONTS}">',
        f"<title>{_text(text.title)}</title>",
        f"<desc>{_text(text.description)}</desc>",
        _patterns(svg, name),
        '<rect width="100%" height="100%" fill="var(--cs-card)"/>',
        *(
            f'<text x="{MARGIN}" y="{MARGIN + 12 + at * TITLE}" font-size="16" font-weight="600"'
            f' fill="var(--cs-ink)">{_text(line)}</text>'
            for at, line in enumerate(titles)
        ),
        f'<g transform="translate({MARGIN} {top})">{_hatched(_body(svg), name).removesuffix("</svg>")}</g>',
        *(
            f'<text x="{MARGIN}" y="{below + (at + 1) * LINE}" font-size="12" fill="var(--cs-soft)">'
            f"{_text(line)}</text>"
            for at, line in enumerate(sources)
        ),
        "</svg>",
    ]
    return TOKEN.sub(lambda found: colours[found[1]], "\n".join(part for part in parts if part)) + "\n"


def light_colours(sheet: str) -> dict[str, str]:
    """The tokens of the light scheme, the first that the style sheet declares."""
    colours: dict[str, str] = {}
    for name, value in DECLARED.findall(sheet):
        colours.setdefault(name, value)
    return colours


def _size(svg: str) -> tuple[int, int]:
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    if found is None:
        raise ValueError("a drawing without a size")
    return int(found[1]), int(found[2])


def _body(svg: str) -> str:
    """What is drawn, with the closing tag, without the ground that ECharts puts under it."""
    inner = ROOT.sub("", svg, count=1).strip()
    return re.sub(r"^<rect\b[^>]*fill=\"none\"[^>]*></rect>\s*", "", inner)


def _hatched(body: str, name: str) -> str:
    for token in HATCHES:
        body = body.replace(token, f"url(#{_pattern_id(name, token)})")
    return body


def _patterns(svg: str, name: str) -> str:
    """The patterns that the drawing uses."""
    patterns = [
        f'<pattern id="{_pattern_id(name, token)}" width="5" height="5" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="2" height="5" fill="{colour}"/></pattern>'
        for token, colour in HATCHES.items()
        if token in svg
    ]
    return f"<defs>{''.join(patterns)}</defs>" if patterns else ""


def _pattern_id(name: str, token: str) -> str:
    return f"{name}-{token.removeprefix('var(--cs-').removesuffix(')')}"


def _folded(text: str, width: int, size: int = 12) -> list[str]:
    """A text in lines that fit; cut between words where there are any."""
    lines, line, used = [], "", 0.0
    square = size + 1
    for piece in re.findall(r"[\x21-\x7e]+\s*|.", text):
        wide = sum(square if ord(char) > 0x2000 else square * 0.55 for char in piece)
        if used + wide > width and line:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line, used = line + piece, used + wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _text(text: str) -> str:
    return escape(text, quote=False)


def _one_line(markup: str) -> str:
    """Markdown takes an empty line for the end of a block of HTML."""
    return re.sub(r"\s*\n\s*", "", markup)
