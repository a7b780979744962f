"""What takes long to make of the engine is made once, however many builds want it at the same time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine.cache import cached_folder, engine_cache

FORK = multiprocessing.get_context("fork")
BUILDS = 4
PATIENCE = 60
MADE = "image.bin"


def take(root: Path, number: int, seconds: float = 0.3) -> None:
    """What a build does: have the folder made, or wait for the build that makes it."""

    def make(new: Path) -> None:
        (root / f"made by {os.getpid()}").touch()
        time.sleep(seconds)
        (new / MADE).write_bytes(b"image")

    folder = cached_folder(root, root / f"work {number}", "memory", "key", make)
    (root / f"got {number}").write_bytes((folder / MADE).read_bytes())


def test_several_builds_on_a_cold_cache_make_it_once(tmp_path: Path) -> None:
    builds = [FORK.Process(target=take, args=(tmp_path, number)) for number in range(BUILDS)]
    for build in builds:
        build.start()
    for build in builds:
        build.join(PATIENCE)
    assert [build.exitcode for build in builds] == [0] * BUILDS
    assert len(list(tmp_path.glob("made by *"))) == 1
    assert [(tmp_path / f"got {number}").read_bytes() for number in range(BUILDS)] == [b"image"] * BUILDS


def test_a_build_that_is_killed_hands_the_making_on(tmp_path: Path) -> None:
    killed = FORK.Process(target=take, args=(tmp_path, 0, 3600))
    killed.start()
    until = time.monotonic() + PATIENCE
    while not list(tmp_path.glob("made by *")):
        assert time.monotonic() < until
        time.sleep(0.01)
    waiting = FORK.Process(target=take, args=(tmp_path, 1))
    waiting.start()
    waiting.join(0.3)
    assert waiting.is_alive()
    killed.kill()
    killed.join(PATIENCE)
    assert killed.exitcode == -signal.SIGKILL
    waiting.join(PATIENCE)
    assert waiting.exitcode == 0
    assert len(list(tmp_path.glob("made by *"))) == 2


def test_a_failure_is_no_entry_and_holds_up_nobody(tmp_path: Path) -> None:
    def fail(new: Path) -> None:
        (new / MADE).write_bytes(b"half")
        raise CspiBuildError("It differs.")

    with pytest.raises(CspiBuildError, match="It differs"):
        cached_folder(tmp_path, tmp_path / "work", "memory", "key", fail)
    take(tmp_path, 1)
    assert len(list(tmp_path.glob("made by *"))) == 1


def test_a_cache_without_locks_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that can only be read: each build makes its own."""
    folder = engine_cache(tmp_path).folder
    folder.parent.mkdir(parents=True)
    folder.with_name(f"{folder.name}.memory.lock").mkdir()
    take(tmp_path, 1, seconds=0)
    assert (tmp_path / "got 1").read_bytes() == b"image"
