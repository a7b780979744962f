"""Gathers results into coded responses: checks each, drops copies, and says what became of every one.

Copies. A result is dropped as a copy of another

* if both have the same answers *and* were made at the same moment: one result that was saved, renamed or
  exported twice (its label or notes may differ), or
* if both are the same file, byte for byte.

The same answers alone are no sign of a copy. Two people may well answer alike, the more so on a short
survey, and dropping one of them would bend every figure; how many there are is said, so that whoever
gathered them can look. In a table without times, therefore, no row is dropped.

A result in which nothing is answered says nothing: it is left out and counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.panels.reading.codes import NO_TIME, Bools, Coder, Column, Ints, Responses
from cspi_build.panels.reading.csv import CREATED, read_batches
from cspi_build.panels.reading.files import Bad, Given, files_below, moments, read_file
from cspi_build.panels.reading.json_list import read_list
from cspi_build.panels.reading.table import Table
from cspi_build.progress import Progress
from cspi_core.model.answers import NOTHING
from cspi_core.model.survey import Survey

__all__ = ["Gathered", "Parts", "gather"]

_AT_ONCE = 2_000

_BAR = 24

_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Gathered:
    """What was handed in: the `responses` to use, one a respondent, and what became of the others.

    `found`: files or rows. `same_time`, `same_file`: copies that were dropped. `blank`: nothing answered.
    `alike`: used, though another has the same answers. `others`: files that are no result files.
    """

    responses: Responses
    bad: Sequence[Bad]
    found: int
    same_time: int
    same_file: int
    blank: int
    alike: int
    others: Sequence[Path] = ()


@dataclass
class Parts:
    """What has been read so far, batch by batch."""

    survey: Survey
    coders: Mapping[str, Coder]
    codes: dict[str, list[Ints]]
    times: list[Ints] = field(default_factory=list)

    @classmethod
    def of(cls, survey: Survey) -> Parts:
        """Nothing yet."""
        ids = survey.question_by_id
        return cls(survey, {id_: Coder() for id_ in ids}, {id_: [] for id_ in ids})

    def add(self, codes: Mapping[str, Ints], times: Ints) -> None:
        """One more batch: by question the codes of its answers."""
        for id_, coder in self.coders.items():
            self.codes[id_].append(coder.packed(codes[id_]))
        self.times.append(times)

    def add_given(self, given: Sequence[Given]) -> None:
        """Results that were read one by one."""
        codes = {id_: np.array([coder.code(one.answers.get(id_, NOTHING)) for one in given], np.int64)
                 for id_, coder in self.coders.items()}  # fmt: skip
        self.add(codes, np.array([one.time for one in given], np.int64))

    def responses(self) -> Responses:
        """All of it. The batches are given up on the way, so that there is never a second copy of all."""
        columns = {}
        for id_, question in self.survey.question_by_id.items():
            codes = np.concatenate([np.zeros(0, np.uint8), *self.codes.pop(id_)])
            columns[id_] = Column(question, self.coders[id_].answers, codes)
        return Responses(self.survey, columns, np.concatenate([np.zeros(0, np.int64), *self.times]))


def gather(path: Path, survey: Survey, progress: Progress) -> Gathered:
    """All results in a folder of result files, one CSV or one JSON list. Raises CspiBuildError where there is
    none."""
    if path.is_dir():
        return _from_folder(path, survey, progress)
    return _from_table(path, survey, progress)


def _from_folder(folder: Path, survey: Survey, progress: Progress) -> Gathered:
    files, others = files_below(folder)
    if not files:
        tables = [other for other in others if other.suffix.lower() == ".csv"]
        hint = f" A table is named itself: {inline(tables[0])}." if tables else ""
        raise CspiBuildError(f"{inline(folder)} holds no result file (*.json).{hint}")
    parts, bad = Parts.of(survey), list[Bad]()
    digests, same_file = set[bytes](), 0
    for batch in _batches(files):
        read = [read_file(survey, file, folder) for file in _shown(batch, files, progress)]
        bad += [one for one in read if isinstance(one, Bad)]
        good = [one for one in read if isinstance(one, Given)]
        new = list({one.digest: one for one in good if one.digest not in digests}.values())
        same_file += len(good) - len(new)
        digests.update(one.digest for one in new)
        parts.add_given(new)
    return _sifted(parts, bad, len(files), same_file, others)


def _batches(files: Sequence[Path]) -> Iterator[range]:
    for start in range(0, len(files), _AT_ONCE):
        yield range(start, min(start + _AT_ONCE, len(files)))


def _shown(batch: range, files: Sequence[Path], progress: Progress) -> Iterator[Path]:
    for at in batch:
        if at % 20 == 0:
            progress.hint(f"reading {_bar((at + 1) / len(files))} {at + 1:,} of {len(files):,} files")
        yield files[at]


def _from_table(path: Path, survey: Survey, progress: Progress) -> Gathered:
    parts, bad, found = Parts.of(survey), list[Bad](), 0
    table = Table(survey, parts.coders, inline(path.name))
    read = read_list if path.suffix.lower() == ".json" else read_batches
    for batch in read(path, survey):
        codes, wrong = table.read(batch)
        times = codes.pop(CREATED)
        parts.add(codes, times)
        bad += wrong
        found += len(times) + len(wrong)
        progress.hint(f"reading {_bar(batch.read)} {found:,} rows")
    if not found:
        raise CspiBuildError(f"{inline(path)} has a head but no rows.")
    return _sifted(parts, bad, found, 0, ())


def _bar(part: float) -> str:
    done = round(_BAR * min(part, 1.0))
    return f"[{'#' * done}{'.' * (_BAR - done)}]"


def _sifted(parts: Parts, bad: Sequence[Bad], found: int, same_file: int, others: Sequence[Path]) -> Gathered:
    """Without copies and blank results."""
    responses = parts.responses()
    has_time = responses.times != NO_TIME
    copies = has_time & _repeats([moments(responses.times), *_codes(responses)])
    once = responses.where(~copies)
    blank = np.logical_and.reduce([codes == 0 for codes in _codes(once)])
    used = once.where(~blank)
    return Gathered(used, bad, found, int(copies.sum()), same_file, int(blank.sum()),
                    int(_repeats(list(_codes(used))).sum()), others)  # fmt: skip


def _codes(responses: Responses) -> Iterable[Ints]:
    return (column.codes for column in responses.columns.values())


def _repeats(columns: Sequence[Ints]) -> Bools:
    """The rows that stand there before. Only rows whose hashes meet are compared in full."""
    hashes = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        hashes = (hashes ^ column.astype(np.uint64)) * _MIX
        hashes ^= hashes >> np.uint64(29)
    suspects = np.flatnonzero(pd.Series(hashes).duplicated(keep=False))
    frame = pd.DataFrame({at: column[suspects] for at, column in enumerate(columns)})
    repeats = np.zeros(len(hashes), np.bool_)
    repeats[suspects[frame.duplicated().to_numpy()]] = True
    return repeats
