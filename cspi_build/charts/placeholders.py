"""Marks that stand for drawings in Markdown until it is HTML.

Drawings are most of what the pages on published figures hold, and nothing in them is Markdown or found by
search. So MkDocs gets a mark for each and need not wait until they are drawn; in the pages that it makes they
take the marks' places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["chart_mark", "with_drawings"]

MARK = re.compile(r"<!--drawing ([^\s<>]+)-->")


def chart_mark(name: str) -> str:
    """What stands in Markdown for the drawing of this name, a `chart_id`."""
    return f"<!--drawing {name}-->"


def with_drawings(page: str, drawings: Mapping[str, str]) -> str:
    """A page with the markup of its drawings in the places of their marks.

    Raises KeyError with the name of one that is not among `drawings`.
    """
    return MARK.sub(lambda found: drawings[found[1]], page)
