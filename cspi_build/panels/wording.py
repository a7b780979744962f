"""What a panel says about itself, in the languages of its site: from words.yaml, by its English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cspi_build.settings.languages import matching, number_text

__all__ = ["SPOKEN", "Words", "in_languages", "joined", "words"]

Words = Mapping[str, str]
"""The same in each language, by locale."""

SPOKEN = ("ja", "en", "fr", "de", "ar")
"""The languages that a panel has words in."""

_FILE = Path(__file__).with_name("words.yaml")

_NUMBERS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@cache
def _translated() -> Mapping[str, Words]:
    found: Mapping[str, Words] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def words(ja: str, en: str) -> Words:
    """A text in all languages, given in two; numbers in it are written as each language does."""
    numbers = _NUMBERS.findall(en)
    others = _translated().get(_NUMBERS.sub("{}", en), {})
    return {"ja": ja, "en": en} | {
        locale: text.format(*(_number(one, locale) for one in numbers)) for locale, text in others.items()
    }


def joined(key: str, ja: str, en: str, *parts: Words) -> Words:
    """Parts put into a text of which `key` is the English; `ja` and `en` are complete."""
    others = {
        locale: text.format(*(part[locale] for part in parts)) for locale, text in _translated()[key].items()
    }
    return {"ja": ja, "en": en} | others


def in_languages(value: Any, languages: Sequence[str]) -> Any:
    """A value in which each text is in these languages alone; in English where there are no words for one."""
    if isinstance(value, Mapping):
        if isinstance(value.get("ja"), str) and isinstance(value.get("en"), str):
            return {one: value.get(one) or value[matching(one, SPOKEN) or "en"] for one in languages}
        return {key: in_languages(part, languages) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [in_languages(part, languages) for part in value]
    return value


def _number(text: str, locale: str) -> str:
    value = float(text.replace(",", ""))
    return number_text(value, locale, None)
