"""Builds at the same time, and builds that are killed, leave each other, the cache and the site whole."""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import time
from pathlib import Path

import pytest

import stub_stages
from cspi_build.site.own_files import MARKER
from cspi_build.workspace.stage_cache import hash_of

pytestmark = pytest.mark.slow

FORK = multiprocessing.get_context("fork")  # a build starts at once, with the stand-ins
PATIENCE = 120  # seconds: a slow machine is no failure
KILLS = 8
Build = multiprocessing.process.BaseProcess


@pytest.fixture
def copy(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small repository whose slow stages are stand-ins."""
    copy = stub_stages.small_root(root, tmp_path / "copy")
    stub_stages.put_in(monkeypatch, copy)
    return copy


@pytest.fixture
def whole(copy: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build that nothing disturbs makes; it leaves no cache."""
    places = stub_stages.build_in(copy, tmp_path / "undisturbed", tmp_path / "other work")
    assert not list(places.work.glob("build-*"))
    return content(tmp_path / "undisturbed")


def start(copy: Path, out: Path) -> Build:
    process = FORK.Process(target=stub_stages.build_in, args=(copy, out, copy / ".build"))
    process.start()
    return process


def ended(process: Build) -> int | None:
    process.join(PATIENCE)
    assert not process.is_alive()
    return process.exitcode


def content(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def assert_sound(copy: Path) -> None:
    """Every entry of the cache holds what it says, and no file in it is empty."""
    for about in (copy / ".build" / "cache").glob("[!.]*/made.json"):
        assert json.loads(about.read_bytes())["sha256"] == hash_of(about.parent / "files")
        assert all(path.stat().st_size for path in about.parent.rglob("*") if path.is_file())


@pytest.mark.parametrize("state", ["cold", "warm"])
def test_two_at_once_both_give_the_whole_site(
    copy: Path, tmp_path: Path, whole: dict[str, bytes], state: str
) -> None:
    if state == "warm":
        assert ended(start(copy, tmp_path / "first")) == 0
    outs = [tmp_path / "one", tmp_path / "two", tmp_path / "both", tmp_path / "both"]
    builds = [start(copy, out) for out in outs]
    assert [ended(build) for build in builds] == [0, 0, 0, 0]
    for out in outs:
        assert content(out) == whole
    assert_sound(copy)


@pytest.mark.parametrize("state", ["cold", "warm"])
def test_killed_at_any_moment(copy: Path, tmp_path: Path, whole: dict[str, bytes], state: str) -> None:
    """A whole site is there at each moment; the next build is whole; nothing is left behind."""
    out, moments = tmp_path / "site", random.Random(state)  # the same moments each time
    began = time.monotonic()
    assert ended(start(copy, out)) == 0
    takes = time.monotonic() - began
    for _ in range(KILLS):
        if state == "cold":
            stub_stages.forget(copy)
        build, beside = start(copy, out), start(copy, tmp_path / "beside")
        time.sleep(moments.uniform(0, takes))
        build.kill()
        assert ended(build) in (0, -signal.SIGKILL)
        assert content(out) == whole
        assert ended(beside) == 0
        assert content(tmp_path / "beside") == whole
        assert_sound(copy)
    assert ended(start(copy, out)) == 0
    assert content(out) == whole
    assert [path.name for path in (copy / ".build").glob("build-*")] == []
    assert [path.name for path in (copy / ".build" / "cache").glob(".new-*")] == []
    assert sorted(path.name for path in tmp_path.iterdir() if MARKER not in path.name) == sorted(
        ["beside", "copy", "other work", "site", "undisturbed"]
    )
