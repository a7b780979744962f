"""`build.py new edition --from`: a published table becomes a file to complete; what is wrong is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cspi_build.cli.scaffold.edition import new_edition_from
from cspi_build.cli.scaffold.published_table import misfits, read_tables
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors
from cspi_build.editions.load import load_editions
from cspi_build.yaml_source.source import read_yaml

TABLE = """Where is your shop?,All,Street,Station
Street,61.1%,80.0%,37.5%
Station,38.9%,20.0%,62.5%
n,90,50,40
"""

FILLED = {
    "{ja: , en: }": "{ja: 文, en: Words}",
    "producer:": "producer: Shop Board",
    "  title:  #": "  title: Shops  #",
    "citation:": "citation: Shop Board, Shops",
    "url:": 'url: "https://shop.example/"',
    "published:": "published: 2021-09",
    "accessed:": "accessed: 2021-10-01",
    "  n:  #": "  n: 90  #",
    "recruitment:": "recruitment: not stated",
    "unit:": "unit: company",
    "direction:": "direction: none",
    "{ja: , en: ": "{ja: 文, en: ",
}


def table_of(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_becomes_an_edition_once_it_is_filled_in(tmp_path: Path) -> None:
    path, wrong = new_edition_from(tmp_path, "shops-2021", table_of(tmp_path, TABLE))
    assert wrong == []
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(tmp_path)
    empty = {one.line for one in caught.value.diagnostics}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(empty) > 12
    assert all("%" not in lines[line - 1] and "share:" not in lines[line - 1] for line in empty)
    text = path.read_text(encoding="utf-8")
    for old, new in FILLED.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    (spec,) = load_editions(tmp_path)
    whole, street, station = spec.metrics[0].cells
    assert [(cell.n, cell.shares["street"].count) for cell in (whole, street, station)] == [
        (90, 55),
        (50, 40),
        (40, 15),
    ]
    assert street.segment == {"where_is_your_shop_by": "street"}


def test_a_workbook_has_a_table_a_sheet_and_its_percent_cells(tmp_path: Path) -> None:
    book = Workbook()
    first: Any = book.active
    first.append(["部門の人数", "全体"])
    first.append(["1人", 0.125])
    first.append(["2人以上", 0.875])
    first.append(["n", 40])
    for row in (2, 3):
        first.cell(row, 2).number_format = "0.0%"
    second = book.create_sheet("B")
    second.append(["Tool", "All"])
    second.append(["Yes", 60])
    second.append(["No", 40])
    book.save(tmp_path / "tables.xlsx")
    path, wrong = new_edition_from(tmp_path, "shops-2021", tmp_path / "tables.xlsx")
    assert wrong == []
    value: Any = read_yaml(path).value
    assert [metric["id"] for metric in value["metrics"]] == ["question_1", "tool"]
    assert value["metrics"][0]["cells"][0]["shares"]["answer_1"] == {
        "share": 12.5,
        "count": 5,
        "status": "published",
    }
    assert value["metrics"][0]["title"]["ja"] == "部門の人数" and value["metrics"][1]["title"]["en"] == "Tool"
    assert value["metrics"][1]["decimals"] == 0 and value["metrics"][1]["cells"][0]["n"] == "unknown"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "61.1%",
            "66.1%",
            ["All: the shares add up to 105.0, not 100", "All, Street: no count of 90 is 66.1%"],
        ),
        (
            "37.5%",
            "37.9%",
            ["Station: the shares add up to 100.4, not 100", "Station, Street: no count of 40 is 37.9%"],
        ),
    ],
)
def test_what_does_not_add_up_is_named(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    path, wrong = new_edition_from(tmp_path, "shops-2021", table_of(tmp_path, TABLE.replace(old, new)))
    assert wrong == [f"table.csv, {one}" for one in said]
    assert new.rstrip("%") in path.read_text(encoding="utf-8")  # nothing is lost


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no table"),
        ("Q,All\nYes,many\nNo,x\n", "row 2, column 2: many is not a number"),
        ("Q,All\nYes,many\nNo,x\n", "row 3, column 2: x is not a number"),
        ("Q,All\nYes,120\n", "is more than 100"),
        ("Q,All\nYes,50\nn,0\n", "is not a number of respondents"),
    ],
)
def test_what_is_no_table_is_refused_with_all_its_places(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CspiBuildError, match=said.replace("(", r"\(")):
        new_edition_from(tmp_path, "shops-2021", table_of(tmp_path, text))
    assert not (tmp_path / "shops-2021.yaml").exists()


def test_other_files_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"Q,All\n\xff,1\n")
    (tmp_path / "x.xlsx").write_bytes(b"no zip")
    for name, said in {
        "x.csv": "not UTF-8",
        "x.xlsx": "not an .xlsx workbook",
        "none.csv": "can not be read",
    }.items():
        with pytest.raises(CspiBuildError, match=said):
            read_tables(tmp_path / name)


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    new_edition_from(tmp_path, "shops-2021", table_of(tmp_path, TABLE))
    before = (tmp_path / "shops-2021.yaml").read_bytes()
    with pytest.raises(CspiBuildError, match="there already"):
        new_edition_from(tmp_path, "shops-2021", table_of(tmp_path, TABLE))
    assert (tmp_path / "shops-2021.yaml").read_bytes() == before


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6).filter(lambda one: sum(one) > 0))
def test_a_table_of_real_counts_always_adds_up(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int]
) -> None:
    n = sum(counts)
    rows = "".join(f"Answer {at},{100 * count / n:.1f}\n" for at, count in enumerate(counts))
    path = table_of(tmp_path_factory.mktemp("t"), f"Question,All\n{rows}n,{n}\n")
    (table,) = read_tables(path)
    assert misfits(table) == []
