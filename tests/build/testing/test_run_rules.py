"""A run of the tests ends, sees the same examples every time, and hides nothing that could not run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # each test starts pytest in another process

Run = Callable[..., subprocess.CompletedProcess[str]]

STOPS_A_CHILD = """
import signal, subprocess

def test_stops_a_child():
    with subprocess.Popen(["sleep", "100"]) as child:
        child.send_signal(signal.{name})
        assert child.wait() == -signal.{name}
"""
HANGS = """
import subprocess, sys, pytest
from children import started

@pytest.mark.timeout(2)
def test_waits_for_ever():
    with started([sys.executable, "-c", "import time; time.sleep(300)"]) as child:
        child.stdout.read()

def test_comes_after():
    assert True
"""
PROPERTY = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=3)
@given(st.integers(0, 2**60))
def test_numbers(number):
    with open("seen.txt", "a") as seen:
        seen.write(f"{number} ")
"""
FAILS = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=5)
@given(st.integers(0, 2**60))
def test_never_large(number):
    assert number < 2**30
"""
LACKS = """
import pytest
from needed import skip_without

@pytest.fixture(scope="session")
def nothing():
    skip_without("Netscape")

def test_one(nothing): pass
def test_other(nothing): pass
def test_third(): skip_without("nginx")
def test_windows_only(): pytest.skip("for another reason")
"""
KINDS = """
import pytest

@pytest.fixture
def site_dir(): raise AssertionError("nothing is to be built")

def test_a_law(): pass
def test_a_page(site_dir): pass
@pytest.mark.slow
def test_a_long_time(): raise AssertionError("too slow")
"""


def ignore() -> None:
    """What a shell without job control does to a job in the background."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    """Runs pytest on a test file, under the rules of this project."""
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["run_rules"]\n')
    path = os.pathsep.join([str(root / "tests" / "support"), str(root)])

    def run(test: str, *arguments: str, in_background: bool = False) -> subprocess.CompletedProcess[str]:
        (tmp_path / "test_it.py").write_text(test)
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "test_it.py", *arguments]
        start = ignore if in_background else None
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path},
            preexec_fn=start,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("workers", ["0", "1"])
def test_children_can_be_stopped_by_a_job_in_the_background(run: Run, name: str, workers: str) -> None:
    done = run(STOPS_A_CHILD.format(name=name), "-n", workers, in_background=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_hang_names_its_test_and_the_others_run(run: Run, workers: str) -> None:
    done = run(HANGS, "-n", workers)
    assert done.returncode == 1
    assert "FAILED test_it.py::test_waits_for_ever - Failed: Timeout" in done.stdout
    assert "1 failed, 1 passed" in done.stdout


def test_every_test_has_a_limit(request: pytest.FixtureRequest) -> None:
    unlimited = [item.nodeid for item in request.session.items if not item.get_closest_marker("timeout")]
    assert unlimited == []


def seen(folder: Path) -> list[str]:
    numbers = (folder / "seen.txt").read_text().split()
    (folder / "seen.txt").unlink()
    return numbers


def test_properties_see_the_same_examples_every_time(run: Run, tmp_path: Path) -> None:
    first, second = ([run(PROPERTY), seen(tmp_path)][1] for _ in range(2))
    assert first == second and len(first) == 3


@pytest.mark.parametrize("is_ci", [False, True])
def test_random_properties_see_others_and_more_unless_the_seed_is_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_ci: bool
) -> None:
    """Also in CI, which Hypothesis takes as a wish for the same examples each time."""
    monkeypatch.delenv("CI", raising=False)
    if is_ci:
        monkeypatch.setenv("CI", "true")
    profile = ("--hypothesis-profile", "random")
    seeds = ("1", "2", "1")
    first, other, again = (
        [run(PROPERTY, *profile, f"--hypothesis-seed={seed}"), seen(tmp_path)][1] for seed in seeds
    )
    assert first == again != other
    assert len(first) == 30


def test_the_fast_way_sees_the_same_examples_every_time_and_fewer(run: Run, tmp_path: Path) -> None:
    many = PROPERTY.replace("max_examples=3", "max_examples=40")
    first, second = ([run(many, "--hypothesis-profile", "fast"), seen(tmp_path)][1] for _ in range(2))
    assert first == second and len(first) == 10


def test_what_could_not_run_is_counted_by_what_is_missing(run: Run) -> None:
    for workers in ("0", "1"):
        done = run(LACKS, "-n", workers)
        assert "COULD NOT RUN HERE: 2 for want of Netscape, 1 for want of nginx." in done.stdout, done.stdout


def test_what_builds_a_site_is_not_fast(run: Run) -> None:
    assert "1 passed, 2 deselected" in run(KINDS, "-m", "not slow").stdout


def test_long_files_come_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "test_z.py").write_text("import pytest\n\n@pytest.mark.slow\ndef test_long(): pass\n")
    order = run(PROPERTY, "--collect-only", "-q", "test_z.py").stdout.splitlines()[:2]
    assert order == ["test_z.py::test_long", "test_it.py::test_numbers"]


BUILDS_A_SITE = "import pytest\n\n@pytest.fixture\ndef site_dir(): pass\n\ndef test_site(site_dir): pass\n"


def test_one_file_builds_the_site_while_others_need_none(run: Run, tmp_path: Path) -> None:
    for name in "xy":
        (tmp_path / f"test_{name}.py").write_text(BUILDS_A_SITE)
    (tmp_path / "test_z.py").write_text("import pytest\n\n@pytest.mark.slow\ndef test_long(): pass\n")
    order = run(PROPERTY, "--collect-only", "-q", "test_x.py", "test_y.py", "test_z.py").stdout.splitlines()
    names = [line.partition("::")[0] for line in order[:4]]
    assert sorted(names[:1] + names[2:3]) == ["test_x.py", "test_y.py"]
    assert names[1::2] == ["test_z.py", "test_it.py"]
