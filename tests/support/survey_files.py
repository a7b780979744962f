"""The tiny survey in a folder of its own, where tests may damage it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import Survey, load_survey

TINY = Path(__file__).parents[1] / "surveys" / "tiny"
FILES = tuple(sorted(path.name for path in TINY.iterdir()))


def survey_in(folder: Path) -> Survey:
    """The survey that is defined in a folder, as the core reads it."""
    return load_survey(compile_survey(load_definition(folder)))


def bare_survey(questions: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    """A compiled survey of these questions, without any text; `more` are keys of its own."""
    return {
        "format": "cspi-survey/1",
        "id": "mine",
        "version": "2.0",
        "locales": ["en"],
        "default_locale": "en",
        "policy": {"minimum_coverage": 0, "sensitivity": {"spread": 0.5, "draws": 2, "seed": 1}},
        "levels": [{"id": "l1", "from": 0}],
        "axes": [{"id": "a", "weight": 1}],
        "themes": [],
        "questions": list(questions),
        "text": {},
        **more,
    }


def copy_of_tiny(into: Path) -> Path:
    """A fresh copy of the tiny survey below a folder."""
    folder = into / "tiny"
    shutil.copytree(TINY, folder)
    return folder


def apply_changes(folder: Path, changes: Iterable[Mapping[str, Any]]) -> None:
    """Change files as a case says: `find` (there exactly once) by `put`; without `find`, the whole file."""
    for change in changes:
        path = folder / change["file"]
        text = change["put"]
        if "find" in change:
            before = path.read_text(encoding="utf-8")
            assert before.count(change["find"]) == 1, f"not there once: {change['find']!r}"
            text = before.replace(change["find"], change["put"])
        path.write_text(text, encoding="utf-8")
