"""Each kind of problem has its sentence in each language, and each sentence its kind."""

from __future__ import annotations

from typing import get_args

import pytest

from cspi_core.errors import Code, Problem
from cspi_core.text.messages import LOCALES, wording

PREFIX = "problem."
AROUND = {"where", "row"}  # the question, around the sentence


@pytest.mark.parametrize("locale", LOCALES)
def test_problems_and_sentences_match(locale: str) -> None:
    keys = (key.partition("[")[0] for key in wording(locale).messages if key.startswith(PREFIX))
    assert {key.removeprefix(PREFIX) for key in keys} - AROUND == set(get_args(Code))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", get_args(Code))
def test_a_sentence_needs_no_more_than_a_problem_has(locale: str, code: Code) -> None:
    text = wording(locale).problem(Problem(code, None, "7", "8"))
    assert text and "{" not in text
