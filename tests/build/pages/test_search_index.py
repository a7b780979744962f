"""The index of the search holds letters and digits in their usual width, and leaves signs as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspi_build.site.search_index import SEARCH_INDEX, usual_width, write_search_index


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("ＮＲＲ", "NRR"),
        ("Ｑ１５", "Q15"),
        ("ｵﾝﾎﾞｰﾃﾞｨﾝｸﾞ", "オンボーディング"),
        ("ﾊﾟﾈﾙ", "パネル"),
        ("カスタマー", "カスタマー"),
        ("か\u3099", "が"),
        ("（推奨度）、50％：①", "（推奨度）、50％：①"),
    ],
)
def test_letters_get_their_usual_width(text: str, usual: str) -> None:
    assert usual_width(text) == usual


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_pages_name_the_index_that_is_there(site_dir: Path, locale: str) -> None:
    page = (site_dir / locale / "cspi" / "index.html").read_text(encoding="utf-8")
    assert f'data-search-index="../{SEARCH_INDEX.as_posix()}"' in page
    index = json.loads((site_dir / locale / SEARCH_INDEX).read_bytes())
    assert all(entry[key] == usual_width(entry[key]) for entry in index["docs"] for key in ("title", "text"))


def test_sections_begin_at_headings_that_can_be_linked_to(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    article = (
        "<h1>Page</h1><p>Be<b>fore</b></p><h2 id=one>First <i>one</i></h2><table><tr><td>2021<td>2022</table>"
    )
    page = f"<body><p>Menu</p><article>{article}<h2>No anchor</h2><script>code()</script></article></body>"
    (tmp_path / "a" / "index.html").write_text(page, encoding="utf-8")
    write_search_index(tmp_path)
    assert json.loads((tmp_path / SEARCH_INDEX).read_bytes())["docs"] == [
        {"location": "a/", "title": "Page", "page": "Page", "text": "Before"},
        {"location": "a/#one", "title": "First one", "page": "Page", "text": "2021 2022 No anchor"},
    ]
