"""Compiled surveys (``cspi-survey/1``) as :class:`Survey`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import SurveyError
from ..model.survey import (
    Axis,
    Band,
    BenchmarkLink,
    Condition,
    Doubt,
    Kind,
    Level,
    Match,
    Option,
    Question,
    Sensitivity,
    Survey,
    VersionChange,
)
from ..rounding import PERCENT, Scale
from .compiled import read_compiled
from .groups import criteria_of, groups_of
from .json_place import reason
from .practice import read_practice, required, usual_effort

FORMAT = "cspi-survey/1"

# of a survey without axes, where there is nothing to score
NO_POLICY: dict[str, Any] = {"minimum_coverage": 0.0, "sensitivity": {"spread": 0.0, "draws": 1, "seed": 0}}


def load_survey(source: str | PathLike[str] | Mapping[str, Any]) -> Survey:
    """Return the survey at a path, or in a mapping that was read from compiled JSON (``cspi-survey/1``).

    Raises :class:`SurveyError` with the reason if the file cannot be read or does not match the format.

    >>> from cspi_core import load_survey
    >>> survey = load_survey("tiny.json")
    >>> survey.id, survey.version, [axis.id for axis in survey.axes]
    ('tiny', '2.0', ['care', 'safety'])
    """
    data = source if isinstance(source, Mapping) else _read_json(Path(source))
    return read_compiled(data, "survey", FORMAT, _survey, SurveyError)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SurveyError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SurveyError(f"{path} is not JSON: {reason(error)}") from error


def _survey(data: Mapping[str, Any]) -> Survey:
    policy = data["policy"] or NO_POLICY
    survey = Survey(
        id=data["id"],
        version=data["version"],
        locales=tuple(data["locales"]),
        default_locale=data["default_locale"],
        minimum_coverage=float(policy["minimum_coverage"]),
        sensitivity=Sensitivity(**policy["sensitivity"]) if policy["sensitivity"] else None,
        levels=tuple(Level(level["id"], float(level["from"])) for level in data["levels"] or ()),
        axes=tuple(Axis(axis["id"], float(axis["weight"])) for axis in data["axes"]),
        themes=tuple(theme["id"] for theme in data["themes"]),
        questions=tuple(_question(question) for question in data["questions"]),
        text=data["text"],
        source=data.get("source") or {},
        compares_with=tuple(data.get("compares_with") or ()),
        changes=tuple(_change(change) for change in data.get("changes") or ()),
        practice=read_practice(data),
        doubts=tuple(
            Doubt(one["id"], tuple(map(_condition, one["when"]))) for one in data.get("doubts") or ()
        ),
        scale=_scale(data.get("scale")),
        frame={key: data[key] for key in ("groups", "criteria") if data.get(key)},
        states=tuple(data.get("states", ("unknown", "not_applicable"))),
        advised=data.get("advice") != "none",
    )
    groups_of(survey), criteria_of(survey)  # so that damage is told when the file is read
    return survey


def _scale(data: Mapping[str, Any] | None) -> Scale:
    if not data:
        return PERCENT
    return Scale(float(data["min"]), float(data["max"]), int(data["decimals"]), data["rounding"])


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        id=data["id"],
        number=int(data["number"]),
        kind=Kind(data["kind"]),
        axis=data.get("axis"),
        theme=data.get("theme"),
        profile=data.get("profile"),
        weight=float(data.get("weight") or 1),
        source=data.get("source") or "",
        visible_if=tuple(_condition(condition) for condition in data.get("visible_if") or ()),
        options=tuple(_option(option) for option in data.get("options") or ()),
        full=_number(data.get("full")),
        counts_to=float(data.get("counts_to") or 1),
        reverse=bool(data.get("reverse")),
        minimum=_number(data.get("minimum")),
        maximum=_number(data.get("maximum")),
        step=_number(data.get("step")),
        bands=tuple(_band(band) for band in data.get("bands") or ()),
        benchmarks=tuple(_link(link) for link in data.get("benchmarks") or ()),
    )


def _option(data: Mapping[str, Any]) -> Option:
    return Option(
        id=data["id"],
        value=_number(data.get("value")),
        exclusive=bool(data.get("exclusive")),
        effort=usual_effort(data.get("effort")),
        requires=tuple(_reference(group[0]) for group in required(data) if len(group) == 1),
        one_of=tuple(tuple(map(_reference, group)) for group in required(data) if len(group) > 1),
    )


def _reference(name: str) -> tuple[str, str]:
    question, _, option = name.partition(".")
    return question, option


def _band(data: Mapping[str, Any]) -> Band:
    return Band(data["id"], float(data["from"]), _number(data.get("to")), float(data["value"]))


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(
        question=data["question"],
        is_any=tuple(data.get("is_any") or ()),
        at_least=_number(data.get("at_least")),
        at_most=_number(data.get("at_most")),
    )


def _change(data: Mapping[str, Any]) -> VersionChange:
    kinds = (tuple(data.get(kind) or ()) for kind in ("new", "gone", "rescored"))
    return VersionChange(data["version"], *kinds)


def _link(data: Mapping[str, Any]) -> BenchmarkLink:
    return BenchmarkLink(data["metric"], Match(data["match"]), dict(data.get("categories") or {}))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
