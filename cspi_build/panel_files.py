"""Result files that people handed over: each is read and checked by `cspi_core`, and none is lost.

A file that cannot be used is `Bad`, with the reason in words. Labels and notes are dropped here already:
what goes on is the answers and the time alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from cspi_build.panel_codes import NO_TIME, Times
from cspi_core import InputError, Survey, read_result
from cspi_core.answers import Answer
from cspi_core.errors import Problem
from cspi_core.result_file import MOST_BYTES
from cspi_core.wording import wording

__all__ = ["Bad", "Given", "json_files", "other_files", "read_file", "reasons", "stamp", "years"]

_DAWN = datetime(1, 1, 1)
_ZONED = 1 << 60  # keeps times with a zone apart from times without one


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


def json_files(folder: Path) -> list[Path]:
    """Everything named as a result file in a folder and the folders below it."""
    return [path for path in _below(folder) if path.suffix.lower() == ".json"]


def other_files(folder: Path) -> list[Path]:
    """The files that are not read."""
    return [path for path in _below(folder) if path.suffix.lower() != ".json" and path.is_file()]


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not _hidden(path, folder))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def read_file(survey: Survey, path: Path, folder: Path) -> Given | Bad:
    """One result file."""
    place = path.relative_to(folder).as_posix()
    try:
        if not path.is_file():
            return Bad(place, ["This is not a file."])
        if path.stat().st_size > MOST_BYTES:
            raise InputError([_too_large(path.stat().st_size)])
        content = path.read_bytes()
        result = read_result(survey, content.decode("utf-8-sig"))
    except InputError as error:
        return Bad(place, reasons(survey, error.problems))
    except UnicodeDecodeError as error:
        return Bad(place, [f"This is not UTF-8 text (byte 0x{content[error.start]:02X} at {error.start})."])
    except OSError as error:
        return Bad(place, [f"It cannot be read: {error.strerror or error}."])
    return Given(result.answers, stamp(result.created), hashlib.sha256(content).digest())


def _too_large(size: int) -> Problem:
    return Problem("file_too_large", None, f"{size:,} bytes", f"≤ {MOST_BYTES:,} bytes")


def reasons(survey: Survey, problems: Sequence[Problem]) -> list[str]:
    """Problems as sentences."""
    words = wording("en")
    return [words.problem(problem, survey) for problem in problems]


def stamp(created: str) -> int:
    """A time as a number, the same for the same moment however it is written; NO_TIME for none.

    Raises ValueError for a text that is no ISO 8601 time.
    """
    if not created:
        return NO_TIME
    moment = datetime.fromisoformat(created)
    if moment.tzinfo is None:
        return (moment - _DAWN) // timedelta(microseconds=1)
    shift = moment.utcoffset() or timedelta()
    return (moment.replace(tzinfo=None) - _DAWN - shift) // timedelta(microseconds=1) + _ZONED


def years(stamps: Times) -> Times:
    """The years of stamps that have a time."""
    known = stamps[stamps != NO_TIME]
    micros = np.where(known >= _ZONED // 2, known - _ZONED, known)
    moments = np.datetime64(_DAWN, "us") + micros.astype("timedelta64[us]")
    found: Times = moments.astype("datetime64[Y]").astype(np.int64) + 1970
    return found
