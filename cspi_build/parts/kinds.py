"""What a build needs of the parts that all sites have alike, wherever they come from."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

from cspi_build.node import Node
from cspi_build.workspace.stage_cache import StageCache, hash_of

__all__ = ["Parts", "python_key"]


class Parts(Protocol):
    """The parts. Each method returns True where nothing had to be made."""

    @property
    def tools(self) -> str:
        """A hash of the programs and packages that make pages."""

    @property
    def drawing_key(self) -> str:
        """A hash of what draws charts."""

    def engine(self, cache: StageCache, into: Path) -> bool:
        """Write runtime, wheel and heap image into a new folder."""

    def scripts(self, cache: StageCache, into: Path) -> bool:
        """Write bundled scripts and styles into a new folder: `files/`, `stable/` and `names.json`."""

    def drawing_program(self, cache: StageCache) -> Path:
        """The script that draws charts."""

    def node(self) -> Node:
        """The Node.js that runs it. Raises CspiBuildError where there is none."""


def python_key(*others: object) -> str:
    """A hash of Python, its packages, the date that archives carry, and of what else counts."""
    packages = {path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    return hash_of(sys.version, sorted(packages), os.environ.get("SOURCE_DATE_EPOCH"), *others)
