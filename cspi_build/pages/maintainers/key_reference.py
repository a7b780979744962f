"""The reference of keys in the guide: one table for each part of a file, written between two marks.

`python -m cspi_build.pages.maintainers.key_reference` writes the tables into keys.md of every language; a
test says when that is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.installation import ROOT
from cspi_build.pages.maintainers.schema_tables import key_tables
from cspi_build.pages.maintainers.site_guide import guide_file
from cspi_build.settings.ui_text import load_words

__all__ = ["LOCALES", "with_tables", "words_of"]

LOCALES = ("en", "ja")

_MARKED = re.compile(r"(<!-- keys of (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def words_of(locale: str, source: Path = ROOT / "site_src") -> Mapping[str, Any]:
    """How the tables of a language name kinds of values and columns."""
    (words,) = load_words(source / "text", languages=(locale,))
    said: Any = words.t["maintain"]
    found: Mapping[str, Any] = said["survey"]
    return found


def with_tables(text: str, locale: str, words: Mapping[str, Any]) -> str:
    """A page with the tables of today between its marks."""

    def tables(found: re.Match[str]) -> str:
        made = [_part(one, words) for one in key_tables(found[2], locale, words["kinds"])]
        return found[1] + "\n" + "\n".join(made) + "\n" + found[3]

    return _MARKED.sub(tables, text)


def _part(table: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    title = f"`{table['path']}`" if table["path"] else words["whole"]
    return f"### {title}\n\n{table['about']}\n\n" + "".join(_rows(table["rows"], words))


def _rows(rows: list[Mapping[str, Any]], words: Mapping[str, Any]) -> Iterator[str]:
    head = words["head"]
    if rows:
        yield f"| {head['key']} | {head['kind']} | {head['meaning']} |\n|---|---|---|\n"
    for row in rows:
        only = words["only"].format(kinds=", ".join(row["only"])) if row["only"] else ""
        kind = "; ".join(part for part in (row["kind"], row["need"], only) if part)
        yield f"| `{row['key']}` | {_cell(kind)} | {_cell(row['meaning'])} |\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def write_tables(source: Path = ROOT / "site_src") -> None:
    """Write the tables into the page of every language."""
    for locale in LOCALES:
        path = guide_file(source, locale, "keys")
        text = with_tables(path.read_text(encoding="utf-8"), locale, words_of(locale, source))
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_tables()
