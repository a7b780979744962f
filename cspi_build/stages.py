"""The stages of a build that need not be done again, each with all that it is made from.

A key that lacks something gives an old site without a word, so keys rather hold too much: pages and data
count as made from everything that people write in this repository, all code and every installed package; the
other stages from all code that theirs imports. A test watches which files a build opens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cspi_core
from cspi_build.charts.panels import Drawing
from cspi_build.charts.render import draw_all
from cspi_build.charts.site_charts import SiteChart, page_drawings
from cspi_build.pages.render import Site, render_pages
from cspi_build.parts.kinds import Parts
from cspi_build.settings.branding import with_branding
from cspi_build.settings.fallback import Words
from cspi_build.settings.own_pages import FOLDER as OWN_PAGES
from cspi_build.settings.site import SiteSettings, own_text_folder
from cspi_build.site.generators import generator_named
from cspi_build.site.language_pages import build_language, language_home, language_settings
from cspi_build.workspace.code_hash import code_hash
from cspi_build.workspace.project import SETTINGS, Project
from cspi_build.workspace.stage_cache import StageCache, hash_of

__all__ = ["TOOLS", "WRITTEN", "Stages"]

CODE, CORE = Path(__file__).parent, Path(cspi_core.__file__).parent
# Everything that people write and pages or data are made from: in the repository, and in the project.
TOOLS = ("hosting", "site_src", "mkdocs.yml")
WRITTEN = ("benchmark_snapshots", OWN_PAGES, "survey_defs", SETTINGS)
LISTED = "listed.json"  # the pages that navigations list, by language
PLACES = ("INHERIT", "theme")  # settings that say where a build reads


@dataclass(frozen=True)
class Stages:
    """The stages for one project, with the templates of one repository (`root`) and the `parts` that all
    sites have alike; `work` is for what is made on the way. `illustrative`: with made-up panels, so that a
    preview and what is published never share what was made."""

    root: Path
    work: Path
    parts: Parts
    cache: StageCache
    project: Project
    illustrative: bool = False

    def data(self, write: Callable[[Path], None], settings: SiteSettings, into: Path) -> bool:
        """The published data. True, as from every stage, where nothing had changed since an earlier build."""
        return self.cache.fill("data", hash_of(self._everything, _plain(settings)), into, lambda: write(into))

    def engine(self, into: Path) -> bool:
        """Runtime, wheel and heap image."""
        return self.parts.engine(self.cache, into)

    def bundle(self) -> bool:
        """Scripts and styles as they are for everybody, kept in `work`."""
        return self.parts.scripts(self.cache, self.work / "assets")

    def assets(self, settings: SiteSettings, into: Path) -> dict[str, str]:
        """What `bundle` made, in the look of the settings, to the new folder `into`; some go beside it.

        Returns names in site_src/assets to those in `into`."""
        made = self.work / "assets"
        (made / "files").rename(into)
        for script in (made / "stable").iterdir():
            script.rename(into.parent / script.name)
        names: dict[str, str] = json.loads((made / "names.json").read_bytes())
        return with_branding(self.project.root, settings, into, names)

    def draw(self, groups: Mapping[str, Mapping[str, Drawing]]) -> dict[str, str]:
        """The SVG of all charts by id. Groups without a change are not drawn again."""
        made = self.work / "charts"
        keys = {
            name: hash_of(self.parts.drawing_key, {id_: vars(one) for id_, one in group.items()})
            for name, group in groups.items()
        }
        missing = [
            name for name, key in keys.items() if not self.cache.get(f"chart {name}", key, made / name)
        ]
        if missing:
            wanted = {id_: one for name in missing for id_, one in groups[name].items()}
            drawn = draw_all(self.parts.drawing_program(self.cache), self.parts.node(), wanted)
        for name in missing:
            (made / name).mkdir(parents=True)
            for id_ in groups[name]:
                (made / name / f"{id_}.svg").write_text(drawn[id_], encoding="utf-8", newline="")
            self.cache.put(f"chart {name}", keys[name], made / name)
            self.cache.done.append(f"chart {name}")
        return {
            id_: (made / name / f"{id_}.svg").read_bytes().decode("utf-8")
            for name, group in groups.items()
            for id_ in group
        }

    def pages(self, site: Site, docs: Path) -> Iterator[tuple[Words, list[str]]]:
        """One language after the other: its pages as Markdown below `docs`, and those that its menu lists."""
        key = hash_of(self._everything, _plain(site.settings), dict(site.assets), site.version)
        if self.cache.get("pages", key, docs):
            listed = json.loads((docs / LISTED).read_bytes())
            yield from ((words, listed[words.locale]) for words in site.words)
            return
        listed = {}
        for words, pages in render_pages(self.root / "site_src", site, docs):
            listed[words.locale] = pages
            yield words, pages
        (docs / LISTED).write_text(json.dumps(listed), encoding="utf-8")
        self.cache.done.append("pages")
        self.cache.put("pages", key, docs)

    def language(
        self,
        site: Site,
        words: Words,
        listed: Sequence[str],
        charts: Sequence[SiteChart],
        drawn: Callable[[], Mapping[str, str]],
        into: Path,
    ) -> bool:
        """The pages of a language as HTML with its charts. `drawn` waits for what `draw` gives."""
        own = [chart for chart in charts if chart.locale == words.locale]
        generator = generator_named(site.settings.generator)
        settings = language_settings(self.root, site, words, listed, generator)
        told = {name: value for name, value in settings.items() if name not in PLACES}
        home = language_home(site.settings.base, words.locale)
        made_from = (
            self.work / "docs" / words.locale,
            self.root / "mkdocs.yml",
            self.root / "site_src" / "theme",
            self.root / "site_src" / "assets" / "lib" / "guard.js",
        )
        drawings = [self.parts.drawing_key, [chart.made_from for chart in own]]
        key = hash_of(
            self.parts.tools,
            [generator.name, generator.version()],
            told,
            home,
            drawings,
            *made_from,
            code_hash(build_language, page_drawings),
        )
        return self.cache.fill(
            f"pages {words.locale}", key, into,
            lambda: build_language(
                self.work,
                settings,
                generator.name,
                words.locale,
                home,
                lambda: page_drawings(own, drawn()),
                into,
            ),
        )  # fmt: skip

    @cached_property
    def _everything(self) -> str:
        written = (
            *(self.root / name for name in TOOLS),
            *(self.project.root / name for name in WRITTEN),
            own_text_folder(self.project.root),
        )
        return hash_of(self.parts.tools, CODE, CORE, *written, self.illustrative)


def _plain(settings: SiteSettings) -> object:
    """All settings but the one that data and Markdown do not depend on."""
    return settings.model_dump(mode="json", exclude={"generator"})
