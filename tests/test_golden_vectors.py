"""The vectors in tests/vectors give, in CPython, exactly the figures that stand beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from vectors import figures, read_vector, vector_files

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_core import load_survey as load_compiled
from cspi_core import score

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"tiny": ROOT / "tests" / "surveys" / "tiny"}


def compiled(name: str) -> dict[str, Any]:
    return compile_survey(load_survey(FOLDERS.get(name, ROOT / "survey_defs" / name)))


@pytest.mark.parametrize("path", vector_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_vector_gives_its_figures(path: Path) -> None:
    survey = compiled(path.parent.name)
    answers, expected = read_vector(path, survey)
    assert figures(score(load_compiled(survey), answers).to_dict()) == expected


def test_there_are_vectors_for_more_than_one_survey() -> None:
    assert len({path.parent.name for path in vector_files()}) > 1
