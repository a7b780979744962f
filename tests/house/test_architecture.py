"""ARCHITECTURE.md against the tree: every room is named, and whatever is named is there."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path

import pytest
from test_import_rules import imported_modules

NOT_ROOMS = {"__pycache__", "__init__", "__main__", "css", "icons", "schemas"}
HEADINGS = {
    "cspi_core": "### `cspi_core`",
    "cspi_build": "### `cspi_build`",
    "site_src/assets": "| Room of `assets/`",
}


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "ARCHITECTURE.md").read_text(encoding="utf-8")


def rooms_named(text: str, heading: str) -> set[str]:
    """The names in the first column of the table after a heading."""
    table = text[text.index(heading) :].split("\n\n")
    rows = next(part for part in table if re.search(r"^\|---", part, re.MULTILINE))
    cells = [line.split("|")[1] for line in rows.splitlines() if line.startswith("| `")]
    return {name.rstrip("/") for cell in cells for name in re.findall(r"`([\w/]+)`", cell)}


def rooms_there(folder: Path) -> set[str]:
    modules = {path.stem for path in folder.glob("*.py")}
    packages = {path.name for path in folder.iterdir() if path.is_dir() and any(path.iterdir())}
    return (modules | packages) - NOT_ROOMS


@pytest.mark.parametrize("place", HEADINGS)
def test_every_room_is_named_and_no_other(root: Path, text: str, place: str) -> None:
    assert rooms_named(text, HEADINGS[place]) == rooms_there(root / place)


def test_every_path_that_is_named_exists(root: Path, text: str) -> None:
    named = re.findall(
        r"`((?:cspi_core|cspi_build|site_src|tests|survey_defs|benchmark_snapshots)/[\w./-]*)`", text
    )
    assert len(named) > 20
    assert [path for path in named if not (root / path).exists()] == []


def test_every_test_that_keeps_a_rule_holds_tests(root: Path, text: str) -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    assert len(named) >= 7
    for path in named:
        assert re.search(r"^def test_", (root / path).read_text(encoding="utf-8"), re.MULTILINE), path


NEWCOMERS = [
    ("a wrong percentile", ["cspi_core/benchmarking/standing.py"], "def place_answer("),
    ("a wrong percentile", ["cspi_core/benchmarking", "norms.py"], "def place("),
    ("a new export format", ["cspi_core/export", "bundle.py"], "class TakeAway"),
    ("the sentence under the index", ["cspi_core/views/report/headline.py"], "def headline("),
]


@pytest.mark.parametrize(("asked", "path", "found"), NEWCOMERS)
def test_what_a_newcomer_asks_leads_to_the_right_file(
    root: Path, text: str, asked: str, path: list[str], found: str
) -> None:
    row = next(line for line in text.splitlines() if line.startswith(f"| {asked}"))
    assert all(part in row for part in path)
    assert found in root.joinpath(*path).read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_words_under_the_index_are_where_the_page_sends_one(root: Path, text: str, locale: str) -> None:
    row = next(line for line in text.splitlines() if line.startswith("| the sentence under the index"))
    folder = root / "cspi_core" / "text" / "messages"
    assert f"{folder.relative_to(root)}/en.json" in row and f"{locale}.json" in row
    code = (root / "cspi_core" / "views" / "report" / "headline.py").read_text(encoding="utf-8")
    said = set(re.findall(r'\.say\(\s*"([\w.]+)"', code))
    messages = json.loads((folder / f"{locale}.json").read_text(encoding="utf-8"))
    assert len(said) > 5 and said <= {key.partition("[")[0] for key in messages}


def test_how_a_score_comes_about_is_read_in_half_an_hour(root: Path) -> None:
    """Under 1,000 lines in `model/` and `scoring/`, blank ones included, at about 2,000 lines an hour."""
    paths = [path for room in ("model", "scoring") for path in (root / "cspi_core" / room).rglob("*.py")]
    assert len(paths) > 4
    assert sum(path.read_text(encoding="utf-8").count("\n") for path in paths) < 1000


def test_a_score_needs_no_other_room(root: Path) -> None:
    """What `model/` and `scoring/` import of the package: themselves, and rooms without a survey in them."""
    beneath = {"errors", "memo", "rounding", "characters", "stats", "model", "scoring"}
    for room in ("model", "scoring"):
        for path in (root / "cspi_core" / room).rglob("*.py"):
            parts = (name.split(".") for name in imported_modules(path))
            assert {part[1] for part in parts if part[0] == "cspi_core"} <= beneath, path.name


def resolves(name: str) -> bool:
    """Whether a dotted name leads to a module, or to something in one."""
    module, _, attribute = name.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), attribute) or bool(importlib.import_module(name))
    except ModuleNotFoundError:
        return "." in module and resolves(module) and hasattr(resolved(module), attribute)


def resolved(name: str) -> object:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def test_every_name_that_a_docstring_refers_to_is_there(root: Path) -> None:
    lost = []
    for path in [*(root / "cspi_core").rglob("*.py"), *(root / "cspi_build").rglob("*.py")]:
        for name in re.findall(r"`(cspi_(?:core|build)(?:\.\w+)+)`", path.read_text(encoding="utf-8")):
            if not resolves(name):
                lost.append(f"{path.relative_to(root)}: {name}")
    assert lost == []
