"""Pages that a project adds: published as they were written, and refused where they cannot be pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cspi_build.cli.scaffold.site import new_site
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.installation import ROOT
from cspi_build.pages.render import Site, page_names, render_pages
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.own_pages import OwnPage, load_own_pages
from cspi_build.workspace.project import Project
from stand_in_assets import ASSETS

TAKEN = {"index", "about", "focus"}


def written(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def said(root: Path) -> str:
    with pytest.raises(DefinitionErrors) as caught:
        load_own_pages(root, ("ja", "en"), TAKEN)
    return str(caught.value)


def test_a_project_without_the_folder_adds_none(tmp_path: Path) -> None:
    assert load_own_pages(tmp_path, ("ja",), TAKEN) == ()


def test_pages_are_read_by_language_and_name(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        {"en/imprint.md": "\ufeff<!-- x -->\n# Imprint\n", "ja/team.md": "---\ntitle: 会社\n---\n\n# 会社\n"},
    )
    pages = load_own_pages(root, ("ja", "en"), TAKEN)
    assert [(page.locale, page.name) for page in pages] == [("en", "imprint"), ("ja", "team")]
    assert pages[0].text == "<!-- x -->\n# Imprint\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("en/imprint.md", "", "the page has no title"),
        ("en/imprint.md", "Text\n\n# Imprint\n", "the page has no title"),
        ("en/imprint.md", "<!-- a --> b\n\n# Imprint\n", "the page has no title"),
        ("en/imprint.md", b"# \xe9\n", "not UTF-8: byte 3"),
        ("en/About us.md", "# About us\n", "this name can be no address"),
        ("en/about.md", "# About\n", "the site has a page `about` already"),
        ("en/imprint.md", "# A\n\n<SCRIPT src=x></SCRIPT>\n", "imprint.md:3:1: the page has a script"),
        ("en/focus.md", "# Focus\n", "the site has a page `focus` already"),
        ("en/imprint.txt", "# Imprint\n", "no one reads this"),
        ("en/more/imprint.md", "# Imprint\n", "no one reads this"),
        ("imprint.md", "# Imprint\n", "a folder for each language of the site: one of `ja`, `en`"),
        ("jaa/imprint.md", "# Imprint\n", "did you mean `ja`?"),
    ],
)
def test_what_cannot_be_a_page_is_named(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    assert message in said(written(tmp_path, {name: content}))


def test_a_script_may_be_shown(tmp_path: Path) -> None:
    text = "# A\n\n```html\n<script src=x></script>\n```\n\n`<script>`\n\n    <script>\n"
    assert load_own_pages(written(tmp_path, {"en/a.md": text}), ("ja", "en"), TAKEN)


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    root = written(tmp_path, {"fr/a.md": "# A\n", "en/b.md": "", "en/index.md": "# C\n"})
    assert said(root).endswith("3 problems in 3 files")


def test_the_pages_of_the_site_itself_are_taken() -> None:
    ours = {"index", "about", "privacy", "embed", "benchmarks", "maintain", "workshop"}
    assert ours <= page_names(ROOT / "site_src")


def test_a_page_is_shown_in_each_language_and_listed_last(tmp_path: Path) -> None:
    project = Project(new_site(tmp_path / "site", ("ja", "en")))
    written(project.root, {"en/imprint.md": "# Imprint\n\nUs {{ t }}\n", "ja/team.md": '# A & "B" <c>\n'})
    checked = check(ROOT, Progress(quiet=True), project=project)
    site = Site(
        checked.surveys,
        checked.words,
        ASSETS,
        "1.0",
        settings=checked.settings,
        own_pages=checked.own_pages,
    )
    docs = tmp_path / "docs"
    listed = {words.locale: pages for words, pages in render_pages(ROOT / "site_src", site, docs)}
    assert listed["ja"][-2:] == listed["en"][-2:] == ["imprint.md", "team.md"]
    there = (docs / "ja" / "imprint.md").read_text(encoding="utf-8")
    assert (
        there.startswith(
            '---\nlang: en\ndir: ltr\ntitle: "Imprint"\nhide: [navigation, toc]\n---\n\n# Imprint\n'
        )
        and "Us {{ t }}" in there
    )
    assert 'title: "A &amp; &quot;B&quot; &lt;c&gt;"' in (docs / "ja" / "team.md").read_text(encoding="utf-8")
    assert "lang:" not in (docs / "en" / "imprint.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Imprint\n", "Imprint"),
        ("<!-- x -->\n# *Our* `team` ##\n", "Our team"),
        ("# [Us](https://example.org/)\n", "Us"),
        ("---\ntitle: Other\n---\n# Us\n", None),
        ("---\nhide: [toc]\n---\n# Us\n", "Us"),
        ("<!--\n# Old\n-->\n# Real\n", "Real"),
        ("# C\\# and C#\n", "C# and C#"),
    ],
)
def test_the_title_is_the_heading_without_markup(text: str, title: str | None) -> None:
    assert OwnPage("en", "page", text).title == title
