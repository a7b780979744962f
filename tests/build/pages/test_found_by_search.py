"""Search engines and link previews find words of each page's own, and no page is there twice for them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

DESCRIPTION = re.compile(r'<meta\s+name="description"\s+content="([^"]*)"')
CANONICAL = re.compile(r'<link\s+rel="canonical"\s+href="([^"]*)"')


@pytest.mark.parametrize("page", ["{0}/index.html", "{0}/cspi/index.html", "{0}/benchmarks/index.html"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_page_describes_itself(site_dir: Path, locale: str, page: str) -> None:
    found = DESCRIPTION.search((site_dir / page.format(locale)).read_text(encoding="utf-8"))
    assert found
    assert len(found[1]) > 20


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_an_embedded_survey_is_no_page_without_words(site_dir: Path, locale: str) -> None:
    text = (site_dir / "embed" / "cspi" / locale / "index.html").read_text(encoding="utf-8")
    assert DESCRIPTION.search(text)
    assert 'name="robots"' not in text
    for address in CANONICAL.findall(text):  # one that is no whole address counts as a mistake
        assert address.replace("&#58;", ":").startswith("http")


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_words_of_neighbouring_cells_are_found_as_words(site_dir: Path, locale: str) -> None:
    index = json.loads((site_dir / locale / "search" / "search_index.json").read_bytes())
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert not any(re.search(r"(?:20\d\d){2}", text) for text in texts.values())  # years side by side
    terms = {"ja": ("調査", "条件"), "en": ("Study", "Terms")}[locale]  # heads of a table
    assert all(re.search(rf"(?<!\w){term}(?!\w)", texts["benchmarks/data/#terms"]) for term in terms)
