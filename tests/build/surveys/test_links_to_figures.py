"""Links from surveys to published figures: what no edition has stops the build, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.editions.load import load_editions
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.surveys.link_checks import check_links
from edition_files import TINY_SNAPSHOTS, copy_of_tiny_snapshots
from survey_files import copy_of_tiny

SURVEY = """questions:
  - id: days
    kind: number
    benchmarks:
      - {{metric: {number}, match: close}}
  - id: sort
    kind: single
    options: [{{id: road}}]
    benchmarks:
      - {{metric: place, match: same, categories: {{road: {category}}}}}
"""


def said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: str = "wait", category: str = "street"
) -> list[str]:
    (folder / "tiny").mkdir()
    text = SURVEY.format(number=number, category=category)
    (folder / "tiny" / "survey.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    found = check_links(folder, load_editions(TINY_SNAPSHOTS))
    return [f"{one.line}:{one.column}: {one.message}; {one.hint}" for one in found]


def test_good_links_say_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(tmp_path, monkeypatch) == []


def test_a_metric_that_no_snapshot_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = "5:18: no edition has a metric `waits`; did you mean `wait`?"
    assert said(tmp_path, monkeypatch, number="waits") == [expected]


def test_an_answer_that_no_snapshot_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = "10:57: no edition has an answer `streets` of `place`; did you mean `street`?"
    assert said(tmp_path, monkeypatch, category="streets") == [expected]


def test_a_number_that_is_held_against_choices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = "5:18: `days` asks for a number, and the metric `services` is `multiple`; "
    assert said(tmp_path, monkeypatch, number="services") == [expected]


def test_where_nothing_is_published_nothing_is_compared(tmp_path: Path) -> None:
    assert check_links(tmp_path, ()) == []


def test_mistakes_in_surveys_snapshots_and_words_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = copy_of_tiny(tmp_path / "survey_defs")
    snapshots = copy_of_tiny_snapshots(tmp_path).rename(tmp_path / "benchmark_snapshots")
    words = tmp_path / "site_src" / "text"
    for locale in ("ja", "en"):
        (words / locale).mkdir(parents=True)
        (words / locale / "a.yaml").write_text("a: {x: 1}\n", encoding="utf-8")
    for path, good, bad in (
        (survey / "survey.yaml", "id: tiny", "id: Tiny"),
        (snapshots / "tiny-2021.yaml", "share: 61.1, count: 55", "share: 61.7, count: 55"),
        (words / "en" / "a.yaml", "x: 1", "y: 1"),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(good, bad, 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DefinitionErrors) as caught:
        check(tmp_path, Progress(quiet=True))
    files = {Path(one.file).name for one in caught.value.diagnostics}
    assert files == {"survey.yaml", "tiny-2021.yaml", "a.yaml"}
    snapshot = next(one for one in caught.value.diagnostics if one.file.endswith("tiny-2021.yaml"))
    assert "share: 61.7" in snapshot.excerpt


def test_the_links_of_this_site_lead_somewhere(root: Path) -> None:
    assert check_links(root / "survey_defs", load_editions(root / "benchmark_snapshots")) == []
