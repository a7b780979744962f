"""The runtime, trimmed to what is used of it here: fewer bytes, and a start with less to prepare.

Much of it serves packages with compiled code, of which none is ever loaded here. Without that the script is a
quarter as long, WebAssembly a tenth shorter, and both are sooner ready.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine.cache import RUNTIME, cached_folder, hash_of_all, warn_or_fail
from cspi_build.node import find_node
from cspi_build.progress import run_tool

__all__ = ["trim_runtime"]

CODE = Path(__file__).parent
TRIMMER = ("trim.mjs", "trim_script.mjs", "trim_wasm.mjs", "script_parts.mjs", "script_uses.mjs")
USERS = ("heap_image.mjs", "heap_image_sweep.mjs")  # of the trimmed script, besides its loader and RUNNER
RUNNER = CODE.parents[1] / "site_src" / "assets" / "engine" / "quick-runtime.js"
TOOLS = ("acorn", "acorn-walk", "binaryen", "esbuild")
CUT = ("pyodide.asm.mjs", "pyodide.asm.wasm")


def trim_runtime(root: Path, work: Path, warn: Callable[[str], None] = warn_or_fail) -> dict[str, bytes]:
    """What is shorter than in the package, by name, once it has started Python; with one warning nothing,
    where the runtime can't be trimmed."""
    try:
        folder = _make(root, work)
        return {name: (folder / name).read_bytes() for name in CUT}
    except (CspiBuildError, OSError) as error:
        warn(f"Warning: the engine is larger and slower than need be, as it could not be trimmed. {error}")
        return {}


def _make(root: Path, work: Path) -> Path:
    """The folder with what is trimmed."""
    modules = root / "node_modules"
    package = modules / "pyodide"
    made_of = [
        *(CODE / name for name in TRIMMER + USERS),
        RUNNER,
        *(modules / name / "package.json" for name in TOOLS),
        *(package / name for name in RUNTIME),
    ]

    def make(new: Path) -> None:
        for name in RUNTIME:
            shutil.copy(package / name, new)
        node = find_node(root, work).program
        users = [*(CODE / name for name in USERS), RUNNER]
        command = [node, CODE / TRIMMER[0], new.resolve(), *users]
        run_tool([str(part) for part in command], what="Trimming the runtime", log=work / "engine_trim.log")

    return cached_folder(root, work, "trim", hash_of_all(*made_of), make)
