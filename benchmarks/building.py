"""How long the whole site takes to build, against MkDocs alone for the same pages.

    .venv/bin/python benchmarks/building.py [ROUNDS]

Both are started as commands, so both pay for starting Python. MkDocs alone gets the Markdown and the
configurations that our build has staged, one run a language. Our build also checks the definitions, makes the
engine, bundles the scripts and hardens every page. The first build, which fills the caches, is told apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path

from measure import ROOT, interleaved, machine, table

ROUNDS = 5
BUILD = (
    "import sys; from pathlib import Path; from cspi_build.pipeline import Places, build_site; "
    "from cspi_build.progress import Progress; "
    "build_site(Places(Path.cwd(), Path(sys.argv[1])), Path(sys.argv[2]), Progress(quiet=True))"
)


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        work, site = Path(folder) / "work", Path(folder) / "site"
        first = whole_build(work, site)
        turns = {
            "MkDocs alone": partial(mkdocs_alone, work, Path(folder) / "alone"),
            "whole build": partial(whole_build, work, site),
        }
        found = interleaved(turns, rounds)
        pages = len(list((work / "docs").rglob("*.md")))
    tools = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    print(
        f"{machine()}, {tools}; {pages} pages; first build {first:.0f} ms\n\n{table(found, 'MkDocs alone')}"
    )


def whole_build(work: Path, site: Path) -> float:
    """Milliseconds for our build."""
    return timed([sys.executable, "-c", BUILD, str(work), str(site)])


def mkdocs_alone(work: Path, into: Path) -> float:
    """Milliseconds for MkDocs, one run for each language that was staged."""
    configs = sorted(work.glob("mkdocs.*.yml"))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
    return sum(timed([*command, "-f", str(config), "-d", str(into / config.stem)]) for config in configs)


def timed(command: list[str]) -> float:
    """Milliseconds that a command takes; stops everything where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "true"}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    taken = (time.perf_counter() - start) * 1000
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
