"""What stages made is kept whole or not at all, and bounded."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from cspi_build.workspace.stage_cache import StageCache, hash_of


@pytest.fixture
def cache(tmp_path: Path) -> StageCache:
    """An empty one."""
    return StageCache(tmp_path / "cache")


def write(into: Path, text: str = "made") -> None:
    """What a stage makes."""
    (into / "below").mkdir(parents=True)
    (into / "below" / "made.txt").write_text(text)


def entries(cache: StageCache) -> list[Path]:
    return sorted(cache.folder.iterdir())


def test_a_stage_is_done_once_for_its_key(cache: StageCache, tmp_path: Path) -> None:
    assert not cache.fill("Draw all", "key", tmp_path / "one", lambda: write(tmp_path / "one"))
    assert cache.fill("Draw all", "key", tmp_path / "two", pytest.fail)
    assert (tmp_path / "two" / "below" / "made.txt").read_text() == "made"
    assert cache.done == ["Draw all"]
    assert not cache.fill("Draw all", "other", tmp_path / "three", lambda: write(tmp_path / "three"))


def test_of_two_builds_that_want_the_same_the_second_takes_what_the_first_makes(tmp_path: Path) -> None:
    """The second comes while the first is at work; a second that did not wait would be seen at once."""
    at_work, second_makes = Event(), Event()

    def first() -> None:
        at_work.set()
        second_makes.wait(timeout=0.5)
        write(tmp_path / "one")

    with ThreadPoolExecutor() as pool:
        caches = [StageCache(tmp_path / "cache") for _ in range(2)]
        made = pool.submit(caches[0].fill, "stage", "key", tmp_path / "one", first)
        at_work.wait(timeout=60)
        taken = pool.submit(caches[1].fill, "stage", "key", tmp_path / "two", second_makes.set)
        assert not made.result() and taken.result()
    assert not second_makes.is_set()
    assert (tmp_path / "two" / "below" / "made.txt").read_text() == "made"
    assert [path.name for path in entries(caches[0])] == [
        path.name for path in (tmp_path / "cache").glob("stage-*")
    ]


def test_a_stage_that_fails_is_not_kept(cache: StageCache, tmp_path: Path) -> None:
    def fail() -> None:
        write(tmp_path / "one")
        raise RuntimeError("half done")

    with pytest.raises(RuntimeError, match="half done"):
        cache.fill("stage", "key", tmp_path / "one", fail)
    assert not cache.get("stage", "key", tmp_path / "two")


def test_a_stage_that_says_it_is_not_whole_is_not_kept(cache: StageCache, tmp_path: Path) -> None:
    cache.fill("stage", "key", tmp_path / "one", lambda: write(tmp_path / "one"), whole=lambda: False)
    assert not cache.get("stage", "key", tmp_path / "two")


@pytest.mark.parametrize("damage", ["changed", "removed", "added", "unfinished", "nonsense"])
def test_a_damaged_entry_is_not_used(cache: StageCache, tmp_path: Path, damage: str) -> None:
    write(tmp_path / "made")
    cache.put("stage", "key", tmp_path / "made")
    [entry] = entries(cache)
    if damage == "changed":
        (entry / "files" / "below" / "made.txt").write_text("mad")
    if damage == "removed":
        (entry / "files" / "below" / "made.txt").unlink()
    if damage == "added":
        (entry / "files" / "more.txt").write_text("")
    if damage == "unfinished":
        (entry / "made.json").unlink()
    if damage == "nonsense":
        (entry / "made.json").write_text("[]")
    assert not cache.get("stage", "key", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    cache.put("stage", "key", tmp_path / "made")
    assert cache.get("stage", "key", tmp_path / "again")


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = StageCache(tmp_path / "file" / "cache")
    assert not cache.fill("stage", "key", tmp_path / "made", lambda: write(tmp_path / "made"))
    assert (tmp_path / "made" / "below" / "made.txt").exists()
    cache.prune()


def test_what_was_not_used_for_longest_goes_first(cache: StageCache, tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / f"{number}", "x" * 100)
        cache.put("stage", f"{number}", tmp_path / f"{number}")
        os.utime(cache.folder / f"stage-{number}", (number, number))
    left = cache.folder / ".new-left"
    left.mkdir()
    os.utime(left, (0, 0))
    later = StageCache(cache.folder)
    assert later.get("stage", "0", tmp_path / "used")
    later.prune(limit=250)
    assert [path.name for path in entries(later)] == ["stage-0", "stage-3"]


def test_a_hash_tells_values_files_and_their_names_apart(tmp_path: Path) -> None:
    for name, inside in (("a", "one"), ("b", "one"), ("c", "two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{inside}.txt").write_text("same")
    values = [[], ["a"], ["a", "b"], [["a", "b"]], ["ab"], [tmp_path / "none"], [{"a": 1}]]
    hashes = {hash_of(*value) for value in values}
    assert len(hashes) == len(values)
    assert hash_of(tmp_path / "a") == hash_of(tmp_path / "b") != hash_of(tmp_path / "c")
    (tmp_path / "a" / "__pycache__").mkdir()
    (tmp_path / "a" / "__pycache__" / "x.pyc").write_text("")
    assert hash_of(tmp_path / "a") == hash_of(tmp_path / "b")
