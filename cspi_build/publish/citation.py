"""How to cite a study: a line of text, and an entry for BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["bibtex"]

_SPECIAL = re.compile(r"([#$%&_{}])")


def bibtex(edition: Mapping[str, Any]) -> str:
    """The publication of a compiled edition as a BibTeX entry, in UTF-8. The key is the edition's id."""
    origin = edition["origin"]
    published = origin["published"] or ""
    fields = {
        "title": origin["title"],
        "author": origin["producer"],
        "year": published[:4] or str(edition["edition"]["year"]),
        "month": _MONTHS.get(published[5:7]),
        "url": origin["url"],
        "urldate": origin["accessed"],
        "note": None if edition["second_hand"] is False else _read_in(origin),
    }
    lines = [f"  {key} = {{{_plain(key, text)}}}," for key, text in fields.items() if text]
    return "\n".join([f"@misc{{{edition['id']},", *lines, "}"]) + "\n"


_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTHS = {f"{at:02}": name for at, name in enumerate(_NAMES, start=1)}


def _read_in(origin: Mapping[str, Any]) -> str:
    return "as reported in " + ", ".join(page["url"] for page in origin["coverage"])


def _plain(key: str, text: str) -> str:
    """A text within braces. Author names are kept whole; addresses are left as they are."""
    if key in ("url", "urldate"):
        return text
    escaped = _SPECIAL.sub(r"\\\1", text)
    return f"{{{escaped}}}" if key in ("author", "title") else escaped
