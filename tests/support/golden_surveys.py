"""The surveys that the golden vectors are of."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey

ROOT = Path(__file__).resolve().parents[2]


FOLDERS = {"tiny": ROOT / "tests" / "surveys" / "tiny"}


def compiled(name: str) -> dict[str, Any]:
    """A survey as the engine reads it, each time a copy that a test may change."""
    data: dict[str, Any] = json.loads(_compiled_text(name))
    return data


@cache
def _compiled_text(name: str) -> str:
    """Reading and checking the YAML takes a second; it is done once."""
    return json.dumps(compile_survey(load_survey(FOLDERS.get(name, ROOT / "survey_defs" / name))))
