"""Folders and locks of a process of its own, so that builds at the same time leave each other alone.

The operating system holds a lock for as long as the process that took it lives, so that what a killed process
left behind can be told from what is in use. Standard library only, because `build.py` needs it before any
package is installed.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["LOCK", "clean_up", "locked", "own_folder"]

LOCK = ".lock"

LOGS = "*.log"

TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)  # a file system without locks: builds go on without

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO, wait: bool) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold the lock at `path`. Where another process holds it, call `waiting` and wait for that process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        if not _try(file):
            waiting()
            _take(file, wait=True)
        yield


@contextlib.contextmanager
def own_folder(parent: Path, prefix: str, guard: Path | None = None) -> Iterator[Path]:
    """A new folder in `parent` for this process alone; those of processes that were killed go first.

    It is removed at the end; after a failure its logs stay until the next time. `guard`: a lock to be held
    for a moment, so that nobody removes the folder before its own lock is taken.
    """
    parent.mkdir(parents=True, exist_ok=True)
    with locked(guard or parent / LOCK):
        clean_up(parent, prefix)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = (folder / LOCK).open("ab")
        _try(lock)
    logs: set[Path] = set()
    try:
        yield folder
    except BaseException:
        logs = set(folder.glob(LOGS))
        raise
    finally:
        lock.close()
        _empty(folder, logs)


def clean_up(parent: Path, prefix: str) -> None:
    """Remove the folders of processes that are gone. Call it with the guard of `own_folder` held."""
    for folder in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            with (folder / LOCK).open("ab") as file:
                is_dead = _try(file)
            if is_dead:
                shutil.rmtree(folder, ignore_errors=True)


def _empty(folder: Path, stay: set[Path]) -> None:
    """Remove a folder, or all of it but some files."""
    if not stay:
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        for path in set(folder.iterdir()) - stay:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _try(file: BinaryIO) -> bool:
    """Take a lock; False where another process has it."""
    try:
        _take(file, wait=False)
    except OSError as error:
        if error.errno in TAKEN:
            return False
        if error.errno not in UNKNOWN:
            raise
    return True
