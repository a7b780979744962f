"""The stages of a build, in order, into a folder that replaces the earlier site only when all went well.

check -> compile -> engine -> assets -> pages -> MkDocs -> harden -> swap
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
from cspi_build.compile import compile_survey, to_json_text
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, Diagnostic
from cspi_build.engine import build_engine
from cspi_build.folders import new_folder_beside, refuse_foreign, swap
from cspi_build.harden import harden_site
from cspi_build.licences import licence_texts
from cspi_build.load import load_surveys
from cspi_build.node import find_node, install_packages
from cspi_build.pages import Site, render_pages, render_root
from cspi_build.progress import Progress
from cspi_build.site import build_language
from cspi_build.words import Words, load_words

BASE = "/"  # the path of the site's top on its host; only pages that are shown at any address need it
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


def check(root: Path, progress: Progress) -> Checked:
    """Read and check everything that people write. Raises DefinitionErrors with all mistakes."""
    problems: list[Diagnostic] = []
    with progress.stage("check definitions"):
        definitions = _read(lambda: load_surveys(root / "survey_defs"), problems)
        words = _read(lambda: load_words(root / "site_src" / "text"), problems)
        if problems:
            raise DefinitionErrors(problems)
    with progress.stage("compile"):
        surveys = [compile_survey(definition) for definition in definitions]
        for survey in surveys:
            _try_in_the_core(survey)
    return Checked(surveys, words)


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
        write_data(checked.surveys, new / "data")
    with progress.stage("engine"):
        build_engine(root, work, new / "engine")
    with progress.stage("scripts and styles"):
        names = bundle_assets(root, work, node, new / "assets")
        assets = {name: f"assets/{path}" for name, path in names.items()}
    site = Site(checked.surveys, checked.words, assets, cspi_core.__version__)
    _build_pages(places, site, new, progress)
    (new / "licences.txt").write_text(licence_texts(root), encoding="utf-8")
    with progress.stage("harden"):
        harden_site(new)


def _build_pages(places: Places, site: Site, new: Path, progress: Progress) -> None:
    source, docs = places.root / "site_src", places.work / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    with progress.stage("pages"):
        render_root(source, site, BASE, new)
        pages = {words.locale: render_pages(source, site, words, docs / words.locale) for words in site.words}
    for words in site.words:
        with progress.stage(f"MkDocs ({words.locale})"):
            into = new / words.locale
            build_language(places.root, places.work, site, words, pages[words.locale], BASE, into)
    if not (new / "404.html").exists():  # hosts look for it at the top only
        shutil.copyfile(new / site.words[0].locale / "404.html", new / "404.html")


def write_data(surveys: Sequence[Mapping[str, Any]], into: Path) -> None:
    """Publish what the site is made from: each compiled survey, and an index of them."""
    (into / "surveys").mkdir(parents=True)
    entries = []
    for survey in surveys:
        path = f"surveys/{survey['id']}.json"
        (into / path).write_text(to_json_text(survey), encoding="utf-8", newline="\n")
        entries.append({key: survey[key] for key in ("id", "version", "locales")} | {"path": path})
    index = {"format": DATA_FORMAT, "surveys": sorted(entries, key=lambda entry: str(entry["id"]))}
    text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (into / "index.json").write_text(text, encoding="utf-8", newline="\n")
