"""The metrics of a panel: index and axes, answers to every scored question, and the numbers that split it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cspi_build.panels import text as panel_text
from cspi_build.panels.reading.codes import Column, Floats, Responses
from cspi_build.panels.tabulation.bands import Words
from cspi_build.panels.tabulation.cells import (
    Cell,
    Split,
    choice_cells,
    option_cells,
    profile_cell,
    score_cells,
)
from cspi_build.panels.tabulation.dimensions import Dimension, both
from cspi_build.panels.tabulation.disclosure import Limits, Rows, safe_groups
from cspi_build.panels.tabulation.scores import IndexScores, tenths
from cspi_build.panels.tabulation.tally import Tally, category_ids, tally_answers, tally_scores
from cspi_build.panels.wording import joined
from cspi_core.benchmarking import panels as core_panel
from cspi_core.model.survey import MULTIPLE, NUMBER, SINGLE, Question, Survey

__all__ = ["Metrics", "named", "theme_id"]

Metric = dict[str, Any]

_SCORE_UNIT = "points"


@dataclass(frozen=True)
class Metrics:
    """Makes the metrics of a panel. `status` is that of every figure."""

    responses: Responses
    scores: IndexScores
    dimensions: Sequence[Dimension]
    limits: Limits
    status: str

    def all(self) -> Iterator[Metric]:
        """Every metric, in the order of the survey."""
        survey = self.responses.survey
        yield self._score(core_panel.index_metric(survey), self._named(panel_text.INDEX), self.scores.score)
        for axis in self.scores.axes:
            name = both(survey, "axes", axis.axis.id, "name")
            yield self._score(core_panel.axis_metric(survey, axis.axis.id), self._named(name), axis.score)
        for column in self.responses.columns.values():
            if column.question.scored:
                yield self._answers(column)
        for dimension in self.dimensions:
            if dimension.scale is not None:
                yield self._profile(dimension)

    def _named(self, name: Words) -> Words:
        return named(self.responses.survey, name)

    def _score(self, id_: str, title: Words, scores: Floats) -> Metric:
        rounded = tenths(scores)
        splits = [self._split(one, tally_scores(rounded, _groups(one))) for one in self.dimensions]
        everyone = tally_scores(rounded, (np.zeros(len(rounded), np.int16), 0))
        return {
            "id": id_,
            "theme": theme_id(self.responses.survey),
            "title": title,
            "kind": "numeric",
            "unit": _SCORE_UNIT,
            "direction": "higher",
            "base": panel_text.SCORED,
            "cells": score_cells(splits, everyone, self.limits, self.status),
        }

    def _answers(self, column: Column) -> Metric:
        survey, question = self.responses.survey, column.question
        head = {
            "id": core_panel.question_metric(survey, question),
            "theme": theme_id(survey, question.axis),
            "title": both(survey, "questions", question.id, "prompt"),
            **_kind(question),
            "base": panel_text.ANSWERED,
            "categories": _categories(survey, question),
        }
        splits = [self._split(one, tally_answers(column, _groups(one))) for one in self.dimensions]
        everyone = tally_answers(column, (np.zeros(self.responses.size, np.int16), 0))
        if question.kind == MULTIPLE:
            return {**head, "cells": option_cells(question, splits, everyone, self.limits, self.status)}
        ids = category_ids(question)
        return {**head, "cells": choice_cells(ids, splits, everyone, self.limits, self.status)}

    def _profile(self, dimension: Dimension) -> Metric:
        scale = dimension.scale
        assert scale is not None  # noqa: S101 (only called with a number)
        step = {} if scale.step is None else {"step": scale.step}
        bands = [
            {"id": band.id, "label": band.label, **_bounds(band.start, band.end)} for band in scale.bands
        ]
        ids, sizes = [band.id for band in scale.bands], self._sizes(dimension)
        return {
            "id": core_panel.profile_metric(dimension.id),
            "theme": "profile",
            "title": dimension.label,
            "kind": "numeric",
            "unit": scale.unit,
            **step,
            "direction": scale.direction,
            "base": panel_text.GAVE_NUMBER,
            "categories": bands,
            "cells": [profile_cell(ids, sizes, self._rows(dimension), self.status)],
        }

    def _split(self, dimension: Dimension, tally: Tally) -> Split:
        values = [id_ for id_, _ in dimension.values]
        return Split(dimension.id, values, self._rows(dimension), tally)

    def _rows(self, dimension: Dimension) -> Rows:
        return safe_groups(self._sizes(dimension), self.limits)

    def _sizes(self, dimension: Dimension) -> list[int]:
        counts = np.bincount(dimension.groups, minlength=len(dimension.values) + 1)
        return [int(count) for count in counts]


def theme_id(survey: Survey, axis: str | None = None) -> str:
    """The theme of the scores, or of an axis's questions; like a metric it names the survey."""
    return core_panel.axis_metric(survey, axis) if axis else f"{core_panel.prefix(survey)}_scores"


def named(survey: Survey, name: Words) -> Words:
    """A name that is only clear beside the survey's, such as that of an axis, with the survey's before it."""
    has_short = all(text.get("short_title") for text in survey.text.values())
    title = both(survey, "short_title" if has_short else "title")
    ja, en = f"{title['ja']}：{name['ja']}", f"{title['en']}: {name['en']}"
    named_in_all = joined("{}: {}", ja, en, title, name)
    others = {one: f"{title[one]}: {name[one]}" for one in title if one in name}
    return {**others, **named_in_all}


def _groups(dimension: Dimension) -> tuple[Any, int]:
    return dimension.groups, len(dimension.values)


def _kind(question: Question) -> Metric:
    if question.kind == SINGLE:
        return {"kind": "single", "ordered": True, "direction": "higher"}
    if question.kind == MULTIPLE:
        return {"kind": "multiple", "direction": "none"}
    return {"kind": "numeric", "unit": f"unit_{question.id}", "direction": _direction(question)}


def _direction(question: Question) -> str:
    values = [band.value for band in question.bands]
    rising, falling = values == sorted(values), values == sorted(values, reverse=True)
    if rising == falling:
        return "none"
    return "higher" if rising != question.reverse else "lower"


def _categories(survey: Survey, question: Question) -> list[Cell]:
    kind = "bands" if question.kind == NUMBER else "options"
    bounds = {band.id: _bounds(band.start, band.end) for band in question.bands}
    path = ("questions", question.id, kind)
    return [
        {"id": id_, "label": both(survey, *path, id_, "label"), **bounds.get(id_, {})}
        for id_ in category_ids(question)
    ]


def _bounds(start: float | None, end: float | None) -> dict[str, float]:
    return {name: bound for name, bound in (("from", start), ("to", end)) if bound is not None}
