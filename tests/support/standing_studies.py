"""Two small studies and a survey that is held against them."""

from __future__ import annotations

from typing import Any

from cspi_core import Against, load_snapshot, load_survey, score, view
from cspi_core.model.survey import Survey
from survey_strategies import prose

TEXT = {"ja": "-", "en": "-"}


def named(name: str) -> dict[str, str]:
    return {"ja": name, "en": name}


def share(value: float) -> dict[str, Any]:
    return {"share": value, "status": "published"}


PEOPLE = {
    "id": "people",
    "theme": "team",
    "title": named("People"),
    "kind": "numeric",
    "direction": "none",
    "unit": "people",
    "base": TEXT,
    "categories": [
        {"id": "one", "label": named("1"), "from": 1, "to": 2},
        {"id": "few", "label": named("2-5"), "from": 2, "to": 6},
        {"id": "many", "label": named("6-10"), "from": 6, "to": 11},
        {"id": "lots", "label": named("11+"), "from": 11},
    ],
    "cells": [
        {
            "segment": {},
            "n": 147,
            "page": 22,
            "shares": {"one": share(8.2), "few": share(47.6), "many": share(17.7)},
        },
        {"segment": {"age": "new"}, "n": 5, "page": 23, "shares": {"one": share(40.0), "few": share(60.0)}},
    ],
}
CHURN = PEOPLE | {"id": "churn", "title": named("Churn"), "direction": "lower"}
ROLES = {
    "id": "roles",
    "theme": "team",
    "title": named("Roles"),
    "kind": "multiple",
    "direction": "none",
    "base": TEXT,
    "categories": [{"id": "ops", "label": named("Ops")}, {"id": "nps", "label": named("NPS")}],
    "cells": [{"segment": {}, "n": 156, "page": 34, "shares": {"ops": share(30.1)}}],
}
NRR = {
    "id": "nrr",
    "theme": "team",
    "title": named("NRR"),
    "kind": "numeric",
    "direction": "higher",
    "base": TEXT,
    "cells": [{"segment": {}, "n": "unknown", "figures": {"median": {"value": 102, "status": "published"}}}],
}


def snapshot(year: int, metrics: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "format": "cspi-snapshot/1",
        "id": f"acme-{year}",
        "edition": {"series": "acme", "year": year, "title": named("Acme")},
        "origin": {"attribution": TEXT},
        "second_hand": False,
        "study": {"n": 147},
        "themes": [{"id": "team", "label": named("Team")}],
        "units": {"people": named("people")},
        "segments": [
            {
                "id": "age",
                "label": named("Age"),
                "values": [{"id": "new", "label": named("New")}, {"id": "old", "label": named("Old")}],
            }
        ],
        "metrics": metrics,
    } | more


QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "age",
        "number": 1,
        "theme": "t",
        "profile": "age",
        "kind": "single",
        "options": [{"id": "new"}, {"id": "old"}],
    },
    {
        "id": "people",
        "number": 2,
        "theme": "t",
        "kind": "number",
        "minimum": 0,
        "maximum": 999,
        "benchmarks": [{"metric": "people", "match": "close"}],
    },
    {
        "id": "churn",
        "number": 3,
        "theme": "t",
        "kind": "number",
        "minimum": 0,
        "maximum": 999,
        "benchmarks": [{"metric": "churn", "match": "same"}],
    },
    {
        "id": "roles",
        "number": 4,
        "theme": "t",
        "kind": "multiple",
        "options": [{"id": "operations"}, {"id": "nps"}, {"id": "other"}],
        "benchmarks": [
            {"metric": "roles", "match": "loose", "categories": {"operations": "ops", "nps": "nps"}}
        ],
    },
    {
        "id": "nrr",
        "number": 5,
        "theme": "t",
        "kind": "number",
        "minimum": 0,
        "maximum": 999,
        "benchmarks": [{"metric": "nrr", "match": "close"}],
    },
]


def survey_with(questions: list[dict[str, Any]]) -> Survey:
    return load_survey(
        {
            "format": "cspi-survey/1",
            "id": "mine",
            "version": "1",
            "locales": ["ja", "en"],
            "default_locale": "en",
            "policy": None,
            "levels": [],
            "axes": [],
            "themes": [{"id": "t"}],
            "questions": questions,
            "text": {locale: prose([], questions, locale) for locale in ("ja", "en")},
        }
    )


SURVEY = survey_with(QUESTIONS)
SNAPSHOTS = [
    load_snapshot(snapshot(2021, [PEOPLE, CHURN, ROLES, NRR])),
    load_snapshot(snapshot(2020, [PEOPLE])),
]


def edition(series: str, year: int) -> dict[str, Any]:
    return {"series": series, "year": year, "title": named(series)}


def shown_of(survey: Survey, answers: dict[str, Any]) -> dict[str, Any]:
    [shown] = view(score(survey, answers, SNAPSHOTS), "en")["standings"]
    return dict(shown)


def standing_of(
    answers: dict[str, Any], against: Against | None = None, locale: str = "en"
) -> dict[str, Any]:
    report = score(SURVEY, answers, SNAPSHOTS, against)
    shown = view(report, locale)["standings"]
    plain = report.to_dict()["standings"]
    assert len(shown) == len(plain) == 1
    return plain[0] | {"view": shown[0]}
