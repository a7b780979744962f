"""A mistake is told once, and hides no other: neither in its cell nor in its metric nor in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspi_build.diagnostics import DefinitionErrors, Diagnostic
from cspi_build.editions.load import load_editions
from cspi_build.surveys.load import load_survey
from edition_files import copy_of_tiny_snapshots
from survey_files import apply_changes, copy_of_tiny

WRONG_COUNT = ("quick: {share: 36.0, count: 18", "quick: {share: 36.0, count: 17")  # line 88
HEAD = [
    ("second_hand: false\n", "second_hnad: false\n"),
    ("year: 2021\n", "yaer: 2021\n"),
]


def snapshot_problems(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Diagnostic, ...]:
    folder = copy_of_tiny_snapshots(tmp_path)
    apply_changes(folder, [{"file": "tiny-2021.yaml", "find": old, "put": new} for old, new in changes])
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(folder)
    return caught.value.diagnostics


@pytest.mark.parametrize(
    "other",
    [
        ("quick: {share: 30.0, count: 24", "quick: {share: 300.0, count: 24"),
        ("n: 30\n        page: 12", "n: thirty\n        page: 12"),
        ("kind: numeric\n    unit: days", "kind: numbers\n    unit: days"),
        ("direction: lower", "direction: down"),
        *HEAD,
    ],
)
def test_a_misfit_does_not_hide_a_wrong_count(tmp_path: Path, other: tuple[str, str]) -> None:
    told = snapshot_problems(tmp_path, other, WRONG_COUNT)
    assert any("17 of 50 is 34.0%" in one.message and one.line == 88 for one in told), told
    assert len([one for one in told if one.line != 88 and "count" not in one.message]) >= 1


def test_a_figure_placed_by_order_names_that_check(tmp_path: Path) -> None:
    (told,) = snapshot_problems(tmp_path, ("count: 30, status: reconciled}", "count: 30, status: ordered}"))
    assert "placed by order" in told.message and told.expected == "`by: order`"


def test_two_misfits_in_one_cell_and_a_count_beside_them(tmp_path: Path) -> None:
    told = snapshot_problems(tmp_path, ("counts: [36, 20]}", "counts: [36, x]}"), WRONG_COUNT)
    assert len(told) == 2


@pytest.mark.parametrize(
    ("written", "meant"), [("0.36", "write 36"), ("0.3", "write 30"), ("0.360", "write 36")]
)
def test_a_fraction_is_recognised_as_one(tmp_path: Path, written: str, meant: str) -> None:
    (told,) = snapshot_problems(tmp_path, ("quick: {share: 36.0,", f"quick: {{share: {written},"))
    assert told.line == 88 and meant in told.hint


@pytest.mark.parametrize(("written", "meant"), [("36,0", "`36.0`"), ("36.0%", "`36.0`")])
def test_a_number_written_otherwise_is_told_once(tmp_path: Path, written: str, meant: str) -> None:
    (told,) = snapshot_problems(tmp_path, ("quick: {share: 36.0,", f"quick: {{share: {written},"))
    assert told.line == 88 and meant in told.hint + told.expected


SNAPSHOT_KEYS = {"second_hand": "second_hnad", "theme": "thme", "direction": "direcion", "base": "bsae"}
SNAPSHOT_KEYS |= {"origin": "orgin", "study": "stduy", "metrics": "metircs", "producer": "producr"}


@pytest.mark.parametrize(("key", "slip"), SNAPSHOT_KEYS.items())
def test_a_misspelt_key_of_a_snapshot_is_told_once(tmp_path: Path, key: str, slip: str) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    before, _, after = (folder / "tiny-2021.yaml").read_text(encoding="utf-8").partition(f"{key}:")
    (folder / "tiny-2021.yaml").write_text(f"{before}{slip}:{after}", encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(folder)
    (told,) = caught.value.diagnostics
    assert told.line == before.count("\n") + 1
    assert f"`{slip}`" in told.message and told.hint == f"did you mean `{key}`?"


SURVEY_KEYS = {"version": "verison", "title": "titel", "levels": "leveles", "minimum": "minimun"}
SURVEY_KEYS |= {"kind": "knid", "options": "optoins", "number": "numbre"}


@pytest.mark.parametrize(("key", "slip"), SURVEY_KEYS.items())
@pytest.mark.parametrize("file", ["survey.yaml", "en.yaml"])
def test_a_misspelt_key_of_a_survey_is_told_once(tmp_path: Path, file: str, key: str, slip: str) -> None:
    folder = copy_of_tiny(tmp_path)
    path = folder / file
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((at for at, line in enumerate(lines) if line.strip().startswith(f"{key}:")), None)
    if at is None:
        assert file == "en.yaml" or key == "title"
        return
    lines[at] = lines[at].replace(f"{key}:", f"{slip}:")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_survey(folder)
    slips = [one for one in caught.value.diagnostics if f"`{slip}`" in one.message]
    assert len(slips) == 1 and slips[0].line == at + 1
    assert not any(f"`{key}` is missing" in one.message for one in caught.value.diagnostics)
