"""Words of a project's own, `text/<locale>.yaml`: each replaces the site's words under the same key.

    site:
      tagline: Where does your team stand?

A key that the site does not have, or a text that fills in other fields than the site's, is a mistake: it
would never be shown, or not as meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.settings.plural_forms import FIELD, base_path
from cspi_build.yaml_source.compose import NodePath, Plain
from cspi_build.yaml_source.source import Source, scan_yaml
from cspi_core.text.plurals import OTHER

__all__ = ["check_own_words", "own_words", "with_own_words"]

SHOWN = 8  # names of keys that a message lists at most


def own_words(folder: Path) -> dict[str, Source]:
    """Read the files of a project's own words, by locale; an empty one, about to be filled, has none."""
    files = (path for path in sorted(folder.glob("[!.]*.yaml")) if path.read_bytes().strip())
    return {path.stem: scan_yaml(path) for path in files}


def check_own_words(own: Mapping[str, Source], words: Mapping[str, Plain]) -> Iterator[Diagnostic]:
    """Everything that is wrong with a project's own words; `words`: the site's, by locale."""
    for locale, source in own.items():
        yield from source.problems
        if locale not in words:
            yield source.problem(
                (), f"the site is not in `{locale}`", expected=f"a file for {one_of([*words])}"
            )
        elif source.readable and source.value is not None:
            yield from _differences(source, source.value, words[locale], ())


def with_own_words(words: Plain, own: Plain) -> Any:
    """The words with a project's own in their place."""
    if not isinstance(words, Mapping) or not isinstance(own, Mapping):
        return own
    return {**words, **{key: with_own_words(words.get(key), value) for key, value in own.items()}}


def _differences(
    source: Source, own: Plain, words: Plain, path: NodePath, fields: set[str] | None = None
) -> Iterator[Diagnostic]:
    """`fields`: what texts may fill in, where that is not what the site's text at the same place does."""
    if isinstance(own, Mapping) and isinstance(words, Mapping):
        for key, value in own.items():
            form = str(key) if key in words else _main_form(str(key), words)
            if form is not None:
                yield from _differences(source, value, words[form], (*path, key), fields)
            else:
                yield _unknown(source, (*path, key), words)
    elif type(own) is not type(words):
        yield source.problem(path, "this has another shape than the site's words", expected=_shape(words))
    elif isinstance(own, list) and isinstance(words, list) and words:
        any_of = _fields(words) if fields is None else fields
        for index, value in enumerate(own):  # a list may be longer or shorter than the site's
            known = words[min(index, len(words) - 1)]
            yield from _differences(source, value, known, (*path, index), any_of)
    else:
        yield from _fields_differ(source, str(own), _fields(words) if fields is None else fields, path)


def _main_form(key: str, words: Mapping[str, Plain]) -> str | None:
    """The main form of the counted text that a key is a form of: each language has forms of its own."""
    base = str(base_path((key,))[0])
    return next((name for name in (f"{base}[{OTHER}]", base) if name in words and name != key), None)


def _fields(value: Plain) -> set[str]:
    """The names in braces in a text, or in all texts of a part of the words."""
    if isinstance(value, Mapping | list):
        parts = value.values() if isinstance(value, Mapping) else value
        return {name for part in parts for name in _fields(part)}
    return set(FIELD.findall(str(value)))


def _unknown(source: Source, path: NodePath, words: Mapping[str, Plain]) -> Diagnostic:
    names = [str(key) for key in words]
    listed = one_of(names[:SHOWN]) + (f", … ({len(names)} in all)" if len(names) > SHOWN else "")
    hint = did_you_mean(str(path[-1]), names)
    return source.problem(
        path, "the site has no words under this key", on_key=True, expected=listed, hint=hint
    )


def _fields_differ(source: Source, own: str, wanted: set[str], path: NodePath) -> Iterator[Diagnostic]:
    unknown = sorted(_fields(own) - wanted)
    if unknown:
        fields = " ".join(f"{{{name}}}" for name in sorted(wanted)) or "no fields"
        found = " ".join(f"{{{name}}}" for name in unknown)
        yield source.problem(path, f"nothing fills in {found} here", expected=fields)


def _shape(words: Plain) -> str:
    if isinstance(words, Mapping):
        return f"keys: {one_of([str(key) for key in words][:SHOWN])}"
    return f"a list of {len(words)}" if isinstance(words, list) else "a text"
