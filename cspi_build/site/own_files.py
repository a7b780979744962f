"""Files of one's own in the folder of a site: which those are, and what becomes of them with the next build.

A build notes which files it made. All others are somebody's work: those that `keep` in site.yaml names come
along into the next site, and where there are any more, nothing is built over them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from cspi_build.diagnostics import CspiBuildError

__all__ = ["MARKER", "UNFINISHED", "built_files", "carry_over", "files_of", "refuse_foreign", "write_marker"]

MARKER = ".built-by-cspi"

UNFINISHED = ".cspi-new-"  # folders of builds that are putting something into place

HEAD = "A build of this site made this folder; the next one replaces it. It made these files:"

COMPRESSED = (".br", ".gz")  # `build.py compress` adds them

BY_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")  # nobody's work

SHOWN = 12  # files named in a message


def write_marker(folder: Path, names: Iterable[str]) -> None:
    """Note in `folder` that a build made the files of these names."""
    listed = sorted({*names} - {MARKER})
    (folder / MARKER).write_text("\n".join([HEAD, *listed, ""]), encoding="utf-8", newline="\n")


def built_files(out: Path) -> frozenset[str] | None:
    """The files that a build made in `out`; None where it did not say which, as earlier versions did not."""
    try:
        lines = (out / MARKER).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(lines[1:]) if lines[:1] == [HEAD] else None


def files_of(site: Path) -> list[str]:
    """The paths of all files in a folder."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir())


def refuse_foreign(out: Path, keep: Sequence[str] = ()) -> None:
    """Raise CspiBuildError where `out` holds files that no build made and that `keep` does not name."""
    built = built_files(out)
    if built is not None:
        _refuse(out, list(_own(out, built)), keep)


def carry_over(out: Path, site: Path, keep: Sequence[str]) -> None:
    """Bring the files in `out` that `keep` names along into the new `site`.

    Raises CspiBuildError where files would be lost, or the build makes one of the same name.
    """
    for name in keep:
        if (site / name).is_file():
            raise _clash(name)
    built = built_files(out)
    own = list(_own(out, frozenset(files_of(site)) if built is None else built))
    # Without a note of the earlier build, what it had in its folders can't be told from one's own.
    _refuse(out, [name for name in own if built is not None or "/" not in name.rstrip("/")], keep)
    for name in own:
        if _is_kept(name, keep):
            _bring(out, site, name)


def _own(out: Path, built: frozenset[str]) -> Iterator[str]:
    """Files in `out` that no build made; a folder, with a slash, where none of its files was built."""
    folders = {parent.as_posix() for name in built for parent in Path(name).parents}
    for folder, below, files in os.walk(out):
        here = Path(folder).relative_to(out)
        below[:] = [name for name in sorted(below) if not name.startswith(UNFINISHED)]
        foreign = [name for name in below if (here / name).as_posix() not in folders]
        below[:] = [name for name in below if name not in foreign]
        yield from (f"{(here / name).as_posix()}/" for name in foreign if _holds_any(out / here / name))
        names = ((here / name).as_posix() for name in sorted(files))
        yield from (name for name in names if not _is_built(name, built))


def _is_built(name: str, built: frozenset[str]) -> bool:
    stem = name.rpartition(".")[0] if name.endswith(COMPRESSED) else name
    return name == MARKER or Path(name).name in BY_SYSTEMS or bool({name, stem} & built)


def _holds_any(folder: Path) -> bool:
    return folder.is_symlink() or any(files for _, _, files in os.walk(folder))


def _is_kept(name: str, keep: Sequence[str]) -> bool:
    """Whether the list names this file or folder, or a folder that it is in."""
    path = Path(name)
    return any(Path(one) in (path, *path.parents) for one in keep)


def _refuse(out: Path, own: Sequence[str], keep: Sequence[str]) -> None:
    foreign = [name for name in own if not _is_kept(name, keep)]
    if not foreign:
        return
    more = f" and {len(foreign) - SHOWN} more" if len(foreign) > SHOWN else ""
    wanted = list(dict.fromkeys([*keep, *(name.rstrip("/") for name in foreign)]))
    line = yaml.safe_dump({"keep": wanted}, default_flow_style=None, allow_unicode=True, width=10_000).strip()
    raise CspiBuildError(
        f"{out} holds files that no build of this site made, and they would be lost: "
        f"{', '.join(foreign[:SHOWN])}{more}. Choose an empty folder with --out, or keep them with this line "
        f"in site.yaml: `{line}`"
    )


def _clash(name: str) -> CspiBuildError:
    return CspiBuildError(
        f"site.yaml: `keep` names {name}, but the build makes a file of that name. Take it off the list, or "
        "give your own file another name."
    )


def _bring(out: Path, site: Path, name: str) -> None:
    """Bring a file, or all files of a folder, along; links as links."""
    source, target = out / name, site / name
    if source.is_dir() and not source.is_symlink():
        target.mkdir(parents=True, exist_ok=True)
        for below in sorted(source.iterdir()):
            _bring(out, site, below.relative_to(out).as_posix())
        return
    if os.path.lexists(target):
        raise _clash(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target, follow_symlinks=False)
