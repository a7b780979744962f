"""What machines read of the data: packages, catalogues, linked data, citations, addresses of figures."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import struct
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cspi_build.publish.cards import HEIGHT, WIDTH, card
from cspi_build.publish.citation import bibtex
from cspi_build.publish.linked_data import script_text

PROFILE = Path(__file__).parents[2] / "data" / "datapackage-2.0.json"

LINKED = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.DOTALL)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def pages(site_dir: Path, locale: str) -> list[Path]:
    """The index, and the page of each edition and metric."""
    folder = site_dir / locale / "benchmarks"
    left_out = {"compare", "data"}
    found = [path for path in folder.glob("*/index.html") if path.parent.name not in left_out]
    return [folder / "index.html", *found, *folder.glob("metrics/*/index.html")]


def linked(page: Path) -> dict[str, Any]:
    (text,) = LINKED.findall(page.read_text(encoding="utf-8"))
    value: dict[str, Any] = json.loads(text)
    return value


def test_the_package_follows_the_profile_of_data_package_2(site_dir: Path) -> None:
    """The profile is the one at datapackage.org/profiles/2.0, without its examples (public domain)."""
    import jsonschema  # takes seconds, which each process that collects tests would pay for

    package = read(site_dir / "data" / "datapackage.json")
    schema = read(PROFILE)
    jsonschema.validators.validator_for(schema)(schema).validate(package)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "profile" not in package
    assert {resource["type"] for resource in package["resources"]} == {"table"}


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_page_on_figures_describes_itself(site_dir: Path, locale: str) -> None:
    """As search engines ask of datasets: a name, a description of 50 signs (in Japanese 20), files."""
    for page in pages(site_dir, locale):
        data = linked(page)
        assert data["@context"] == "https://schema.org/"
        assert data["name"] and len(data["description"]) >= (50 if locale == "en" else 20), page
        assert data["inLanguage"] == locale
        if data["@type"] == "DataCatalog":
            assert {(page.parent / one["url"] / "index.html").is_file() for one in data["dataset"]} == {True}
            continue
        assert data["@type"] == "Dataset"
        assert data["creator"] and data["citation"] and data["variableMeasured"]
        for one in data["distribution"]:
            assert (page.parent / one["contentUrl"]).resolve().is_file(), one
        assert (page.parent / data["includedInDataCatalog"]["url"]).resolve().is_file()


def test_linked_data_needs_nothing_of_the_policy(site_dir: Path) -> None:
    """A block of data is no script: the policy has no hash for it, and browsers ask none."""
    page = (site_dir / "en" / "benchmarks" / "index.html").read_text(encoding="utf-8")
    (text,) = LINKED.findall(page)
    assert hashlib.sha256(text.encode()).hexdigest() not in page
    assert "</" not in script_text({"name": "</script><script>alert(1)</script>&"})


def test_a_link_to_a_page_shows_a_title_and_a_picture(site_dir: Path) -> None:
    for page in [
        *pages(site_dir, "ja"),
        site_dir / "en" / "index.html",
        site_dir / "en" / "cspi" / "index.html",
    ]:
        text = page.read_text(encoding="utf-8")
        found = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', text))
        assert found["og:title"] and found["og:description"] and found["twitter:card"], page
        assert (page.parent / unescape(found["og:image"])).resolve().is_file(), page


def test_pictures_are_whole_pngs_that_differ(site_dir: Path) -> None:
    cards = sorted((site_dir / "data" / "benchmarks" / "cards").glob("*.png"))
    assert len(cards) > 40
    for path in cards:
        raw = path.read_bytes()
        assert raw.startswith(b"\x89PNG\r\n\x1a\n") and struct.unpack(">II", raw[16:24]) == (WIDTH, HEIGHT)
        assert len(raw) < 12_000, path
    assert len({path.read_bytes() for path in cards}) > len(cards) / 2


def test_the_bars_of_a_picture_are_as_tall_as_the_figures() -> None:
    raw = card([[(1.0, 1.0), (0.5, 0.5)]])
    start = raw.index(b"IDAT")
    (size,) = struct.unpack(">I", raw[start - 4 : start])
    pixels = zlib.decompress(raw[start + 4 : start + 4 + size])
    rows = [pixels[at * (WIDTH + 1) + 1 : (at + 1) * (WIDTH + 1)] for at in range(HEIGHT)]
    heights = [sum(row[column] == 2 for row in rows) for column in (100, 700)]
    assert heights[0] == HEIGHT - 120 and abs(heights[1] - heights[0] / 2) <= 1


def test_the_catalogue_lists_every_edition_with_its_files(site_dir: Path) -> None:
    """By the rules of DCAT 3: a title and a description in each language, and where each file is."""
    folder = site_dir / "data"
    catalogue = read(folder / "catalogue.jsonld")
    assert catalogue["@type"] == "dcat:Catalog"
    listed = {one["dct:identifier"] for one in catalogue["dcat:dataset"]}
    assert listed == {one["id"] for one in read(folder / "index.json")["benchmarks"]}
    for one in catalogue["dcat:dataset"]:
        assert [text["@language"] for text in one["dct:title"]] == ["ja", "en"]
        for file in one["dcat:distribution"]:
            assert (folder / file["dcat:downloadURL"]["@id"]).is_file()
        for page in one["dcat:landingPage"]:
            assert (folder / page["@id"] / "index.html").resolve().is_file()


def test_croissant_files_say_what_the_specification_requires(site_dir: Path) -> None:
    """Croissant 1.0: these properties are required; files have their hash, fields their column."""
    for path in (site_dir / "data" / "benchmarks" / "croissant").glob("*.json"):
        data = read(path)
        assert data["conformsTo"] == "http://mlcommons.org/croissant/1.0"
        required = ("@context", "name", "description", "url", "license", "creator", "datePublished")
        assert all(data[key] for key in required), path
        columns = {}
        for file in data["distribution"]:
            raw = (path.parent / file["contentUrl"]).resolve().read_bytes()
            assert hashlib.sha256(raw).hexdigest() == file["sha256"]
            columns[file["@id"]] = next(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        for records in data["recordSet"]:
            assert re.fullmatch(r"[a-z0-9_]+", records["name"])
            for field in records["field"]:
                source = field["source"]
                assert source["extract"]["column"] in columns[source["fileObject"]["@id"]]
                assert field["dataType"] in ("sc:Text", "sc:Integer", "sc:Float", "sc:Boolean")


def test_the_codebook_explains_every_column_and_every_status(site_dir: Path) -> None:
    folder = site_dir / "data" / "benchmarks"
    book = list(csv.DictReader(io.StringIO((folder / "codebook.csv").read_text(encoding="utf-8-sig"))))
    for table in ("figures", "categories"):
        rows = list(csv.reader(io.StringIO((folder / f"{table}.csv").read_text(encoding="utf-8-sig"))))
        assert rows[0] == [one["column"] for one in book if one["table"] == table and not one["value"]]
    figures = csv.DictReader(io.StringIO((folder / "figures.csv").read_text(encoding="utf-8-sig")))
    statuses = {row["status"] for row in figures}
    assert statuses <= {one["value"] for one in book if one["column"] == "status"}
    assert all(one["meaning_ja"] and one["meaning_en"] for one in book)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_figure_has_an_address_on_the_page_of_its_metric(site_dir: Path, locale: str) -> None:
    text = (site_dir / "data" / "benchmarks" / "figures.csv").read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["anchor"]]
    ids: dict[str, list[str]] = {}
    for metric in {row["metric"] for row in rows}:
        page = site_dir / locale / "benchmarks" / "metrics" / metric / "index.html"
        found = re.findall(r'<tr id="([^"]+)"', page.read_text(encoding="utf-8"))
        ids[metric] = [unescape(one) for one in found]
        assert len(ids[metric]) == len(set(ids[metric]))
    missing = [row["anchor"] for row in rows if row["anchor"] not in ids[row["metric"]]]
    assert missing == []
    assert (
        "hicustomer-2021--team_age--age_3_5--people_6_10" in ids["team_headcount"]
    )  # an address never changes
    assert "saas-capital-2025--acv_usd--usd_25k_50k--median" in ids["net_revenue_retention"]
    of_editions = [row for row in rows if row["figure"] == "statistic"]
    assert len(of_editions) > 20


def test_a_citation_is_one_press_away(site_dir: Path) -> None:
    for page in [one for one in pages(site_dir, "ja") if one.parent.name != "benchmarks"]:
        text = page.read_text(encoding="utf-8")
        files = re.findall(r'href="([^"]+\.bib)"', text)
        assert files and text.count("data-copy") == len(files), page
        for file in files:
            entry = (page.parent / file).resolve().read_text(encoding="utf-8")
            assert entry.startswith(f"@misc{{{Path(file).stem},\n  title = {{{{")


def test_signs_of_tex_are_escaped() -> None:
    origin = {"title": "A & B_1 50%", "producer": "X & Y", "url": "https://x.example/a_b"}
    origin |= {"published": "2021-08", "accessed": "2021-09", "coverage": ""}
    entry = bibtex({"id": "x-2021", "edition": {"year": 2021}, "origin": origin, "second_hand": False})
    assert r"title = {{A \& B\_1 50\%}}" in entry and "month = {aug}" in entry
    assert "url = {https://x.example/a_b}" in entry
