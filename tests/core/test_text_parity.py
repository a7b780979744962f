"""A survey says the same things in every language, and says them in that language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cspi_build.yaml_source.source import read_yaml

ROOT = Path(__file__).resolve().parents[2]
SURVEYS = sorted([*(ROOT / "survey_defs").glob("*/survey.yaml"), *ROOT.glob("tests/surveys/*/survey.yaml")])
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def paths(value: Any, above: str = "") -> Iterator[str]:
    """The path of every text in a file. Plural forms differ from language to language."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "unit_forms":
                yield from paths(part, f"{above}/{key}")
    else:
        yield above


def texts_of(survey: Path) -> dict[str, Any]:
    definition: Any = read_yaml(survey).value
    return {locale: read_yaml(survey.parent / f"{locale}.yaml").value for locale in definition["locales"]}


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda path: path.parent.name)
def test_every_language_has_the_same_texts(survey: Path) -> None:
    for (one, first), (other, second) in pairwise(texts_of(survey).items()):
        missing, surplus = set(paths(first)) - set(paths(second)), set(paths(second)) - set(paths(first))
        assert not missing, f"in {one}, not in {other}"
        assert not surplus, f"in {other}, not in {one}"


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda path: path.parent.name)
def test_every_language_is_its_own(survey: Path) -> None:
    """Prompts, reasons and steps are Japanese in Japanese and in no other language. Labels may be names."""
    for locale, text in texts_of(survey).items():
        for name, question in text["questions"].items():
            parts = [*question.get("options", {}).values(), *question.get("bands", {}).values()]
            prose = [
                question["prompt"],
                *(part[key] for part in parts for key in ("why", "next") if key in part),
            ]
            for sentence in prose:
                assert bool(JAPANESE.search(sentence)) == (locale == "ja"), f"{locale} {name}: {sentence}"
