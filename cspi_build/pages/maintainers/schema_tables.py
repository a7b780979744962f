"""Every key of a project's files as tables for people, from the same JSON Schemas that editors use.

English descriptions are in the schemas; other languages have theirs in schemas/<file>.<locale>.yaml. A key
without one stops the build, so that no page is ever short of one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.schema.schema_files import SCHEMAS
from cspi_build.yaml_source.source import read_yaml

__all__ = ["GROUPS", "OF_A_SURVEY", "all_keys", "key_tables"]

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
    "site.schema.json": ("SiteSettings", "Accent", "FootLine"),
    "snapshot.schema.json": ("EditionSpec", "Edition", "Origin", "Coverage", "Panel", "Study", "Fieldwork",
                             "Theme", "Pages", "SegmentDimension", "SegmentValue", "Metric", "Category",
                             "Excuse", "Voice", "Cell", "ShareFigure", "GroupSum", "Unplaced", "Figure",
                             "SourceRow", "LooseRow", "Evidence", "Omission", "Correction", "Text"),
}  # fmt: skip

OF_A_SURVEY = ("survey.schema.json", "survey-text.schema.json")

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
    "SiteSettings": "", "Accent": "accent", "FootLine": "footer.<id>[]",
    "EditionSpec": "", "Edition": "edition", "Origin": "origin",
    "Coverage": "origin.coverage[]", "Panel": "panel", "Study": "study", "Fieldwork": "study.fieldwork",
    "Pages": "themes[].pages", "SegmentDimension": "segments[]", "SegmentValue": "segments[].values[]",
    "Metric": "metrics[]", "Category": "metrics[].categories[]", "Excuse": "metrics[].excuses[]",
    "Voice": "metrics[].voices[]", "Cell": "metrics[].cells[]",
    "ShareFigure": "metrics[].cells[].shares.<id>", "GroupSum": "metrics[].cells[].sums[]",
    "Unplaced": "metrics[].cells[].unplaced[]", "Figure": "metrics[].cells[].figures.<id>",
    "SourceRow": "metrics[].cells[].rows[]", "LooseRow": "omitted[].figures[]",
    "Evidence": "metrics[].cells[].checks[]", "Omission": "omitted[]", "Correction": "corrections[]",
    "Text": "<text>",
}  # fmt: skip


def key_tables(name: str, locale: str, words: Mapping[str, Any], folder: Path = SCHEMAS) -> list[Any]:
    """The tables of one schema file: path, about, and rows of key, kind, need and meaning.

    `words`: how kinds of values are called. Raises CspiBuildError where a key has no description.
    """
    schema = _schema(name)
    own = folder / f"{_texts_of(name)}.{locale}.yaml"
    told = _told(own) if own.is_file() else None  # in English they are in the schemas
    return [_table(schema, group, told, words, own.name) for group in GROUPS[name]]


def _schema(name: str) -> Schema:
    found: Schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return found


def _texts_of(name: str) -> str:
    """The file of descriptions, which both files of a survey share."""
    return "survey" if name in OF_A_SURVEY else name.partition(".")[0]


def _told(path: Path) -> Mapping[str, Any]:
    value = read_yaml(path).value
    return value if isinstance(value, dict) else {}


def _table(
    schema: Schema, group: str, told: Mapping[str, Any] | None, words: Mapping[str, Any], file: str
) -> Any:
    about, properties, needed = _definition(schema, group)
    texts = {key: _description(schema, part) for key, part in properties.items()}
    if told is not None:
        own = told.get(group, {})
        about, texts = own.get("about"), {key: own.get("keys", {}).get(key) for key in properties}
    missing = [key for key, text in {"about": about, **texts}.items() if not text]
    if missing:
        raise CspiBuildError(f"schemas/{file} does not describe {', '.join(missing)} of {group}")
    rows = [
        {"key": key, "meaning": texts[key], "only": _only(schema, group, key)}
        | {"kind": _kind(part, words), "need": _need(key, part, needed, words)}
        for key, part in properties.items()
    ]
    return {"id": group.lower(), "path": PATHS[group], "about": about, "rows": rows}


def _description(schema: Schema, part: Schema) -> str | None:
    """The description of a key; that of what it holds where it has none of its own."""
    held = schema["$defs"].get(str(part.get("$ref", "")).rpartition("/")[2], {})
    found: str | None = part.get("description") or held.get("description")
    return found


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
    return str(found["description"]), dict(found.get("properties", {})), _needed(found)


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
    if isinstance(default, bool) or not isinstance(default, (int, float, str)):
        return ""
    shown = default if isinstance(default, str) else f"{default:g}"
    return str(words["default"]).format(value=shown)


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
    schema = _schema(name)
    for group in GROUPS[name]:
        yield from ((group, key) for key in _definition(schema, group)[1])
