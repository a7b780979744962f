"""What a check has read, by name and number, and the files beside it that nothing reads.

A file with a slip in its name or place (`acme-2026.yml`, a folder too deep, `Ja.YAML`, a copy that an editor
left) would otherwise be missing from the site without a word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.pipeline import Checked
from cspi_build.settings.site import own_text_folder
from cspi_build.surveys.cases import READINGS

__all__ = ["Unread", "summary", "unread_files"]

SURVEYS, EDITIONS, TEXTS = "survey_defs", "benchmark_snapshots", "site_src/text"
# Other names under which people may look for these folders, beside those that differ in case or in `-`.
_MISNAMED = {
    EDITIONS: ("benchmark_snapshot", "snapshots", "editions", "edition"),
    SURVEYS: ("survey_def", "surveys", "survey"),
}
_EDITION = re.compile(r".+-[0-9]{4}\.ya?ml", re.IGNORECASE)
_SYSTEM = frozenset({".DS_Store", ".gitkeep", ".gitignore", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Unread:
    """A file or folder that nothing reads, and what would be read in its place."""

    path: str
    expected: str

    def __str__(self) -> str:
        return f"Not read: {self.path}. Expected: {self.expected}."


def summary(checked: Checked) -> str:
    """The surveys, the editions and the languages that were read, each with what it holds."""
    surveys = [
        f"{one['id']} {one['version']} ({_count(one['questions'], 'question')})" for one in checked.surveys
    ]
    editions = [f"{one['id']} ({_count(one['metrics'], 'metric')})" for one in checked.editions]
    languages = [one.locale for one in checked.words]
    parts = (("survey", surveys), ("edition", editions), ("language", languages))
    return "\n".join(f"  {_count(found, noun)}: {', '.join(found)}" if found else f"  no {noun} yet"
                     for noun, found in parts)  # fmt: skip


def _count(items: Sequence[Any], noun: str) -> str:
    return f"{len(items)} {noun}" + ("" if len(items) == 1 else "s")


def unread_files(root: Path) -> list[Unread]:
    """What lies in the folders of definitions and texts, or beside the settings, that nothing reads."""
    own = own_text_folder(root)
    found = [*_editions(root / EDITIONS), *_surveys(root / SURVEYS), *_texts(root / TEXTS), *_own_texts(own)]
    found += [*_settings(root), *_misplaced(root, own)]
    return [Unread(path.relative_to(root).as_posix(), expected) for path, expected in sorted(found)]


def _misplaced(root: Path, own: Path) -> Iterator[tuple[Path, str]]:
    """What is no folder where one is read, folders of nearly the right name, and editions beside them."""
    for folder in (root / EDITIONS, root / SURVEYS, root / TEXTS, own):
        if os.path.lexists(folder) and not _can_be_listed(folder):
            yield folder, "a folder that can be read"
    for path in _children(root):
        known = _meant_folder(path.name, own.name)
        if path.is_dir() and known and _has_yaml(path) and not _is_same(path, root / known):
            yield path, f"{known}/"
        elif path.is_file() and _EDITION.fullmatch(path.name):
            yield path, f"{EDITIONS}/{path.stem}.yaml"


def _can_be_listed(folder: Path) -> bool:
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    return True


def _meant_folder(name: str, own: str) -> str:
    """The folder that a name seems to mean; empty where it is that name, or means none."""
    plain = name.lower().replace("-", "_").replace(" ", "_")
    for known, others in {**_MISNAMED, own: ()}.items():
        if name != known and plain in (known.lower(), *others):
            return known
    return ""


def _has_yaml(folder: Path) -> bool:
    return any(path.suffix.lower() in (".yaml", ".yml") for path in folder.rglob("*"))


def _is_same(path: Path, other: Path) -> bool:
    """Whether both are one folder, as on a file system without upper and lower case."""
    return other.exists() and path.samefile(other)


def _own_texts(folder: Path) -> Iterator[tuple[Path, str]]:
    expected = f"{folder.name}/<language>.yaml"
    yield from ((path, expected) for path in _below(folder, lambda name: name.endswith(".yaml")))


def _editions(folder: Path) -> Iterator[tuple[Path, str]]:
    expected = f"{EDITIONS}/<publisher>-<year>.yaml, in no folder below"
    for path in _children(folder):
        if path.is_dir():
            yield from ((one, expected) for one in _files(path))
        elif path.suffix != ".yaml" or path.name.startswith("."):
            yield path, expected
        elif not path.is_file():
            yield path, "a file (this link leads nowhere)" if path.is_symlink() else "a file"


def _surveys(folder: Path) -> Iterator[tuple[Path, str]]:
    expected = f"{SURVEYS}/<survey>/survey.yaml, and one <language>.yaml beside it for each of its languages"
    for path in _children(folder):
        if not path.is_dir():
            yield path, expected
        elif path.name.startswith("_"):
            yield path, "a name without `_` before it; such a folder is left out"
        else:
            yield from ((one, expected) for one in _of_survey(path))


def _of_survey(folder: Path) -> Iterator[Path]:
    """What is not read of a survey's folder; the check itself tells of what else lies beside readings."""
    unread = _below(folder, lambda name: name.endswith((".yaml", ".yml")))
    return (path for path in unread if path.relative_to(folder).parts[0] != READINGS)


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    expected = f"{TEXTS}/<language>/<name>.yaml"
    for path in _children(folder):
        if path.is_dir():
            yield from ((one, expected) for one in _below(path, lambda name: name.endswith(".yaml")))
        else:
            yield path, expected


def _settings(root: Path) -> Iterator[tuple[Path, str]]:
    for path in _children(root):
        stem = path.name.lower().split(".")[0]
        if path.is_file() and stem == "site" and path.name != "site.yaml":
            yield path, "site.yaml"


def _below(folder: Path, is_read: Callable[[str], bool]) -> Iterator[Path]:
    """The files of a folder that are not read or told of elsewhere, and all of the folders below it."""
    for path in _children(folder):
        if path.is_dir():
            yield from _files(path)
        elif path.name.startswith(".") or not is_read(path.name) or not path.is_file():
            yield path


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder; the folder itself where it is empty."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_of_system(path.name)]
    yield from files or [folder]


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not _is_of_system(path.name))
    except OSError:
        return []


def _is_of_system(name: str) -> bool:
    """Whether a system leaves such files anywhere (`._x` is what macOS knows of `x`)."""
    return name in _SYSTEM or name.startswith("._")
