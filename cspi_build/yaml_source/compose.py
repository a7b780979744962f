"""YAML events to plain values, with the place of every key and value.

Stricter than PyYAML's own composer: duplicate keys, anchors, aliases, tags and keys that are not text are
mistakes. Such a mistake is noted and the reading goes on, so that one run tells everything.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from cspi_build.diagnostics import shown
from cspi_build.yaml_source.commas import ends_in_comma, read_commas
from cspi_build.yaml_source.lookalikes import misread, named, sign_of
from cspi_build.yaml_source.scalars import LARGEST, NumberTooLargeError, plain_scalar

__all__ = ["MAX_DEPTH", "Composition", "Mark", "NodePath", "Note", "Plain", "compose", "lookalike_note"]

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"

NodePath: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 32

_WHOLE = re.compile(r"[-+]?[0-9]+")

_TIGHT = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):([^ :/].*)")

_DECIMALS = re.compile(r"[0-9]+%?")


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
        root = next(self.events)
        if isinstance(root, yaml.ScalarEvent):
            self.refuse_lookalikes(root)
        self.result.value = self.node(root, ())
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
        self.refuse_odd_edges(event, mark)
        try:
            return plain_scalar(event.value)
        except NumberTooLargeError:
            expected = f"a number between -{LARGEST} and {LARGEST}, or text in quotes"
            self.note(mark, f"{shown(event.value)} is a number that can't be kept exactly", expected)
            return None

    def refuse_odd_edges(self, event: Any, mark: Mark) -> None:
        """A space of another kind before or after a value is nobody's intention."""
        text = str(event.value)
        at = len(text) - len(text.lstrip())
        if at:
            place = Mark(mark.line, mark.column, at)
            self.result.notes.append(lookalike_note(place, text[0]))
        elif text != text.rstrip():
            last = event.end_mark
            self.result.notes.append(lookalike_note(Mark(last.line + 1, max(1, last.column)), text[-1]))

    def sequence(self, path: NodePath) -> list[Plain]:
        items: list[Plain] = []
        events: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
            events.append(event)
        for first, second in decimal_commas(events):
            expected = (
                f"`{first.value}.{second.value}` for one number, `{first.value}, {second.value}` for two"
            )
            self.note(_across(first, second), f"`{first.value},{second.value}` is two numbers here", expected)
        return items

    def mapping(self, path: NodePath) -> dict[str, Plain]:
        items: dict[str, Plain] = {}
        last: tuple[str, Any] | None = None
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            tight = self.tight_colon(event)
            key, value = self.key(event, path), next(self.events)
            if tight and _is_plain(value) and not value.value:
                event, key, value = self.parted(event, tight)
            if last and is_rest_of_number(last[1], event, value):
                whole = _joined(last[1], event)
                items[last[0]], last = self.decimal_comma(whole), (last[0], whole)
                continue
            if key is None or key in items:
                self.skip_value(key, event, value, path)
                continue
            self.result.keys[(*path, key)] = _mark(event)
            items[key] = self.node(value, (*path, key))
            last = (key, value)
        return items

    def tight_colon(self, event: Any) -> re.Match[str] | None:
        """A key in brackets that holds its value too, for want of a space: `{value:280}`."""
        return _TIGHT.fullmatch(event.value) if _is_plain(event) else None

    def parted(self, event: Any, tight: re.Match[str]) -> tuple[Any, str, Any]:
        """The key and the value of which the two consist, noted as a mistake."""
        at, start = len(tight[1]), _mark(event)
        self.note(Mark(start.line, start.column + at), "no space after `:`", f"`{tight[1]}: {tight[2]}`")
        middle = event.start_mark
        first = yaml.ScalarEvent(None, None, (True, False), tight[1], middle, event.end_mark)
        return first, tight[1], yaml.ScalarEvent(None, None, (True, False), tight[2], middle, event.end_mark)

    def decimal_comma(self, whole: Any) -> float:
        """What a number with commas in it means, noted once as a mistake."""
        meant, expected = read_commas(whole.value)
        notes, note = (
            self.result.notes,
            Note(_across(whole, whole), f"`{whole.value}` is not one number: the comma ends it", expected),
        )
        if notes and (notes[-1].mark.line, notes[-1].mark.column) == (note.mark.line, note.mark.column):
            notes.pop()  # it was noted of the digits before the last comma
        notes.append(note)
        return meant

    def key(self, event: Any, path: NodePath) -> str | None:
        """A key as text, whatever it looks like (`2019:` is the key "2019"); None where it can't be one."""
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_extras(event, _mark(event))
            self.refuse_lookalikes(event)
            if _is_plain(event) and not event.value:
                self.note(_mark(event), "a key without a name", "`key: value`; quotes around text with `?`")
                return None
            return str(event.value)
        self.note(_mark(event), "this can't be a key", "a word")
        self.aside().node(event, path)
        return None

    def refuse_lookalikes(self, event: Any) -> None:
        """A key that begins with another sign than it seems, or is of other letters than it seems."""
        found = None if event.style else misread(str(event.value), is_key=True)
        if found:
            mark = _mark(event)
            place = Mark(mark.line, mark.column + found[0], found[1])
            self.result.notes.append(lookalike_note(place, event.value[found[0]]))

    def skip_value(self, key: str | None, event: Any, value: Any, path: NodePath) -> None:
        """Read past the value of a key that can't be kept, so that what follows can be read."""
        self.aside().node(value, path)
        if key is not None:
            first = self.result.keys[(*path, key)]
            expected = f"each key once; `{key}` is already on line {first.line}"
            self.note(_mark(event), f"duplicate key `{key}`", expected)

    def aside(self) -> _Composer:
        """A composer that reads on and notes mistakes, but keeps no value."""
        return _Composer(self.events, Composition(notes=self.result.notes))

    def note(self, mark: Mark, message: str, expected: str) -> None:
        self.result.notes.append(Note(mark, message, expected))

    def stop(self, mark: Mark, message: str, expected: str) -> None:
        self.result.notes.append(Note(mark, message, expected, fatal=True))
        raise _UnreadableError


