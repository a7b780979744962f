"""What a model allows at a place of a file, by its JSON Schema: which keys, what they mean, what fits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from cspi_build.diagnostics import one_of
from cspi_build.yaml_source.compose import NodePath, Plain

__all__ = ["Schema", "expected_words", "key_schemas", "known_keys", "schemas_at"]

Schema = dict[str, Any]

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "array": "a list (`- ` lines)",
    "object": "`key: value` lines",
}


def schemas_at(model: type[BaseModel], value: Plain, path: NodePath) -> list[Schema]:
    """Every schema that may describe the node at `path`. `value` is the whole file; it tells kinds apart."""
    root = _schema(model)
    found, node = list(_choices(root, root, value)), value
    for step in path:
        node = _child(node, step)
        below = [schema for parent in found for schema in _below(parent, step)]
        found = [choice for schema in below for choice in _choices(schema, root, node)]
    return found


def known_keys(schemas: list[Schema]) -> dict[str, Schema]:
    """The keys that these schemas name, in their order, each with its own schema."""
    return {key: schema for parent in schemas for key, schema in parent.get("properties", {}).items()}


def key_schemas(schemas: list[Schema]) -> list[Schema]:
    """What a key must look like in these mappings, where they say so."""
    names = [schema["propertyNames"] for schema in schemas if "propertyNames" in schema]
    patterns = [pattern for schema in schemas for pattern in _patterns(schema)]
    return names + [{"patternErrorMessage": f"a key that fits {pattern}"} for pattern in patterns]


def expected_words(schemas: list[Schema]) -> str:
    """What fits there, in words: the kind of value with its bounds, or the values to choose from."""
    choices = [str(choice) for schema in schemas for choice in _constants(schema)]
    rest = [_words(schema) for schema in schemas if not _constants(schema)]
    return " or ".join(dict.fromkeys(part for part in [*rest, one_of(choices)] if part))


@cache
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema(by_alias=True)


def _choices(schema: Schema, root: Schema, node: Plain) -> Iterator[Schema]:
    """The schema itself, or what it refers to; of several, those whose constants agree with the value."""
    if "$ref" in schema:
        target = root["$defs"][schema["$ref"].rpartition("/")[2]]
        extras = {key: value for key, value in schema.items() if key != "$ref"}
        yield from _choices({**target, **extras}, root, node)
    elif "oneOf" in schema or "anyOf" in schema:
        options = [*schema.get("oneOf", []), *schema.get("anyOf", [])]
        extras = {key: schema[key] for key in ("description", "patternErrorMessage") if key in schema}
        choices = [{**choice, **extras} for option in options for choice in _choices(option, root, node)]
        yield from [choice for choice in choices if _agrees(choice, node)] or choices
    elif schema.get("type") != "null":
        yield schema


def _agrees(schema: Schema, node: Plain) -> bool:
    if not isinstance(node, dict):
        return True
    constants = {key: part["const"] for key, part in schema.get("properties", {}).items() if "const" in part}
    return all(node.get(key) == value for key, value in constants.items())


def _below(schema: Schema, step: str | int) -> list[Schema]:
    if isinstance(step, int):
        items = schema.get("items")
        return [items] if isinstance(items, dict) else []
    part = schema.get("properties", {}).get(step)
    parts = [part] if part else [schema.get("additionalProperties"), *_patterns(schema).values()]
    return [part for part in parts if isinstance(part, dict)]


def _patterns(schema: Schema) -> dict[str, Schema]:
    patterns: dict[str, Schema] = schema.get("patternProperties", {})
    return patterns


def _child(node: Plain, step: str | int) -> Plain:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def _constants(schema: Schema) -> list[Any]:
    return list(schema.get("enum", [schema["const"]] if "const" in schema else []))


def _words(schema: Schema) -> str:
    if "patternErrorMessage" in schema:
        return str(schema["patternErrorMessage"])
    words = _TYPES.get(str(schema.get("type")), "")
    if schema.get("minItems"):
        return f"{words} of at least {schema['minItems']}"
    return " ".join(part for part in (words, _bounds(schema)) if part)


def _bounds(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"from {low:g} to {high:g}"
    bounds = {"exclusiveMinimum": "above", "minimum": "of at least", "exclusiveMaximum": "below"}
    bounds |= {"maximum": "of at most"}
    return " and ".join(f"{words} {schema[key]:g}" for key, words in bounds.items() if key in schema)
