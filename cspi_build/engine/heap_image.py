"""The memory of an engine that has just started, kept so that browsers need not start it from nothing.

A start from it takes a fraction of the time: Python is initialised and `cspi_core` imported already. What is
made here depends on the runtime, the wheel, Node.js and the script that makes it, and on nothing else; it is
kept under a hash of these, because making it takes longer than all the rest of a build.

It needs private parts of the runtime. Where they fail, the site is built without it and starts slowly.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import deflate

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine.cache import RUNTIME, cached_folder, engine_cache, hash_of_all, warn_or_fail
from cspi_build.node import find_node
from cspi_build.progress import run_tool

CODE = Path(__file__).parent
MAKER = ("heap_image.mjs", "heap_image_pack.mjs", "heap_image_python.mjs")
FILES = ("memory.wasm", "memory.bin", "runtime.bin")
ABOUT = "about.json"


@dataclass(frozen=True)
class HeapImage:
    """What the page needs: files by name, and numbers that say how they fit together.

    `about`: the `head` that the runtime wants to see, in base64; the `parts` of the memory that are not
    empty, as pairs of place and length; the bytes to `skip` in the file with them; the number of `pointers`,
    which come first there, and the `mark` in their places; the length of the `first` stretch of memory, which
    is stored as the difference from what the WebAssembly file holds; and the place of the one word that stays
    the page's `own`.
    """

    files: Mapping[str, bytes]
    about: Mapping[str, Any]


def make_heap_image(
    root: Path, work: Path, wheel: Path, runtime: Path, warn: Callable[[str], None] = warn_or_fail
) -> HeapImage | None:
    """Return the heap image for this wheel and runtime; None, with one warning, where it can't be made."""
    try:
        return _read(_make(root, work, wheel, runtime))
    except (CspiBuildError, OSError, ValueError) as error:
        warn(f"Warning: the engine will start slowly, because its heap image could not be made. {error}")
        return None


def _make(root: Path, work: Path, wheel: Path, runtime: Path) -> Path:
    """The folder with the heap image."""
    node = find_node(root, work)
    program = f"{node.program} {node.program.stat().st_mtime_ns}"
    made_of = hash_of_all(program, *(runtime / name for name in RUNTIME), *(CODE / name for name in MAKER))

    def make(new: Path) -> None:
        cache, compiled = engine_cache(root), work / "engine" / "stdlib"
        is_compiled = cache.get("stdlib", made_of, compiled)
        compiled.mkdir(exist_ok=True)
        stdlib = compiled / "stdlib.zip"  # the script below writes it where it is not there
        parts = [node.program, CODE / MAKER[0], *(path.resolve() for path in (runtime, wheel, stdlib, new))]
        what = "Making the engine's heap image"
        run_tool([str(part) for part in parts], what=what, log=work / "engine_heap_image.log")
        if not is_compiled:
            cache.put("stdlib", made_of, compiled)
        _pack(new / "memory.wasm", new / "memory.bin")
        _pack(runtime / "pyodide.asm.wasm", new / "runtime.bin")

    return cached_folder(root, work, "memory", hash_of_all(made_of, wheel.name, wheel), make)


def _pack(plain: Path, packed: Path) -> None:
    """Gzip a file as small as libdeflate can."""
    packed.write_bytes(deflate.gzip_compress(plain.read_bytes(), 12))


def _read(folder: Path) -> HeapImage:
    about: Any = json.loads((folder / ABOUT).read_bytes())
    return HeapImage({name: (folder / name).read_bytes() for name in FILES}, about)
