"""Holds a file against a pydantic model and says each misfit at its place.

    survey, problems = fit(SurveyDefinition, source)    # (model or None, every Diagnostic)

Any model will do. Its JSON Schema gives the words for what was expected, so the models need no messages of
their own: only a `patternErrorMessage` (which editors show too) where a pattern would not explain itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of, shown
from cspi_build.schema.json_schema import Schema, expected_words, key_schemas, known_keys, schemas_at
from cspi_build.schema.number_words import number_hint
from cspi_build.schema.slips import Nothing, file_path, nearest, value_at, without_slips
from cspi_build.yaml_source.compose import NodePath, Plain
from cspi_build.yaml_source.lookalikes import value_hint
from cspi_build.yaml_source.source import Source

__all__ = ["ModelProblem", "fit", "model_problems"]

Model = TypeVar("Model", bound=BaseModel)

_TOO_FAR = ("greater_than", "less_than", "multiple_of")


@dataclass(frozen=True)
class ModelProblem:
    """A place of a file that does not fit. `is_extra`: it is a key that the model does not know."""

    path: NodePath
    is_extra: bool


def fit(model: type[Model], source: Source) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """The file as a model, or None and every misfit; what `source.problems` says is not said again."""
    if not source.readable:
        return None, ()
    meant, slips = without_slips(model, source)
    try:
        value = model.model_validate(meant.value)
        return (None, slips) if slips else (value, ())
    except ValidationError as error:
        said = {(problem.line, problem.column) for problem in (*source.problems, *slips)}
        errors = [one for one in _all_errors(model, meant, error) if not _is_echo(one)]
        problems = _merged([_diagnostic(model, meant, one) for one in errors])
        return None, (*slips, *(one for one in problems if (one.line, one.column) not in said))


def model_problems(model: type[BaseModel], value: Plain) -> list[ModelProblem]:
    """The places of a value that do not fit a model; none where all of it fits."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        errors = [dict(one) for one in error.errors(include_url=False)]
        return [ModelProblem(file_path(value, one), one["type"] == "extra_forbidden") for one in errors]
    return []


def _all_errors(model: type[BaseModel], source: Source, error: ValidationError) -> list[dict[str, Any]]:
    """Every error. Where what tells kinds apart is misspelt, pydantic looks no further: the rest is found
    with the kind that seems to be meant."""
    errors = [dict(one) for one in error.errors(include_url=False)]
    meant, is_changed = deepcopy(source.value), False
    for one in errors:
        if str(one["type"]).startswith("union_tag"):
            is_changed |= _set_kind(meant, file_path(source.value, one), one["ctx"])
    if not is_changed:
        return errors
    try:
        model.model_validate(meant)
    except ValidationError as more:
        known = {(one["type"], one["loc"]) for one in errors}
        for one in (dict(one) for one in more.errors(include_url=False)):
            found = value_at(source.value, file_path(meant, one))
            if (one["type"], one["loc"]) not in known and not isinstance(found, Nothing):
                errors.append({**one, "input": found})
    return errors


def _set_kind(value: Plain, path: NodePath, context: Any) -> bool:
    """Put the kind that is meant in the place of a misspelt one; whether that can be told."""
    key, node = str(context["discriminator"]).strip("'"), value_at(value, path)
    if not isinstance(node, dict):
        return False
    if key not in node:
        return False
    tags = [tag.strip("'") for tag in str(context.get("expected_tags", "")).split(", ")]
    node[key] = nearest(str(node[key]), tags) or node[key]
    return node[key] in tags


def _is_echo(error: dict[str, Any]) -> bool:
    """Whether a list is only too short because its items don't fit, which is said of each of them, or a
    mapping is not the word that may stand in its place."""
    if error["type"] == "literal_error":
        return isinstance(error["input"], dict) and str(error["loc"][-1]).startswith("literal[")
    return error["type"] == "too_short" and len(error["input"]) >= int(error["ctx"]["min_length"])


def _merged(problems: list[Diagnostic]) -> list[Diagnostic]:
    """One for each mistake: every branch of a union complains of the same value, the first as well as any."""
    kept: dict[tuple[int, int, str], Diagnostic] = {}
    for problem in problems:
        kept.setdefault((problem.line, problem.column, problem.expected or problem.message), problem)
    meant = {(problem.line, problem.column) for problem in problems if problem.hint}
    return [one for one in kept.values() if one.hint or (one.line, one.column) not in meant]


def _diagnostic(model: type[BaseModel], source: Source, error: dict[str, Any]) -> Diagnostic:
    kind, path = str(error["type"]), file_path(source.value, error)
    if kind == "missing":
        return _missing(model, source, path, str(error["loc"][-1]))
    if kind == "extra_forbidden":
        return _unknown(model, source, path)
    if kind.startswith("union_tag"):
        return _wrong_kind(model, source, path, error["ctx"])
    return _misfit(model, source, path, error)


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
    return source.problem(
        path, f"unknown key `{key}`", on_key=True, expected=one_of(known, limit=40), hint=hint
    )


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
    # What only looks like the word is said before a word that is near.
    is_near = isinstance(value, str) and not value_hint(value)[0]
    hint = did_you_mean(str(value), choices) if is_near else ""
    message = f"{_name(path)} can't be {shown(value)}"
    return source.problem(path, message, expected=one_of(choices), hint=hint)


def _misfit(model: type[BaseModel], source: Source, path: NodePath, error: dict[str, Any]) -> Diagnostic:
    kind = str(error["type"])
    if error["loc"][-1:] == ("[key]",):
        expected = expected_words(key_schemas(schemas_at(model, source.value, path[:-1])))
        return source.problem(path, f"{_name(path)} can't be a key here", on_key=True, expected=expected)
    schemas = schemas_at(model, source.value, path)
    choices = [str(choice) for schema in schemas for choice in schema.get("enum", [])]
    if kind in {"literal_error", "enum"}:
        near = choices or _near(error["input"], schemas)
        if near:
            return _not_one_of(source, path, near)
    expected = expected_words(schemas)
    hint = _hint(source, path, error, schemas)
    return source.problem(path, _message(path, kind, error), expected=expected, hint=hint)


def _hint(source: Source, path: NodePath, error: dict[str, Any], schemas: Sequence[Schema]) -> str:
    """What the value seems to mean."""
    kind, value = str(error["type"]), error["input"]
    if kind == "string_type":
        return _quotes_hint(source, path, value)
    is_number = any(schema.get("type") in {"number", "integer"} for schema in schemas)
    if is_number and isinstance(value, str):
        is_whole = not any(schema.get("type") == "number" for schema in schemas)
        return number_hint(value, is_whole=is_whole)
    is_percent = kind == "less_than_equal" and error["ctx"]["le"] == 1 and 10 <= value <= 100
    return f"a fraction of 1, not percent: {value / 100:g}" if is_percent else ""


def _near(value: object, schemas: Sequence[dict[str, Any]]) -> list[str]:
    """The choices of a branch, where the value is much like one of them: then that branch was meant."""
    branches = [branch for schema in schemas for branch in schema.get("anyOf", [])]
    choices = [str(choice) for branch in branches for choice in branch.get("enum", [])]
    return choices if isinstance(value, str) and did_you_mean(value, choices) else []


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
