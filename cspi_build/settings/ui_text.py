"""The words of the user interface: site_src/text/<locale>/*.yaml, merged and held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, did_you_mean
from cspi_build.yaml_source.compose import NodePath, Plain
from cspi_build.yaml_source.source import Source, scan_yaml

FIELD = re.compile(r"\{(\w*)\}")  # `{minutes}` in a text: filled in later, so each language needs it


@dataclass(frozen=True)
class Words:
    """The words of one locale and what the locale calls itself."""

    locale: str
    name: str
    t: Mapping[str, Plain]


# What a language calls itself; a locale without an entry here is shown by its code.
OWN_NAMES = {"de": "Deutsch", "en": "English", "fr": "Français", "ja": "日本語", "ko": "한국어", "zh": "中文"}


def load_words(folder: Path) -> tuple[Words, ...]:
    """The words of every locale below `folder`, Japanese first, then by code.

    Raises DefinitionErrors where a file can't be read, a word is said twice, or languages differ in their
    keys, the number of items in a list or the fields to be filled in.
    """
    locales = sorted(
        (path.name for path in folder.iterdir() if path.is_dir()), key=lambda name: (name != "ja", name)
    )
    sources = {
        locale: [scan_yaml(path) for path in sorted((folder / locale).glob("*.yaml"))] for locale in locales
    }
    problems = [problem for files in sources.values() for source in files for problem in source.problems]
    problems += [problem for files in sources.values() for problem in _said_twice(files)]
    if not problems:
        problems = list(_differences(sources))
    if problems:
        raise DefinitionErrors(problems)
    return tuple(Words(locale, OWN_NAMES.get(locale, locale), _merged(sources[locale])) for locale in locales)


def _merged(files: list[Source]) -> dict[str, Plain]:
    return {key: value for source in files for key, value in _mapping(source).items()}


def _mapping(source: Source) -> Mapping[str, Plain]:
    return source.value if isinstance(source.value, dict) else {}


def _said_twice(files: list[Source]) -> Iterator[Diagnostic]:
    """Top-level keys that two files of one locale have."""
    first: dict[str, Source] = {}
    for source in files:
        for key in _mapping(source):
            if first.setdefault(key, source) is not source:
                yield source.problem(
                    (key,), f"`{key}` is in {first[key].file} too", on_key=True, expected="one file for it"
                )


def _differences(sources: Mapping[str, list[Source]]) -> Iterator[Diagnostic]:
    """What each locale lacks of all others, or fills in otherwise."""
    leaves = {locale: _all_leaves(files) for locale, files in sources.items()}
    for locale, own in leaves.items():
        for other in leaves:
            for path, (source, value) in leaves[other].items():
                if path in own:
                    yield from _fields_differ(source, path, value, own[path])
                else:
                    message = f"`{_shown(path)}` is not in {locale}"
                    hint = did_you_mean(
                        _shown(path), (_shown(known) for known in own.keys() - leaves[other].keys())
                    )
                    yield source.problem(
                        path, message, on_key=True, expected="the same keys in each language", hint=hint
                    )


def _fields_differ(
    source: Source, path: NodePath, value: Plain, other: tuple[Source, Plain]
) -> Iterator[Diagnostic]:
    fields, theirs = (sorted(set(FIELD.findall(str(text)))) for text in (value, other[1]))
    if fields != theirs:
        expected = " ".join(f"{{{name}}}" for name in theirs) or "no fields"
        yield source.problem(
            path, f"`{_shown(path)}` has other fields than {other[0].file}", expected=expected
        )


def _all_leaves(files: list[Source]) -> dict[NodePath, tuple[Source, Plain]]:
    return {path: (source, value) for source in files for path, value in _leaves(source.value, ())}


def _leaves(value: Plain, path: NodePath) -> Iterator[tuple[NodePath, Plain]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path, value


def _shown(path: NodePath) -> str:
    return ".".join(str(part) for part in path)
