"""Writes an edition as a person would: blocks for its structure, one line for what is small.

Only what an edition holds is written: mappings, lists, text, numbers, true and false. Text is quoted unless
it is a plain id, so that no reader takes it for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["flow_text", "yaml_text"]

_SCHEMA = "# yaml-language-server: $schema=../cspi_build/schemas/snapshot.schema.json\n"

_PLAIN = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")

_NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off"}

_SMALL = 4  # values on one line at most

_WIDTH = 120


def yaml_text(value: Mapping[str, Any], comment: str) -> str:
    """The whole file. `comment` is one line that says where it came from."""
    return f"{_SCHEMA}# {comment}\n" + "\n".join(_mapping(value, 0, top=True)) + "\n"


def flow_text(value: Any) -> str:
    """A value on one line."""
    return _flow(value)


def _mapping(value: Mapping[str, Any], depth: int, *, top: bool = False) -> Iterator[str]:
    for key, part in value.items():
        if top and isinstance(part, (Mapping, list)) and part:
            yield ""
        yield from _entry(f"{'  ' * depth}{_scalar(key)}:", part, depth + 1)


def _entry(start: str, part: Any, depth: int) -> Iterator[str]:
    """A key and its value: on one line where that reads well, else with the value below it."""
    line = f"{start} {_flow(part)}" if _may_be_short(part) else None
    if line is not None and (len(line) <= _WIDTH or not isinstance(part, Mapping)):
        yield line
    else:
        yield start
        yield from _mapping(part, depth) if isinstance(part, Mapping) else _items(part, depth)


def _items(value: Sequence[Any], depth: int) -> Iterator[str]:
    for item in value:
        first, *rest = _item(item, depth + 1)
        yield f"{'  ' * depth}- {first.lstrip()}"
        yield from rest


def _item(item: Any, depth: int) -> Iterator[str]:
    line = _flow(item) if _may_be_short(item) else None
    if line is not None and (len(line) <= _WIDTH or not isinstance(item, Mapping)):
        yield line
    else:
        yield from _mapping(item, depth) if isinstance(item, Mapping) else _items(item, depth)


def _may_be_short(value: Any) -> bool:
    """Whether it could read well on one line: a scalar, a list of scalars, a few values without depth."""
    if not isinstance(value, (Mapping, list)) or not value:
        return True
    if isinstance(value, list):
        return _is_leaf(value)
    is_flat = all(not isinstance(part, (Mapping, list)) or _is_leaf(part) for part in value.values())
    return is_flat and len(value) <= _SMALL


def _is_leaf(value: Any) -> bool:
    """A short list, a text in two languages, or a segment of one dimension."""
    if isinstance(value, list):
        return not any(isinstance(part, (Mapping, list)) for part in value)
    return set(value) <= {"ja", "en"} or all(isinstance(part, str) for part in value.values())


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    return _scalar(value)


def _scalar(value: str | float | bool) -> str:
    if not isinstance(value, str):
        return json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value)
    if _PLAIN.fullmatch(value) and value not in _NOT_TEXT:
        return value
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
