"""Two editions of a panel may not give away together what neither does alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cspi_build.cli.main import ROOT, main
from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.panels.subtraction import differences
from cspi_core import Result, write_result
from survey_files import survey_in

CSPI = survey_in(ROOT / "survey_defs" / "cspi")


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    return list(illustrative_answers(CSPI, 60))


def panel(folder: Path, year: int, answers: list[dict[str, Any]], *more: str) -> int:
    results = folder / f"results-{year}"
    results.mkdir(exist_ok=True)
    for at, one in enumerate(answers):
        text = write_result(CSPI, Result(one, created=f"2026-02-01T10:00:{at:02}Z"))
        (results / f"{at}.json").write_text(text, encoding="utf-8")
    out = folder / f"acme-{year}.yaml"
    command = ["panel", str(results), "--survey", "cspi", "--id", f"acme-{year}", "--out", str(out)]
    return main(["--project", str(ROOT), *command, *more])


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
