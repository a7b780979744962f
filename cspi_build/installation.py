"""Where the program's own files are, and what it is called: in a checkout, or as an installed tool.

The wheel brings all that does not depend on a project ready-made, in the folder READY (`parts/making.py`
fills it). A checkout has no such folder, and makes these parts from its sources.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["CALL", "COMMAND", "CORE", "DISTRIBUTION", "HERE", "IS_INSTALLED", "READY", "ROOT"]

DISTRIBUTION = "selfgauge"

HERE = Path(__file__).resolve().parent

READY = HERE / "ready"

IS_INSTALLED = READY.is_dir()

ROOT = READY if IS_INSTALLED else HERE.parent
"""The folder with templates, texts, theme, configuration and lock files."""

CORE = HERE.parent / "cspi_core"

COMMAND = DISTRIBUTION if IS_INSTALLED else "build.py"
"""The name of the program in its messages."""

CALL = DISTRIBUTION if IS_INSTALLED else "python3 build.py"
"""How to start it."""
