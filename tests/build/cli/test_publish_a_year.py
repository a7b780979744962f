"""The page "Publish a year" keeps its word: its very commands, run in a copy of the data, publish a year."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.explorer import Explorer
from cspi_build.pages.maintainers.pages import BLANK
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.ui_text import load_words

pytestmark = pytest.mark.slow

NEEDED = ("cspi_build", "cspi_core", "survey_defs", "benchmark_snapshots", "site_src/text")
# What a person would find in the publication, by the place in the file where it goes.
FOUND = {
    "title: {ja: , en: }": "title: {ja: カスタマーサクセス白書2024, en: Customer Success White Paper 2024}",
    "  title:  # as printed": "  title: カスタマーサクセス白書2024",
    "  citation:  #": "  citation: 「カスタマーサクセス白書2024」  #",
    "  published:  #": "  published: 2024-08  #",
    "  accessed:  #": "  accessed: 2024-09-01  #",
    "attribution: {ja: , en: }": 'attribution: {ja: 出所：白書2024, en: "Source: White Paper 2024"}',
    "{url: }": '{url: "https://example.org/2024"}',
    "fieldwork: {from: , to: }": "fieldwork: {from: 2024-04-01, to: 2024-04-30}",
}
SHARES = {
    "jpy_130k_600k": 27.0,
    "pct_to_2": 50.0, "pct_3_5": 20.0, "pct_6_9": 15.0, "pct_10_14": 10.0, "pct_15_up": 5.0,
    "pct_90_99": 45.0, "pct_over_120": 25.5,
    "nrr": 60.5,
}  # fmt: skip


def words_of(root: Path) -> dict[str, Mapping[str, Any]]:
    said = load_words(root / "site_src" / "text", languages=("ja", "en"))
    return {one.locale: one.t["maintain"]["publish"] for one in said}  # type: ignore[index, call-overload, misc]


def commands(root: Path) -> list[str]:
    """The commands of the page, in their order."""
    return [step["command"] for step in words_of(root)["en"]["steps"] if "command" in step]


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    for name in NEEDED:
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(copy: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the page in the copy, as build.py would hand it over."""
    start = "python3 build.py "
    assert command.startswith(start)
    arguments = [sys.executable, "-m", "cspi_build", *command.removeprefix(start).split()]
    return subprocess.run(arguments, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True)


def fill_in(text: str) -> str:
    """What a person types, but for the counts."""
    for empty, put in FOUND.items():
        assert empty in text, empty
        text = text.replace(empty, put)
    text = re.sub(r"^( +n:)(?=  #|$)", r"\1 200", text, flags=re.MULTILINE)
    for category, share in SHARES.items():
        text = text.replace(f"{category}: {{share: ,", f"{category}: {{share: {share},")
    return text


def put_counts(path: Path, said: str) -> None:
    """Write each count where the check says that it is missing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    told = re.findall(r":(\d+):\d+: the count is missing\n.*\n.*\n  expected: count (\d+)\n", said)
    assert len(told) == len(SHARES)
    for line, count in told:
        lines[int(line) - 1] = lines[int(line) - 1].replace("count: ,", f"count: {count},")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_both_languages_show_the_same_commands(root: Path) -> None:
    shown = [[step.get("command") for step in one["steps"]] for one in words_of(root).values()]
    assert shown[0] == shown[1]


def test_the_commands_publish_a_year(root: Path, copy: Path) -> None:
    new, checking, comparing, _ = commands(root)
    made = run(copy, new)
    assert made.returncode == 0, made.stderr
    path = copy / "benchmark_snapshots" / f"{new.split()[4]}.yaml"
    name = f"benchmark_snapshots/{path.name}"

    empty = run(copy, checking)
    assert empty.returncode == 1
    assert empty.stderr.count(f"{name}:") == empty.stderr.count("has no value")
    places = re.findall(rf"{re.escape(name)}:(\d+):(\d+): `share` has no value", empty.stderr)
    assert len(places) == len(SHARES)

    path.write_text(fill_in(path.read_text(encoding="utf-8")), encoding="utf-8")
    almost = run(copy, checking)
    assert almost.returncode == 1
    put_counts(path, almost.stderr)
    well = run(copy, checking)
    assert well.returncode == 0, well.stderr
    assert "No errors found" in well.stdout + well.stderr

    compared = run(copy, comparing)
    assert compared.returncode in (0, 1), compared.stderr
    assert f"{comparing.split()[3]} → {path.stem}" in compared.stdout
    explorer_shows(copy, path.stem)


def explorer_shows(copy: Path, new_id: str) -> None:
    """Pages and trends pick the year up, with no other edit."""
    checked = check(copy, Progress(quiet=True))
    explorer = Explorer(checked.editions, checked.surveys)
    metric = next(metric for metric in explorer.metrics if metric.id == "net_revenue_retention")
    assert new_id in [edition.snapshot.id for edition in metric.editions]
    assert new_id in [edition.snapshot.id for edition in explorer.metrics_of(new_id)]


def test_what_the_page_shows_is_what_the_file_has(root: Path, copy: Path) -> None:
    new = commands(root)[0]
    run(copy, new)
    text = (copy / "benchmark_snapshots" / f"{new.split()[4]}.yaml").read_text(encoding="utf-8")
    for line in BLANK.splitlines():
        assert f"    {line}\n" in text
