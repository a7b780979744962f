"""The texts of the site use the terms of the glossary: words that were replaced do not come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cspi_build.yaml_source.source import read_yaml

ROOT = Path(__file__).resolve().parents[3]
NEVER: Any = read_yaml(ROOT / "tests" / "data" / "never_words.yaml").value
CODE = re.compile(r"`[^`]*`")
COMMANDS = {"command", "commands"}  # what a reader types, character by character


def catalogues(locale: str) -> list[Path]:
    """Every file with texts of a language."""
    return [
        ROOT / "cspi_core" / "text" / "messages" / f"{locale}.json",
        *sorted((ROOT / "site_src" / "text" / locale).glob("*.yaml")),
        *sorted((ROOT / "survey_defs").glob(f"*/{locale}.yaml")),
    ]


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a catalogue with their keys, without code."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in COMMANDS:
                yield from texts(part, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts(part, f"{path}[{index}]")
    elif isinstance(value, str):
        yield path, CODE.sub("", value)


def offences(locale: str, text: str) -> list[str]:
    return [instead for instead, never in NEVER[locale].items() if re.search(never, text)]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_no_text_uses_a_word_that_was_replaced(locale: str) -> None:
    found = [
        f"{path.relative_to(ROOT)} {key}: write “{instead}”: {text}"
        for path in catalogues(locale)
        for key, text in texts(read_yaml(path).value)
        for instead in offences(locale, text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("locale", "text", "instead"),
    [
        ("en", "The report is kept on this device.", "save"),
        ("en", "You can't score this.", "no negative contractions"),
        ("en", "Nobody answered.", "no one, someone, respondents"),
        ("ja", "総合点は48.9です。", "総合スコア"),
        ("ja", "端末に残すと消す操作ができます。", "削除"),
        ("ja", "総合スコアは {before} から始まります。", "助詞と値の間に空白を入れない"),
    ],
)
def test_a_replaced_word_is_found(locale: str, text: str, instead: str) -> None:
    assert instead in offences(locale, text)


def test_code_and_commands_are_not_searched() -> None:
    assert list(texts({"text": "Set `kept: true`.", "command": "build.py serve --illustrative"})) == [
        ("text", "Set .")
    ]
