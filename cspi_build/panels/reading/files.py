"""Result files that people handed over: each is read and checked by `cspi_core`, and none is lost.

A file that cannot be used is `Bad`, with the reason in words. Labels and notes are dropped here already:
what goes on is the answers and the time alone.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from cspi_build.diagnostics import inline
from cspi_build.panels.reading.codes import NO_TIME, Times
from cspi_core import InputError, Survey, read_result
from cspi_core.errors import Problem, told
from cspi_core.model.answers import Answer
from cspi_core.results.result_file import MOST_BYTES
from cspi_core.text.messages import wording

__all__ = ["Bad", "Given", "files_below", "moments", "read_file", "reasons", "stamp", "years"]

_DAWN = datetime(1, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_ZONED = 1 << 60  # keeps times with a zone apart from times without one
_CALENDAR = {0: 0, 1: 2 * _ZONED, -1: 4 * _ZONED}  # by how many years the local one is ahead of that of UTC


@dataclass(frozen=True)
class Given:
    """A result that can be used. `digest` tells equal files."""

    answers: Mapping[str, Answer]
    time: int = NO_TIME
    digest: bytes = b""


@dataclass(frozen=True)
class Bad:
    """Something that cannot be used, where it is, and why."""

    place: str
    why: Sequence[str]

    def __str__(self) -> str:
        return f"{self.place}: {' '.join(self.why)}"


def files_below(folder: Path) -> tuple[list[Path], list[Path]]:
    """Everything named as a result file in a folder and the folders below it, and the other files, sorted.
    What begins with a dot is passed over; a link to a folder is not followed, but told among the others."""
    named, others = list[Path](), list[Path]()
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(here, name).is_symlink()]
        strange = [name for name in folders if _is_json(name)]  # named as a file, and said to be none
        others += [Path(here, name) for name in links if name not in strange]
        for name in (*strange, *(name for name in files if not name.startswith("."))):
            (named if _is_json(name) else others).append(Path(here, name))
    return sorted(named), sorted(others)


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def read_file(survey: Survey, path: Path, folder: Path) -> Given | Bad:
    """One result file."""
    try:
        return _given(survey, path)
    except InputError as error:
        why = reasons(survey, error.problems)
    except UnicodeDecodeError as error:
        why = [f"This is not UTF-8 text (byte 0x{error.object[error.start]:02X} at {error.start})."]
    except OSError as error:
        why = [f"It cannot be read: {error.strerror or error}."]
    return Bad(inline(path.relative_to(folder).as_posix()), why)


def _given(survey: Survey, path: Path) -> Given:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    if about.st_size > MOST_BYTES:
        raise InputError([_too_large(about.st_size)])
    content = path.read_bytes()
    result = read_result(survey, content.decode("utf-8-sig"))
    return Given(result.answers, stamp(result.created), hashlib.sha256(content).digest())


def _too_large(size: int) -> Problem:
    return Problem("file_too_large", None, f"{size:,} bytes", f"≤ {MOST_BYTES:,} bytes")


def reasons(survey: Survey, problems: Sequence[Problem]) -> list[str]:
    """Problems as sentences."""
    words = wording("en")
    return [words.problem(problem, survey) for problem in told(problems)]


def stamp(created: str) -> int:
    """A time as a number, of which `moments` and `years` make what is asked of it; NO_TIME for none.

    Raises ValueError for a text that is no ISO 8601 time.
    """
    if not created:
        return NO_TIME
    local = datetime.fromisoformat(created)
    written = local.replace(tzinfo=None)
    ahead = local.utcoffset()
    if ahead is None:
        return (written - _DAWN) // _MICROSECOND
    return (written - _DAWN - ahead) // _MICROSECOND + _ZONED + _CALENDAR[_years_ahead(written, ahead)]


def _years_ahead(written: datetime, ahead: timedelta) -> int:
    """By how many years the local calendar is ahead of that of UTC."""
    try:
        return written.year - (written - ahead).year
    except OverflowError:  # in the first or the last hours that there are
        return 1 if ahead > timedelta() else -1


def moments(stamps: Times) -> Times:
    """The same number for the same moment, in whichever time zone it was written."""
    found: Times = np.where(stamps == NO_TIME, stamps, stamps - 2 * _ZONED * (_parts(stamps) // 2))
    return found


def years(stamps: Times) -> Times:
    """The years of stamps that have a time, each by the calendar of where it was written."""
    known = stamps[stamps != NO_TIME]
    parts = _parts(known)
    utc = np.datetime64(_DAWN, "us") + (known - _ZONED * parts).astype("timedelta64[us]")
    ahead = np.array([0, 1, -1])[parts // 2]
    found: Times = utc.astype("datetime64[Y]").astype(np.int64) + 1970 + ahead
    return found


def _parts(stamps: Times) -> Times:
    """What a stamp holds besides microseconds, of which there may be fewer than none in the first year."""
    found: Times = (stamps + _ZONED // 2) // _ZONED
    return found
