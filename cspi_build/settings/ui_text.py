"""The texts of the user interface: site_src/text/<locale>/*.yaml, merged and compared between languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cspi_core
from cspi_build.diagnostics import DefinitionErrors, Diagnostic, did_you_mean
from cspi_build.settings.fallback import MESSAGES, Words, completed
from cspi_build.settings.languages import matching, own_name
from cspi_build.settings.own_words import check_own_words, own_words, with_own_words
from cspi_build.settings.plural_forms import FIELD, Leaves, base_path, is_main_form, plural_problems
from cspi_build.yaml_source.compose import NodePath, Plain
from cspi_build.yaml_source.source import Source, scan_yaml
from cspi_core.text.messages import FALLBACK, LOCALES, wording

__all__ = ["CATALOGUES", "Words", "load_words", "message_problems", "shipped_locales"]

CATALOGUES = Path(cspi_core.__file__).parent / "text" / "messages"

# Messages that each language forms in its own way: a month is a name or a number.
OWN_FORMS = {"date", "months"}


def load_words(
    folder: Path, own: Path | None = None, languages: Sequence[str] | None = None
) -> tuple[Words, ...]:
    """Return the texts of every locale below `folder`, Japanese first, then by code; those of a project's
    `own` folder replace them.

    Of a site, its `languages` in their order, with the engine's messages as a part of their words. A language
    without words gets those of the first one that has some, or English (`fallback.py`).

    Raises DefinitionErrors if a file cannot be read, a key is given twice, a plural form is missing,
    languages differ in their keys, the number of items in a list or the fields to be filled in, or the
    project's own words do not fit.
    """
    shipped = shipped_locales(folder)
    wanted: Sequence[str] = shipped if languages is None else languages
    replaced = own_words(own) if own else {}
    default = next((name for one in wanted if (name := matching(one, shipped))), FALLBACK)
    needed = {default, *(name for one in (*wanted, *replaced) if (name := matching(one, shipped)))}
    sources = {
        locale: [scan_yaml(path) for path in sorted((folder / locale).glob("[!.]*.yaml"))]
        for locale in shipped
        if locale in needed
    }
    problems = _problems(sources)
    shown = {locale: _merged(files) for locale, files in sources.items()}
    if languages is not None:
        shown = {locale: words | catalogue(locale) for locale, words in shown.items()}
    known = {one: shown[matching(one, shown) or default] for one in (*wanted, *shown)}
    problems = problems or list(check_own_words(replaced, known))
    if problems:
        raise DefinitionErrors(problems)
    own_values = {locale: source.value or {} for locale, source in replaced.items()}
    if languages is None:
        return tuple(
            Words(one, own_name(one), with_own_words(shown[one], own_values.get(one, {}))) for one in wanted
        )
    files = {part: Path(source.file).stem for source in sources[default] for part in _mapping(source)}
    main = Words(default, own_name(default), with_own_words(shown[default], own_values.get(default, {})))
    return tuple(
        main if one == default else _of_language(one, shown, own_values, main, files) for one in wanted
    )


def _of_language(
    locale: str, shown: Mapping[str, Any], own: Mapping[str, Plain], main: Words, files: Mapping[str, str]
) -> Words:
    base = matching(locale, shown)
    words = with_own_words(shown[base] if base else {}, own.get(base or "", {}))
    if locale != base:
        words = with_own_words(words, own.get(locale, {}))
    return completed(locale, words, main, files)


def shipped_locales(folder: Path) -> list[str]:
    """The languages that there are words in, Japanese first, then by code."""
    names = (path.name for path in folder.iterdir() if path.is_dir())
    return sorted(names, key=lambda name: (name != "ja", name))


def catalogue(locale: str) -> dict[str, Plain]:
    """The engine's messages in a language, as a part of its words; nothing where it has none."""
    if locale not in LOCALES:
        return {}
    return {MESSAGES: dict(wording(locale).messages)}


def message_problems(folder: Path = CATALOGUES) -> list[Diagnostic]:
    """Return what is wrong with the message catalogues of cspi_core, by the rules of `load_words`."""
    sources = {path.stem: [scan_yaml(path)] for path in sorted(folder.glob("*.json"))}
    return _problems(sources)


def _problems(sources: Mapping[str, list[Source]]) -> list[Diagnostic]:
    problems = [problem for files in sources.values() for source in files for problem in source.problems]
    problems += [problem for files in sources.values() for problem in _said_twice(files)]
    if problems:
        return problems
    leaves = {locale: _all_leaves(files) for locale, files in sources.items()}
    problems += [problem for locale, texts in leaves.items() for problem in plural_problems(locale, texts)]
    return [*problems, *_differences(leaves)]


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


def _differences(leaves: Mapping[str, Leaves]) -> Iterator[Diagnostic]:
    """What each locale lacks of all others, or fills in otherwise; plural forms count as one text."""
    texts = {locale: dict(_main_forms(found)) for locale, found in leaves.items()}
    for locale, own in texts.items():
        for other in texts:
            for path, (source, place, value) in texts[other].items():
                if path in own:
                    yield from _fields_differ(source, place, value, own[path])
                elif path not in {(name,) for name in OWN_FORMS}:
                    message = f"`{_shown(path)}` is not in {locale}"
                    hint = did_you_mean(
                        _shown(path), (_shown(known) for known in own.keys() - texts[other].keys())
                    )
                    yield source.problem(
                        place, message, on_key=True, expected="the same keys in each language", hint=hint
                    )


def _main_forms(leaves: Leaves) -> Iterator[tuple[NodePath, tuple[Source, NodePath, Plain]]]:
    """Each text by its path without a plural category: its file, its place there and its main form."""
    for path, (source, value) in leaves.items():
        if is_main_form(path):
            yield base_path(path), (source, path, value)


def _fields_differ(
    source: Source, path: NodePath, value: Plain, other: tuple[Source, NodePath, Plain]
) -> Iterator[Diagnostic]:
    fields, theirs = (sorted(set(FIELD.findall(str(text)))) for text in (value, other[2]))
    if fields != theirs and path[-1] not in OWN_FORMS:
        expected = " ".join(f"{{{name}}}" for name in theirs) or "no fields"
        yield source.problem(
            path, f"`{_shown(path)}` has other fields than {other[0].file}", expected=expected
        )


def _all_leaves(files: list[Source]) -> Leaves:
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
