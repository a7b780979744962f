"""Golden vectors: answers and the report that they must give, as plain text that a person can check.

A vector file has comments (``#``), one answer a line, a line of dashes, and the expected figures::

    q15 = vp                single choice
    q16 = fit, expansion    multiple choice; nothing after the sign means none of these
    q9  = 12                number
    q33 = ?                 unknown
    q30 = -                 not applicable
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors"
RULE = "-" * 20
STATES = {"?": "unknown", "-": "not_applicable"}


def vector_files() -> list[Path]:
    """Every vector file; its folder is named for the survey."""
    return sorted(FOLDER.glob("*/*.txt"))


def read_vector(path: Path, survey: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The answers in a vector file, and the expected figures as they stand there."""
    given, _, expected = path.read_text(encoding="utf-8").partition(RULE + "\n")
    kinds = {question["id"]: question["kind"] for question in survey["questions"]}
    lines = [line for line in given.splitlines() if line.strip() and not line.startswith("#")]
    pairs = [(name.strip(), value.strip()) for name, _, value in (line.partition("=") for line in lines)]
    return {name: _answer(kinds[name], value) for name, value in pairs}, expected


def _answer(kind: str, value: str) -> dict[str, Any]:
    if value in STATES:
        return {"state": STATES[value]}
    if kind == "number":
        return {"number": float(value) if "." in value else int(value)}
    chosen = [part.strip() for part in value.split(",") if part.strip()]
    return {"choice": chosen[0]} if kind == "single" else {"choices": chosen}


def figures(report: Mapping[str, Any]) -> str:
    """A report's figures in the form of a vector file."""
    index = report["index"]
    lines = [f"index {_part(index)} sensitivity {_span(index['sensitivity'])}"]
    lines += [f"axis {axis['id']} {_part(axis)}" for axis in report["axes"]]
    lines += [f"item {item['question']} {_shown(item['value'])}" for item in report["items"]]
    lines += [f"next {step['question']}.{step['option']} +{step['gain']}" for step in report["next_steps"]]
    return "\n".join(lines) + "\n"


def _part(part: Mapping[str, Any]) -> str:
    bounds = _span([part["low"], part["high"]])
    shown = [_shown(part[key]) for key in ("score", "level", "coverage")]
    return "{} level {} coverage {} bounds {}".format(*shown, bounds)


def _span(values: list[float | None] | None) -> str:
    return " ".join(_shown(value) for value in values) if values else "none"


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
