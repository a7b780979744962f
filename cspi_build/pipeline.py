"""The stages of a build, in order, into a folder that replaces the earlier site only when all went well.

check -> compile -> data -> engine -> assets -> charts -> pages -> MkDocs -> harden -> swap
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import cspi_core
from cspi_build.assets import bundle_assets
from cspi_build.data_package import package_files
from cspi_build.definitions.compile import compile_survey, to_json_text
from cspi_build.definitions.link_checks import check_links
from cspi_build.definitions.load import load_surveys
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, Diagnostic
from cspi_build.engine import build_engine
from cspi_build.explorer.files import chart_files, make_explorer
from cspi_build.folders import new_folder_beside, refuse_foreign, swap
from cspi_build.harden import harden_site
from cspi_build.licences import licence_texts
from cspi_build.node import find_node, install_packages
from cspi_build.own_look import with_own_look
from cspi_build.pages import Site, render_pages, render_root
from cspi_build.progress import Progress
from cspi_build.public_data import index_entries, write_files
from cspi_build.settings import DEFAULTS, SiteSettings, load_settings, named
from cspi_build.site import build_language
from cspi_build.snapshots.compile import compile_snapshot
from cspi_build.snapshots.load import load_snapshots
from cspi_build.words import Words, load_words

DATA_FORMAT = "cspi-data/1"
# Archives carry this date unless the environment says another: the same input gives the same bytes.
EPOCH = "1577836800"  # 2020-01-01T00:00:00Z

Item = TypeVar("Item")


@dataclass(frozen=True)
class Places:
    """Where a build reads (`root`, the repository) and where it keeps what it makes on the way (`work`)."""

    root: Path
    work: Path


@dataclass(frozen=True)
class Checked:
    """What the definition files hold, checked and compiled."""

    surveys: Sequence[Mapping[str, Any]]
    words: Sequence[Words]
    snapshots: tuple[Mapping[str, Any], ...] = ()
    settings: SiteSettings = DEFAULTS


def check(root: Path, progress: Progress) -> Checked:
    """Read and check everything that people write. Raises DefinitionErrors with all mistakes."""
    problems: list[Diagnostic] = []
    with progress.stage("check definitions"):
        definitions = _read(lambda: load_surveys(root / "survey_defs"), problems)
        words = _read(lambda: load_words(root / "site_src" / "text"), problems)
        published = _read(lambda: load_snapshots(root / "benchmark_snapshots"), problems)
        settings = _settings(root, words, problems)
        problems += check_links(root / "survey_defs", tuple(published))
        if problems:
            raise DefinitionErrors(problems)
    with progress.stage("compile"):
        surveys = [compile_survey(definition) for definition in definitions]
        for survey in surveys:
            _try_in_the_core(survey)
        snapshots = tuple(compile_snapshot(snapshot) for snapshot in published)
        for snapshot in snapshots:
            _try_snapshot_in_the_core(snapshot)
    return Checked(settings.chosen(surveys), named(words, settings), snapshots, settings)


def _settings(root: Path, words: Sequence[Words], problems: list[Diagnostic]) -> SiteSettings:
    """The settings; the defaults where they have mistakes, which go to `problems`."""
    surveys = sorted(path.parent.name for path in (root / "survey_defs").glob("*/survey.yaml"))
    try:
        return load_settings(root, surveys, [one.locale for one in words])
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


def _try_snapshot_in_the_core(snapshot: Mapping[str, Any]) -> None:
    try:
        cspi_core.load_snapshot(snapshot)
    except cspi_core.SnapshotError as error:
        raise CspiBuildError(f"cspi_core can't read the snapshot {snapshot['id']}: {error}") from error


def build_site(places: Places, out: Path, progress: Progress) -> None:
    """Build the whole site into `out`. What stood there stays until the new site is complete.

    Raises CspiBuildError where `out` holds anything that an earlier build did not make.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    places.work.mkdir(parents=True, exist_ok=True)
    out = out.resolve()
    refuse_foreign(out)
    with new_folder_beside(out) as new:
        checked = check(places.root, progress)
        _build_into(places, checked, new, progress)
        swap(new, out)


def _build_into(places: Places, checked: Checked, new: Path, progress: Progress) -> None:
    root, work = places.root, places.work
    node = find_node(root, work)
    with progress.stage("npm packages"):
        install_packages(node, root, work)
    with progress.stage("data"):
        write_data(checked, new / "data")
    with progress.stage("engine"):
        build_engine(root, work, new / "engine")
    with progress.stage("scripts and styles"):
        names = bundle_assets(root, work, node, new / "assets")
        names = with_own_look(root, checked.settings, new / "assets", names)
        assets = {name: f"assets/{path}" for name, path in names.items()}
    with progress.stage("charts"):
        explorer = make_explorer(root, node, checked.snapshots, checked.surveys, checked.words)
        write_files(chart_files(explorer, checked.words, root), new / "data" / "benchmarks" / "charts")
    site = Site(checked.surveys, checked.words, assets, cspi_core.__version__, explorer, checked.settings)
    _build_pages(places, site, new, progress)
    (new / "licences.txt").write_text(licence_texts(root), encoding="utf-8")
    with progress.stage("harden"):
        harden_site(new)


def _build_pages(places: Places, site: Site, new: Path, progress: Progress) -> None:
    source, docs = places.root / "site_src", places.work / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    with progress.stage("pages"):
        render_root(source, site, site.settings.base, new)
        pages = {words.locale: render_pages(source, site, words, docs / words.locale) for words in site.words}
    for words in site.words:
        with progress.stage(f"MkDocs ({words.locale})"):
            into = new / words.locale
            build_language(
                places.root, places.work, site, words, pages[words.locale], site.settings.base, into
            )
    if not (new / "404.html").exists():  # hosts look for it at the top only
        shutil.copyfile(new / site.words[0].locale / "404.html", new / "404.html")


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
        "benchmarks": index_entries(checked.snapshots),
    }
    if checked.snapshots:
        write_files(package_files(checked.snapshots, checked.words, cspi_core.__version__), into)
        index["package"] = "datapackage.json"
    text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (into / "index.json").write_text(text, encoding="utf-8", newline="\n")
