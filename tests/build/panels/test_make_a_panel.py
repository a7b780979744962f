"""The page "Make a panel" keeps its word: its very commands make a panel that reports then use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.ui_text import load_words
from cspi_core import Result, load_snapshot, load_survey, score, view, write_result
from cspi_core.loading.answers import plain_answers
from survey_files import survey_in

pytestmark = pytest.mark.slow

NEEDED = ("cspi_build", "cspi_core", "survey_defs", "benchmark_snapshots", "site_src/text")
PREFIX = "python3 build.py "


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the commands need, with 60 made-up result files in `results`."""
    folder = tmp_path_factory.mktemp("copy")
    for name in NEEDED:
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    survey = survey_in(root / "survey_defs" / "cspi")
    (folder / "results").mkdir()
    for number, answers in enumerate(illustrative_answers(survey, 60)):
        result = Result(answers, label="Mr Secret", created=f"2026-03-01T09:{number:02d}:00Z")
        (folder / "results" / f"{number}.json").write_text(write_result(survey, result), encoding="utf-8")
    return folder


def commands(root: Path) -> list[str]:
    words = {
        one.locale: one.t["maintain"]
        for one in load_words(root / "site_src" / "text", languages=("ja", "en"))
    }
    shown = {
        locale: [step["command"] for step in said["panel"]["steps"] if "command" in step]  # type: ignore[index, call-overload]
        for locale, said in words.items()
    }
    assert shown["ja"] == shown["en"]
    return shown["en"]


def run(copy: Path, command: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "cspi_build", *command.removeprefix(PREFIX).split()]
    environment = {"PYTHONPATH": str(copy)}
    return subprocess.run(arguments, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def test_its_commands_make_a_panel_that_reports_use(copy: Path, root: Path) -> None:
    shown = commands(root)
    assert [one for one in shown if " serve" not in one] == [shown[1], shown[2]]
    made, checked = run(copy, shown[1]), run(copy, shown[2])
    assert made.returncode == 0, made.stderr
    assert checked.returncode == 0, checked.stderr
    assert "Cronbach" in (copy / "acme-2026.txt").read_text(encoding="utf-8") or "alpha" in made.stdout
    text = (copy / "benchmark_snapshots" / "acme-2026.yaml").read_text(encoding="utf-8")
    assert "Mr Secret" not in text
    found = check(copy, Progress(quiet=True))
    survey = load_survey(next(one for one in found.surveys if one["id"] == "cspi"))
    answers = plain_answers(survey, next(iter(illustrative_answers(survey, 1, seed=4))))
    report = score(survey, answers, [load_snapshot(one) for one in found.editions])
    for locale in ("ja", "en"):
        peers = view(report, locale)["peers"]
        assert peers["panel"] == "acme-2026" and not peers["illustrative"]
    assert any(one.snapshot.id == "acme-2026" for one in report.standings)


def test_a_panel_is_not_filled_in_by_hand(copy: Path) -> None:
    path = copy / "benchmark_snapshots" / "acme-2026.yaml"
    if not path.exists():
        run(copy, f"{PREFIX}panel results --survey cspi --id acme-2026")
    refused = run(copy, f"{PREFIX}new edition acme-2027 --like acme-2026")
    assert refused.returncode == 1 and "build.py panel RESULTS --survey cspi --id acme-2027" in refused.stderr


def test_a_result_file_is_not_taken_for_a_table(copy: Path) -> None:
    said = run(copy, f"{PREFIX}panel results/1.json --survey cspi --id acme-2028")
    assert said.returncode == 1 and "name the folder" in said.stderr


def test_a_table_that_is_no_text_says_what_is_expected(copy: Path) -> None:
    (copy / "bad.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    said = run(copy, f"{PREFIX}panel bad.csv --survey cspi --id acme-2028")
    assert said.returncode == 1 and "a table is text" in said.stderr and "Traceback" not in said.stderr
