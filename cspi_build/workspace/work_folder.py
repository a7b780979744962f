"""Where builds work and keep what they may need again: beside the code, else in the user's cache.

So a checkout that can only be read (another user's, a container's, a mounted disk's) can be built all the
same, to wherever `--out` says.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from cspi_build.installation import IS_INSTALLED, ROOT
from cspi_build.os_errors import is_read_only

__all__ = ["shared_cache", "work_folder"]

NAME = "cs-bearings"


def work_folder(root: Path) -> Path:
    """The folder to work in for the repository `root`; each has one of its own."""
    here = root / ".build"
    if not is_read_only(here):
        return here
    mark = hashlib.sha256(str(root).encode()).hexdigest()[:12]
    return platformdirs.user_cache_path(NAME) / mark


def shared_cache() -> Path:
    """The folder with what builds of all projects share; an installed tool leaves its own folder alone."""
    return platformdirs.user_cache_path(NAME) / "stages" if IS_INSTALLED else work_folder(ROOT) / "cache"
