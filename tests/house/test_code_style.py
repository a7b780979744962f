"""Format, lint and types of everything that we wrote, Python and JavaScript."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cspi_build.node import Node, find_node, install_packages

PYTHON = {
    "lint": ["ruff", "check", "--no-cache", "."],
    "format": ["ruff", "format", "--no-cache", "--check", "."],
    "types": ["mypy", "--strict", "cspi_core", "cspi_build", "build.py"],
}
SCRIPTS = {
    "types of the site's": ["typescript/bin/tsc", "--noEmit"],
    "types of the build's": ["typescript/bin/tsc", "--noEmit", "--project", "tsconfig.build.json"],
    "format": [
        "prettier/bin/prettier.cjs",
        "--check",
        "--cache",
        "--cache-strategy=content",
        "--cache-location=.build/prettier.json",
        "site_src/assets",
        "**/*.mjs",
    ],
}


def assert_passes(command: list[str], root: Path) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command[-4:])}\n{done.stdout}{done.stderr}", pytrace=False)


@pytest.fixture(scope="module")
def node(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Node:
    work = tmp_path_factory.mktemp("work")
    found = find_node(root, work)
    install_packages(found, root, work)
    return found


@pytest.mark.parametrize("what", PYTHON)
def test_python(what: str, root: Path) -> None:
    assert_passes([sys.executable, "-m", *PYTHON[what]], root)


@pytest.mark.parametrize("what", SCRIPTS)
def test_scripts(what: str, root: Path, node: Node) -> None:
    program, *arguments = SCRIPTS[what]
    assert_passes([str(node.program), str(root / "node_modules" / program), *arguments], root)
