"""Every mistake in a snapshot is told in words, at its line and column, and all of them in one go.

The cases are in bad_snapshots/: what is changed in the tiny snapshots, and what is said of it, to the letter.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.editions.checks import facts
from cspi_build.editions.checks.facts import check_facts
from cspi_build.editions.load import load_editions
from cspi_build.schema.edition import EditionSpec
from cspi_build.yaml_source.source import read_yaml
from edition_files import TINY_SNAPSHOTS, copy_of_tiny_snapshots
from mistakes import cases
from survey_files import apply_changes

CASES = cases("bad_snapshots")
TEXT = (TINY_SNAPSHOTS / "tiny-2021.yaml").read_text(encoding="utf-8")
JUNK = ["~", "[]", "{}", "-1", "1e300", "0", "100", "unknown", "x", '""', "no", "[1, 2]", "{a: 1}", "2021"]


def said_of(folder: Path) -> str:
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(folder)
    return "\n\n".join(diagnostic.render() for diagnostic in caught.value.diagnostics)


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_where_it_is(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    apply_changes(folder, case["change"])
    monkeypatch.chdir(folder)
    assert said_of(folder) == case["says"].rstrip("\n")


@pytest.mark.parametrize(("key", "day"), [("published", "2021-09"), ("accessed", "2021-10-02")])
def test_a_day_in_the_future_is_told(monkeypatch: pytest.MonkeyPatch, key: str, day: str) -> None:
    value: Any = read_yaml(TINY_SNAPSHOTS / "tiny-2021.yaml").value
    value["origin"][key] = day
    spec = EditionSpec.model_validate(value)
    assert not list(check_facts(spec))
    monkeypatch.setattr(facts, "latest_day", lambda: "2021-09-30" if key == "accessed" else "2021-08-31")
    assert ("origin", key) in {finding.path for finding in check_facts(spec) if "future" in finding.message}


def test_the_tiny_snapshots_have_no_mistake() -> None:
    assert [spec.id for spec in load_editions(TINY_SNAPSHOTS)] == ["tiny-2021", "tiny-2022"]


def test_cells_that_cross_two_splits_may_have_a_page_of_their_own(tmp_path: Path) -> None:
    """Other than that of the cell for all, which is split by nothing either."""
    folder = copy_of_tiny_snapshots(tmp_path)
    size = "  - {id: size, label: {ja: 大小, en: Size}, values: [{id: big, label: {ja: 大, en: B}}]}"
    cell = """      - segment: {place: street, size: big}
        n: 10
        page: 13
        shares:
          quick: {share: 30.0, count: 3, status: published}
  - id: services"""
    changes = [("\nmetrics:", f"\n{size}\nmetrics:"), ("  - id: services", cell)]
    apply_changes(folder, [{"file": "tiny-2021.yaml", "find": old, "put": new} for old, new in changes])
    assert len(load_editions(folder)) == 2


def test_a_folder_without_snapshots_is_empty(tmp_path: Path) -> None:
    assert load_editions(tmp_path) == ()


def test_the_mistakes_of_all_files_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    apply_changes(
        folder,
        [
            {"file": "tiny-2021.yaml", "find": "share: 36.0, count: 18", "put": "share: 35.0, count: 18"},
            {"file": "tiny-2021.yaml", "find": "kind: multiple", "put": "kind: several"},
            {"file": "tiny-2022.yaml", "find": "direction: lower", "put": "direction: higher"},
        ],
    )
    (folder / "broken-2020.yaml").write_text("id: [\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(folder)
    places = {(one.file, one.line) for one in caught.value.diagnostics}
    assert {("tiny-2021.yaml", 88), ("tiny-2021.yaml", 97), ("tiny-2022.yaml", 35)} <= places
    assert any(one.file == "broken-2020.yaml" for one in caught.value.diagnostics)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_line_becomes_there_is_no_traceback(data: st.DataObject) -> None:
    lines = TEXT.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].rpartition(": ")
    kept = st.sampled_from([lines[:at] + lines[at + 1 :], lines[:at] + [lines[at]] * 2 + lines[at + 1 :]])
    put = st.sampled_from(JUNK).map(lambda junk: [*lines[:at], f"{key}{colon}{junk}", *lines[at + 1 :]])
    changed = "\n".join(data.draw(kept | put)) + "\n"
    with TemporaryDirectory() as folder:
        (Path(folder) / "tiny-2021.yaml").write_text(changed, encoding="utf-8")
        try:
            load_editions(Path(folder))
        except DefinitionErrors as errors:
            assert all(one.line >= 1 and one.message for one in errors.diagnostics)
