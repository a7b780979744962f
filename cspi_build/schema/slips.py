"""Misspelt keys: an unknown key beside a missing one that it is nearly like is one mistake, not two.

    meant, slips = without_slips(SurveyDefinition, source)

`meant` is the file as if the keys were spelt right, every value still at its own place; so whatever stands
below them is checked like the rest.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from cspi_build.diagnostics import Diagnostic, one_of
from cspi_build.schema.json_schema import known_keys, schemas_at
from cspi_build.yaml_source.compose import Mark, NodePath, Plain
from cspi_build.yaml_source.source import Source

__all__ = ["Nothing", "file_path", "nearest", "value_at", "without_slips"]

_SURE = 0.75  # how like a key that may be left out an unknown one must be to be taken for it

_DEEP = 4  # misspelt keys below misspelt keys


def without_slips(model: type[BaseModel], source: Source) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The file as if its misspelt keys were spelt right, and a mistake for each of them."""
    slips: list[Diagnostic] = []
    for _ in range(_DEEP):
        found = _slips(model, source.value)
        if not found:
            break
        slips += [_slip(model, source, path, meant) for path, meant in found.items()]
        source = _renamed(source, found)
    return source, tuple(slips)


def _slip(model: type[BaseModel], source: Source, path: NodePath, meant: str) -> Diagnostic:
    known = known_keys(schemas_at(model, source.value, path[:-1]))
    required = {
        key for parent, key in _missing(source.value, _errors(model, source.value)) if parent == path[:-1]
    }
    expected = f"`{meant}`, which is missing" if meant in required else one_of(known, limit=40)
    message, hint = f"unknown key `{path[-1]}`", f"did you mean `{meant}`?"
    return source.problem(path, message, on_key=True, expected=expected, hint=hint)


def _errors(model: type[BaseModel], value: Plain) -> list[dict[str, Any]]:
    try:
        model.model_validate(value)
    except ValidationError as error:
        return [dict(one) for one in error.errors(include_url=False)]
    return []


def _slips(model: type[BaseModel], value: Plain) -> dict[NodePath, str]:
    """Unknown keys, each with the key that it seems to be: a missing one, else one that may be left out."""
    errors = _errors(model, value)
    found: dict[NodePath, str] = {}
    for parent, key in _missing(value, errors):
        unknown = [one for one in _unknown(model, value, parent) if (*parent, one) not in found]
        near = nearest(key, unknown) or nearest(key, {one.lower(): one for one in unknown})
        near = next((one for one in unknown if near in {one, one.lower()}), "")
        if near:
            found[*parent, near] = key
    for path in [file_path(value, one) for one in errors if one["type"] == "extra_forbidden"]:
        taken = {meant for other, meant in found.items() if other[:-1] == path[:-1]}
        free = (
            known_keys(schemas_at(model, value, path[:-1])).keys() - value_at(value, path[:-1]).keys() - taken
        )
        near = nearest(str(path[-1]), sorted(free), _SURE)
        if near and path not in found:
            found[path] = near
    return found


def _missing(value: Plain, errors: Iterable[dict[str, Any]]) -> Iterator[tuple[NodePath, str]]:
    for one in errors:
        if one["type"] == "missing":
            yield file_path(value, one), str(one["loc"][-1])
        elif str(one["type"]).startswith("union_tag"):
            path, key = file_path(value, one), str(one["ctx"]["discriminator"]).strip("'")
            node = value_at(value, path)
            if isinstance(node, dict) and key not in node:
                yield path, key


def _unknown(model: type[BaseModel], value: Plain, path: NodePath) -> list[str]:
    node, known = value_at(value, path), known_keys(schemas_at(model, value, path))
    return [one for one in node if one not in known] if isinstance(node, dict) else []


def _renamed(source: Source, slips: Mapping[NodePath, str]) -> Source:
    value = deepcopy(source.value)
    for path, meant in slips.items():
        parent = value_at(value, path[:-1])
        items = [(meant if key == path[-1] else key, item) for key, item in parent.items()]
        parent.clear()
        parent.update(items)
    return replace(source, value=value, values=_moved(source.values, slips), keys=_moved(source.keys, slips))


def _moved(marks: Mapping[NodePath, Mark], slips: Mapping[NodePath, str]) -> dict[NodePath, Mark]:
    lengths = {len(path) for path in slips}

    def new(path: NodePath) -> NodePath:
        steps = [
            slips.get(path[: at + 1], step) if at + 1 in lengths else step for at, step in enumerate(path)
        ]
        return tuple(steps)

    return {new(path): mark for path, mark in marks.items()}


class Nothing:
    """What stands at a place that is not in the file."""


def value_at(value: Plain, path: NodePath) -> Any:
    """The value at a path; Nothing where the path leads nowhere."""
    found: Any = value
    for step in path:
        is_key = isinstance(found, dict) and step in found
        is_index = isinstance(found, list) and isinstance(step, int) and step < len(found)
        if not (is_key or is_index):
            return Nothing()
        found = found[step]
    return found


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that is most like a word; empty where none is much like it."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return near[0] if near else ""


def file_path(value: Plain, error: dict[str, Any]) -> NodePath:
    """The part of pydantic's location that is in the file: it names branches and missing keys as well.

    A branch of a union may have the name of a key (the kind `number`): the value that pydantic found decides.
    """
    found = error["input"]
    ways = list(_ways(value, tuple(error["loc"])))
    return next((path for path, end in ways if end is found), ways[0][0])


def _ways(value: Plain, steps: NodePath) -> Iterator[tuple[NodePath, Plain]]:
    """Every way to follow the steps, leaving out those that lead nowhere; the longest first."""
    if not steps:
        yield (), value
        return
    first, rest = steps[0], steps[1:]
    if isinstance(value, dict) and first in value:
        yield from (((first, *path), end) for path, end in _ways(value[str(first)], rest))
    if isinstance(value, list) and isinstance(first, int) and first < len(value):
        yield from (((first, *path), end) for path, end in _ways(value[first], rest))
    else:
        yield from _ways(value, rest)
