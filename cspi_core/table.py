"""The report as a plain-text table, for a terminal. Full-width characters count two columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from .wording import wording


def table(view: Mapping[str, Any]) -> str:
    """The view (:func:`cspi_core.view.view`) as readable text."""
    words, head = wording(view["locale"]), view["headline"]
    lines = [view["title"], *([view["label"]] if view["label"] else []), ""]
    if head["score"] is not None:
        level = f"   {head['level']}" if head["level"] else ""
        lines += [f"{words.say('table.index')} {head['score']} {head['of']}{level}"]
    lines += [head[key] for key in ("say", "none", "coverage", "bounds", "sensitivity") if head[key]]
    if view["axes"]:
        lines += ["", *columns([_heading(words), *(_row(words, axis) for axis in view["axes"])])]
    if view["next_steps"]:
        lines += ["", words.say("table.next")]
        lines += [f"  {step['gain']:>5}  {step['title']}  [{step['tag']}]" for step in view["next_steps"]]
    return "\n".join([*lines, "", *view["remarks"], *view["provenance"]]) + "\n"


def _heading(words: Any) -> list[str]:
    return [words.say(f"table.{name}") for name in ("axis", "score", "range", "level", "coverage")]


def _row(words: Any, axis: Mapping[str, Any]) -> list[str]:
    missing = words.say("missing")
    return [axis["name"], axis["score"], axis["range"] or "", axis["level"] or missing, axis["coverage"]]


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells set in columns of equal width on screen."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def width(text: str) -> int:
    """The columns that a text takes in a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
