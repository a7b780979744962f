"""Words in place of those that a language lacks: whole pages, never half of one.

The parts of the words that one page shows go together: where any text of them is missing, the page is shown
in the site's default language, and says so (`lang`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cspi_build.settings.languages import direction, own_name
from cspi_build.settings.plural_forms import base_path
from cspi_build.yaml_source.compose import NodePath, Plain

__all__ = ["MESSAGES", "Words", "completed", "texts_of"]

MESSAGES = "messages"
"""The engine's catalogue, as a part of the words."""

_FILES_OF_APP = ("survey", "take", "several", "share", "plan", "views")


@dataclass(frozen=True)
class Words:
    """The words of one locale and what the locale calls itself.

    `spoken`: the language of each part that is in another one; `missing`: the texts that the locale lacks.
    """

    locale: str
    name: str
    t: Mapping[str, Plain]
    spoken: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[NodePath, ...] = ()

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.locale)

    def language(self, part: str) -> str:
        """The language that a part of the words is in."""
        return self.spoken.get(part, self.locale)


def completed(
    locale: str, own: Mapping[str, Plain], other: Words, files: Mapping[str, str] | None = None
) -> Words:
    """The words of a locale, with the whole pages of `other` where it lacks any text of one.

    `files`: the file of each part of the words; what a survey shows is in several."""
    lacking = {part: list(_missing(own.get(part), value, (part,))) for part, value in other.t.items()}
    replaced = {
        part
        for together in _together(list(other.t), files or {})
        if any(lacking[part] for part in together)
        for part in together
    }
    return Words(
        locale,
        own_name(locale),
        {part: other.t[part] if part in replaced else own[part] for part in other.t},
        {part: other.language(part) for part in sorted(replaced)},
        tuple(path for paths in lacking.values() for path in paths),
    )


def texts_of(words: Mapping[str, Plain]) -> Iterator[NodePath]:
    """The texts of the words, as they are counted: those with plural forms and lists are one each."""
    return _missing({}, dict(words), ())


def _together(parts: Sequence[str], files: Mapping[str, str]) -> Iterator[list[str]]:
    of_app = [part for part in parts if part == MESSAGES or files.get(part) in _FILES_OF_APP]
    yield of_app
    yield from ([part] for part in parts if part not in of_app)


def _missing(own: Plain, words: Plain, path: NodePath) -> Iterator[NodePath]:
    """The texts that are not there; those with plural forms and lists count as one each."""
    if isinstance(words, Mapping):
        known = {base_path((key,))[0] for key in own} if isinstance(own, Mapping) else set()
        for key in dict.fromkeys(base_path((key,))[0] for key in words):
            if key not in known:
                yield from _all(words, key, path)
            elif isinstance(own, Mapping) and key in own and key in words:
                yield from _missing(own[key], words[key], (*path, key))
    elif own is None and words is not None:
        yield path


def _all(words: Mapping[str, Plain], key: str | int, path: NodePath) -> Iterator[NodePath]:
    value = words.get(str(key))
    if isinstance(value, Mapping):
        yield from _missing({}, value, (*path, key))
    else:
        yield (*path, key)
