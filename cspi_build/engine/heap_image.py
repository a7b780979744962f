"""The image: the memory of an engine that has just started, and as much WebAssembly as runs in it.

A start from it takes a fraction of the time: Python is initialised and `cspi_core` imported already. What
the workload (`workload.py`) does not need is left out, and traps. Nothing of that is taken on trust: before
the image is used it answers the whole workload, as the page would start it, and every reply has to be
CPython's, byte for byte. If it fails that, or cannot be made, one warning is given, and the image is made
with all static data, then with everything; if that fails too, there is none.

It depends on the runtime, the wheel, Node.js, the workload and the scripts that make it, and on nothing
else; it is kept under a hash of these, because making it takes longer than all the rest of a build.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import deflate

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine.cache import RUNTIME, cached_folder, engine_cache, hash_of_all, warn_or_fail
from cspi_build.node import find_node
from cspi_build.progress import run_tool

CODE = Path(__file__).parent
MAKER = (
    "heap_image.mjs",
    "functions.mjs",
    "heap_image_pack.mjs",
    "heap_image_python.mjs",
    "heap_image_sweep.mjs",
    "replay.mjs",
    "static_data.mjs",
    "static_reads.mjs",
    "trim_wasm.mjs",
    "verify.mjs",
    "wasm_file.mjs",
)
EXERCISES = tuple(sorted(f"exercises/{path.name}" for path in CODE.glob("exercises/*.py")))
WORKLOAD = ("workload.py", "refusals.py", "workload_data.json")
RUNNER = CODE.parents[1] / "site_src" / "assets" / "engine" / "quick-runtime.js"
FILES = ("core.wasm", "core.bin", "memory.wasm", "memory.bin")
ABOUT = "about.json"
SMALL, DATA, WHOLE = KINDS = ("small", "data", "whole")
"""Without what the workload does not need; with all static data; with everything."""


@dataclass(frozen=True)
class HeapImage:
    """What the page needs: files by name, and numbers that say how the memory is stored.

    `about`: the memory is `size` bytes long, in units of `unit` bytes of which `parts` stretches are not
    empty. Its file has, after bytes to `skip`, the `pointers` into the heap, the `words` with a `mark` in
    the places of these, and the list of stretches. `own` is the place of the one word that depends on the
    browser, `entry` that of the Python function which answers; `kind` is one of `KINDS`.
    """

    files: Mapping[str, bytes]
    about: Mapping[str, Any]


def make_heap_image(
    root: Path, work: Path, wheel: Path, runtime: Path, warn: Callable[[str], None] = warn_or_fail
) -> HeapImage | None:
    """Return the image for this wheel and runtime; with one warning a larger one, or None, where it fails."""
    for kind in KINDS:
        try:
            return _read(_make(root, work, wheel, runtime, kind), kind)
        except (CspiBuildError, OSError, ValueError) as error:
            if kind == SMALL:
                slow = "the engine will start slowly, because its image could not be made small"
                warn(f"Warning: {slow}. {error}")
    return None


def _make(root: Path, work: Path, wheel: Path, runtime: Path, kind: str) -> Path:
    """The folder with the image."""
    node = find_node(root, work)
    program = f"{node.program} {node.program.stat().st_mtime_ns}"
    made_of = hash_of_all(program, *(runtime / name for name in RUNTIME), CODE / "heap_image_python.mjs")
    key = hash_of_all(
        made_of, kind, wheel.name, wheel, RUNNER, *(CODE / name for name in (*MAKER, *EXERCISES, *WORKLOAD))
    )

    def make(new: Path) -> None:
        cache, compiled = engine_cache(root), work / "engine" / "stdlib"
        is_compiled = cache.get("stdlib", made_of, compiled)
        compiled.mkdir(exist_ok=True)
        stdlib = compiled / "stdlib.zip"  # the script below writes it where it is not there
        workload = _workload(root, work, wheel)
        paths = [path.resolve() for path in (runtime, wheel, stdlib, workload, new)]
        _run([node.program, CODE / MAKER[0], *paths, kind], work, "heap_image")
        if not is_compiled:
            cache.put("stdlib", made_of, compiled)
        _run([node.program, CODE / "verify.mjs", new.resolve(), workload.resolve()], work, "verify")
        for name in ("core", "memory"):
            _pack(new / f"{name}.wasm", new / f"{name}.bin")

    return cached_folder(root, work, f"memory-{kind}", key, make)


def _workload(root: Path, work: Path, wheel: Path) -> Path:
    """The file with the workload."""
    key = hash_of_all(sys.version, wheel.name, wheel, *(CODE / name for name in WORKLOAD))

    def make(new: Path) -> None:
        path = (new / "workload.jsonl").resolve()
        _run([sys.executable, "-m", "cspi_build.engine.workload", path], work, "workload")

    return cached_folder(root, work, "workload", key, make) / "workload.jsonl"


def _run(command: Sequence[object], work: Path, step: str) -> None:
    what = f"Making the engine's image ({step})"
    run_tool([str(part) for part in command], what=what, log=work / f"engine_{step}.log", cwd=CODE.parents[1])


def _pack(plain: Path, packed: Path) -> None:
    """Gzip a file as small as libdeflate can."""
    packed.write_bytes(deflate.gzip_compress(plain.read_bytes(), 12))


def _read(folder: Path, kind: str) -> HeapImage:
    about: Any = json.loads((folder / ABOUT).read_bytes())
    return HeapImage({name: (folder / name).read_bytes() for name in FILES}, {**about, "kind": kind})
