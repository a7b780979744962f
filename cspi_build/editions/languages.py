"""The languages of editions: every text in each language of the site, and in that language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from cspi_build.diagnostics import did_you_mean
from cspi_build.editions.checks.findings import Finding
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Text
from cspi_build.settings.languages import english_name, is_language
from cspi_build.yaml_source.compose import NodePath

__all__ = ["USUAL", "check_languages", "check_missing", "texts_of"]

USUAL = ("ja", "en")
"""The languages of editions where no site says which."""

NAME_WORDS = 2  # a name of a product or a company may be the same in all languages; a sentence may not

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")

_WITH_HAN = ("ja", "zh", "yue", "ko")


def texts_of(value: object, path: NodePath = ()) -> Iterator[tuple[NodePath, Text]]:
    """Every text of a model with its place."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts_of(getattr(value, name, None), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts_of(part, (*path, key))
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            yield from texts_of(part, (*path, at))


def check_missing(spec: EditionSpec, languages: Sequence[str]) -> Iterator[Finding]:
    """Texts that lack a language of the site, and keys that are no language."""
    for path, text in texts_of(spec):
        for locale in languages:
            if locale not in text.said:
                expected = f"{english_name(locale)} (text)"
                yield Finding(path, f"`{locale}` is missing", expected=expected, on_key=True)
        for locale in text.said:
            if locale not in languages and not is_language(locale):
                hint = did_you_mean(locale, languages)
                message = f"there is no language `{locale}`"
                yield Finding((*path, locale), message, expected="a tag such as `fr`", hint=hint, on_key=True)


def check_languages(spec: EditionSpec) -> Iterator[Finding]:
    """Texts that are not in the language under which they stand, as far as one can see."""
    for path, text in texts_of(spec):
        japanese = text.said.get("ja")
        for locale, said in text.said.items():
            if locale.partition("-")[0] in _WITH_HAN:
                continue
            name = english_name(locale)
            if _JAPANESE.search(said):
                yield Finding((*path, locale), f"the {name} text has Japanese in it", expected=name)
            elif said == japanese and len(said.split()) > NAME_WORDS:
                yield Finding((*path, "ja"), "both languages say the same", expected="Japanese")
