"""What the stages of a build made, kept under a hash of what it was made from, so as not to be done again.

<folder>/
  engine-<hash of its inputs>/
    made.json      SHA-256 of what was made, and its size in bytes
    files/         what was made

What a stage made is hashed where it was made; an entry is a copy with the same hash, written beside and
renamed. What is taken out is hashed again. So an interrupted build, another build at the same time, a full
disk or a file that somebody changed costs time and never gives a wrong site. A stage that fails, or makes an
empty file, leaves nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from cspi_build.workspace.locks import clean_up, locked, own_folder

__all__ = ["StageCache", "hash_of"]

LIMIT = 500_000_000  # bytes of all entries; a whole site takes about 60 million

ABOUT, FILES, UNFINISHED, MAKING = "made.json", "files", ".new-", ".making-"

LEFT_OUT = ("__pycache__",)


class StageCache:
    """The entries of one folder, and which stages this build had to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: list[str] = []
        self._guard = folder.with_name(f"{folder.name}.lock")
        self._used: set[Path] = set()

    def fill(
        self,
        stage: str,
        key: str,
        into: Path,
        make: Callable[[], object],
        whole: Callable[[], bool] | None = None,
    ) -> bool:
        """Have in the new folder `into` what `make` writes there; True where it was kept by an earlier build.

        `key` (from `hash_of`) stands for all that the outcome depends on. What is made is kept unless `whole`
        says that something is missing, so that a warning comes again.
        """
        if self.get(stage, key, into):
            return True
        with self._alone(stage, key):
            if self.get(stage, key, into):
                return True
            make()
            self.done.append(stage)
            if whole is None or whole():
                self.put(stage, key, into)
        return False

    @contextlib.contextmanager
    def _alone(self, stage: str, key: str) -> Iterator[None]:
        """Have other builds that want the same entry wait, and take what this one makes.

        Where no lock can be had, each makes its own.
        """
        path = self.folder / f"{MAKING}{self._entry(stage, key).name}"
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):
                held.enter_context(locked(path))
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    path.unlink()

    def get(self, stage: str, key: str, into: Path) -> bool:
        """Copy an entry into the new folder `into`; False, and no such folder, where none is sound."""
        entry = self._entry(stage, key)
        if not entry.is_dir():
            return False
        try:
            wanted = json.loads((entry / ABOUT).read_bytes())["sha256"]
            shutil.copytree(entry / FILES, into)
            is_sound = hash_of(into) == wanted
        except (OSError, ValueError, KeyError, TypeError):  # damaged, or removed by another build meanwhile
            is_sound = False
        if not is_sound:
            shutil.rmtree(into, ignore_errors=True)
            self._discard(entry)
            return False
        with contextlib.suppress(OSError):  # a cache that can be read only
            os.utime(entry)
        self._used.add(entry)
        return True

    def _discard(self, entry: Path) -> None:
        """Remove an entry; under another name first, so that nobody takes what is half removed."""
        with contextlib.suppress(OSError), own_folder(self.folder, UNFINISHED, self._guard) as aside:
            entry.rename(aside / FILES)

    def put(self, stage: str, key: str, made: Path) -> None:
        """Keep a copy of the folder `made`. Where that fails, the next build does the stage again."""
        entry = self._entry(stage, key)
        made_hash, sizes = hash_of(made), [path.stat().st_size for path in made.rglob("*") if path.is_file()]
        if not sizes or 0 in sizes:
            return
        with contextlib.suppress(OSError), own_folder(self.folder, UNFINISHED, self._guard) as new:
            shutil.copytree(made, new / "entry" / FILES)
            if hash_of(new / "entry" / FILES) != made_hash:
                return
            about = {"bytes": sum(sizes), "sha256": made_hash}
            (new / "entry" / ABOUT).write_text(json.dumps(about), encoding="ascii")
            (new / "entry").rename(entry)  # fails where another build was first
        self._used.add(entry)

    def prune(self, limit: int = LIMIT) -> None:
        """Remove what was not used for the longest time, until all entries take at most `limit` bytes."""
        with contextlib.suppress(OSError):
            with locked(self._guard):
                clean_up(self.folder, UNFINISHED)
            for entry, size in sorted(self._sizes(), key=lambda item: -item[0].stat().st_mtime):
                limit -= size
                if limit < 0 and entry not in self._used:
                    self._discard(entry)

    def _sizes(self) -> Iterator[tuple[Path, int]]:
        for entry in self.folder.iterdir():
            with contextlib.suppress(OSError, ValueError):
                yield entry, int(json.loads((entry / ABOUT).read_bytes())["bytes"])

    def _entry(self, stage: str, key: str) -> Path:
        return self.folder / f"{re.sub(r'[^a-z0-9.-]+', '-', stage.lower())}-{key[:32]}"


def hash_of(*parts: object) -> str:
    """A hash of values that JSON can hold and of files: a path's content, or all below it with their names.

    A path where there is nothing counts as that.
    """
    digest = hashlib.sha256()
    for part in parts:
        found = _files(part) if isinstance(part, Path) else [("value", _value(part))]
        for name, content in found:
            digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _value(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, sort_keys=True).encode()


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_file():
        yield "", path.read_bytes()
    for below in sorted(path.rglob("*")):
        if below.is_file() and not set(below.parts) & set(LEFT_OUT):
            yield below.relative_to(path).as_posix(), below.read_bytes()
