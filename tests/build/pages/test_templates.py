"""A text stays a text, whatever is in it and wherever a template puts it."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from cspi_build.diagnostics import CspiBuildError
from cspi_build.pages.templates import escape, make_environment, meta, render

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "<https://example.org>",
    "# heading",
    "- item",
    "1. item",
    "    code",
    "`code` *em* __strong__ ~~gone~~",
    "{: onclick=alert(1) }",
    "a | b\n--- | ---",
    "===",
    "&lt;b&gt; &amp; &#60;",
    "</textarea></script><style>*{}",
    "*[HTML]: title",
    "[x]: javascript:alert(1)",
    "!!! note",
    "\\*",
    "100% {{ t }} {% raw %}",
]
PLACES = {
    "text": "{{ value }}\n",
    "heading": "## {{ value }} {: #id }\n",
    "item": "- {{ value }}\n",
    "element": "<div>\n<p>{{ value }}</p>\n</div>\n",
    "attribute": '<p title="{{ value }}">{{ value }}</p>\n',
    "filter": "<div><p>{{ value | e }}</p></div>\n",
}
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc", "admonition", "def_list"]
HARMLESS = {"p", "div", "h2", "ul", "li"}


class Read(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.titles: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(place: str, value: str, folder: Path) -> Read:
    (folder / "page.j2").write_text(PLACES[place], encoding="utf-8")
    markdown = render(make_environment(folder), "page.j2", {"value": value})
    return Read(Markdown(extensions=EXTENSIONS).convert(markdown))


def spaceless(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_texts_are_shown_as_they_are(place: str, value: str, tmp_path: Path) -> None:
    shown = page(place, value, tmp_path)
    assert shown.tags <= HARMLESS
    assert shown.names <= {"id", "title"}
    assert spaceless(shown.text) == spaceless(value)
    assert all(spaceless(title) == spaceless(value) for title in shown.titles)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40))
def test_any_text_is_shown_as_it_is(value: str) -> None:
    shown = Read(Markdown(extensions=EXTENSIONS).convert(f"{escape(value)}\n"))
    assert shown.tags <= {"p"}
    assert spaceless(shown.text) == spaceless(value)


def test_an_unknown_name_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("first\n{{ t.word }}\n{{ t.wrod }}\n")
    with pytest.raises(CspiBuildError, match=r"page\.j2:3: .*wrod"):
        render(make_environment(tmp_path), "page.j2", {"t": {"word": "here"}})


def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("first\n{% if %}\n")
    with pytest.raises(CspiBuildError, match=r"page\.j2:2: "):
        render(make_environment(tmp_path), "page.j2", {})


def test_an_entry_named_like_a_method_is_the_entry(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("{{ t.items }} {{ t.values }}")
    assert render(make_environment(tmp_path), "page.j2", {"t": {"items": 1, "values": 2}}) == "1 2"


def test_data_for_scripts_can_end_no_script(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("{{ data | tojson }}")
    text = render(make_environment(tmp_path), "page.j2", {"data": {"日本": "</script><!--"}})
    assert "<" not in text
    assert "日本" in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.sampled_from(HOSTILE))
def test_a_text_in_the_head_of_a_page_is_safe_where_the_theme_writes_it(text: str) -> None:
    """Themes write titles and descriptions into HTML as they stand."""
    read = yaml.safe_load(f"title: {meta(text)}")["title"]
    assert html.unescape(read) == text
    assert not set(read) & set("<>\"'")


def test_every_page_writes_its_head_so(root: Path) -> None:
    pages = sorted((root / "site_src" / "pages").rglob("*.md.j2"))
    lines = [
        (path.name, line)
        for path in pages
        for line in re.findall(r"^(?:title|description): .*$", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(lines) >= 2 * len(pages)
    assert not [line for line in lines if not line[1].endswith("| meta }}")]
