"""The same input gives the same bytes: another folder, another day, another time zone, another hash seed."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

BUILD = (
    "from pathlib import Path; from cspi_build.pipeline import Places, build_site; "
    "from cspi_build.progress import Progress; "
    "build_site(Places(Path.cwd(), Path('elsewhere')), Path('site'), Progress(quiet=True))"
)
LEFT_OUT = (".git", ".venv", ".build", "dist", "tests", ".*cache", "__pycache__", ".hypothesis")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_give_the_same_bytes(root: Path, site_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a copy of the repository"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONPATH": str(copy),
    }
    environment.pop("SOURCE_DATE_EPOCH", None)
    command = [sys.executable, "-c", BUILD]
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    assert files(copy / "site") == files(site_dir)
    _, differing, unreadable = filecmp.cmpfiles(site_dir, copy / "site", files(site_dir), shallow=False)
    assert not differing
    assert not unreadable
