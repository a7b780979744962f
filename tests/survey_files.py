"""The tiny survey in a folder of its own, where tests may damage it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

TINY = Path(__file__).parent / "surveys" / "tiny"
FILES = tuple(sorted(path.name for path in TINY.iterdir()))


def copy_of_tiny(into: Path) -> Path:
    """A fresh copy of the tiny survey below a folder."""
    folder = into / "tiny"
    shutil.copytree(TINY, folder)
    return folder


def apply_changes(folder: Path, changes: Iterable[Mapping[str, Any]]) -> None:
    """Change files as a case says: `find` (there exactly once) by `put`; without `find`, the whole file."""
    for change in changes:
        path = folder / change["file"]
        text = change["put"]
        if "find" in change:
            before = path.read_text(encoding="utf-8")
            assert before.count(change["find"]) == 1, f"not there once: {change['find']!r}"
            text = before.replace(change["find"], change["put"])
        path.write_text(text, encoding="utf-8")
