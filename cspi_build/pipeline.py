"""The stages of a build, in order, into a folder that replaces the earlier site only when all went well.

check -> compile -> data -> assets -> pages -> embeds -> engine -> charts -> HTML -> security
policy -> list files -> publish. All but check, compile, embeds and the last three are taken from an earlier
build where nothing changed (stages.py).

Each build works in a folder of its own, so that several may run at the same time; they share the cache.

Assets are bundled while definitions are checked; the engine is made, and charts drawn, beside all else; and
a language goes to the generator while the pages of the next are written. Mistakes are told in the order of
the stages.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import cspi_core
from cspi_build.charts.site_charts import chart_files, drawing_groups, site_charts
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, Diagnostic
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.evidence_text import sentences
from cspi_build.editions.explorer import Explorer
from cspi_build.editions.languages import USUAL
from cspi_build.editions.load import edition_files, load_editions
from cspi_build.editions.panel_checks import check_panels
from cspi_build.engine.files import EPOCH
from cspi_build.pages.embeds import render_embeds
from cspi_build.pages.render import Site, page_names, render_root
from cspi_build.panels.preview import preview_panels
from cspi_build.parts.prepare import are_at_hand, prepare_parts
from cspi_build.parts.ready import is_ready
from cspi_build.progress import Progress
from cspi_build.publish.cards import write_cards
from cspi_build.publish.data_package import package_files
from cspi_build.publish.public_data import index_entries, write_files
from cspi_build.settings.fallback import Words
from cspi_build.settings.languages import is_language
from cspi_build.settings.message_files import catalogue_of, write_messages
from cspi_build.settings.own_pages import OwnPage, load_own_pages
from cspi_build.settings.site import (
    DEFAULTS,
    GeneratorName,
    SiteSettings,
    chosen_languages,
    load_settings,
    named,
    own_text_folder,
)
from cspi_build.settings.ui_text import load_words, message_problems
from cspi_build.site.bundle import imported
from cspi_build.site.csp import add_policies
from cspi_build.site.earlier_builds import bring_earlier
from cspi_build.site.finished import check_finished
from cspi_build.site.generators import generator_named
from cspi_build.site.licences import licence_texts
from cspi_build.site.manifests import write_manifests
from cspi_build.site.output_folder import check_target, publish
from cspi_build.site.own_files import files_of, refuse_foreign, write_marker
from cspi_build.site.sbom import write_bill
from cspi_build.site.service_worker import write_worker
from cspi_build.stages import Stages
from cspi_build.surveys.cases import Calibration
from cspi_build.surveys.compile import compile_survey, to_json_text
from cspi_build.surveys.language_checks import check_languages, languages_of
from cspi_build.surveys.link_checks import check_links
from cspi_build.surveys.load import load_surveys
from cspi_build.workspace.locks import LOCK, own_folder
from cspi_build.workspace.project import Project
from cspi_build.workspace.stage_cache import StageCache
from cspi_core.text.messages import add_catalogues, forget_catalogues

DATA_FORMAT = "cspi-data/1"
GENERATORS = {"mkdocs": "MkDocs", "zensical": "Zensical"}
EXAMPLE = Path("site_src", "examples", "team_sizes.py")  # shown where the figures can be downloaded
OWN = "build-"  # how the names of folders begin in which one build works

Item = TypeVar("Item")


@dataclass(frozen=True)
class Places:
    """Where a build reads (`root`: templates, scripts and packages; `project`: what makes this site, the same
    folder unless told otherwise) and where it makes its own folder to work in (`work`)."""

    root: Path
    work: Path
    cache: Path | None = None  # what stages made, for builds to come; in `work` unless told otherwise
    project: Project | None = None

    @property
    def content(self) -> Project:
        """The project that the site is made from."""
        return self.project or Project(self.root)

    @property
    def stage_cache(self) -> Path:
        """The folder with the results of stages of earlier builds."""
        return self.cache or self.work / "cache"


@dataclass(frozen=True)
class Checked:
    """What the definition files hold, checked and compiled."""

    surveys: Sequence[Mapping[str, Any]]
    words: Sequence[Words]
    editions: tuple[Mapping[str, Any], ...] = ()
    settings: SiteSettings = DEFAULTS
    calibrations: Mapping[str, Calibration] = field(default_factory=dict)
    own_pages: Sequence[OwnPage] = ()


@dataclass(frozen=True)
class Options:
    """What the command line adds to the settings."""

    illustrative: bool = False
    generator: GeneratorName | None = None

    def applied(self, checked: Checked) -> Checked:
        """What was checked, with the generator asked for."""
        if self.generator is None:
            return checked
        settings = checked.settings.model_copy(update={"generator": self.generator})
        return replace(checked, settings=settings)


def check(
    root: Path, progress: Progress, *, project: Project | None = None, illustrative: bool = False
) -> Checked:
    """Read and check everything that people write. Raises DefinitionErrors with all mistakes.

    `project`: where surveys, editions and settings are, unless in `root` as the words of the site.
    `illustrative`: made-up panels come along, for a preview."""
    project = project or Project(root)
    problems: list[Diagnostic] = []
    with progress.stage("check definitions"):
        definitions = _read(lambda: load_surveys(project.surveys), problems)
        settings = _settings(project, problems)
        wished = settings.languages or tuple(filter(is_language, chosen_languages(project.root)))
        languages = wished or languages_of(project.surveys, settings.surveys)
        published = _read(lambda: load_editions(project.editions, languages or USUAL), problems)
        problems += message_problems()
        own = own_text_folder(project.root)
        words = _read(lambda: load_words(root / "site_src" / "text", own, languages), problems)
        forget_catalogues()  # those of a build before
        add_catalogues({one.locale: catalogue_of(one) for one in words})
        problems += check_links(project.surveys, tuple(published))
        problems += check_languages(project.surveys, settings.surveys, languages)
        problems += check_panels(project.editions, project.surveys)
        own_pages = _read(lambda: _own_pages(root, project, languages), problems)
        if problems:
            raise DefinitionErrors(problems)
    with progress.stage("compile"):
        surveys = [compile_survey(definition) for definition in definitions]
        for survey in surveys:
            _try_in_the_core(survey)
        told = sentences(words)
        chosen = [edition for edition in published if settings.publishes(edition.id)]
        editions = tuple(compile_edition(edition, told) for edition in chosen)
        editions += preview_panels(settings.chosen(surveys), words) if illustrative else ()
        for edition in editions:
            _try_edition_in_the_core(edition)
    calibrations = {one.spec.id: one.calibration for one in definitions}
    return Checked(
        settings.chosen(surveys), named(words, settings), editions, settings, calibrations, own_pages
    )


def _own_pages(root: Path, project: Project, languages: Sequence[str]) -> Sequence[OwnPage]:
    """The pages that the project adds; none has the name of one that the site has by itself."""
    surveys = [path.parent.name for path in project.surveys.glob("*/survey.yaml")]
    return load_own_pages(project.root, languages, {*page_names(root / "site_src"), *surveys})


def _settings(project: Project, problems: list[Diagnostic]) -> SiteSettings:
    """The settings; the defaults where they have mistakes, which go to `problems`."""
    surveys = sorted(path.parent.name for path in project.surveys.glob("*/survey.yaml"))
    editions = [path.stem for path in edition_files(project.editions)]
    try:
        return load_settings(project.root, surveys, languages_of(project.surveys), editions)
    except DefinitionErrors as error:
        problems += error.diagnostics
        return DEFAULTS


def _read(read: Callable[[], Sequence[Item]], problems: list[Diagnostic]) -> Sequence[Item]:
    """What `read` gives; nothing where it finds mistakes, which go to `problems`."""
    try:
        return read()
    except DefinitionErrors as error:
        problems += error.diagnostics
        return ()


def _try_in_the_core(survey: Mapping[str, Any]) -> None:
    try:
        cspi_core.load_survey(survey)
    except cspi_core.SurveyError as error:
        raise CspiBuildError(f"cspi_core can't read the survey {survey['id']}: {error}") from error


def _try_edition_in_the_core(edition: Mapping[str, Any]) -> None:
    try:
        cspi_core.load_snapshot(edition)
    except cspi_core.SnapshotError as error:
        raise CspiBuildError(f"cspi_core can't read the edition {edition['id']}: {error}") from error


def build_site(
    places: Places,
    out: Path,
    progress: Progress,
    *,
    illustrative: bool = False,
    generator: GeneratorName | None = None,
) -> tuple[str, ...]:
    """Build the whole site into `out`. What stood there stays until the new site is complete.
    `illustrative`: with made-up panels, for a preview that is not to be published. `generator` goes before
    that of the settings.

    Returns the names of the stages that had to be done; for the others nothing had changed since an earlier
    build. Raises CspiBuildError where `out` holds anything that an earlier build did not make and the
    settings do not keep.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    out = out.resolve()
    check_target(out)
    cache = StageCache(places.stage_cache)
    with own_folder(places.work, OWN) as work:
        options = Options(illustrative, generator)
        _build(replace(places, work=work), out, cache, progress, options, places.work / LOCK)
    cache.prune()
    return tuple(cache.done)


