"""Has the wheel of the tool bring its ready-made parts. Hatchling runs this when it builds the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyMadeParts(BuildHookInterface[Any]):
    """Make them, and put them into the package."""

    PLUGIN_NAME = "custom"

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
        make_ready(Path(self.root), work, work / "ready")
        build_data["force_include"][str(work / "ready")] = "cspi_build/ready"

    def _find_package(self) -> None:
        if self.root not in sys.path:
            sys.path.insert(0, self.root)
