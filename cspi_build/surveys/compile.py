"""Checked definitions to the JSON that the engine, the pages and others read.

A compiled survey is `survey.yaml` with every key in place (defaults filled, null where nothing is given)
and the prose of every language under `text`, where the number of a question stands for its `{id}`. The same
definition always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import fsum
from typing import Any

from cspi_build.surveys.load import SurveyDefinition
from cspi_build.surveys.shuffle import shuffled
from cspi_build.surveys.text_checks import REFERENCE

__all__ = ["SURVEY_FORMAT", "compile_survey", "to_json_text"]

SURVEY_FORMAT = "cspi-survey/1"

ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True).encode


def compile_survey(definition: SurveyDefinition) -> dict[str, Any]:
    """One survey as plain values that JSON can hold."""
    spec = _weighed(definition.spec.model_dump(mode="json", by_alias=True))
    spec.pop("answer_sets", None)  # every question has its answers
    spec["questions"] = shuffled(spec["questions"], spec.pop("shuffle", None))
    for place, question in enumerate(spec["questions"], 1):
        question["number"] = question["number"] or place
    numbers = {question["id"]: f"Q{question['number']}" for question in spec["questions"]}
    texts = {
        name: _with_numbers(text.model_dump(mode="json", by_alias=True), numbers)
        for name, text in definition.texts.items()
    }
    compiled: dict[str, Any] = _plain_numbers({"format": SURVEY_FORMAT, **spec, "text": texts})
    return compiled


def _weighed(spec: dict[str, Any]) -> dict[str, Any]:
    """The survey with what follows from it: all must be answered, no sensitivity, shares of groups."""
    if spec.get("answer_all"):
        spec["policy"]["minimum_coverage"] = 1
    if spec.get("sensitivity"):
        spec["policy"]["sensitivity"] = None
    grids = {key for key, one in spec.get("answer_sets", {}).items() if one["grid"]}
    best = {key: one["full"] for key, one in spec.get("answer_sets", {}).items() if one.get("full")}
    for question in spec["questions"]:
        if question.get("answers") in grids:
            question["grid"] = question["answers"]
        if question.get("answers") in best:
            question["counts_to"] = best[question["answers"]]
    weights = group_weights(spec)
    for axis in spec["axes"]:
        axis["weight"] = weights[axis["id"]]
    return spec


def group_weights(spec: Mapping[str, Any]) -> dict[str, float]:
    """The weight of each axis in the index: its own, or its share of the weight of its groups."""
    own = {axis["id"]: float(axis["weight"]) for axis in spec["axes"]}
    groups = {group["id"]: group for group in spec.get("groups", ())}
    inside = {key for group in groups.values() for key in group.get("groups", ())}

    def shares(key: str) -> dict[str, float]:
        group = groups[key]
        found = {axis: own[axis] for axis in group.get("axes", ())}
        for child in group.get("groups", ()):
            found |= shares(child)
        total = fsum(found.values())
        return {axis: group.get("weight", total) * one / total for axis, one in found.items()}

    for key in groups:
        if key not in inside:
            own |= shares(key)
    return own


def _with_numbers(text: Any, numbers: Mapping[str, str]) -> Any:
    """The texts with the number of a question in place of its `{id}`."""
    if isinstance(text, dict):
        return {key: _with_numbers(part, numbers) for key, part in text.items()}
    if isinstance(text, list):
        return [_with_numbers(part, numbers) for part in text]
    if isinstance(text, str):
        return REFERENCE.sub(lambda found: numbers[found[1]], text)
    return text


def to_json_text(value: object) -> str:
    """JSON for people and diffs: keys sorted, lists in order, nothing escaped, a newline at the end."""
    return _written(value, "\n") + "\n"


def _written(value: object, line: str) -> str:
    """What `json.dumps` gives with `indent=2`, in a third of the time. `line` is the start of a line."""
    below = f"{line}  "
    if isinstance(value, dict) and value:
        parts = [f"{ENCODE(key)}: {_written(value[key], below)}" for key in sorted(value)]
        return f"{{{below}{f',{below}'.join(parts)}{line}}}"
    if isinstance(value, list | tuple) and value:
        parts = [_written(part, below) for part in value]
        return f"[{below}{f',{below}'.join(parts)}{line}]"
    return ENCODE(value)


def _plain_numbers(value: Any) -> Any:
    """Whole numbers without a decimal point, however they were written."""
    if isinstance(value, dict):
        return {key: _plain_numbers(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
