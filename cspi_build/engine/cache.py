"""Where what was made of the runtime is kept: it takes long and seldom changes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

__all__ = ["RUNTIME", "engine_cache", "forget", "hash_of_all", "kept_folder", "to_stderr"]

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The files of the runtime's package that are used."""

KEPT = 3  # the latest ones of each kind; a memory snapshot takes 30 MB


def engine_cache(root: Path) -> Path:
    """The folder; it goes with the packages that all in it was made from."""
    folder = root / "node_modules" / ".cache" / "engine"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hash_of_all(*parts: str | Path) -> str:
    """A short hash of texts and of the content of files."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def kept_folder(cache: Path, kind: str, key: str, make: Callable[[Path], object]) -> Path:
    """The folder that stands under `key`, from an earlier build where there is one; else `make` fills it, and
    all but the latest ones of its kind go."""
    done = cache / f"{kind}-{key}"
    if not done.is_dir():
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            new = Path(folder) / "new"
            new.mkdir()
            make(new)
            with contextlib.suppress(OSError):  # another build was first
                new.rename(done)
        forget(cache, f"{kind}-*")
    os.utime(done)
    return done


def forget(cache: Path, pattern: str) -> None:
    """Remove all but the latest ones of a kind."""
    for old in sorted(cache.glob(pattern), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old) if old.is_dir() else old.unlink()


def to_stderr(line: str) -> None:
    """Show a warning, in the stead of what a terminal shows in passing."""
    print(f"\r\x1b[K{line}" if sys.stderr.isatty() else line, file=sys.stderr, flush=True)
