"""Packages of Debian and Ubuntu: whether they may be installed here, and the command that does it.

Standard library only, because `build.py` uses it before any package is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from cspi_build.progress import run_tool

# No question is asked, no service started, and another installation that is under way is waited for.
QUIET = ("env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1")
INSTALL = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "install", "-y", "--no-install-recommends")
PATIENCE = 30


def way_to_install() -> tuple[str, ...] | None:
    """What to write before a command so that it may install packages; None where there is no such way."""
    if not shutil.which("apt-get"):
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return QUIET
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ("sudo", "-n", *QUIET)
    return None


def command_for(packages: Sequence[str]) -> str:
    """The command line with which a person installs packages by hand."""
    before = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return f"{before}apt-get update && {before}apt-get install --no-install-recommends {' '.join(packages)}"


def refresh(way: Sequence[str], log: Path) -> None:
    """Bring the list of packages up to date. Raises CspiBuildError."""
    run_tool([*way, "apt-get", "update"], what="Updating the list of packages", log=log)


def available(packages: Sequence[str]) -> set[str]:
    """Those that can be installed here; what only stands for a snap is left out, as it brings no program."""
    command = ["apt-cache", "policy", *packages]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, env=_plain()).stdout
    except OSError:
        return set()
    found = re.findall(r"^(\S+):\n(?:  .*\n)*?  Candidate: (\S+)", said, re.MULTILINE)
    return {name for name, version in found if version != "(none)" and "snap" not in version}


def install(way: Sequence[str], packages: Sequence[str], log: Path, each_line: Callable[[str], None]) -> None:
    """Install packages. Raises CspiBuildError with one sentence where that fails."""
    what = f"Installing {', '.join(packages)}"
    run_tool([*way, *INSTALL, *packages], what=what, log=log, each_line=each_line)


def _plain() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C"}


def _succeeds(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
