"""Where a site goes: never over files of somebody else's, and only when it is complete."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError

MARKER = ".built-by-cspi"


def refuse_foreign(out: Path) -> None:
    """Raise CspiBuildError unless `out` is missing, empty or an earlier build."""
    if out.exists() and not out.is_dir():
        raise CspiBuildError(f"{out} is a file; the site needs a folder. Choose another with --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise CspiBuildError(
            f"{out} holds files that no build of this site made, and they would be lost. "
            "Choose an empty folder with --out."
        )


@contextmanager
def new_folder_beside(out: Path) -> Iterator[Path]:
    """An empty, marked folder on the same disk as `out`; removed unless it was moved away."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{out.name}-new-", dir=out.parent))
    except OSError as error:
        raise CspiBuildError(
            f"{out.parent} can't be written: {error.strerror}. Choose another with --out."
        ) from error
    try:
        new.chmod(0o755)
        (new / MARKER).write_text("A build of this site made this folder; the next one replaces it.\n")
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def swap(new: Path, out: Path) -> None:
    """Put the new site in the place of the earlier one, which is removed last."""
    old = new.with_name(f"{new.name}-old")
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
