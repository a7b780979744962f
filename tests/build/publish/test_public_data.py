"""The public data: the files say what the snapshots say, in a form that others can rely on."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.publish.data_package import data_package
from cspi_build.publish.public_data import CATEGORY_FIELDS, FIELDS, LABEL, data_files
from cspi_build.settings.fallback import Words
from cspi_build.settings.ui_text import load_words

NOT_GIVEN = {"not_known", "unplaced", "suppressed", "excluded"}


@pytest.fixture(scope="module")
def snapshots(root: Path) -> tuple[dict[str, Any], ...]:
    return tuple(compile_edition(one) for one in load_editions(root / "benchmark_snapshots"))


@pytest.fixture(scope="module")
def files(snapshots: tuple[dict[str, Any], ...]) -> dict[str, str]:
    return data_files(snapshots)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_share_of_every_snapshot_is_in_the_table_once(
    snapshots: tuple[dict[str, Any], ...], files: dict[str, str]
) -> None:
    table = rows(files["benchmarks/figures.csv"])
    found = {
        (row["snapshot"], row["metric"], row["dimension"], row["segment"], row["category"]): row
        for row in table
        if row["figure"] == "share" and row["share"]
    }
    count = 0
    for data in snapshots:
        for metric in data["metrics"]:
            for cell in metric["cells"]:
                ((dimension, segment),) = cell["segment"].items() or (("", ""),)
                for category, figure in cell["shares"].items():
                    row = found[data["id"], metric["id"], dimension, segment, category]
                    assert float(row["share"]) == figure["share"]
                    assert row["count"] == ("" if figure["count"] is None else str(figure["count"]))
                    assert row["n"] == ("" if cell["n"] is None else str(cell["n"]))
                    assert (row["page"], row["status"]) == (str(cell["page"] or ""), figure["status"])
                    count += 1
    assert count == len(found)


def test_what_is_not_known_is_empty_and_says_why(files: dict[str, str]) -> None:
    for row in rows(files["benchmarks/figures.csv"]):
        if row["figure"] == "share":
            assert (row["share"] == "") == (row["status"] in NOT_GIVEN), row
            assert not (row["status"] in NOT_GIVEN and row["count"])
        if row["least"]:
            assert 0 <= float(row["least"]) <= float(row["most"]) <= 100
        if row["low"]:
            assert row["n"] and float(row["low"]) <= float(row["least"]) <= float(row["high"])
        assert (row["value"] != "") == (row["figure"] == "statistic")


def test_the_whole_table_is_its_parts(files: dict[str, str]) -> None:
    parts = [text for name, text in files.items() if name.startswith("benchmarks/csv/")]
    assert sorted(line for text in parts for line in text.splitlines()[1:]) == sorted(
        files["benchmarks/figures.csv"].splitlines()[1:]
    )
    assert all(text.splitlines()[0] == ",".join(FIELDS) for text in parts)


def test_the_same_snapshots_give_the_same_files_in_one_order(
    snapshots: tuple[dict[str, Any], ...], files: dict[str, str]
) -> None:
    turned = data_files(tuple(reversed(snapshots)))
    assert list(turned) == list(files) == sorted(files)
    assert turned == files


def test_each_column_is_explained_in_each_language(root: Path) -> None:
    for one in load_words(root / "site_src" / "text", languages=("ja", "en")):
        said: Any = one.t["benchmarks"]
        assert said["data"]["fields"].keys() == FIELDS.keys()
        assert said["data"]["category_fields"].keys() == CATEGORY_FIELDS.keys() | {LABEL}


# The built site


def test_the_index_names_every_file_of_every_study(
    site_dir: Path, snapshots: tuple[dict[str, Any], ...]
) -> None:
    index = json.loads((site_dir / "data" / "index.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in index["benchmarks"]] == sorted(data["id"] for data in snapshots)
    for one in index["benchmarks"]:
        for path in (one["path"], *one["metrics"].values()):
            assert (site_dir / "data" / path).is_file(), path
    assert (site_dir / "data" / index["package"]).is_file()


def test_the_package_describes_the_files_to_the_byte(site_dir: Path) -> None:
    folder = site_dir / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"] for resource in package["resources"]}
    assert listed == {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert len({resource["name"] for resource in package["resources"]}) == len(listed)
    for resource in package["resources"]:
        raw = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(raw),
            f"sha256:{hashlib.sha256(raw).hexdigest()}",
        )


def test_every_csv_opens_in_excel_as_it_is(site_dir: Path) -> None:
    """Excel takes a CSV for UTF-8 only where it begins with a byte order mark, and takes one such mark."""
    package = json.loads((site_dir / "data" / "datapackage.json").read_text(encoding="utf-8"))
    fields = {
        one["path"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"]
    }
    found = sorted(site_dir.rglob("*.csv"))
    assert len(found) == len(fields) > 50
    for path in found:
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1, path
        head = next(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        assert head == fields[path.relative_to(site_dir / "data").as_posix()]
    labels = (site_dir / "data" / "benchmarks" / "categories.csv").read_text(encoding="utf-8-sig")
    assert any("\u3040" <= character <= "\u30ff" for character in labels)


def test_frictionless_accepts_the_package(site_dir: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="needs the package frictionless")
    report = frictionless.validate(str(site_dir / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "title", "message"])
    assert report.stats["tasks"] > 50


def test_the_example_of_the_data_page_runs_beside_the_data(site_dir: Path, root: Path) -> None:
    program = root / "site_src" / "examples" / "team_sizes.py"
    done = subprocess.run(
        [sys.executable, str(program)], cwd=site_dir, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 24  # four groups of six bands
    assert any("age_3_5" in line and "people_6_10" in line and "30.0 %" in line for line in lines)
    assert any("age_6_up" in line and "0.0 to 60.0 %" in line and "unplaced" in line for line in lines)
    for locale in ("ja", "en"):
        page = (site_dir / locale / "benchmarks" / "data" / "index.html").read_text(encoding="utf-8")
        assert "csv.DictReader(file)" in page


def test_a_study_of_nothing_gives_a_package_of_nothing() -> None:
    data = {"package": "none", "fields": {}, "category_fields": {}}
    words = Words("en", "English", {"benchmarks": {"title": "t", "description": "d", "data": data}})
    assert data_package((), {}, words, "1")["resources"] == []
