"""The picture of a page that a link to it shows elsewhere: its figures as bars, without a word, as PNG.

Drawn here from rectangles, so that it needs no font and the same figures always give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cspi_build.editions.comparison import ComparedMetric, compared_metrics, figures_of
from cspi_build.editions.published import MetricEdition

__all__ = ["HEIGHT", "WIDTH", "bars_of", "card", "card_of", "write_cards"]

WIDTH, HEIGHT = 1200, 630  # pixels, as the Open Graph protocol's readers expect

PALETTE = bytes.fromhex("fbfaf7d9d4c70b6b689cc4c2")  # ground, line, sure part of a bar, its open part

GROUND, LINE, SURE, OPEN = range(4)

MARGIN, GAP = 60, 36

MOST = 6  # groups of bars in one picture

Bars = Sequence[tuple[float, float]]


def bars_of(edition: MetricEdition) -> Bars:
    """The shares of an edition's answers, from 0 to 1: what is sure, and at most."""
    cell = edition.cell({}) or edition.cells[0]
    shares = [figure.bounds or (0.0, 0.0) for figure in figures_of(edition, cell) if figure.kind == "share"]
    values = [figure.value for figure in figures_of(edition, cell) if figure.value is not None]
    found = shares or [(value, value) for value in values if value > 0]
    tallest = max((high for _, high in found), default=0.0) or 1.0
    return [(low / tallest, high / tallest) for low, high in found]


def card_of(metric: ComparedMetric) -> bytes:
    """The picture of a metric: its editions side by side, the leading one first."""
    return card([bars_of(one) for one in metric.editions])


def write_cards(compiled: tuple[Mapping[str, Any], ...], into: Path) -> None:
    """Write the picture of each metric, and of each edition with its first metrics, into a new folder."""
    into.mkdir(parents=True)
    metrics = compared_metrics(compiled)
    for metric in metrics:
        (into / f"{metric.id}.png").write_bytes(card_of(metric))
    for edition in compiled:
        own = [one for metric in metrics for one in metric.editions if one.snapshot.id == edition["id"]]
        (into / f"{edition['id']}.png").write_bytes(card([bars_of(one) for one in own]))


def card(groups: Sequence[Bars]) -> bytes:
    """Groups of bars side by side, as a PNG. Groups without bars are left out."""
    shown = [bars for bars in groups if bars][:MOST]
    rows = [bytearray(WIDTH) for _ in range(HEIGHT)]
    for left, right, top, bottom, colour in _rectangles(shown):
        for row in rows[top:bottom]:
            row[left:right] = bytes([colour]) * (right - left)
    return _png(b"".join(b"\0" + bytes(row) for row in rows))


def _rectangles(groups: Sequence[Bars]) -> Iterator[tuple[int, int, int, int, int]]:
    """Left, right, top, bottom and colour of everything that is drawn."""
    bottom = HEIGHT - MARGIN
    yield MARGIN, WIDTH - MARGIN, bottom, bottom + 4, LINE
    width = (WIDTH - 2 * MARGIN - GAP * (len(groups) - 1)) / max(1, len(groups))
    for at, bars in enumerate(groups):
        left = MARGIN + at * (width + GAP)
        step = width / len(bars)
        for position, (low, high) in enumerate(bars):
            start, end = round(left + position * step), round(left + (position + 0.8) * step)
            sure, most = (bottom - round(share * (HEIGHT - 2 * MARGIN)) for share in (low, high))
            yield start, max(end, start + 1), most, sure, OPEN
            yield start, max(end, start + 1), sure, bottom, SURE


def _png(pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = {b"IHDR": head, b"PLTE": PALETTE, b"IDAT": zlib.compress(pixels, 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts.items())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