def lookalike_note(mark: Mark, character: str) -> Note:
    """The note on a character where YAML needs the one that it looks like."""
    sign = sign_of(character)
    if sign == " ":
        return Note(mark, f"{named(character)} is no space to YAML", "spaces", fatal=True)
    needed = f"`{sign}`" if sign else "plain letters, digits and `_`"
    return Note(mark, f"{named(character)} in place of {needed}", needed, fatal=True)


def _joined(first: Any, second: Any) -> Any:
    text = f"{first.value},{second.value}"
    return yaml.ScalarEvent(None, None, (True, False), text, first.start_mark, second.end_mark)


def is_rest_of_number(first: Any, key: Any, value: Any) -> bool:
    """Whether a key without a value is what stands after a comma in a number: `share: 22,2`."""
    if not (_is_plain(value) and value.value == "" and _is_plain(key) and _is_plain(first)):
        return False
    is_tight = key.start_mark.index == first.end_mark.index + 1
    return is_tight and ends_in_comma(first.value, key.value)


def decimal_commas(events: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Neighbours in a list in brackets that are the two halves of a number: with no space between them,
    though the list has spaces after other commas."""
    pairs = [pair for pair in itertools.pairwise(events) if all(map(_is_plain, pair))]
    tight = [pair for pair in pairs if pair[1].start_mark.index == pair[0].end_mark.index + 1]
    if len(tight) < len(pairs):
        yield from ((a, b) for a, b in tight if _WHOLE.fullmatch(a.value) and _DECIMALS.fullmatch(b.value))


def _is_plain(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _across(first: Any, second: Any) -> Mark:
    start = _mark(first)
    return Mark(start.line, start.column, second.end_mark.column - first.start_mark.column)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    scalar = isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent))
    width = end.column - start.column if scalar and start.line == end.line else 1
    return Mark(start.line + 1, start.column + 1, max(1, width))
