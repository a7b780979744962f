"""Which files a site is made from, and whether one of them has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cspi_build.installation import CORE, HERE, IS_INSTALLED, ROOT
from cspi_build.workspace.project import Project

__all__ = ["Seen", "Sources", "changed"]

Seen = Mapping[Path, tuple[int, int]]
"""Files with the time of their last change and their size."""

LEFT_OUT = frozenset({"dist", "node_modules", "__pycache__", "tests", "benchmarks"})

SHARED = ("site_src", "hosting", "mkdocs.yml")


@dataclass(frozen=True)
class Sources:
    """The files of a project, and of a checkout those that every site is made from. `out`: the built site."""

    project: Project
    out: Path

    def seen(self) -> Seen:
        """The files as they are now."""
        shared = [] if IS_INSTALLED or self.project.root == ROOT else [ROOT / name for name in SHARED]
        return {path: about for top in (self.project.root, *shared) for path, about in _files(top, self.out)}

    def code(self) -> Seen:
        """The code of the program, which is not loaded again: another build would be by the old code."""
        return {
            path: about for top in (HERE, CORE) for path, about in _files(top, self.out) if _is_code(path)
        }


def changed(before: Seen, now: Seen) -> list[Path]:
    """The files that are new, gone or different."""
    return sorted(path for path in {*before, *now} if before.get(path) != now.get(path))


def _is_code(path: Path) -> bool:
    return path.suffix == ".py"


def _files(top: Path, out: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The files below a folder, without what is hidden or made."""
    if top.is_file():
        yield top, _about(top)
        return
    for folder, below, names in os.walk(top):
        here = Path(folder)
        below[:] = [one for one in below if not _is_left_out(here / one, out)]
        for name in names:
            path = here / name
            if not name.startswith(".") and not name.endswith("~"):
                yield path, _about(path)


def _is_left_out(folder: Path, out: Path) -> bool:
    return folder.name.startswith(".") or folder.name in LEFT_OUT or folder == out


def _about(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # gone since it was listed, or a link that leads nowhere
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
