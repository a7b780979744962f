"""What the operating system refuses, said with the file it is about and what to do.

Standard library only, because `build.py` needs it before any package is installed.
"""

from __future__ import annotations

import argparse
import errno
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

__all__ = ["explain_os_error", "given_output", "given_path", "is_read_only", "meant_file", "typed"]

ADVICE = {
    errno.ENOSPC: "the disk is full. Make room and run the command again",
    errno.EDQUOT: "your share of the disk is used up. Make room and run the command again",
    errno.EFBIG: "the file is larger than this disk or your limits allow. Choose another place",
    errno.EROFS: "the disk is read-only. Choose a folder that can be written",
    errno.EACCES: "permission is missing. Change the permissions, or run this as the user who owns it",
    errno.EPERM: "permission is missing. Change the permissions, or run this as the user who owns it",
    errno.ENOENT: "it is not there. Look for a typing mistake, or restore it",
    errno.ENOTDIR: "a folder is needed where there is a file. Move the file away or choose another place",
    errno.EISDIR: "a file is needed where there is a folder. Move the folder away or choose another place",
    errno.EEXIST: "it is there already. Move it away or choose another place",
    errno.ENOTEMPTY: "the folder is not empty. Move what is in it away or choose another place",
    errno.EXDEV: "it is on another disk. Choose a place on the same disk",
    errno.EBUSY: "another program is using it. Stop that program and run the command again",
    errno.ETXTBSY: "another program is using it. Stop that program and run the command again",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter path",
    errno.ELOOP: "it is a link that leads to itself. Remove the link",
    errno.EMFILE: "too many files are open. Raise the limit (`ulimit -n 4096`) and run the command again",
    errno.ENFILE: "too many files are open on this machine. Close programs and run the command again",
    errno.ENOMEM: "there is not enough memory. Close programs and run the command again",
    errno.EAGAIN: "the machine can start no more processes. Close programs and run the command again",
    errno.EIO: "the disk reports a fault. Look after the disk, then run the command again",
    errno.ESTALE: "the network folder is gone. Connect it again and run the command again",
    errno.ENOEXEC: "it is a program for another kind of machine. Delete node_modules and .venv and try again",
    errno.EADDRINUSE: "the port is taken. Choose another with --port",
    errno.EADDRNOTAVAIL: "this machine has no such address. Choose another",
}
OTHERWISE = "Look at this place, then run the command again"
_NUMBER = re.compile(r"\[Errno (\d+)\]")


def explain_os_error(error: OSError) -> str:
    """The file, what is wrong with it and what to do, in a sentence; several, where several files failed."""
    reasons = list(dict.fromkeys(_reasons(error)))
    more = f" (and {len(reasons) - 3} more like this)" if len(reasons) > 3 else ""
    return "; ".join(reasons[:3]) + more + "."


def _reasons(error: OSError) -> Iterator[str]:
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        for failure in error.args[0]:  # what copying a folder gives: source, target, what went wrong
            yield _reason(_number_in(str(failure[2])), str(failure[1]), str(failure[2]))
        return
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    yield _reason(error.errno, " -> ".join(names), error.strerror or str(error))


def _reason(number: int | None, place: str, said: str) -> str:
    advice = ADVICE.get(number) if number is not None else None
    text = advice or f"{said.strip().rstrip('.') or 'the operating system refused'}. {OTHERWISE}"
    place = place.replace("\n", "\\u000a")  # the end of a line in a name would pass for a line of ours
    return f"{place}: {text}" if place else text[:1].upper() + text[1:]


def _number_in(said: str) -> int | None:
    found = _NUMBER.search(said)
    return int(found[1]) if found else None


def given_path(text: str) -> Path:
    """A path that a person gave, `~` at its beginning included, which a shell leaves alone in quotes."""
    if not text.strip():
        raise argparse.ArgumentTypeError("expected a path, and it is empty")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}".rstrip(".")) from error


def given_output(text: str) -> Path:
    """A path that a person gave for a file to write: its folder is there."""
    path = given_path(text)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is a folder; expected the name of a file")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text}: there is no folder {path.parent}")
    return path


def typed(path: object) -> str:
    """A path as it is typed in a shell: in quotes where it holds a space or a sign that acts there."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))


def is_read_only(path: Path) -> bool:
    """Whether nothing can be written at `path`, or where it would be made."""
    return not os.access(nearest(path), os.W_OK | os.X_OK)


def nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    here = path.absolute()
    while not here.exists() and here != here.parent:
        here = here.parent
    return here


def meant_file(path: Path) -> str:
    """The name of a file beside a missing one that differs only in its ending or in capital letters."""
    try:
        beside = sorted(one.name for one in path.parent.iterdir() if one.is_file())
    except OSError:
        return ""
    stem = path.stem.lower()
    endings = {".yaml", ".yml", ".json", ".txt"} if path.suffix == ".yaml" else {path.suffix.lower()}
    names = (one for one in beside if Path(one.lower()).suffix in endings and Path(one).stem.lower() == stem)
    return next((one for one in names if one != path.name), "")
