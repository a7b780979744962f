"""Editions in the languages of the site, whichever these are."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cspi_build.cli.main import ROOT
from cspi_build.cli.scaffold.edition import new_edition
from cspi_build.cli.scaffold.site import new_site
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.pipeline import Places, build_site, check
from cspi_build.progress import Progress
from cspi_build.workspace.project import Project

TINY = (ROOT / "tests" / "snapshots" / "tiny-2021.yaml").read_text(encoding="utf-8")
BOTH = re.compile(r"\{ja: [^{}]*?, en: ([^{}]*)\}")
JAPANESE = re.compile("[\u3041-\u30fe]")


def edition(folder: Path, *languages: str) -> Path:
    """The bicycle shops of 2021, with the English texts standing for those of each of these languages."""

    def said(found: re.Match[str]) -> str:
        return "{" + ", ".join(f"{one}: {found[1]}" for one in languages) + "}"

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny-2021.yaml").write_text(BOTH.sub(said, TINY), encoding="utf-8")
    return folder


def problems(folder: Path, *languages: str) -> list[str]:
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(folder, languages)
    return [one.render() for one in caught.value.diagnostics]


@pytest.mark.parametrize("languages", [("fr",), ("fr", "en"), ("ar",), ("pt-BR", "de", "en")])
def test_an_edition_is_in_the_languages_of_its_site(tmp_path: Path, languages: tuple[str, ...]) -> None:
    (spec,) = load_editions(edition(tmp_path, *languages), languages)
    compiled = compile_edition(spec)
    assert list(compiled["edition"]["title"]) == list(languages)
    checks = compiled["metrics"][0]["cells"][0]["checks"]
    assert all(list(one["text"]) == list(languages) for one in checks)
    assert all("3" in text and "61.1" in text for text in checks[0]["text"].values())


def test_a_language_that_is_missing_is_told_at_each_text(tmp_path: Path) -> None:
    found = problems(edition(tmp_path, "fr"), "fr", "en")
    assert len(found) == len(BOTH.findall(TINY))
    assert found[0].startswith("tiny-2021.yaml:5:3: `en` is missing") or "tiny-2021.yaml:5:" in found[0]
    assert all("expected: English (text)" in one for one in found)


def test_a_key_that_is_no_language_is_told(tmp_path: Path) -> None:
    folder = edition(tmp_path, "fr")
    path = folder / "tiny-2021.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: {fr:", "title: {frr_x: A, fr:", 1))
    (said,) = problems(folder, "fr")
    assert "frr_x" in said and "tiny-2021.yaml:5:" in said


def test_a_new_edition_is_laid_out_in_the_languages_of_the_other(tmp_path: Path) -> None:
    path = new_edition(edition(tmp_path, "fr", "en"), "tiny-2022", "tiny-2021")
    text = path.read_text(encoding="utf-8")
    assert "title: {fr: , en: }" in text and "{fr: …, en: …}" in text and "ja:" not in text


def test_what_a_site_does_not_publish_stays_out(tmp_path: Path) -> None:
    project = Project(new_site(tmp_path / "site", ("fr",)))
    edition(project.editions, "fr", "en")
    (compiled,) = check(ROOT, Progress(quiet=True), project=project).editions
    assert list(compiled["edition"]["title"]) == ["fr"]


@pytest.mark.slow
def test_a_site_in_other_languages_publishes_figures_in_them(tmp_path: Path) -> None:
    project = Project(new_site(tmp_path / "site", ("fr", "en")))
    edition(project.editions, "fr", "en")
    out = tmp_path / "out"
    build_site(Places(ROOT, tmp_path / "work", ROOT / ".build" / "cache", project), out, Progress(quiet=True))
    for locale in ("fr", "en"):
        page = (out / locale / "benchmarks" / "tiny-2021" / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{locale}"' in page and "Bicycle shops 2021" in page
    texts = [path for path in out.rglob("*") if path.suffix in {".html", ".csv", ".svg", ".jsonld", ".bib"}]
    assert len(texts) > 20
    assert [path for path in texts if JAPANESE.search(path.read_text(encoding="utf-8"))] == []
    data = out / "data"
    book = list(csv.reader(io.StringIO((data / "benchmarks/codebook.csv").read_text(encoding="utf-8-sig"))))
    assert book[0][-2:] == ["meaning_fr", "meaning_en"]
    labels = [row for row in book if row[1] == "label_fr"]
    assert labels[0][-2:] == ["libellé en français", "label in French"]
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "benchmarks"
    described = json.loads((data / "benchmarks/croissant/tiny-2021.json").read_text(encoding="utf-8"))
    assert described["url"] == "../../../en/benchmarks/tiny-2021/"
