"""YAML events to plain values, with the place of every key and value.

Stricter than PyYAML's own composer: duplicate keys, anchors, aliases, tags and keys that are not text are
mistakes. Such a mistake is noted and the reading goes on, so that one run tells everything.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from cspi_build.diagnostics import shown
from cspi_build.yaml_files.scalars import LARGEST, NumberTooLargeError, plain_scalar

__all__ = ["MAX_DEPTH", "Composition", "Mark", "NodePath", "Note", "Plain", "compose"]

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
NodePath: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 32


@dataclass(frozen=True)
class Mark:
    """A place: line and column count from 1; `width` is in characters, within that line."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Note:
    """A mistake in the writing, not in the meaning; `fatal` where nothing after it could be read."""

    mark: Mark
    message: str
    expected: str = ""
    fatal: bool = False


@dataclass
class Composition:
    """What one file holds: its value, the places of its values and keys by path, and what is wrong in it."""

    value: Plain = None
    values: dict[NodePath, Mark] = field(default_factory=dict)
    keys: dict[NodePath, Mark] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


class _UnreadableError(Exception):
    pass


def compose(events: Iterator[Any]) -> Composition:
    """Read the only document of an event stream. Raises yaml.YAMLError for what is not YAML."""
    result = Composition()
    composer = _Composer(events, result)
    with contextlib.suppress(_UnreadableError):
        composer.document()
    return result


class _Composer:
    """Walks the events once. Only `result` changes; it belongs to the caller."""

    def __init__(self, events: Iterator[Any], result: Composition) -> None:
        self.events = events
        self.result = result

    def document(self) -> None:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.stop(Mark(1, 1), "the file is empty", "`key: value` lines")
        self.result.value = self.node(next(self.events), ())
        next(self.events)  # the end of the document
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            self.stop(_mark(following), "a second document in one file", "one document: no other `---` line")

    def node(self, event: Any, path: NodePath) -> Plain:
        mark = _mark(event)
        self.result.values.setdefault(path, mark)
        if len(path) > MAX_DEPTH:
            self.stop(mark, "nested too deeply", f"at most {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            self.note(mark, f"an alias (`*{event.anchor}`)", "the value itself, written out")
            return None
        self.refuse_extras(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, mark)
        return self.sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(path)

    def refuse_extras(self, event: Any, mark: Mark) -> None:
        if event.anchor is not None:
            self.note(mark, f"an anchor (`&{event.anchor}`)", "the value alone")
        if event.tag is not None:
            expected = "the value alone; quotes around it make it text"
            self.note(mark, f"a tag (`{event.tag.replace('tag:yaml.org,2002:', '!!')}`)", expected)

    def scalar(self, event: Any, mark: Mark) -> Plain:
        if event.style:
            return str(event.value)
        try:
            return plain_scalar(event.value)
        except NumberTooLargeError:
            expected = f"a number between -{LARGEST} and {LARGEST}, or text in quotes"
            self.note(mark, f"{shown(event.value)} is a number that can't be kept exactly", expected)
            return None

    def sequence(self, path: NodePath) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: NodePath) -> dict[str, Plain]:
        items: dict[str, Plain] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if key is None or key in items:
                self.skip_value(key, _mark(event), path)
                continue
            self.result.keys[(*path, key)] = _mark(event)
            items[key] = self.node(next(self.events), (*path, key))
        return items

    def key(self, event: Any, path: NodePath) -> str | None:
        """A key as text, whatever it looks like (`2019:` is the key "2019"); None where it can't be one."""
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_extras(event, _mark(event))
            return str(event.value)
        self.note(_mark(event), "this can't be a key", "a word")
        self.aside().node(event, path)
        return None

    def skip_value(self, key: str | None, mark: Mark, path: NodePath) -> None:
        """Read past the value of a key that can't be kept, so that what follows can be read."""
        self.aside().node(next(self.events), path)
        if key is not None:
            first = self.result.keys[(*path, key)]
            self.note(
                mark, f"duplicate key `{key}`", f"each key once; `{key}` is already on line {first.line}"
            )

    def aside(self) -> _Composer:
        """A composer that reads on and notes mistakes, but keeps no value."""
        return _Composer(self.events, Composition(notes=self.result.notes))

    def note(self, mark: Mark, message: str, expected: str) -> None:
        self.result.notes.append(Note(mark, message, expected))

    def stop(self, mark: Mark, message: str, expected: str) -> None:
        self.result.notes.append(Note(mark, message, expected, fatal=True))
        raise _UnreadableError


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    scalar = isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent))
    width = end.column - start.column if scalar and start.line == end.line else 1
    return Mark(start.line + 1, start.column + 1, max(1, width))
