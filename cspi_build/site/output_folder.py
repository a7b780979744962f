"""Where a site goes: only when it is complete, and in one step where the file system can do that.

Where the folder can't be exchanged as a whole (it is a mounted disk, or nothing beside it may be written),
what is in it is, entry by entry.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.os_errors import explain_os_error, is_read_only, nearest
from cspi_build.site.exchange import exchange
from cspi_build.site.own_files import MARKER, UNFINISHED, built_files, carry_over, write_marker
from cspi_build.workspace.locks import locked, own_folder

__all__ = ["check_target", "publish"]

ELSEWHERE = (errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM, errno.EROFS)

OVERTAKEN = (errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY)


def check_target(out: Path) -> None:
    """Raise CspiBuildError where no site could be put at `out`, before any work is done for it."""
    if not nearest(out).is_dir():
        raise CspiBuildError(
            f"{inline(nearest(out))} is a file; the site needs a folder. Choose another with --out."
        )
    around = next((folder for folder in out.absolute().parents if (folder / MARKER).is_file()), None)
    if around:
        raise CspiBuildError(
            f"{inline(out)} is inside a built site ({inline(around)}), which the next build replaces. "
            "Choose a folder outside with --out."
        )
    if is_read_only(out):
        raise CspiBuildError(
            f"{inline(out)} can't be written: permission is missing, or the disk is read-only. "
            "Choose another folder with --out."
        )


def publish(site: Path, out: Path, guard: Path, keep: Sequence[str] = ()) -> None:
    """Put the finished `site` in the place of what is at `out`, with the files of one's own that are kept.

    Until then `out` stays as it is. `guard` is as for `own_folder`. Raises CspiBuildError where files would
    be lost.
    """
    try:
        _open_to_all(site)
        carry_over(out, site, keep)
        _make_parents(out)
        _put(site, out, guard)
    except OSError as error:
        raise CspiBuildError(
            f"The site could not be put into {inline(out)}. {explain_os_error(error)}"
        ) from error


def _put(site: Path, out: Path, guard: Path) -> None:
    if _in_place(site, out):
        return
    if not is_read_only(out.parent) and not out.is_mount():
        with own_folder(out.parent, f".{out.name}-new-", guard) as beside:
            if _in_place(_copy(site, beside / "site"), out):
                return
    with own_folder(out, UNFINISHED, guard) as inside:
        new = _copy(site, inside / "site")
        with locked(guard.with_name("refill.lock")):
            _refill(new, out)


def _in_place(new: Path, out: Path) -> bool:
    """Exchange the two, or move `new` where nothing is; False where the file system can't do that here."""
    while True:
        try:
            if os.path.lexists(out):
                exchange(new, out)
            else:
                new.rename(out)
        except OSError as error:
            if error.errno in ELSEWHERE:
                return False
            if error.errno not in OVERTAKEN or not new.exists():
                raise
        else:
            return True  # else another build was faster: look again at what is there


def _refill(new: Path, out: Path) -> None:
    """Put what is in `new` in the place of what is in `out`: folders, files at the top, the marker last.

    Until then the marker names the files of both, so that what is left of a build that was killed counts as
    built."""
    names = sorted(path.name for path in new.iterdir())
    names.sort(key=lambda name: (name == MARKER, (new / name).is_file()))
    earlier, later = built_files(out), built_files(new)
    if earlier is not None and later is not None:
        write_marker(out, earlier | later)
    for name in names:
        if not _in_place(new / name, out / name):
            raise CspiBuildError(
                f"{inline(out / name)} can't be replaced: change its permissions and build again."
            )
    for path in out.iterdir():
        if path.name not in names and not path.name.startswith(UNFINISHED):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()


def _make_parents(out: Path) -> None:
    """Make the folders above `out`, open to all, whatever the umask: a server reads what is below."""
    missing = [folder for folder in out.parents if not folder.exists()]
    for folder in reversed(missing):
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            folder.chmod(0o755)


def _open_to_all(site: Path) -> None:
    """Let every user read the site, whatever the umask: a server is seldom the user who built it."""
    site.chmod(0o755)
    for path in site.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _copy(site: Path, target: Path) -> Path:
    shutil.copytree(site, target, symlinks=True)
    return target
