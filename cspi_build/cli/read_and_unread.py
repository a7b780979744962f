"""What a check has read, by name and number, and the files beside it that nothing reads.

A file with a slip in its name or place (`acme-2026.yml`, a folder too deep, `Ja.YAML`, a copy that an editor
left) would otherwise be missing from the site without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.pipeline import Checked
from cspi_build.surveys.cases import READINGS

__all__ = ["Unread", "summary", "unread_files"]

SURVEYS, EDITIONS, TEXTS = "survey_defs", "benchmark_snapshots", "site_src/text"
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
    found = [*_editions(root / EDITIONS), *_surveys(root / SURVEYS), *_texts(root / TEXTS), *_settings(root)]
    return [Unread(path.relative_to(root).as_posix(), expected) for path, expected in sorted(found)]


def _editions(folder: Path) -> Iterator[tuple[Path, str]]:
    expected = f"{EDITIONS}/<publisher>-<year>.yaml, in no folder below"
    for path in _children(folder):
        if path.is_dir():
            yield from ((one, expected) for one in _files(path))
        elif path.suffix != ".yaml":
            yield path, expected


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
        elif not is_read(path.name):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder; the folder itself where it is empty."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in _SYSTEM]
    yield from files or [folder]


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name not in _SYSTEM)
    except OSError:
        return []
