"""The board pack as Markdown, in the order of its two pages, without the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .markdown import escaped

if TYPE_CHECKING:
    from ..views.shapes.board import BoardView


def board_markdown(board: BoardView) -> str:
    """Return the texts of the board pack."""
    parts = (part for part in _parts(board) if part)
    return "\n\n".join(parts) + "\n"


def _parts(board: BoardView) -> Iterator[str]:
    yield f"# {escaped(board['title'])}"
    yield escaped(" · ".join(board["about"]))
    if board["score"] is not None:
        yield " ".join((f"**{board['score']}**", board["of"], escaped(board["range"] or ""))).strip()
    yield f"**{escaped(board['level'])}**" if board["level"] else ""
    yield "\n".join(f"- {escaped(text)}" for text in board["criteria"])
    yield escaped(board["say"])
    for part in (board["change"], board["findings"]):
        if part and part["rows"]:
            yield f"## {escaped(part['title'])}"
            yield "\n".join(f"- **{escaped(row['title'])}** {escaped(row['text'])}" for row in part["rows"])
    planned, compared = board["roadmap"], board["comparisons"]
    if planned is not None:
        yield f"## {escaped(planned['title'])}"
        yield escaped(planned["about"] or "")
        yield _table(planned["heads"], planned["rows"]) if planned["rows"] else ""
    yield f"## {escaped(compared['title'])}"
    for row in compared["rows"]:
        yield f"**{escaped(row['title'])}: {escaped(row['you'])}**"
        yield f"{escaped(row['say'])} ({escaped(row['source'])})"
    yield "" if compared["rows"] else escaped(compared["none"])
    yield f"{escaped(board['method'])} {escaped(board['source'])}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell if cell == "---" else escaped(cell) for cell in row) + " |" for row in lines
    )
