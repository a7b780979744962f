"""One command runs all benchmarks: none is forgotten, and each is described."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

SHARED = {"all.py", "measure.py", "report_frames.py", "serve.mjs"}
APART = {"mutation.py"}  # takes hours, and an environment of its own


@pytest.fixture(scope="module")
def commands(root: Path) -> dict[str, tuple[str, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "benchmarks"))
        found = runpy.run_path(str(root / "benchmarks" / "all.py"))
    assert found["QUICK"].keys() <= found["COMMANDS"].keys()
    return dict(found["COMMANDS"])


def test_one_command_runs_every_benchmark(root: Path, commands: dict[str, tuple[str, ...]]) -> None:
    there = {path.name for path in (root / "benchmarks").iterdir() if path.suffix in {".py", ".mjs"}}
    assert {script for _, script, *_ in commands.values()} == there - SHARED - APART


def test_every_benchmark_is_described(root: Path, commands: dict[str, tuple[str, ...]]) -> None:
    described = (root / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert all(f"benchmarks/{script}" in described for _, script, *_ in commands.values())
