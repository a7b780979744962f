"""What embedders get: a small script whose address stays, pages that may be framed, options that are told."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import yaml

from cspi_build.pages.embed_builder import HIDEABLE
from cspi_build.site.headers import headers_for

LARGEST = 3 * 1024  # of embed.js, gzipped; bytes
LOCALES = ("en", "ja")


def test_the_script_is_small_and_stays_where_it_is(site_dir: Path) -> None:
    script = (site_dir / "embed.js").read_bytes()
    assert b"cspi-survey" in script
    assert len(gzip.compress(script, 9)) < LARGEST
    assert headers_for("/embed.js")["Cache-Control"] == "no-cache"


def test_a_plain_page_may_load_it(site_dir: Path) -> None:
    """A module would need headers that let other origins read it."""
    script = (site_dir / "embed.js").read_text(encoding="utf-8")
    assert not re.search(r"\b(import|export)\b\s*[{*\"']", script)


@pytest.mark.parametrize("path", ["/embed.js", "/embed/cspi/", "/embed/cspi/en/", "/en/embed/"])
def test_nothing_forbids_framing(path: str) -> None:
    headers = {name.lower(): value for name, value in headers_for(path).items()}
    assert "x-frame-options" not in headers
    assert "frame-ancestors" not in headers.get("content-security-policy", "")


def test_each_survey_can_be_embedded_in_each_language(site_dir: Path) -> None:
    for survey in sorted((site_dir / "data" / "surveys").glob("*.json")):
        for locale in LOCALES:
            text = (site_dir / "embed" / survey.stem / locale / "index.html").read_text(encoding="utf-8")
            assert f'<html lang="{locale}"' in text
            assert "connect-src 'self'" in text
            assert '<meta name="referrer" content="no-referrer">' in text
            assert "cs-header" not in text
        forward = (site_dir / "embed" / survey.stem / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'data-lang="(\w+)"', forward) == ["ja", "en"]


def test_only_the_builder_may_show_a_frame(site_dir: Path) -> None:
    framing = {
        page.relative_to(site_dir).as_posix()
        for page in site_dir.rglob("*.html")
        if "frame-src" in page.read_text(encoding="utf-8")[:2000]
    }
    assert framing == {f"{locale}/embed/index.html" for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_part_that_may_be_hidden_is_told(root: Path, locale: str) -> None:
    words = yaml.safe_load((root / "site_src/text" / locale / "embed.yaml").read_text(encoding="utf-8"))
    builder = words["embed"]["builder"]
    assert tuple(builder["options"]["hidden"]) == HIDEABLE
    told = next(row["why"] for row in builder["values"]["rows"] if row["what"] == "hide")
    assert tuple(re.findall(r"`(\w+)`", told)) == HIDEABLE
    styles = (root / "site_src/assets/css/frame-parts.css").read_text(encoding="utf-8")
    assert {name for name in HIDEABLE if f'[data-hide~="{name}"]' in styles} == set(HIDEABLE)
