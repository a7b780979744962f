"""`build.py panel` from its arguments to its exit status."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest

from cspi_build.cli.main import ROOT, TOOLS, main, make_parser
from cspi_build.cli.scaffold.command import KINDS
from cspi_build.editions.load import check_sources
from cspi_build.panels import command as panel_command
from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.workspace.project import Project
from cspi_build.yaml_source.source import scan_yaml
from cspi_core import Result, Survey, write_result
from survey_files import survey_in


@pytest.fixture(scope="module")
def cspi(root: Path) -> Survey:
    return survey_in(root / "survey_defs" / "cspi")


@pytest.fixture
def folder(tmp_path: Path, cspi: Survey) -> Path:
    """Thirty results."""
    into = tmp_path / "results"
    into.mkdir()
    for at, answers in enumerate(illustrative_answers(cspi, 30)):
        text = write_result(cspi, Result(answers, created=f"2026-02-01T10:00:{at:02}Z"))
        (into / f"{at}.json").write_text(text, encoding="utf-8")
    return into


def panel(*arguments: object, name: str = "panel") -> int:
    parser = argparse.ArgumentParser(prog="build.py")
    panel_command.add_parser(parser.add_subparsers())
    given = parser.parse_args([name, *map(str, arguments)])
    given.project = Project(ROOT)
    return panel_command.run(given)


def test_a_panel_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, sheet = folder.parent / "acme-2026.yaml", folder.parent / "sheet.txt"
    more = ["--out", out, "--sheet", sheet, "--producer", "アクメ株式会社"]
    assert panel(folder, "--survey", "cspi", "--id", "acme-2026", *more) == 0
    assert not check_sources([scan_yaml(out)])[1]
    said = capsys.readouterr().out
    assert "30  used" in said and f"Written: {out}" in said
    assert sheet.read_text(encoding="utf-8") in said
    assert 'producer: "アクメ株式会社"' in out.read_text(encoding="utf-8")


def test_the_first_panel_of_a_project_makes_the_folder_of_editions(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Project(folder.parent / "new")
    shutil.copytree(ROOT / "survey_defs" / "cspi", new.surveys / "cspi")
    (new.root / "site.yaml").touch()
    monkeypatch.chdir(new.root)
    assert main(["panel", str(folder), "--survey", "cspi", "--id", "acme-2026"]) == 0
    assert not check_sources([scan_yaml(new.editions / "acme-2026.yaml")])[1]


def test_it_is_the_same_each_time_and_points_to_the_year_before(folder: Path) -> None:
    out = folder.parent / "acme-2026.yaml"
    arguments = [folder, "--survey", "cspi", "--id", "acme-2026", "--out", out]
    assert panel(*arguments) == 0
    first = out.read_bytes()
    assert panel(*arguments, "--force") == 0
    assert out.read_bytes() == first
    for name in ("acme-2024.yaml", "acme-2025.yaml", "acme-2027.yaml", "acme-north-2025.yaml"):
        (folder.parent / name).write_text("id: x\n", encoding="utf-8")
    assert panel(*arguments, "--force") == 0
    assert "previous: acme-2025" in out.read_text(encoding="utf-8")


def test_its_earlier_name_makes_the_same(folder: Path) -> None:
    out = folder.parent / "acme-2026.yaml"
    arguments = [folder, "--survey", "cspi", "--id", "acme-2026", "--out", out]
    assert panel(*arguments, name="panel") == 0
    first = out.read_bytes()
    assert panel(*arguments, "--force", name="snapshot") == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    "line",
    [
        ["panel", "results", "--survey", "cspi", "--id", "acme-2026"],
        ["snapshot", "results", "--survey", "cspi", "--id", "acme-2026"],
        ["new", "edition", "acme-2026", "--like", "acme-2025"],
        ["new", "snapshot", "acme-2026", "--like", "acme-2025"],
    ],
)
def test_commands_are_known_by_their_earlier_names_too(line: list[str]) -> None:
    given = make_parser().parse_args(line)
    assert given.command in TOOLS
    assert line[0] != "new" or given.kind in KINDS


def test_bad_results_are_listed_and_the_rest_is_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.json").write_text("{", encoding="utf-8")
    out = folder.parent / "acme-2026.yaml"
    assert panel(folder, "--survey", "cspi", "--id", "acme-2026", "--out", out) == 1
    said = capsys.readouterr()
    assert "bad.json: The file is not valid JSON" in said.err and "1 of 31" in said.err
    assert out.exists() and "1  cannot be used" in said.out and "1 of 31 could not" in said.out


def test_nothing_is_written_where_nothing_can_be_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in list(folder.iterdir())[8:]:
        path.write_text("{", encoding="utf-8")
    out = folder.parent / "acme-2026.yaml"
    assert panel(folder, "--survey", "cspi", "--id", "acme-2026", "--out", out) == 1
    assert "8 results are too few" in capsys.readouterr().err
    for path in folder.iterdir():
        path.write_text("{", encoding="utf-8")
    assert panel(folder, "--survey", "cspi", "--id", "acme-2026", "--out", out) == 1
    assert "No result is left" in capsys.readouterr().err
    assert not out.exists() and not list(folder.parent.glob(".acme*"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"results": "nowhere"}, "nowhere is not there"),
        ({"--survey": "cspj"}, "did you mean `cspi`?"),
        ({"--survey": "cs-state"}, "scores nothing"),
        ({"--id": "acme"}, "such as acme-2026"),
        ({"--id": "Acme-2026"}, "such as acme-2026"),
        ({"--id": "acme-1926"}, "such as acme-2026"),
        ({"--out": "other-2026.yaml"}, "acme-2026.yaml"),
        ({"--out": "nowhere/acme-2026.yaml"}, "there is no folder"),
        ({"--sheet": "nowhere/sheet.txt"}, "there is no folder"),
    ],
)
def test_wrong_use(
    folder: Path,
    change: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder.parent)
    given = {
        "results": "results",
        "--survey": "cspi",
        "--id": "acme-2026",
        "--out": "acme-2026.yaml",
    } | change
    first = given.pop("results")
    assert panel(first, *(word for pair in given.items() for word in pair)) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_there_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "acme-2026.yaml"
    out.write_text("mine\n", encoding="utf-8")
    assert panel(folder, "--survey", "cspi", "--id", "acme-2026", "--out", out) == 2
    sheet, other = ["--sheet", out], ["--out", folder / "acme-2026.yaml"]
    assert panel(folder, "--survey", "cspi", "--id", "acme-2026", *other, *sheet) == 2
    assert capsys.readouterr().err.count("--force") == 2 and out.read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("number", ["4", "x", "-1", "10.5", ""])
def test_a_cell_of_too_few_is_refused(folder: Path, number: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        panel(folder, "--survey", "cspi", "--id", "acme-2026", f"--min-cell={number}")
    assert stopped.value.code == 2
