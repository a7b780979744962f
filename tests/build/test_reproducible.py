"""The same input gives the same bytes, done anew or kept from an earlier build; what changed is done again.

"Anew" is another folder, another day, another time zone and another hash seed.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cspi_build.parts.sources import WHEEL
from cspi_build.stages import TOOLS, WRITTEN

BUILD = """
import json, os, sys
from pathlib import Path

here, opened = str(Path.cwd()) + os.sep, set()

def note(event, given):
    if event == "open" and str(given[0]).startswith(here):
        opened.add(str(given[0]).removeprefix(here))

from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress
sys.addaudithook(note)
done = build_site(Places(Path.cwd(), Path.cwd() / "elsewhere"), Path("site"), Progress(quiet=True))
print(json.dumps({"done": done, "opened": sorted(opened)}))
"""
LEFT_OUT = ("__pycache__", ".*cache")
LEFT_OUT_AT_THE_TOP = {".git", ".venv", ".build", ".hypothesis", "benchmarks", "dist", "tests"}
# What belongs to the tools or is made; and what the build reads of its own code.
NOT_WRITTEN = (
    "node_modules",
    "site/.built-by-cspi",
    "elsewhere",
    ".site-new-",
    "package-lock.json",
    "requirements",
    "cspi_build",
)
CHARTS_OF_ROLES = {"chart ja dedicated_roles", "chart en dedicated_roles"}

pytestmark = pytest.mark.slow

Build = Callable[[], dict[str, list[str]]]


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, without anything that was made there."""
    copy = tmp_path_factory.mktemp("elsewhere") / "a copy of the repository"
    left_out = shutil.ignore_patterns(*LEFT_OUT)

    def ignored(folder: str, names: list[str]) -> set[str]:
        return left_out(folder, names) | (LEFT_OUT_AT_THE_TOP if folder == str(root) else set())

    shutil.copytree(root, copy, ignore=ignored, symlinks=True)
    return copy


@pytest.fixture(scope="module")
def build(copy: Path) -> Build:
    """Builds the copy; gives the names of the stages that were done and of the files that were opened."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONPATH": str(copy),
    }
    environment.pop("SOURCE_DATE_EPOCH", None)

    def build() -> dict[str, list[str]]:
        command = [sys.executable, "-c", BUILD]
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, list[str]] = json.loads(done.stdout)
        return told

    return build


@pytest.fixture(scope="module")
def first(build: Build) -> dict[str, list[str]]:
    """What the first build did."""
    return build()


@pytest.fixture
def changed(copy: Path, first: object) -> Callable[[str, str, str], None]:
    """Changes a file of the copy, once that was built."""

    def change(name: str, old: str, new: str) -> None:
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def assert_same(one: Path, other: Path) -> None:
    assert files(one) == files(other)
    _, differing, unreadable = filecmp.cmpfiles(other, one, files(other), shallow=False)
    assert not differing
    assert not unreadable


def test_two_builds_give_the_same_bytes(first: dict[str, list[str]], copy: Path, site_dir: Path) -> None:
    assert {"data", "engine", "scripts and styles", "pages", "pages ja", "pages en"} <= {*first["done"]}
    assert_same(copy / "site", site_dir)


def test_all_that_a_build_opens_counts_as_its_input(first: dict[str, list[str]]) -> None:
    known = (*TOOLS, *WRITTEN, *WHEEL, *NOT_WRITTEN)
    assert [name for name in first["opened"] if not name.startswith(known)] == []
    assert any(name.startswith("survey_defs") for name in first["opened"])


def test_an_unchanged_build_does_nothing_again(
    first: dict[str, list[str]], build: Build, copy: Path, site_dir: Path
) -> None:
    assert build()["done"] == []
    assert_same(copy / "site", site_dir)


def test_a_changed_word_of_a_survey_builds_its_language(
    changed: Callable[[str, str, str], None], build: Build, copy: Path
) -> None:
    changed("survey_defs/cs-state/ja.yaml", "prompt: あなたの立場に", "prompt: いまのあなたの立場に")
    assert set(build()["done"]) == {"data", "pages", "pages ja"}
    assert "いまのあなたの立場に" in (copy / "site" / "ja" / "cs-state" / "index.html").read_text(
        encoding="utf-8"
    )


def test_a_changed_figure_builds_the_pages_and_the_charts_that_show_it(
    changed: Callable[[str, str, str], None], build: Build, copy: Path
) -> None:
    charts = copy / "site" / "data" / "benchmarks" / "charts"
    before = {path: path.read_text(encoding="utf-8") for path in charts.rglob("*.svg")}
    changed("benchmark_snapshots/gainsight-2022.yaml", "cs_ops: {share: 20,", "cs_ops: {share: 21,")
    assert set(build()["done"]) == {"data", "pages", "pages ja", "pages en", *CHARTS_OF_ROLES}
    redrawn = {path.stem.partition("-")[0] for path, svg in before.items() if path.read_text("utf-8") != svg}
    assert redrawn == {"dedicated_roles"}


def test_a_mistake_is_told_each_time(
    changed: Callable[[str, str, str], None], copy: Path, build: Build
) -> None:
    changed("survey_defs/cs-state/ja.yaml", "prompt: ", "promt: ")
    for _ in range(2):
        with pytest.raises(AssertionError, match="promt"):
            build()
