"""The index of the search holds letters and digits in their usual width, and leaves signs as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspi_build.site.search_index import usual_width


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
def test_the_pages_name_the_worker_that_is_there(site_dir: Path, locale: str) -> None:
    workers = list((site_dir / locale / "assets" / "javascripts" / "workers").glob("*.js"))
    assert len(workers) == 1
    assert workers[0].name in (site_dir / locale / "index.html").read_text(encoding="utf-8")
    assert not (site_dir / locale / "search-query.js").exists()
    index = json.loads((site_dir / locale / "search" / "search_index.json").read_bytes())
    assert all(entry[key] == usual_width(entry[key]) for entry in index["docs"] for key in ("title", "text"))
