"""The runtime, cut to what is used of it here: fewer bytes, and a start with less to prepare.

Much of it serves packages with compiled code, of which none is ever loaded here. Without that the script is a
quarter as long, WebAssembly a tenth shorter, and both are sooner ready.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine.cache import RUNTIME, hash_of_all, kept_folder, warn_or_fail
from cspi_build.node import find_node
from cspi_build.progress import run_tool

__all__ = ["cut_runtime"]

CODE = Path(__file__).parent
CUTTER = ("cut.mjs", "cut_script.mjs", "cut_wasm.mjs", "script_parts.mjs", "script_uses.mjs")
USERS = ("snapshot.mjs",)  # of the cut script, besides its loader
TOOLS = ("acorn", "acorn-walk", "binaryen", "esbuild")
CUT = ("pyodide.asm.mjs", "pyodide.asm.wasm")


def cut_runtime(root: Path, work: Path, warn: Callable[[str], None] = warn_or_fail) -> dict[str, bytes]:
    """What is shorter than in the package, by name, once it has started Python; with one warning nothing,
    where the runtime can't be cut."""
    try:
        folder = _make(root, work)
        return {name: (folder / name).read_bytes() for name in CUT}
    except (CspiBuildError, OSError) as error:
        warn(f"Warning: the engine is larger and slower than need be, because it could not be cut. {error}")
        return {}


def _make(root: Path, work: Path) -> Path:
    """The folder with what is cut."""
    modules = root / "node_modules"
    package = modules / "pyodide"
    made_of = [
        *(CODE / name for name in CUTTER + USERS),
        *(modules / name / "package.json" for name in TOOLS),
        *(package / name for name in RUNTIME),
    ]

    def make(new: Path) -> None:
        for name in RUNTIME:
            shutil.copy(package / name, new)
        node = find_node(root, work).program
        command = [node, CODE / CUTTER[0], new.resolve(), *(CODE / name for name in USERS)]
        run_tool([str(part) for part in command], what="Cutting the runtime", log=work / "engine_cut.log")

    return kept_folder(root, work, "cut", hash_of_all(*made_of), make)
