"""Whichever generator makes the pages, the site is the same: files, anchors, headings, links, hits."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import cspi_core
from cspi_build.charts.site_charts import page_drawings, site_charts
from cspi_build.diagnostics import CspiBuildError
from cspi_build.editions.explorer import Explorer
from cspi_build.node import Node
from cspi_build.pages.render import Site, render_pages
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.site import GeneratorName
from cspi_build.site.generators import Generator, generator_named
from cspi_build.site.language_pages import SHEETS, build_language, language_home, language_settings
from cspi_build.site.search_index import SEARCH_INDEX
from cspi_build.workspace.project import Project
from node_runs import node  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow

GENERATORS: tuple[GeneratorName, ...] = get_args(GeneratorName)
SURVEY = "tiny"
PUBLISHED = re.compile(r"^ +benchmarks:.*\n(?: +(?:- \{metric|\w+:).*\n)", re.MULTILINE)
EDITIONS = ("kbcm-2017", "kbcm-2019")
ASSETS = ("site.css", "site.js", "survey.js", "benchmarks.js", "embed-builder.js", "engine-worker.js")
QUERIES = {
    "ja": ("解約", "GRRの", "採点", "qqqzzz"),
    "en": ("churned", "ＧＲＲ", "scoring", "privacy", "qqqzzz"),
}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"')


@dataclass(frozen=True)
class Built:
    """What one generator made of the pages that it shares with the others."""

    out: Path
    generator: Generator

    def pages(self) -> dict[str, LexborHTMLParser]:
        """The pages by their paths."""
        return {
            path.relative_to(self.out).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8"))
            for path in sorted(self.out.rglob("*.html"))
        }

    def files(self) -> set[str]:
        """All paths but those of the style sheets of the theme."""
        paths = {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file()}
        return {path for path in paths if SHEETS not in path}


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site: a survey, two editions and their comparison, all other pages."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "tests" / "surveys" / SURVEY, project / "survey_defs" / SURVEY)
    for path in (project / "survey_defs" / SURVEY).iterdir():
        # it is compared with figures of no edition here
        path.write_text(PUBLISHED.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    (project / "benchmark_snapshots").mkdir()
    for name in EDITIONS:
        shutil.copy(root / "benchmark_snapshots" / f"{name}.yaml", project / "benchmark_snapshots")
    checked = check(root, Progress(quiet=True), project=Project(project))
    icons = [f"icons/{path.name}" for path in (root / "site_src" / "assets" / "icons").iterdir()]
    return Site(
        surveys=checked.surveys,
        words=checked.words,
        assets={name: f"assets/{name}" for name in (*ASSETS, *icons)},
        version=cspi_core.__version__,
        explorer=Explorer(checked.editions, checked.surveys),
        settings=checked.settings,
        calibrations=checked.calibrations,
    )


@pytest.fixture(scope="module")
def built(root: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Built]:
    """The same Markdown made into pages by each generator."""
    work = tmp_path_factory.mktemp("work")
    charts = site_charts(site.explorer.metrics, site.words)
    svgs = {
        id_: f'<svg viewBox="0 0 1 1"><title>{id_}</title></svg>' for one in charts for id_ in one.drawings
    }
    drawings = page_drawings(charts, svgs)
    made = {name: Built(work / name, generator_named(name)) for name in GENERATORS}
    for words, listed in render_pages(root / "site_src", site, work / "docs"):
        home = language_home(site.settings.base, words.locale)
        for one in made.values():
            given = language_settings(root, site, words, listed, one.generator)
            into = one.out / words.locale
            build_language(work, given, one.generator.name, words.locale, home, lambda: drawings, into)
    return made


def test_the_same_files(built: Mapping[str, Built]) -> None:
    files = [one.files() for one in built.values()]
    assert len(files) > 1 and len(files[0]) > 30
    assert all(found == files[0] for found in files)


@pytest.mark.parametrize(
    "what",
    [
        "[id]",
        "h1, h2, h3, h4, h5, h6",
        "a[href]",
        "img, meta:not([http-equiv]), script, link:not([rel=stylesheet])",
        "[aria-label], button, dt, dd, label, p, td, th",
    ],
)
def test_the_same_anchors_headings_links_and_texts(built: Mapping[str, Built], what: str) -> None:
    """In the same order, with the same texts."""
    one, *others = [one.pages() for one in built.values()]
    for path, page in one.items():
        wanted = [_told(found, path) for found in page.css(what)]
        assert wanted or what.startswith("a"), path
        for other in others:
            assert [_told(found, path) for found in other[path].css(what)] == wanted, path


def _told(found: LexborNode, page: str) -> tuple[str | None, dict[str, str | None], str]:
    """What an element is, with addresses from the top of the host."""
    attributes = dict(found.attributes)
    for name in {"href", "src"} & attributes.keys():
        attributes[name] = urljoin(f"/{page}", attributes[name] or "")
    return found.tag, attributes, " ".join(found.text().split())


def test_the_same_policies(built: Mapping[str, Built]) -> None:
    """The check of what pages load has passed, or nothing would have been built."""
    policies = [
        {
            path.relative_to(one.out): POLICY.findall(path.read_text("utf-8"))
            for path in one.out.rglob("*.html")
        }
        for one in built.values()
    ]
    assert all(len(found) == 1 for found in policies[0].values())
    assert all(found == policies[0] for found in policies)


def test_the_styles_of_the_theme_are_those_that_pages_name(built: Mapping[str, Built]) -> None:
    for one in built.values():
        sheets = {path.name for path in (one.out / "en" / SHEETS).iterdir()}
        assert sheets == {path.name for path in one.generator.styles()} and len(sheets) == 2
        page = (one.out / "en" / "index.html").read_text(encoding="utf-8")
        assert all(f'href="{SHEETS}/{name}"' in page.replace('href="./', 'href="') for name in sheets)


@pytest.mark.parametrize("locale", QUERIES)
def test_the_same_is_found(root: Path, built: Mapping[str, Built], node: Node, locale: str) -> None:  # noqa: F811
    indices = [one.out / locale / SEARCH_INDEX for one in built.values()]
    script = root / "tests" / "build" / "site" / "find.mjs"
    command = [str(node.program), str(script), json.dumps(QUERIES[locale]), *map(str, indices)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, encoding="utf-8")
    first, *others = json.loads(done.stdout)
    assert others and all(found == first for found in others)
    *hits, nothing = first
    assert nothing == [] and all(hits)


def test_what_a_generator_complains_of_stops_the_build(root: Path, site: Site, tmp_path: Path) -> None:
    """A link that leads nowhere, for one."""
    words = site.words[-1]
    docs = tmp_path / "docs" / words.locale
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    for name in GENERATORS:
        given = language_settings(root, site, words, ["index.md"], generator_named(name))
        with pytest.raises(CspiBuildError, match=r"(?s)nowhere\.md|index\.md:3:11"):
            build_language(tmp_path, given, name, words.locale, "/en/", dict, tmp_path / name)
