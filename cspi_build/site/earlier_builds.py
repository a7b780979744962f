"""Files of earlier builds that stay in the folder of the site: pages that are still open may ask for them.

Only files whose names hold a hash of their content stay: they can't be mistaken for those of the new build.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from cspi_build.site.headers import LASTING
from cspi_build.site.own_files import built_files, files_of

__all__ = ["NOTES", "bring_earlier"]

NOTES = ".earlier-builds.json"
"""Which hashed files each build had, the newest first; in the folder of the site."""

Builds = list[list[str]]


def bring_earlier(out: Path, site: Path, builds: int) -> None:
    """Bring the hashed files of the last `builds` different builds along from `out` to the new `site`.

    Call it when the lists of the new site's own files are made: these are not among them.
    """
    own = _hashed(files_of(site))
    known = _noted(out) if out.is_dir() else []
    earlier = [build for build in known if build and build != own][:builds]
    for name in dict.fromkeys(chain.from_iterable(earlier)):
        if (out / name).is_file() and not (site / name).exists():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / name, site / name)
    text = json.dumps([own, *earlier], indent=0)
    (site / NOTES).write_text(text + "\n", encoding="utf-8", newline="\n")


def _noted(out: Path) -> Builds:
    """What the notes in `out` say; without any that can be read, the build there counts as one."""
    try:
        noted = json.loads((out / NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        noted = None
    return [_hashed(names) for names in noted] if _are_builds(noted) else [_hashed(built_files(out) or ())]


def _are_builds(noted: object) -> bool:
    return isinstance(noted, list) and all(
        isinstance(build, list) and all(isinstance(name, str) for name in build) for build in noted
    )


def _hashed(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if LASTING.search(f"/{name}") and _stays_below(name))


def _stays_below(name: str) -> bool:
    parts: Sequence[str] = Path(name).parts
    return ".." not in parts and not Path(name).is_absolute()
