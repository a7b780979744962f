"""The sections of a language's pages, as the search reads them (site_src/assets/site/search-index.js).

A section begins at a heading that a link can lead to. Letters and digits of full width, and katakana of half
width, stand in it as the usual ones; the search does the same to what is looked for. Signs stay: they part
the words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["SEARCH_INDEX", "usual_width", "write_search_index"]

SEARCH_INDEX = Path("search", "search_index.json")

ARTICLE = "article"

UNREAD = "script, style, svg, template"

HEADINGS = {"h1", "h2", "h3", "h4"}

# Their neighbours are words of their own.
PARTING = HEADINGS | {"br", "dd", "div", "dt", "figcaption", "figure", "h5", "h6", "label", "legend"}
PARTING |= {"li", "ol", "option", "p", "pre", "summary", "table", "td", "th", "tr", "ul"}

_LETTERS = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f]+")


def usual_width(text: str) -> str:
    """The text with letters and digits in their usual width, composed."""
    return _LETTERS.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), unicodedata.normalize("NFC", text)
    )


def write_search_index(into: Path) -> None:
    """Write the index of the pages of a language in the folder `into`."""
    sections = [section for page in sorted(into.rglob("index.html")) for section in _sections(page, into)]
    target = into / SEARCH_INDEX
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"docs": sections}, ensure_ascii=False, separators=(",", ":"))
    target.write_text(text, encoding="utf-8", newline="\n")


def _sections(page: Path, into: Path) -> Iterator[dict[str, str]]:
    """The sections of a page: where they are, their headings, the title of the page, and their text."""
    folder = page.parent.relative_to(into).as_posix()
    address = "" if folder == "." else f"{folder}/"
    article = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first(ARTICLE)
    if article is None:
        return
    for unread in article.css(UNREAD):
        unread.decompose()
    found = [*_cut(article)]
    title = next((heading for _, heading, _ in found if heading), "")
    for anchor, heading, text in found:
        if heading or text:
            location = f"{address}#{anchor}" if anchor else address
            yield {"location": location, "title": heading or title, "page": title, "text": text}


def _cut(article: LexborNode) -> Iterator[tuple[str, str, str]]:
    """Anchor, heading and text of each section. The heading of the page begins no section of its own."""
    anchor, heading, parts, unread = "", "", [""], 0
    for node in article.traverse(include_text=True):
        tag = node.tag or ""
        if tag == "h1" or (tag in HEADINGS and node.id):
            if tag != "h1":
                yield anchor, heading, _plain(parts)
                anchor, parts = node.id or "", []
            heading, unread = _plain([node.text()]), len(node.text())
        elif tag in PARTING:
            parts.append(" ")
        elif tag == "-text" and unread > 0:
            unread -= len(node.text(deep=False))  # belongs to the heading
        elif tag == "-text":
            parts.append(node.text(deep=False))
    yield anchor, heading, _plain(parts)


def _plain(parts: list[str]) -> str:
    return usual_width(" ".join("".join(parts).split()))
