"""The memory of an engine that has just started, kept so that browsers need not start it from nothing.

A start from it takes a fraction of the time: Python is initialised and `cspi_core` imported already. What is
made here depends on the runtime, the wheel, Node.js and the script that makes it, and on nothing else; it is
kept under a hash of these, because making it takes longer than all the rest of a build.

It needs private parts of the runtime. Where they fail, the site is built without it and starts slowly.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.node import find_node
from cspi_build.progress import run_tool

SCRIPT = Path(__file__).with_name("engine_snapshot.mjs")
FILES = ("memory.wasm", "memory.bin", "runtime.bin")
ABOUT = "about.json"
KEPT = 3  # the latest ones; each takes 30 MB
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


@dataclass(frozen=True)
class MemorySnapshot:
    """What the page needs: files by name, and numbers that say how they fit together.

    `about`: the `size` of the snapshot; the bytes to `skip` in its file; the number of `pointers`, which come
    first there, and the `mark` in their places; the `start` of the memory in the snapshot, and the length of
    its `first` part, which is stored as the difference from what the WebAssembly file holds.
    """

    files: Mapping[str, bytes]
    about: Mapping[str, int]


def to_stderr(line: str) -> None:
    """Show a warning."""
    print(line, file=sys.stderr, flush=True)


def memory_snapshot(
    root: Path, work: Path, wheel: Path, warn: Callable[[str], None] = to_stderr
) -> MemorySnapshot | None:
    """The snapshot for this runtime and this wheel; None, with one warning, where it can't be made."""
    try:
        return _read(_make(root, work, wheel))
    except (CspiBuildError, OSError, ValueError) as error:
        warn(f"Warning: the engine will start slowly, because its memory snapshot could not be made. {error}")
        return None


def _make(root: Path, work: Path, wheel: Path) -> Path:
    """The folder with the snapshot, from an earlier build where there is one."""
    package, cache = root / "node_modules" / "pyodide", root / "node_modules" / ".cache" / "engine"
    node = find_node(root, work)
    program = f"{node.program} {node.program.stat().st_mtime_ns}"
    runtime = _hash(program, *(package / name for name in RUNTIME), SCRIPT)
    done = cache / f"memory-{_hash(runtime, wheel.name, wheel)}"
    if not (done / ABOUT).is_file():
        cache.mkdir(parents=True, exist_ok=True)
        stdlib = cache / f"stdlib-{runtime}.zip"
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            new = Path(folder) / "new"
            new.mkdir()
            command = [
                node.program,
                SCRIPT,
                package.resolve(),
                wheel.resolve(),
                stdlib.resolve(),
                new.resolve(),
            ]
            what = "Making the engine's memory snapshot"
            run_tool([str(part) for part in command], what=what, log=work / "engine_snapshot.log")
            with contextlib.suppress(OSError):  # another build was first
                new.rename(done)
        _forget(cache)
    return done


def _hash(*parts: str | Path) -> str:
    """A short hash of texts and of the content of files."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _read(folder: Path) -> MemorySnapshot:
    about: Any = json.loads((folder / ABOUT).read_bytes())
    os.utime(folder)
    return MemorySnapshot({name: (folder / name).read_bytes() for name in FILES}, about)


def _forget(cache: Path) -> None:
    """Remove all but the latest ones."""
    for pattern in ("memory-*", "stdlib-*"):
        for old in sorted(cache.glob(pattern), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
