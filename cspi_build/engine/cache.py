"""Where what was made of the runtime is kept: it takes long and seldom changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError
from cspi_build.workspace.locks import locked
from cspi_build.workspace.stage_cache import StageCache
from cspi_core.text.terminal import visible

__all__ = ["RUNTIME", "cached_folder", "engine_cache", "hash_of_all", "warn_or_fail"]

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The files of the runtime's package that are used."""

LIMIT = 300_000_000  # bytes of all that is kept; an image takes 14 million, a workload 40

NO = ("", "0", "false", "no")
"""Values of an environment variable that say no."""


def engine_cache(root: Path) -> StageCache:
    """The cache; it goes with the packages that all in it was made from."""
    return StageCache(root / "node_modules" / ".cache" / "engine")


def hash_of_all(*parts: str | Path) -> str:
    """A short hash of texts and of the content of files."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def cached_folder(root: Path, work: Path, kind: str, key: str, make: Callable[[Path], object]) -> Path:
    """A folder in `work` with what an earlier build made under `key`; else with what `make` puts there.

    Of several builds at the same time one makes it, and the others wait for that.
    """
    cache, folder = engine_cache(root), work / "engine" / kind
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)

    def fill() -> None:
        folder.mkdir()
        make(folder)

    if not cache.get(kind, key, folder):
        with _alone(cache.folder, kind):
            cache.fill(kind, key, folder, fill)
    cache.prune(LIMIT)
    return folder


@contextmanager
def _alone(cache: Path, kind: str) -> Iterator[None]:
    """Hold the lock under which a kind is made; where none can be had, as in a cache to read only, go on."""
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(locked(cache.with_name(f"{cache.name}.{kind}.lock")))
        yield


def warn_or_fail(line: str) -> None:
    """Say that the engine is not what it should be. Raises CspiBuildError where the environment has `CI`."""
    if os.environ.get("CI", "").lower() not in NO:
        raise CspiBuildError(f"{line}\n(A warning elsewhere; with CI in the environment it ends the build.)")
    text = visible(line)
    print(f"\r\x1b[K{text}" if sys.stderr.isatty() else text, file=sys.stderr, flush=True)
