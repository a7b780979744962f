"""Groups of axes, and published cut-offs and norms, as a compiled survey has them: they frame its scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..model.survey import Survey


@dataclass(frozen=True)
class Group:
    """A group of axes: all that are in it or in the groups inside it. ``depth``: how many groups it is in."""

    id: str
    axes: tuple[str, ...]
    depth: int = 0


@dataclass(frozen=True)
class Criterion:
    """Published cut-offs or norms of the score of an axis or a group; of the index where ``axis`` is None.
    ``steps``: the rows, each with the score on the survey's scale from which it holds."""

    id: str
    axis: str | None
    source: str
    steps: tuple[tuple[str, float], ...]


@lru_cache(maxsize=8)
def groups_of(survey: Survey) -> tuple[Group, ...]:
    """Return the groups of a survey from the outside in, each before those inside it."""
    return tuple(_groups(survey.frame.get("groups") or ()))


@lru_cache(maxsize=8)
def criteria_of(survey: Survey) -> tuple[Criterion, ...]:
    """Return the published cut-offs and norms of a survey, in its order."""
    return tuple(_criterion(one) for one in survey.frame.get("criteria") or ())


def _groups(data: Sequence[Mapping[str, Any]]) -> Iterator[Group]:
    known = {one["id"]: one for one in data}
    inside = {name for one in data for name in one.get("groups") or ()}

    def opened(name: str, depth: int) -> list[Group]:
        if depth > len(known):
            raise ValueError("groups in a circle")
        own, below = known[name], list[Group]()
        axes = tuple(own.get("axes") or ())
        for child in own.get("groups") or ():
            found = opened(child, depth + 1)
            axes, below = (*axes, *found[0].axes), [*below, *found]
        return [Group(name, axes, depth), *below]

    for name in known:
        if name not in inside:
            yield from opened(name, 0)


def _criterion(data: Mapping[str, Any]) -> Criterion:
    steps = tuple((step["id"], float(step["from"])) for step in data["steps"])
    return Criterion(data["id"], data.get("axis"), data["source"], steps)
