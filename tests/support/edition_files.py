"""The two tiny snapshots in a folder of their own, where tests may damage them."""

from __future__ import annotations

import shutil
from pathlib import Path

TINY_SNAPSHOTS = Path(__file__).parents[1] / "snapshots"


def copy_of_tiny_snapshots(into: Path) -> Path:
    """A fresh copy of the tiny snapshots below a folder."""
    folder = into / "snapshots"
    shutil.copytree(TINY_SNAPSHOTS, folder)
    return folder
