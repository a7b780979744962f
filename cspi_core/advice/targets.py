"""Targets: how high the whole and its axes are to come, and how far one has got since the plan was made.

The whole is aimed at as a level or as an index, an axis as a score. What is reached is decided on rounded
scores, as they are shown; so a target can be reached by a little less than it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from ..errors import Problem, shown
from ..model.survey import Survey
from ..rounding import PERCENT, SCALES, Scale

KEYS = ("level", "index", "axes")


@dataclass(frozen=True)
class Target:
    """The targets: a ``level`` (its id) or an ``index``, and scores by axis id, on the scale of the
    survey."""

    level: str | None = None
    index: float | None = None
    axes: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.level is not None or self.index is not None or bool(self.axes)

    def whole(self, survey: Survey) -> float | None:
        """The index that is aimed at."""
        starts = {level.id: level.start for level in survey.levels}
        return self.index if self.level is None else starts[self.level]

    def to_dict(self) -> dict[str, object]:
        """The target as it stands in a file."""
        data: dict[str, object] = {} if self.level is None else {"level": self.level}
        data |= {} if self.index is None else {"index": self.index}
        return data | ({"axes": dict(self.axes)} if self.axes else {})


NO_TARGET = Target()


ROOM: Mapping[str, float] = {"half_up": 0.5, "half_even": 0.5, "down": 0.0, "up": 1.0}
"""How far below what it is shown as a score can lie, in units of its last decimal, by the rounding rule."""


def least(value: float, scale: Scale = PERCENT) -> float:
    """The least score (0 to 100) that is shown as ``value`` or more."""
    return scale.percent(value - ROOM[scale.rule] / SCALES[scale.decimals])


def reached(score: float | None, target: float, scale: Scale = PERCENT) -> bool:
    """Return whether a score, rounded as displayed, is at or above the target."""
    value = scale.shown(score)
    return value is not None and value >= target


def progress(start: float | None, now: float | None, target: float, scale: Scale = PERCENT) -> float | None:
    """Return the progress from ``start`` to ``target``, from 0 to 1; None if unknown."""
    if reached(now, target, scale):
        return 1.0
    aim = scale.percent(target)
    if start is None or now is None or start >= aim:
        return None
    return min(1.0, max(0.0, (now - start) / (aim - start)))


def read_target(survey: Survey, raw: object) -> tuple[Target, tuple[Problem, ...]]:
    """The target in plain data, and every problem found in it; what has one is left out."""
    if not isinstance(raw, Mapping):
        return NO_TARGET, (Problem("bad_target", None, shown(raw), "{level | index, axes}"),)
    problems = [Problem("unknown_key", None, shown(key), ", ".join(KEYS)) for key in raw if key not in KEYS]
    if raw.get("level") is not None and raw.get("index") is not None:
        problems.append(Problem("bad_target", None, "level + index", "level | index"))
    level = _read_level(survey, raw.get("level"), problems)
    index = None if level else _read_score(survey, raw.get("index"), problems)
    axes = _read_axes(survey, raw.get("axes"), problems)
    return Target(level, index, axes), tuple(problems)


def _read_level(survey: Survey, raw: object, problems: list[Problem]) -> str | None:
    known = [level.id for level in survey.levels]
    if raw is None or (isinstance(raw, str) and raw in known):
        return raw
    problems.append(Problem("unknown_level", None, shown(raw), ", ".join(known)))
    return None


def _read_score(survey: Survey, raw: object, problems: list[Problem]) -> float | None:
    if raw is None:
        return None
    scale = survey.scale
    is_number = isinstance(raw, (int, float)) and not isinstance(raw, bool) and isfinite(raw)
    if isinstance(raw, (int, float)) and is_number and scale.minimum < raw <= scale.maximum:
        return raw if raw == scale.round(raw) else scale.round(raw)
    expected = f"{scale.minimum:g} – {scale.maximum:g}"
    problems.append(Problem("bad_target_score", None, shown(raw), expected))
    return None


def _read_axes(survey: Survey, raw: object, problems: list[Problem]) -> dict[str, float]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        problems.append(Problem("bad_target", None, shown(raw), "{axis: score}"))
        return {}
    known = [axis.id for axis in survey.axes]
    strange = [name for name in raw if name not in known]
    problems += [Problem("unknown_axis", None, shown(name), ", ".join(known)) for name in strange]
    scores = {name: _read_score(survey, raw[name], problems) for name in known if name in raw}
    return {name: score for name, score in scores.items() if score is not None}
