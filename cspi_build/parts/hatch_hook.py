"""Has the wheel of the tool bring its ready-made parts. Hatchling runs this when it builds the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyMadeParts(BuildHookInterface[Any]):
    """Make them, and put them into the package."""

    PLUGIN_NAME = "custom"
    _ready: Path | None = None

    def dependencies(self) -> list[str]:
        """Node.js as a Python package, where this machine has none that will do."""
        self._find_package()
        from cspi_build.node import is_on_machine

        lock = Path(self.root, "requirements-node.lock").read_text(encoding="utf-8")
        return [] if is_on_machine() else [lock.split(" ", 1)[0]]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the parts; an editable installation is a checkout and makes them itself."""
        if version == "editable":
            return
        self._find_package()
        from cspi_build.parts.making import make_ready

        work = Path(self.root, ".build")
        work.mkdir(exist_ok=True)
        self._ready = Path(mkdtemp(prefix="ready-", dir=work))  # another wheel may be made at the same time
        make_ready(Path(self.root), work, self._ready)
        build_data["force_include"][str(self._ready)] = "cspi_build/ready"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the parts: they are in the wheel now."""
        if self._ready:
            rmtree(self._ready, ignore_errors=True)

    def _find_package(self) -> None:
        if self.root not in sys.path:
            sys.path.insert(0, self.root)