def _build(
    places: Places, out: Path, cache: StageCache, progress: Progress, options: Options, guard: Path
) -> None:
    """Build in the folder `places.work`, which is this build's own, and publish to `out`."""

    def prepare() -> Stages:
        parts = prepare_parts(places.root, places.work, progress)
        return Stages(places.root, places.work, parts, cache, places.content, options.illustrative)

    with ThreadPoolExecutor(1) as beside:
        # what people write is not needed to bundle scripts, unless that takes an installation first
        early = _begin(beside, prepare) if are_at_hand(places.root) else None
        checked = check(places.root, progress, project=places.content, illustrative=options.illustrative)
        checked = options.applied(checked)
        generator_named(checked.settings.generator)  # says early that it is not installed
        refuse_foreign(out, checked.settings.keep)
        new = places.work / "site"
        new.mkdir()
        prepared, bundled = early or _begin(beside, prepare)
        with nullcontext() if is_ready(places.root) else progress.stage("npm packages"):
            stages = prepared.result()
        _build_into(stages, checked, bundled, new, progress)
        bring_earlier(out, new, checked.settings.earlier_builds)
        write_marker(new, files_of(new))
        publish(new, out, guard, checked.settings.keep)


def _begin(beside: Executor, prepare: Callable[[], Stages]) -> tuple[Future[Stages], Future[bool]]:
    """What needs the parts only: the stages, and whether bundled scripts were there from an earlier build."""
    prepared = beside.submit(prepare)
    return prepared, beside.submit(lambda: prepared.result().bundle())


