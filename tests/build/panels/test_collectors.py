"""Exports of collecting tools become the answers that people gave, and what is not understood is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from collector_exports import TOOLS, Form, Grid, some_answers
from cspi_build.cli.main import ROOT, main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.panels.collectors.convert import Converted, Told, convert
from cspi_build.panels.collectors.grid import read_grid
from cspi_build.panels.reading.coding import gather
from cspi_build.progress import Progress
from cspi_core import Survey
from survey_files import survey_in

SURVEYS = {
    "cspi": ROOT / "survey_defs" / "cspi",
    "tiny": ROOT / "tests" / "surveys" / "tiny",
}


@pytest.fixture(scope="module", params=SURVEYS)
def survey(request: pytest.FixtureRequest) -> Survey:
    return survey_in(SURVEYS[request.param])


@pytest.fixture(scope="module")
def tiny() -> Survey:
    return survey_in(SURVEYS["tiny"])


def rows_of(found: Converted) -> list[dict[str, str]]:
    return [dict(zip(found.head, row, strict=True)) for row in found.rows]


def csv_of(grid: Grid, path: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(grid)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("tool", TOOLS)
def test_every_cell_of_a_well_formed_export_is_read(survey: Survey, tool: str, locale: str) -> None:
    people = some_answers(survey, 25, seed=len(tool))
    found = convert(TOOLS[tool](Form(survey, locale), people), survey, Told())
    assert list(found.unread) == []
    assert not [one for one in found.columns if one.near] and not found.twice
    for said, given in zip(rows_of(found), people, strict=True):
        same = {id_: set(answer.split(";")) for id_, answer in given.items()}
        assert {id_: set(said[id_].split(";")) for id_ in given} == same
    assert found.cells > 25 * len(survey.questions) * 0.7


@pytest.mark.parametrize("tool", TOOLS)
def test_the_time_comes_along(tiny: Survey, tool: str) -> None:
    found = convert(TOOLS[tool](Form(tiny, "en"), some_answers(tiny, 3, 1)), tiny, Told())
    assert found.times == 0
    assert {row["created"][:10] for row in rows_of(found)} == {"2026-03-01"}


def test_a_choice_with_a_comma_in_it_is_one_choice(tiny: Survey) -> None:
    """Also where one choice is the beginning of another one."""
    grid = [
        [tiny.text["en"]["questions"]["checks"]["prompt"]],
        ["Brakes, Tyres, Only what the customer asked for"],
    ]
    assert rows_of(convert(grid, tiny, Told())) == [{"checks": "brakes;tyres;nothing"}]


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")])
def test_any_csv_is_read(tiny: Survey, tmp_path: Path, delimiter: str, encoding: str) -> None:
    people = some_answers(tiny, 5, 3)
    path = csv_of(TOOLS["google_forms"](Form(tiny, "en"), people), tmp_path / "a.csv", delimiter, encoding)
    found = convert(read_grid(path), tiny, Told())
    assert len(found.rows) == 5 and not found.unread


def test_what_is_not_understood_is_named_by_row_and_column(tiny: Survey) -> None:
    form = Form(tiny, "en")
    grid = TOOLS["google_forms"](form, some_answers(tiny, 3, 4))
    at = grid[0].index(form.prompt(tiny.question_by_id["intake"]))
    grid[2][at] = "It depends"
    grid[0].append("Anything else?")
    found = convert([[*row, "x"] if len(row) < len(grid[0]) else row for row in grid], tiny, Told())
    (cell,) = found.unread
    assert (cell.row, cell.column.at, cell.column.question, cell.text) == (3, at, "intake", "It depends")
    assert rows_of(found)[1]["intake"] == ""
    assert [one.text for one in found.columns if one.target == "-"] == ["Anything else?"]


def test_a_text_that_was_changed_a_little_is_taken_and_said(tiny: Survey) -> None:
    prompt = Form(tiny, "en").prompt(tiny.question_by_id["intake"])
    grid = [[prompt.replace("write down", "note down")], ["Nothing"]]
    (column,) = convert(grid, tiny, Told()).columns
    assert (column.question, column.near) == ("intake", True)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_site(tmp_path / "site", ("fr", "en"))
    monkeypatch.chdir(folder)
    return folder


def workbook(grid: Grid, path: Path) -> Path:
    book = Workbook()
    for row in grid:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


def test_the_mapping_file_is_written_once_and_then_goes_first(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = survey_in(site / "survey_defs" / "meetings")
    grid = TOOLS["microsoft_forms"](Form(own, "fr"), some_answers(own, 12, 5))
    single = next(one for one in own.questions if one.kind == "single")
    at = grid[0].index(Form(own, "fr").prompt(single))
    grid[1][at] = "Ça dépend"
    workbook(grid, site / "answers.xlsx")
    command = [
        "collect",
        "answers.xlsx",
        "--survey",
        "meetings",
        "--out",
        "table.csv",
        "--mapping",
        "map.yaml",
    ]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert "row 2, column" in said and "“Ça dépend” is no answer of it" in said
    assert main(command) == 2
    mapping = (site / "map.yaml").read_text(encoding="utf-8")
    assert "Ça dépend: ''" in mapping
    (site / "map.yaml").write_text(mapping.replace("Ça dépend: ''", "Ça dépend: '?'"), encoding="utf-8")
    assert main([*command, "--force"]) == 0
    table = list(csv.DictReader((site / "table.csv").open(encoding="utf-8")))
    assert table[0][single.id] == "?"
    gathered = gather(site / "table.csv", own, Progress(quiet=True))
    assert (gathered.found, len(gathered.bad)) == (12, 0)


def test_a_mapping_file_with_mistakes_is_told_with_its_lines(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv_of([["A"], ["b"]], site / "a.csv")
    (site / "map.yaml").write_text("columns:\n  A: nosuch\nanswers:\n  other: {x: y}\n", encoding="utf-8")
    command = ["collect", "a.csv", "--survey", "meetings", "--out", "t.csv", "--mapping", "map.yaml"]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "map.yaml:2:" in said and "there is no question `nosuch`" in said and "map.yaml:4:" in said
    assert not (site / "t.csv").exists()


@pytest.mark.parametrize("content", [b"", b"only a head\n", b"\xff\x00\x9c", b"A,B\nc,d\n"])
def test_a_file_that_is_no_export_is_one_sentence(
    site: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (site / "a.csv").write_bytes(content)
    assert main(["collect", "a.csv", "--survey", "meetings", "--out", "t.csv"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("build.py: ") and said.count("\n") == 1
