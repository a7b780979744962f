"""A panel as a snapshot: what `benchmark_snapshots/<id>.yaml` holds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cspi_build import panel_text
from cspi_build.diagnostics import CspiBuildError
from cspi_build.panel_bands import UNITS, Words
from cspi_build.panel_codes import Responses, Times
from cspi_build.panel_dimensions import Dimension, both, dimensions
from cspi_build.panel_disclosure import LIMITS, Limits
from cspi_build.panel_files import years
from cspi_build.panel_metrics import Metrics
from cspi_build.panel_scores import IndexScores
from cspi_core.survey import NUMBER, Survey

__all__ = ["Edition", "snapshot_of"]

Plain = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """Whose panel of which year. `previous`: the snapshot of the year before, if there is one."""

    series: str
    year: int
    producer: str
    previous: str | None = None
    illustrative: bool = False

    @property
    def id(self) -> str:
        """The snapshot's id."""
        return f"{self.series}-{self.year}"


def snapshot_of(
    responses: Responses, scores: IndexScores, edition: Edition, limits: Limits = LIMITS
) -> Plain:
    """The whole snapshot. Hidden questions must be marked already (`Responses.asked`).

    Raises CspiBuildError where there are too few results for any figure.
    """
    status = "illustrative" if edition.illustrative else "published"
    splits = dimensions(responses)
    metrics = list(Metrics(responses, scores, splits, limits, status).all())
    shown = _shown_dimensions(metrics)
    kept = [_without_splits(metric, shown) for metric in metrics if _is_kept(metric, shown)]
    if not kept:
        raise CspiBuildError(f"{responses.size} results are too few: no figure could be published.")
    empty = [metric for metric in metrics if not any(map(_is_shown, metric["cells"]))]
    return {
        **_head(responses, edition, limits),
        "units": _units(responses.survey, kept),
        "themes": _themes(responses.survey, kept),
        **_segments([one for one in splits if one.id in shown]),
        "metrics": kept,
        **_omitted(empty),
        "notes": panel_text.notes(limits),
    }


def _is_shown(cell: Mapping[str, Any]) -> bool:
    return not cell.get("suppressed")


def _shown_dimensions(metrics: Sequence[Plain]) -> set[str]:
    """The dimensions by which anything is published."""
    cells = (cell for metric in metrics for cell in metric["cells"])
    return {name for cell in cells if _is_shown(cell) for name in cell["segment"]}


def _is_kept(metric: Plain, shown: set[str]) -> bool:
    """Whether a metric has any figure; the bands of a number are there only for the split that they make."""
    is_split = metric["theme"] != "profile" or metric["id"].removeprefix("profile_") in shown
    return is_split and any(map(_is_shown, metric["cells"]))


def _omitted(metrics: Sequence[Plain]) -> Plain:
    entries = [
        {"metric": metric["id"], "what": metric["title"], "reason": panel_text.TOO_FEW} for metric in metrics
    ]
    return {"omitted": entries} if entries else {}


def _without_splits(metric: Plain, shown: set[str]) -> Plain:
    return {**metric, "cells": [cell for cell in metric["cells"] if set(cell["segment"]) <= shown]}


def _head(responses: Responses, edition: Edition, limits: Limits) -> Plain:
    survey, previous = responses.survey, edition.previous
    name = _name(survey)
    title = panel_text.title(name, edition.year, edition.illustrative)
    made_up = edition.illustrative
    return {
        "id": edition.id,
        "edition": {
            "series": edition.series,
            "year": edition.year,
            "title": title,
            **({"previous": previous} if previous else {}),
        },
        "origin": {
            "producer": edition.producer,
            "title": title["en"],
            "citation": f"{edition.producer}, {title['en']} ({survey.id} {survey.version})",
            "terms": panel_text.TERMS_MADE_UP if made_up else panel_text.TERMS,
            "attribution": {
                "ja": f"出所：{edition.producer}「{title['ja']}」",
                "en": f"Source: {edition.producer}, {title['en']}",
            },
        },
        "second_hand": False,
        **({"illustrative": True} if made_up else {}),
        "study": {
            "population": panel_text.MADE_UP if made_up else panel_text.HANDED_IN,
            "n": responses.size,
            "n_note": panel_text.n_note(limits),
            **_fieldwork(responses.times, edition.year, limits),
        },
    }


def _name(survey: Survey) -> Words:
    has_short = all(text.get("short_title") for text in survey.text.values())
    return both(survey, "short_title" if has_short else "title")


def _fieldwork(times: Times, year: int, limits: Limits) -> Plain:
    """The years in which enough results were made for no one to show; nothing where the edition's is not
    one of them or next to them."""
    found, counts = np.unique(years(times), return_counts=True)
    many = [int(one) for one, count in zip(found, counts, strict=True) if count >= limits.minimum]
    if not many or abs(many[0] - year) > 1:
        return {}
    return {"fieldwork": {"from": str(many[0]), "to": str(many[-1])}}


def _units(survey: Survey, metrics: Sequence[Plain]) -> Plain:
    used = {metric.get("unit") for metric in metrics}
    own = {
        f"unit_{question.id}": both(survey, "questions", question.id, "unit")
        if all(text["questions"][question.id].get("unit") for text in survey.text.values())
        else UNITS["points"]
        for question in survey.questions
        if question.kind == NUMBER
    }
    return {id_: words for id_, words in {**UNITS, **own}.items() if id_ in used}


def _themes(survey: Survey, metrics: Sequence[Plain]) -> list[Plain]:
    named = {
        "scores": panel_text.SCORES,
        **{f"axis_{axis.id}": both(survey, "axes", axis.id, "name") for axis in survey.axes},
        "profile": panel_text.PROFILE,
    }
    used = {metric["theme"] for metric in metrics}
    return [{"id": id_, "label": label} for id_, label in named.items() if id_ in used]


def _segments(splits: Sequence[Dimension]) -> Plain:
    segments = [
        {
            "id": one.id,
            "label": one.label,
            **({"metric": f"profile_{one.id}"} if one.scale is not None else {}),
            "values": [{"id": id_, "label": label} for id_, label in one.values],
        }
        for one in splits
    ]
    return {"segments": segments} if segments else {}
