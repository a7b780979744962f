"""The key of a stage follows the code: whatever module is edited, moved or newly imported counts."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cspi_build import stages
from cspi_build.parts import sources
from cspi_build.workspace.code_hash import code_behind, code_hash
from cspi_build.workspace.stage_cache import hash_of

STAGES = (
    sources.build_engine,
    sources.bundle_assets,
    sources.bundle_program,
    stages.draw_all,
    stages.build_language,
    stages.page_drawings,
)
LOADED = """
import importlib, sys
importlib.import_module(sys.argv[1])
print(*(module.__file__ for module in sys.modules.values() if getattr(module, "__file__", None)), sep="\\n")
"""
PACKAGE = {
    "house/__init__.py": "",
    "house/entry.py": "from house.room import lamp\n",
    "house/room/__init__.py": "",
    "house/room/lamp.py": "from . import bulb\n",
    "house/room/bulb.py": "def shine():\n    import house.power as power\n    return power\n",
    "house/room/parts/label.txt": "60 W\n",
    "house/power.py": "import json\n",
    "house/garden/__init__.py": "",
    "house/garden/tree.py": "from ..room.lamp import light\n",
    "house/garden/seeds.txt": "oak\n",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A package in which the entry leads to everything but the garden."""
    for name, text in PACKAGE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def key(house: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The key of the entry, in a copy: what a module imports is read once a process."""
    copy = tmp_path_factory.mktemp("copy") / "house"
    shutil.copytree(house, copy)
    behind = code_behind([copy / "house" / "entry.py"], copy)
    return hash_of(sorted(behind), *behind.values())


def test_what_is_imported_counts_wherever_it_is_imported(house: Path) -> None:
    found = code_behind([house / "house" / "entry.py"], house)
    assert set(found) == {name for name in PACKAGE if "garden" not in name}


def edit(house: Path) -> None:
    (house / "house" / "power.py").write_text("import json  # another\n", encoding="utf-8")


def move(house: Path) -> None:
    (house / "house" / "room" / "bulb.py").rename(house / "house" / "bulb.py")
    (house / "house" / "room" / "lamp.py").write_text("from .. import bulb\n", encoding="utf-8")


def edit_what_lies_beside(house: Path) -> None:
    (house / "house" / "room" / "parts" / "label.txt").write_text("40 W\n", encoding="utf-8")


def add_what_lies_beside(house: Path) -> None:
    (house / "house" / "room" / "shade.mjs").write_text("", encoding="utf-8")


def import_more(house: Path) -> None:
    (house / "house" / "power.py").write_text("from house.garden import tree\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [edit, move, edit_what_lies_beside, add_what_lies_beside, import_more],
    ids=lambda one: one.__name__,
)
def test_any_change_behind_an_entry_changes_its_key(
    change: Callable[[Path], None], house: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = key(house, tmp_path_factory)
    change(house)
    assert key(house, tmp_path_factory) != before


def test_a_module_that_was_moved_is_followed_to_its_new_place(
    house: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    move(house)
    before = key(house, tmp_path_factory)
    (house / "house" / "bulb.py").write_text("def shine():\n    return 1\n", encoding="utf-8")
    assert key(house, tmp_path_factory) != before


def test_what_an_entry_does_not_lead_to_leaves_its_key(
    house: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = key(house, tmp_path_factory)
    (house / "house" / "garden" / "tree.py").write_text("", encoding="utf-8")
    (house / "house" / "garden" / "seeds.txt").unlink()
    assert key(house, tmp_path_factory) == before


@pytest.mark.parametrize("stage", STAGES, ids=lambda one: one.__name__)
def test_everything_that_a_stage_loads_is_behind_it(root: Path, stage: Callable[..., object]) -> None:
    command = [sys.executable, "-c", LOADED, stage.__module__]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    loaded = {Path(line) for line in done.stdout.splitlines()}
    own = {
        path for path in loaded if root / "cspi_build" in path.parents or root / "cspi_core" in path.parents
    }
    assert own
    entry = Path(str(sys.modules[stage.__module__].__file__))
    assert own <= set(code_behind([entry], root).values())


def test_each_stage_is_behind_its_own_key() -> None:
    assert len({code_hash(stage) for stage in STAGES}) >= 4


def test_the_scripts_that_the_engine_is_made_with_are_behind_it(root: Path) -> None:
    names = set(code_behind([root / "cspi_build" / "engine" / "files.py"], root))
    assert {path.relative_to(root).as_posix() for path in (root / "cspi_build/engine").glob("*.mjs")} <= names


def test_modules_are_parsed_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The languages of a site are built in threads, and parsing in two of them at once can fail."""
    parse, alone, together = ast.parse, threading.Lock(), list[bool]()

    def slow_parse(source: str) -> ast.Module:
        together.append(not alone.acquire(blocking=False))
        time.sleep(0.01)
        tree = parse(source)
        if alone.locked():
            alone.release()
        return tree

    monkeypatch.setattr(ast, "parse", slow_parse)
    files = [tmp_path / f"module_{number}.py" for number in range(8)]
    for file in files:
        file.write_text("import json\n", encoding="utf-8")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda file: code_behind([file], tmp_path), files))
    assert len(together) == 8
    assert not any(together)
