"""The surveys that the golden vectors are of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey

ROOT = Path(__file__).resolve().parents[2]


FOLDERS = {"tiny": ROOT / "tests" / "surveys" / "tiny"}


def compiled(name: str) -> dict[str, Any]:
    return compile_survey(load_survey(FOLDERS.get(name, ROOT / "survey_defs" / name)))
