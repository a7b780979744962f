"""Holds a file against a pydantic model and says each misfit at its place.

    survey, problems = fit(SurveyDefinition, source)    # (model or None, every Diagnostic)

Any model will do. Its JSON Schema gives the words for what was expected, so the models need no messages of
their own: only a `patternErrorMessage` (which editors show too) where a pattern would not explain itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of, shown
from cspi_build.models.schema import expected_words, key_schemas, known_keys, schemas_at
from cspi_build.yaml_files.source import NodePath, Plain, Source

__all__ = ["fit"]

Model = TypeVar("Model", bound=BaseModel)

_TOO_FAR = ("greater_than", "less_than", "multiple_of")


def fit(model: type[Model], source: Source) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """The file as a model, or None and every misfit; what `source.problems` says is not said again."""
    if not source.readable:
        return None, ()
    try:
        return model.model_validate(source.value), ()
    except ValidationError as error:
        said = {(problem.line, problem.column) for problem in source.problems}
        errors = [dict(one) for one in error.errors(include_url=False) if not _is_echo(dict(one))]
        problems = _merged([_diagnostic(model, source, one) for one in errors])
        return None, tuple(one for one in problems if (one.line, one.column) not in said)


def _is_echo(error: dict[str, Any]) -> bool:
    """Whether a list is only too short because its items don't fit, which is said of each of them."""
    return error["type"] == "too_short" and len(error["input"]) >= int(error["ctx"]["min_length"])


def _merged(problems: list[Diagnostic]) -> list[Diagnostic]:
    """One for each mistake: every branch of a union complains of the same value, the first as well as any."""
    kept: dict[tuple[int, int, str], Diagnostic] = {}
    for problem in problems:
        kept.setdefault((problem.line, problem.column, problem.expected or problem.message), problem)
    return list(kept.values())


def _diagnostic(model: type[BaseModel], source: Source, error: dict[str, Any]) -> Diagnostic:
    kind, path = str(error["type"]), _path(source.value, error)
    if kind == "missing":
        return _missing(model, source, path, str(error["loc"][-1]))
    if kind == "extra_forbidden":
        return _unknown(model, source, path)
    if kind.startswith("union_tag"):
        return _wrong_kind(model, source, path, error["ctx"])
    return _misfit(model, source, path, error)


def _path(value: Plain, error: dict[str, Any]) -> NodePath:
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


def _missing(model: type[BaseModel], source: Source, path: NodePath, key: str) -> Diagnostic:
    schemas = schemas_at(model, source.value, (*path, key))
    meaning = next((str(schema["description"]) for schema in schemas if "description" in schema), "")
    words, meaning = expected_words(schemas), " ".join(meaning.split()).removesuffix(".")
    is_choice = words.startswith("one of")
    expected = f"{meaning} ({words})" if meaning and words and not is_choice else words or meaning
    node = source.node(path)
    if path and node.has("id") and isinstance(path[-1], int):
        return node.at("id").problem(f"`{key}` is missing", expected=expected)
    return node.problem(f"`{key}` is missing", on_key=True, expected=expected)


def _unknown(model: type[BaseModel], source: Source, path: NodePath) -> Diagnostic:
    key, known = str(path[-1]), known_keys(schemas_at(model, source.value, path[:-1]))
    hint = did_you_mean(key, known)
    return source.problem(path, f"unknown key `{key}`", on_key=True, expected=one_of(known), hint=hint)


def _wrong_kind(
    model: type[BaseModel], source: Source, path: NodePath, context: dict[str, Any]
) -> Diagnostic:
    key = str(context["discriminator"]).strip("'")
    if not source.node(path).has(key):
        return _missing(model, source, path, key)
    tags = [tag.strip("'") for tag in str(context["expected_tags"]).split(", ")]
    return _not_one_of(source, (*path, key), tags)


def _not_one_of(source: Source, path: NodePath, choices: list[str]) -> Diagnostic:
    value = source.node(path).value
    hint = did_you_mean(value, choices) if isinstance(value, str) else ""
    message = f"{_name(path)} can't be {shown(value)}"
    return source.problem(path, message, expected=one_of(choices), hint=hint)


def _misfit(model: type[BaseModel], source: Source, path: NodePath, error: dict[str, Any]) -> Diagnostic:
    kind = str(error["type"])
    if error["loc"][-1:] == ("[key]",):
        expected = expected_words(key_schemas(schemas_at(model, source.value, path[:-1])))
        return source.problem(path, f"{_name(path)} can't be a key here", on_key=True, expected=expected)
    schemas = schemas_at(model, source.value, path)
    choices = [str(choice) for schema in schemas for choice in schema.get("enum", [])]
    if kind in {"literal_error", "enum"} and choices:
        return _not_one_of(source, path, choices)
    expected = expected_words(schemas)
    hint = _quotes_hint(source, path, error["input"]) if kind == "string_type" else ""
    return source.problem(path, _message(path, kind, error), expected=expected, hint=hint)


def _message(path: NodePath, kind: str, error: dict[str, Any]) -> str:
    name, value = _name(path), error["input"]
    if kind in {"value_error", "assertion_error"}:
        return f"{name}: {error['ctx']['error']}"
    if value is None:
        return f"{name} has no value"
    if value in ([], {}) or (isinstance(value, str) and not value.strip()):
        return f"{name} is empty"
    if kind.startswith(_TOO_FAR):
        return f"{name} is out of range: {shown(value)}"
    return f"{name} can't be {_kind_of(value)}"


def _name(path: NodePath) -> str:
    if not path:
        return "the file"
    return f"item {path[-1] + 1}" if isinstance(path[-1], int) else f"`{path[-1]}`"


def _kind_of(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "`key: value` lines" if isinstance(value, dict) else "a list"
    return shown(value)


def _quotes_hint(source: Source, path: NodePath, value: object) -> str:
    is_scalar = isinstance(value, (bool, int, float))
    return f'quotes make it text: "{source.written(path)}"' if is_scalar else ""
