"""Every key of a survey's files as tables for people, from the same JSON Schemas that editors use.

English descriptions stand in the schemas; other languages have theirs in schemas/survey.<locale>.yaml. A key
without one stops the build, so that no page is ever short of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.schema.schema_files import SCHEMAS
from cspi_build.schema.survey import schemas
from cspi_build.yaml_source.source import read_yaml

__all__ = ["GROUPS", "all_keys", "key_tables"]

Schema = Mapping[str, Any]

KINDS = ("SingleQuestion", "MultipleQuestion", "NumberQuestion")

# The parts of each file in the order in which one meets them. "Question" is what the three kinds have.
GROUPS = {
    "survey.schema.json": ("SurveySpec", "SurveySource", "Policy", "Sensitivity", "Scale", "Level", "Sign",
                           "Axis", "AxisGroup", "Criterion", "CriterionStep", "AnswerSet", "Theme",
                           "Question", "SingleOption", "MultipleOption", "Band",
                           "Condition", "Doubt", "BenchmarkLink", "RoadmapRules", "Team", "TeamSize",
                           "Circumstances", "Contradiction", "Reference", "VersionChange"),
    "survey-text.schema.json": ("SurveyText", "AxisText", "ThemeText", "LevelText", "QuestionText",
                                "OptionText", "DecisionText", "AnswerSetText", "SectionText",
                                "CriterionText"),
}  # fmt: skip

PATHS = {
    "SurveySpec": "", "SurveySource": "source", "Policy": "policy", "Sensitivity": "policy.sensitivity",
    "Level": "levels[]", "Axis": "axes[]", "Theme": "themes[]", "Question": "questions[]",
    "SingleOption": "questions[].options[]", "MultipleOption": "questions[].options[]",
    "Band": "questions[].bands[]", "Condition": "questions[].visible_if[]",
    "Doubt": "doubts[]",
    "BenchmarkLink": "questions[].benchmarks[]", "SurveyText": "", "AxisText": "axes.<id>",
    "ThemeText": "themes.<id>", "LevelText": "levels.<id>", "QuestionText": "questions.<id>",
    "OptionText": "questions.<id>.options.<id>", "DecisionText": "decisions.<id>",
    "VersionChange": "changes[]", "Scale": "scale", "AxisGroup": "groups[]", "Criterion": "criteria[]",
    "CriterionStep": "criteria[].steps[]", "AnswerSet": "answer_sets.<id>",
    "AnswerSetText": "answer_sets.<id>", "SectionText": "sections.<id>", "CriterionText": "criteria.<id>",
    "Sign": "levels[].signs[]", "RoadmapRules": "roadmap", "Team": "roadmap.team",
    "TeamSize": "roadmap.team.sizes[]", "Circumstances": "questions[].options[].applies_if",
    "Contradiction": "contradictions[]", "Reference": "references[]",
}  # fmt: skip


def key_tables(name: str, locale: str, words: Mapping[str, Any], folder: Path = SCHEMAS) -> list[Any]:
    """The tables of one schema file: path, about, and rows of key, kind, need and meaning.

    `words`: how kinds of values are called. Raises CspiBuildError where a key has no description.
    """
    schema = schemas()[name]
    own = folder / f"survey.{locale}.yaml"
    told = _told(own) if own.is_file() else None  # in English they stand in the schemas
    return [_table(schema, group, told, words, locale) for group in GROUPS[name]]


def _told(path: Path) -> Mapping[str, Any]:
    value = read_yaml(path).value
    return value if isinstance(value, dict) else {}


def _table(
    schema: Schema, group: str, told: Mapping[str, Any] | None, words: Mapping[str, Any], locale: str
) -> Any:
    about, properties, needed = _definition(schema, group)
    texts = {key: part.get("description") for key, part in properties.items()}
    if told is not None:
        own = told.get(group, {})
        about, texts = own.get("about"), {key: own.get("keys", {}).get(key) for key in properties}
    missing = [key for key, text in {"about": about, **texts}.items() if not text]
    if missing:
        raise CspiBuildError(
            f"schemas/survey.{locale}.yaml does not describe {', '.join(missing)} of {group}"
        )
    rows = [
        {"key": key, "meaning": texts[key], "only": _only(schema, group, key)}
        | {"kind": _kind(part, words), "need": _need(key, part, needed, words)}
        for key, part in properties.items()
    ]
    return {"id": group.lower(), "path": PATHS[group], "about": about, "rows": rows}


def _definition(schema: Schema, group: str) -> tuple[str, dict[str, Schema], frozenset[str]]:
    """Description, keys and needed keys of a part; the kinds of questions are taken together."""
    definitions = schema["$defs"]
    if group == "Question":
        kinds = [definitions[kind] for kind in KINDS]
        keys = {key: part for kind in reversed(kinds) for key, part in kind["properties"].items()}
        first = ("id", "number", "kind", "axis", "theme")
        keys = {key: keys[key] for key in [*first, *(key for key in keys if key not in first)]}
        keys["kind"] = {**keys["kind"], "const": None, "enum": ["single", "multiple", "number"]}
        return "Keys of every question.", keys, frozenset.intersection(*(_needed(kind) for kind in kinds))
    found = definitions.get(group, schema)
    return str(found["description"]), dict(found["properties"]), _needed(found)


def _needed(definition: Schema) -> frozenset[str]:
    return frozenset(definition.get("required", ()))


def _only(schema: Schema, group: str, key: str) -> list[str]:
    """The kinds of questions that have the key, where not all of them do."""
    if group != "Question":
        return []
    kinds = [schema["$defs"][kind] for kind in KINDS]
    having = [str(kind["properties"]["kind"]["const"]) for kind in kinds if key in kind["properties"]]
    return having if len(having) < len(kinds) else []


def _need(key: str, part: Schema, needed: frozenset[str], words: Mapping[str, Any]) -> str:
    if key in needed:
        return str(words["needed"])
    default = part.get("default")
    if isinstance(default, (int, float)) and not isinstance(default, bool):
        return str(words["default"]).format(value=f"{default:g}")
    return ""


def _kind(part: Schema, words: Mapping[str, Any]) -> str:
    """What fits there, in words."""
    choices = part.get("enum")
    if choices:
        return str(words["one_of"]).format(list=", ".join(choices))
    if part.get("type") == "array":
        return str(words["list"])
    if part.get("type") == "object" or "$ref" in part:
        return str(words["mapping"])
    return str(words[_simple(part)]) + _bounds(part, words)


def _simple(part: Schema) -> str:
    names = {"boolean": "flag", "integer": "whole", "number": "number"}
    if part.get("type") in names:
        return names[str(part["type"])]
    return "id" if "_" in str(part.get("pattern", "")) else "text"


def _bounds(part: Schema, words: Mapping[str, Any]) -> str:
    low, high = part.get("minimum", part.get("exclusiveMinimum")), part.get("maximum")
    if low is None or part.get("type") == "string":
        return ""
    is_open = "exclusiveMinimum" in part
    name = "above" if is_open else "at_least" if high is None else "from_to"
    return str(words[name]).format(low=f"{low:g}", high="" if high is None else f"{high:g}")


def all_keys(name: str) -> Iterator[tuple[str, str]]:
    """Every part and key of a schema file, as the tables have them."""
    schema = schemas()[name]
    for group in GROUPS[name]:
        yield from ((group, key) for key in _definition(schema, group)[1])
