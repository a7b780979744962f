"""A panel as an edition: what `benchmark_snapshots/<id>.yaml` holds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.panels import text as panel_text
from cspi_build.panels.metadata import Edition, about
from cspi_build.panels.reading.codes import Responses
from cspi_build.panels.tabulation.bands import UNITS
from cspi_build.panels.tabulation.dimensions import Dimension, both, dimensions
from cspi_build.panels.tabulation.disclosure import LIMITS, Limits
from cspi_build.panels.tabulation.metrics import Metrics, named, theme_id
from cspi_build.panels.tabulation.scores import IndexScores
from cspi_build.panels.wording import in_languages
from cspi_core.benchmarking.panels import profile_metric
from cspi_core.model.survey import NUMBER, Survey

__all__ = ["edition_of"]

Plain = dict[str, Any]


def edition_of(responses: Responses, scores: IndexScores, edition: Edition, limits: Limits = LIMITS) -> Plain:
    """The whole edition. Hidden questions must be marked already (`Responses.asked`).

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
    whole = {
        **about(responses, edition, limits),
        "units": _units(responses.survey, kept),
        "themes": _themes(responses.survey, kept),
        **_segments([one for one in splits if one.id in shown]),
        "metrics": kept,
        **_omitted(empty),
        "notes": panel_text.notes(limits),
    }
    found: Plain = in_languages(whole, edition.spoken(responses.survey))
    return found


def _is_shown(cell: Mapping[str, Any]) -> bool:
    return not cell.get("suppressed")


def _shown_dimensions(metrics: Sequence[Plain]) -> set[str]:
    """The dimensions by which anything is published."""
    cells = (cell for metric in metrics for cell in metric["cells"])
    return {name for cell in cells if _is_shown(cell) for name in cell["segment"]}


def _is_kept(metric: Plain, shown: set[str]) -> bool:
    """Whether a metric has any figure; the bands of a number are there only for the split that they make."""
    is_split = metric["theme"] != "profile" or metric["id"] in map(profile_metric, shown)
    return is_split and any(map(_is_shown, metric["cells"]))


def _omitted(metrics: Sequence[Plain]) -> Plain:
    entries = [
        {"metric": metric["id"], "what": metric["title"], "reason": panel_text.TOO_FEW} for metric in metrics
    ]
    return {"omitted": entries} if entries else {}


def _without_splits(metric: Plain, shown: set[str]) -> Plain:
    return {**metric, "cells": [cell for cell in metric["cells"] if set(cell["segment"]) <= shown]}


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
    labels = {
        theme_id(survey): named(survey, panel_text.SCORES),
        **{
            theme_id(survey, axis.id): named(survey, both(survey, "axes", axis.id, "name"))
            for axis in survey.axes
        },
        "profile": panel_text.PROFILE,
    }
    used = {metric["theme"] for metric in metrics}
    return [{"id": id_, "label": label} for id_, label in labels.items() if id_ in used]


def _segments(splits: Sequence[Dimension]) -> Plain:
    segments = [
        {
            "id": one.id,
            "label": one.label,
            **({"metric": profile_metric(one.id)} if one.scale is not None else {}),
            "values": [{"id": id_, "label": label} for id_, label in one.values],
        }
        for one in splits
    ]
    return {"segments": segments} if segments else {}
