"""The guide to a site of one's own: site_src/guides/site/<locale>/<page>.md, readable as Markdown as it is.

    # Title
    The description, one paragraph.
    ## Section ...

On the site a section is a section of the page; code and tables get the site's own markup, and MkDocs renders
the rest. A test runs the commands and reads the examples of every page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from cspi_build.pages.maintainers.code_text import code

__all__ = ["GUIDE_PAGES", "GuidePage", "guide_file", "guide_page"]

GUIDE_PAGES = ("start", "write", "look", "languages", "benchmarks", "publish", "keys")
"""The six steps, and the reference of keys, in reading order."""

_CODE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^\|.*(?:\n\|.*)+", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


@dataclass(frozen=True)
class GuidePage:
    """A page of the guide: its sections are Markdown, with code and tables as HTML."""

    name: str
    title: str
    description: str
    parts: Sequence[tuple[str, Markup]]


def guide_file(source: Path, locale: str, name: str) -> Path:
    """The file of a page; `source` is site_src."""
    return source / "guides" / "site" / locale / f"{name}.md"


def guide_page(source: Path, locale: str, name: str) -> GuidePage | None:
    """Read a page; nothing where the guide has none in this language."""
    path = guide_file(source, locale, name)
    if not path.is_file():
        return None
    head, *sections = path.read_text(encoding="utf-8").split("\n## ")
    title, _, description = head.removeprefix("# ").partition("\n")
    parts = [
        (heading.strip(), _markup(text)) for heading, _, text in (one.partition("\n") for one in sections)
    ]
    return GuidePage(name, title.strip(), " ".join(description.split()), parts)


def _markup(text: str) -> Markup:
    """A section for MkDocs."""
    pieces = _CODE.split(_COMMENT.sub("", text))  # text and code by turns
    shown = [_code(one) if at % 2 else _TABLE.sub(_table, one) for at, one in enumerate(pieces)]
    return Markup("".join(shown).strip())  # noqa: S704 - the project's own files


def _code(text: str) -> str:
    return f'<pre class="cs-code" tabindex="0"><code>{code(text)}</code></pre>\n'


def _table(found: re.Match[str]) -> str:
    """A table whose rows become cards on a narrow screen."""
    head, _, *rows = [_cells(line) for line in found[0].splitlines()]
    columns = "".join(f'<th scope="col">{one}</th>' for one in head)
    body = "".join(f"<tr>{_row(head, row)}</tr>" for row in rows)
    opening = '<table class="cs-page-table cs-page-table--stack">'
    return f"{opening}<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>\n"


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    others = zip(head[1:], row[1:], strict=True)
    cells = "".join(f'<td data-head="{name}"><span>{one}</span></td>' for name, one in others)
    return f'<th scope="row">{row[0]}</th>{cells}'


def _cells(line: str) -> list[str]:
    return [_inline(one.strip().replace("\\|", "|")) for one in _CELL.split(line.strip().strip("|"))]


def _inline(text: str) -> str:
    """Text with code between backticks, as HTML."""
    pieces = [str(Markup.escape(one)) for one in text.split("`")]
    return "".join(f"<code>{one}</code>" if at % 2 else one for at, one in enumerate(pieces))
