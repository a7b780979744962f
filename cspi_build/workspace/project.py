"""The project: the folder with the files that make one site, and how a command finds it.

A project has `site.yaml` at its top, surveys in `survey_defs/` and, where wanted, editions in
`benchmark_snapshots/`, pages of its own in `pages/` and words of its own in `text/` (or where `site.yaml`
says).
This repository is one itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.os_errors import meant_file

__all__ = ["SETTINGS", "Project", "find_project"]

SETTINGS = "site.yaml"


@dataclass(frozen=True)
class Project:
    """A project by the folder at its top."""

    root: Path

    @property
    def surveys(self) -> Path:
        """The folder with a folder for each survey."""
        return self.root / "survey_defs"

    @property
    def editions(self) -> Path:
        """The folder with a file for each benchmark edition."""
        return self.root / "benchmark_snapshots"

    @property
    def site(self) -> Path:
        """The folder that the site is built into unless another is named."""
        return self.root / "dist"


def find_project(start: Path, named: Path | None = None, own: Path | None = None) -> Project:
    """Find the project that `named` is the top of, else the one that `start` is in.

    `own`: the repository of this program, which is a project also without settings. Raises CspiBuildError
    where there is no `site.yaml`: no other project takes its place.
    """
    if named is not None:
        if named.is_file():
            raise CspiBuildError(
                f"--project {inline(named)}: this is a file; expected the folder that it is in."
            )
        if not named.is_dir():
            raise CspiBuildError(f"--project {inline(named)}: there is no such folder.")
        if not (named / SETTINGS).is_file():
            expected = f"expected the top of a project, with a {SETTINGS} (which may be empty)"
            message = f"--project {inline(named)}: there is no {SETTINGS} in it; {expected}."
            raise CspiBuildError(message + _renamed(named))
        return Project(named.resolve())
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file() or folder == own:
            return Project(folder)
    raise CspiBuildError(
        f"there is no {SETTINGS} in {inline(here)} or in a folder above it, so this is no project. Go to the "
        "folder of one, name it (--project DIR), or make one (new site DIR)." + _renamed(here)
    )


def _renamed(folder: Path) -> str:
    """What to do where the settings have nearly the right name."""
    other = meant_file(folder / SETTINGS)
    return f" There is {inline(other)}: rename it to {SETTINGS}." if other else ""
