"""The parts as the wheel of the tool brings them: nothing is made, and Node.js is needed for charts alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cspi_build.charts.render import SCRIPT, draw_all
from cspi_build.node import Node, find_program
from cspi_build.parts.kinds import python_key
from cspi_build.workspace.code_hash import code_hash
from cspi_build.workspace.stage_cache import StageCache, hash_of

__all__ = ["DRAWING", "ENGINE", "SCRIPTS", "ReadyMade", "is_ready"]

ENGINE, SCRIPTS, DRAWING = "engine", "scripts", "drawing"
"""Folders of the parts; beside them stands what templates and texts come from, as in the repository."""


def is_ready(root: Path) -> bool:
    """Whether a folder holds parts that are ready-made."""
    return (root / ENGINE / "manifest.json").is_file()


@dataclass(frozen=True)
class ReadyMade:
    """The parts in the folder `root`; `say` gets a line where Node.js is used or installed."""

    root: Path
    work: Path
    say: Callable[[str], None]

    @cached_property
    def tools(self) -> str:
        """Python and its packages, the tool itself among them."""
        return python_key(self.root / "package-lock.json")

    @cached_property
    def drawing_key(self) -> str:
        """The drawing program and what starts it."""
        return hash_of(self.tools, self.root / DRAWING, code_hash(draw_all))

    def engine(self, cache: StageCache, into: Path) -> bool:
        """A copy."""
        shutil.copytree(self.root / ENGINE, into)
        return True

    def scripts(self, cache: StageCache, into: Path) -> bool:
        """A copy."""
        shutil.copytree(self.root / SCRIPTS, into)
        return True

    def drawing_program(self, cache: StageCache) -> Path:
        """The drawing program with its library in one file."""
        return self.root / DRAWING / SCRIPT.name

    def node(self) -> Node:
        """The machine's Node.js, else one from a Python package, which is installed where it is missing."""
        return find_program(self.root, self.work, self.say)
