"""The plan: phases, routes, targets and the steps that are followed up."""

from __future__ import annotations

from typing import Any, TypedDict

from ...advice.tracking import Status


class PlanStep(TypedDict):
    """A step of a phase or a route."""

    question: str
    number: int
    option: str
    title: str
    brief: str
    label: str
    about: str
    axis: str
    axis_id: str
    effort: str
    gain: str
    gain_value: float
    moves: str
    level: str | None
    needs: list[str]
    planned: bool
    why_now: str | None
    wording: str
    counts: str | None


class PhaseView(TypedDict):
    """A phase of the roadmap."""

    number: int
    title: str
    index: str | None
    level: str | None
    axes: list[str]
    steps: list[PlanStep]


class PathView(TypedDict):
    """A route; ``later``: the steps beyond the phases, None for a route of its own."""

    title: str
    say: str
    effort: str
    steps: list[PlanStep]
    found: bool
    later: list[PlanStep] | None


class TargetRow(TypedDict):
    """A target: where the score started, where it is, and where the plan leads."""

    value: float | None
    now: str
    value_start: float | None
    start: str
    value_planned: float | None
    target: str | None
    value_target: float | None
    reached: bool
    share: float | None
    say: str | None


class AxisTarget(TargetRow):
    """The target of an axis."""

    id: str
    name: str


class IndexTarget(TargetRow):
    """The target of the index."""

    name: str
    label: str | None


class TargetData(TypedDict, total=False):
    """The targets as they stand in a plan."""

    level: str
    index: float
    axes: dict[str, float]


class LevelChoice(TypedDict):
    """A level to aim at."""

    id: str
    label: str


class TargetView(TypedDict):
    """The targets."""

    given: TargetData
    choices: list[LevelChoice]
    index: IndexTarget
    axes: list[AxisTarget]
    say: str | None
    way: PathView | None


class SavedStep(TypedDict):
    """A step of the saved plan."""

    question: str
    number: int
    option: str
    title: str
    axis: str
    axis_id: str
    effort: str
    brief: str
    about: str
    done: bool
    state: str
    status: Status
    owner: str
    due: str
    due_said: str
    late: bool
    note: str
    link: str
    reason: str
    hint: str | None


class StatusChoice(TypedDict):
    """A status that a step can have."""

    id: Status
    label: str


class SavedPlanView(TypedDict):
    """The saved plan; ``data`` is the plan itself."""

    made: str
    since: str
    say: str
    index: str | None
    level: str | None
    text: str
    baseline: str | None
    late: str | None
    statuses: list[StatusChoice]
    steps: list[SavedStep]
    data: dict[str, Any]


class PlanView(TypedDict):
    """The plan view."""

    locale: str
    about: str
    none: str | None
    open: str | None
    waves: list[PhaseView]
    way: PathView | None
    target: TargetView
    plan: SavedPlanView | None