def _build_into(
    stages: Stages, checked: Checked, bundled: Future[bool], new: Path, progress: Progress
) -> None:
    explorer = _explorer(checked, stages.root)
    charts = site_charts(explorer.metrics, checked.words)

    # other programs draw, and make engine and pages, while the rest goes on here
    with ThreadPoolExecutor(2) as beside, ThreadPoolExecutor(os.cpu_count()) as languages:
        engine = beside.submit(stages.engine, new / "engine")
        drawing = beside.submit(stages.draw, drawing_groups(charts))
        with progress.stage("data") as stage:
            stage.unchanged = stages.data(partial(write_data, checked), checked.settings, new / "data")
        with progress.stage("scripts and styles") as stage:
            stage.unchanged = bundled.result()
            names = stages.assets(checked.settings, new / "assets")
            names |= write_messages(checked.words, new / "assets")
            site = _site(checked, explorer, names, new / "assets")
        with progress.stage("pages") as stage:
            building = [
                languages.submit(
                    stages.language, site, words, listed, charts, drawing.result, new / words.locale
                )
                for words, listed in stages.pages(site, stages.work / "docs")
            ]
            stage.unchanged = "pages" not in stages.cache.done
        with progress.stage("embeds"):
            render_root(stages.root / "site_src", site, site.settings.base, new)
            render_embeds(stages.root / "site_src", site, new)
        with progress.stage("engine") as stage:
            stage.unchanged = engine.result()
            (new / "licences.txt").write_text(
                licence_texts(stages.root, checked.settings.generator), encoding="utf-8"
            )
            write_bill(stages.root, new, checked.settings.generator)
        with progress.stage("charts") as stage:
            files = chart_files(charts, drawing.result(), stages.root)
            write_files(files, new / "data" / "benchmarks" / "charts")
            stage.unchanged = not any(done.startswith("chart ") for done in stages.cache.done)
        with progress.stage(
            f"{GENERATORS[checked.settings.generator]} ({', '.join(words.locale for words in site.words)})"
        ) as stage:
            kept = [language.result() for language in building]
            stage.unchanged = all(kept)
    _finish(site, new, progress)


def _finish(site: Site, new: Path, progress: Progress) -> None:
    """What needs the pages of all languages."""
    write_manifests(site, new)
    with progress.stage("security policy"):
        add_policies(new, done={words.locale for words in site.words})
    if not (new / "404.html").exists():  # hosts look for it at the top only
        shutil.copyfile(new / site.words[0].locale / "404.html", new / "404.html")
    with progress.stage("list files"):
        write_worker(new)
        check_finished(new)


def _explorer(checked: Checked, root: Path) -> Explorer:
    example = (root / EXAMPLE).read_text(encoding="utf-8") if checked.editions else ""
    return Explorer(checked.editions, checked.surveys, example)


def _site(checked: Checked, explorer: Explorer, names: Mapping[str, str], folder: Path) -> Site:
    """What the templates may use. `names`: of the assets in `folder`."""
    scripts = {name: imported(folder, path) for name, path in names.items() if name.endswith(".js")}
    return Site(
        surveys=checked.surveys,
        words=checked.words,
        assets={name: f"assets/{path}" for name, path in names.items()},
        version=cspi_core.__version__,
        explorer=explorer,
        settings=checked.settings,
        calibrations=checked.calibrations,
        own_pages=checked.own_pages,
        imports={name: [f"assets/{path}" for path in paths] for name, paths in scripts.items()},
    )


def write_data(checked: Checked, into: Path) -> None:
    """Publish what the site is made from: surveys, figures of others, and an index of both."""
    (into / "surveys").mkdir(parents=True)
    entries = []
    for survey in checked.surveys:
        path = f"surveys/{survey['id']}.json"
        (into / path).write_text(to_json_text(survey), encoding="utf-8", newline="\n")
        entries.append({key: survey[key] for key in ("id", "version", "locales")} | {"path": path})
    index: dict[str, Any] = {
        "format": DATA_FORMAT,
        "surveys": sorted(entries, key=lambda entry: str(entry["id"])),
        "benchmarks": index_entries(checked.editions),
    }
    if checked.editions:
        write_files(package_files(checked.editions, checked.words, cspi_core.__version__), into)
        write_cards(checked.editions, into / "benchmarks" / "cards")
        index["package"] = "datapackage.json"
    text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (into / "index.json").write_text(text, encoding="utf-8", newline="\n")
