"""What a screen of the form is made of: sections with their introductions, grids, and cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

__all__ = ["Block", "blocks_of"]

Question = Mapping[str, Any]


@dataclass(frozen=True)
class Block:
    """Questions that stand together. ``grid``: in one table; ``opens``: the section that begins with them."""

    questions: tuple[Question, ...]
    grid: bool = False
    opens: str | None = None


def blocks_of(survey: Mapping[str, Any]) -> dict[str, list[Block]]:
    """The blocks of each screen, by the id of its axis or theme, in the order shown."""
    screens: dict[str, list[Question]] = {}
    for question in survey["questions"]:
        screens.setdefault(question.get("axis") or question["theme"], []).append(question)
    return {name: list(_blocks(questions)) for name, questions in screens.items()}


def _blocks(questions: Sequence[Question]) -> Iterator[Block]:
    for section, inside in groupby(questions, key=lambda question: question.get("section")):
        opens = section
        for grid, run in groupby(inside, key=_grid):
            found = tuple(run)
            yield Block(found, grid is not None and len(found) > 1, opens)
            opens = None


def _grid(question: Question) -> str | None:
    """The answers that a question shares in a table. One that is only asked sometimes stands alone."""
    is_row = question["kind"] == "single" and not question.get("visible_if")
    return question.get("grid") if is_row else None
