"""Exchange two files or folders in one step, so that at no moment one of the names leads nowhere.

Linux and macOS can; Python does not offer it. Elsewhere the two are renamed one after the other.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

__all__ = ["exchange"]

AT_CWD = -100  # Linux: names are from the current folder

SWAP = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS

UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange(one: Path, other: Path) -> None:
    """Let each take the other's name. Raises OSError, with both as they were, where that is not possible."""
    number = _in_one_step(os.fsencode(one), os.fsencode(other))
    if number in UNABLE:
        _in_two_steps(one, other)
    elif number:
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _in_one_step(one: bytes, other: bytes) -> int:
    """Ask the system; 0, or the number of the error."""
    library: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        status = library.renameat2(AT_CWD, one, AT_CWD, other, SWAP)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        status = library.renamex_np(one, other, SWAP)
    else:
        return errno.ENOSYS
    return ctypes.get_errno() if status else 0


def _in_two_steps(one: Path, other: Path) -> None:
    aside = other.with_name(f"{other.name}-earlier")  # where a person finds it if this is killed right here
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)
