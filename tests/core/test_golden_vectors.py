"""The vectors in tests/vectors give, in CPython, exactly the figures that stand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspi_core import load_survey as load_compiled
from cspi_core import score
from golden_surveys import compiled
from vectors import figures, read_vector, vector_files


@pytest.mark.parametrize("path", vector_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_vector_gives_its_figures(path: Path) -> None:
    survey = compiled(path.parent.name)
    answers, expected = read_vector(path, survey)
    assert figures(score(load_compiled(survey), answers).to_dict()) == expected


def test_there_are_vectors_for_more_than_one_survey() -> None:
    assert len({path.parent.name for path in vector_files()}) > 1
