"""A panel as the tests publish it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey

ROOT = Path(__file__).resolve().parents[2]


COMPILED = compile_survey(load_definition(ROOT / "survey_defs" / "cspi"))


SURVEY = load_survey(COMPILED)


AXES = [axis.id for axis in SURVEY.axes]


FIGURES = {"p10": 20.0, "p25": 30.0, "median": 45.0, "p75": 62.5, "p90": 80.0, "mean": 46.0}


def named(text: str) -> dict[str, str]:
    return {"ja": text, "en": text}


def cell(segment: dict[str, str], n: int = 40, **more: float) -> dict[str, Any]:
    figures = {name: {"value": value, "status": "published"} for name, value in (FIGURES | more).items()}
    return {"segment": segment, "n": n, "figures": figures}


def withheld(segment: dict[str, str]) -> dict[str, Any]:
    return {"segment": segment, "n": None, "suppressed": True}


def panel(year: int = 2026, version: str = "2.0", **more: Any) -> dict[str, Any]:
    """A panel in which ARR has figures and finance is withheld; teams are cut at 6 and 11 people."""
    cells = [
        cell({}, 400),
        withheld({"industry": "finance"}),
        cell({"industry": "banking"}),
        cell({"company_arr": "from_11_to_55"}, 52, median=50.0),
        cell({"cs_people": "people_6_10"}),
    ]
    scores = {"kind": "numeric", "theme": "s", "unit": "points", "direction": "higher", "base": named("-")}
    ids = ["cspi_index", *(f"cspi_axis_{axis}" for axis in AXES)]
    bands = [
        {"id": "people_2_5", "label": named("2-5"), "from": 2, "to": 6},
        {"id": "people_6_10", "label": named("6-10"), "from": 6, "to": 11},
    ]
    sizes = {"people_2_5": 50.0, "people_6_10": 50.0}
    shares = {name: {"share": share, "status": "published"} for name, share in sizes.items()}
    people = {**scores, "id": "profile_cs_people", "title": named("People"), "categories": bands}
    return {
        "format": "cspi-snapshot/1",
        "id": f"acme-{year}",
        "edition": {"series": "acme", "year": year, "title": named("Acme")},
        "origin": {"attribution": named("Acme")},
        "panel": {"survey": "cspi", "version": version, "minimum": 10},
        "study": {"n": 400, "fieldwork": {"from": "2025", "to": "2026"}},
        "themes": [{"id": "s", "label": named("Scores")}],
        "units": {"points": named("points")},
        "segments": [
            {"id": "industry", "label": named("Industry"), "values": values("finance", "banking")},
            {"id": "company_arr", "label": named("Size"), "values": values("from_11_to_55", "up_to_11")},
            {
                "id": "cs_people",
                "label": named("Team"),
                "metric": "profile_cs_people",
                "values": values("people_2_5", "people_6_10"),
            },
        ],
        "metrics": [
            *({**scores, "id": id_, "title": named(id_), "cells": cells} for id_ in ids),
            {**people, "cells": [{"segment": {}, "n": 300, "shares": shares}]},
        ],
    } | more


def values(*ids: str) -> list[dict[str, Any]]:
    return [{"id": id_, "label": named(id_)} for id_ in ids]
