"""Two editions of a panel may not give away together what neither does alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from cspi_build.cli.main import ROOT, main
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.panels.subtraction import differences, earlier_panels
from cspi_core import Result, write_result
from survey_files import survey_in

CSPI = survey_in(ROOT / "survey_defs" / "cspi")


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    return list(illustrative_answers(CSPI, 60))


def panel(
    folder: Path, year: int, answers: list[dict[str, Any]], *more: str, into: Path | None = None
) -> int:
    results = folder / f"results-{year}"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir()
    for at, one in enumerate(answers):
        text = write_result(CSPI, Result(one, created=f"2026-02-01T10:00:{at:02}Z"))
        (results / f"{at}.json").write_text(text, encoding="utf-8")
    out = (into or folder) / f"acme-{year}.yaml"
    command = ["panel", str(results), "--survey", "cspi", "--id", f"acme-{year}", "--out", str(out)]
    return main(["--project", str(folder / "site" if (folder / "site").exists() else ROOT), *command, *more])


def test_one_more_person_is_refused_with_what_can_be_subtracted(
    tmp_path: Path, answers: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert panel(tmp_path, 2025, answers[:30]) == 0
    assert panel(tmp_path, 2026, answers[:31]) == 1
    said = capsys.readouterr().err
    assert "acme-2026 less acme-2025 would give away the answers of fewer than 10 people" in said
    assert "all results, all: n 30 and 31, 1 apart" in said
    assert not (tmp_path / "acme-2026.yaml").exists()
    assert panel(tmp_path, 2026, answers[:31], "--other-people") == 0


def test_an_edition_that_is_written_over_is_compared_as_well(
    tmp_path: Path, answers: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert panel(tmp_path, 2026, answers[:30]) == 0
    before = (tmp_path / "acme-2026.yaml").read_bytes()
    assert panel(tmp_path, 2026, answers[:31], "--force") == 1
    said = capsys.readouterr().err
    assert "acme-2026 less the acme-2026 that is there already would give away" in said
    assert "all results, all: n 30 and 31, 1 apart" in said
    assert (tmp_path / "acme-2026.yaml").read_bytes() == before
    assert panel(tmp_path, 2026, answers[:30], "--force") == 0


def test_the_editions_of_the_project_are_compared_wherever_the_new_one_goes(
    tmp_path: Path, answers: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    site, into = tmp_path / "site", tmp_path / "elsewhere"
    for folder in (site / "benchmark_snapshots", into):
        folder.mkdir(parents=True)
    (site / "site.yaml").write_text("languages: [en, ja]\n", encoding="utf-8")
    (site / "survey_defs").symlink_to(ROOT / "survey_defs", target_is_directory=True)
    assert panel(tmp_path, 2025, answers[:30], into=site / "benchmark_snapshots") == 0
    assert panel(tmp_path, 2026, answers[:31], into=into) == 1
    assert "acme-2026 less acme-2025 would give away" in capsys.readouterr().err
    assert not list(into.iterdir())


PANEL = """\
id: acme-2025
panel: {survey: cspi}
study: {n: 30}
metrics:
  - id: index
    cells:
      - {segment: {}, n: 30}
      - {segment: {region: japan}, suppressed: true}
"""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    return tmp_path / "acme-2025.yaml"


def test_a_whole_panel_is_found_once_and_others_are_passed_over(earlier: Path) -> None:
    earlier.write_text(PANEL.replace("id: acme-2025\n", ""), encoding="utf-8")
    (earlier.parent / "acme-2024.yaml").write_text(PANEL.replace("cspi", "other"), encoding="utf-8")
    (earlier.parent / "acme-2023.yaml").write_text("id: x\n", encoding="utf-8")
    (earlier.parent / "acme-north-2025.yaml").write_text("[", encoding="utf-8")
    (found,) = earlier_panels((earlier.parent, earlier.parent / ".." / earlier.parent.name), "acme", "cspi")
    assert found["id"] == "acme-2025"
    new = {"id": "acme-2026", "study": {"n": 31}, "metrics": []}
    assert len(differences(new, found, 10)) == 1


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("study: {n: 30}\n", "", 1),
        ("study: {n: 30}", "study: 30", 3),
        ("{segment: {}, n: 30}", "{segment: {}}", 7),
        ("{segment: {}, n: 30}", '{segment: {}, n: "30"}', 7),
        ("{segment: {}, n: 30}", "{n: 30}", 7),
        ("{segment: {}, n: 30}", "thirty", 7),
        ("  - id: index\n    cells:", "  - cells:", 5),
        ("{survey: cspi}", "{}", 2),
        ("{survey: cspi}", "", 2),
        (PANEL[PANEL.index("metrics:") :], "metrics:\n", 4),
        (PANEL[PANEL.index("    cells:") :], "", 5),
        ("study: {n: 30}", "study: {n: 30", 3),
        ("study: {n: 30}", "study: {n: 30}\nstudy: {n: 40}", 4),
        (PANEL, "", 1),
    ],
)
def test_an_earlier_panel_that_cannot_be_compared_stops_the_work(
    earlier: Path, old: str, new: str, line: int
) -> None:
    assert old in PANEL
    earlier.write_text(PANEL.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionErrors) as raised:
        earlier_panels([earlier.parent], "acme", "cspi")
    assert f"acme-2025.yaml:{line}:" in str(raised.value)


def test_the_command_names_it_and_writes_nothing(
    tmp_path: Path, earlier: Path, answers: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    earlier.write_text(PANEL.replace("n: 30", "n:"), encoding="utf-8")
    assert panel(tmp_path, 2026, answers[:30]) == 1
    said = capsys.readouterr().err
    assert "acme-2025.yaml:3:" in said and "acme-2025.yaml:7:" in said
    assert not (tmp_path / "acme-2026.yaml").exists()


def test_the_same_people_and_enough_more_are_published() -> None:
    whole = {"id": "a-2025", "study": {"n": 30}, "metrics": []}
    assert differences({**whole, "study": {"n": 30}}, whole, 10) == []
    assert differences({**whole, "study": {"n": 40}}, whole, 10) == []
    assert len(differences({**whole, "study": {"n": 39}}, whole, 10)) == 1


def test_a_group_that_is_withheld_in_one_edition_gives_nothing_away() -> None:
    def edition(n: int, **more: Any) -> dict[str, Any]:
        cell = {"segment": {"region": "japan"}, "n": n, **more}
        return {"study": {"n": 50}, "metrics": [{"id": "index", "cells": [cell]}]}

    (found,) = differences(edition(14), edition(12), 10)
    assert str(found) == "index, region=japan: n 12 and 14, 2 apart"
    assert differences(edition(14), edition(12, suppressed=True), 10) == []
    assert differences(edition(14), edition(14), 10) == []
