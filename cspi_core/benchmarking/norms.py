"""Position of the index and axis scores within a peer panel (norm-referenced; levels are
criterion-referenced).

Panel quantiles are rounded to an unpublished step. The step is inferred as the largest one that divides all
of them, and a score is reported above or below a quantile only if rounding cannot change that. A position
is never more precise than between two quantiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.survey import Survey
from ..rounding import rounded
from ..scoring.scores import IndexScore
from .edition import Cell, Segment, Snapshot
from .panels import axis_metric, index_metric, panels_of
from .segments import Against, has_scores, score_cell, wanted_segment, widening

QUANTILES = ("p10", "p25", "median", "p75", "p90")

GRAINS = (20.0, 10.0, 5.0, 2.5)
"""The grains to which panels round quantiles, in points, the coarsest first."""


@dataclass(frozen=True)
class Place:
    """The highest quantile that a score is surely above, the lowest that it is surely below (None: there is
    none), and those between, which it may be at."""

    above: str | None
    below: str | None
    about: tuple[str, ...]


@dataclass(frozen=True)
class Norm:
    """The norm of one score in a group of a panel: ``n``, its quantiles in points (0 to 100), and the
    respondent's position (None without a score).
    """

    n: int | None
    quantiles: Mapping[str, float]
    place: Place | None

    @property
    def band(self) -> tuple[float, float] | None:
        """The 25th and the 75th percentile; None where the panel withholds one of them."""
        if not {"p25", "p75"} <= set(self.quantiles):
            return None
        return self.quantiles["p25"], self.quantiles["p75"]


@dataclass(frozen=True)
class Peers:
    """A panel's group beside the respondent's scores. ``wanted`` is the group asked for, ``segment`` the one
    found; ``picked``: it was not the profile that gave it. ``axes`` by id; None where nothing is known."""

    panel: Snapshot
    wanted: Segment
    segment: Segment
    picked: bool
    index: Norm | None
    axes: Mapping[str, Norm | None]

    @property
    def fell_back(self) -> bool:
        """Return whether the requested group was replaced by another one."""
        return dict(self.wanted) != dict(self.segment)

    @property
    def bands(self) -> dict[str, tuple[float, float]] | None:
        """The band of every axis; None unless all of them have one."""
        found = {axis: norm.band for axis, norm in self.axes.items() if norm is not None and norm.band}
        return found if len(found) == len(self.axes) else None


def peers(
    survey: Survey,
    answers: Mapping[str, Any],
    index: IndexScore,
    snapshots: Iterable[Snapshot],
    against: Against,
) -> Peers | None:
    """The scores among those of the survey's panel: the one that was asked for, else the newest. One group
    serves all of them, so that axes can be compared. None where no panel compares."""
    panels = panels_of(survey, snapshots)
    panel = next((one for one in panels if one.id == against.edition), panels[0] if panels else None)
    if panel is None:
        return None
    wanted = wanted_segment(survey, answers, panel, against)
    usable = (segment for segment in widening(wanted) if has_scores(panel, survey, segment))
    segment = next(usable, {})
    scores = {axis.axis.id: axis.score for axis in index.axes}
    return Peers(
        panel=panel,
        wanted=wanted,
        segment=segment,
        picked=bool(against.segment),
        index=_norm(score_cell(panel, index_metric(survey), segment), index.score),
        axes={
            name: _norm(score_cell(panel, axis_metric(survey, name), segment), score)
            for name, score in scores.items()
        },
    )


def _norm(cell: Cell | None, score: float | None) -> Norm | None:
    if cell is None:
        return None
    quantiles = {name: cell.figures[name] for name in QUANTILES if name in cell.figures}
    return Norm(cell.n, quantiles, place(rounded(score), quantiles))


def place(score: float | None, quantiles: Mapping[str, float]) -> Place | None:
    """Between which quantiles a score (rounded as it is shown) surely lies. A quantile shown as q was one in
    [q - grain / 2, q + grain / 2)."""
    if score is None or not quantiles:
        return None
    half = grain(quantiles.values()) / 2
    above = [name for name, value in quantiles.items() if score >= value + half]
    below = [name for name, value in quantiles.items() if score < value - half]
    about = tuple(name for name in quantiles if name not in above and name not in below)
    return Place(above[-1] if above else None, below[0] if below else None, about)


def grain(quantiles: Iterable[float]) -> float:
    """The coarsest grain that all of them are multiples of: no finer than the one that was used."""
    values = list(quantiles)
    return next((one for one in GRAINS if all(value % one == 0 for value in values)), GRAINS[-1])


def to_dict(found: Peers | None) -> dict[str, Any] | None:
    """The peers as JSON-able data; the panel's figures as it publishes them."""
    if found is None:
        return None
    return {
        "panel": found.panel.id,
        "illustrative": found.panel.illustrative,
        "wanted": dict(found.wanted),
        "segment": dict(found.segment),
        "picked": found.picked,
        "index": _plain(found.index),
        "axes": {name: _plain(norm) for name, norm in found.axes.items()},
    }


def _plain(norm: Norm | None) -> dict[str, Any] | None:
    if norm is None:
        return None
    at = norm.place
    where = None if at is None else {"above": at.above, "below": at.below, "about": list(at.about)}
    return {"n": norm.n, "quantiles": dict(norm.quantiles), "place": where}
