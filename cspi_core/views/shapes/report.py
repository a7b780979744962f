"""The report: headline, axes, items, and what is to be asked or read again."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ...model.answers import State
from ...model.practice import ContradictionKind
from .benchmarks import AlikeView, ComparisonView, PeersView, StandingView

LevelView = TypedDict("LevelView", {"name": str, "from": float, "here": bool, "shown": NotRequired[str]})
"""A level on the ladder: where it starts from 0 to 100, and as it is shown where that is another number."""


CriterionRow = TypedDict("CriterionRow", {"label": str, "from": str, "here": bool})


class CriterionView(TypedDict):
    """Published cut-offs or norms, and the row that the score is in."""

    name: str
    about: str | None
    source: str
    rows: list[CriterionRow]


class BesideScore(TypedDict, total=False):
    """The figure on a scale of its own, and cut-offs: beside the score of only some surveys."""

    figure: float | None
    criteria: list[CriterionView]


class GroupView(TypedDict):
    """A group of axes; ``value``, ``low`` and ``high`` are from 0 to 100."""

    id: str
    name: str
    about: str
    score: str
    value: float | None
    low: float | None
    high: float | None
    range: str | None
    level: str | None
    coverage: str
    depth: int
    axes: list[str]
    criteria: NotRequired[list[CriterionView]]


class IntervalView(TypedDict):
    """The range within which the index could lie: by what is open, or under other weights."""

    kind: Literal["open", "weights"]
    name: str
    low: float
    high: float
    text: str
    say: str | None


class TargetMark(TypedDict):
    """The mark of a target on a scale."""

    value: float
    reached: bool
    text: str


class StartStep(TypedDict):
    """A step of the first phase in one sentence."""

    question: str
    option: str
    text: str


class StartView(TypedDict):
    """The steps of the first phase."""

    title: str
    steps: list[StartStep]


class HeadlineView(TypedDict):
    """The top of the report."""

    score: str | None
    value: float | None
    of: str
    low: float | None
    high: float | None
    range: str | None
    level: str | None
    level_number: int | None
    levels: list[LevelView]
    about: str | None
    level_span: str | None
    gate: str | None
    start: StartView | None
    second_look: str | None
    say: str | None
    meta: list[str]
    coverage: str | None
    bounds: str | None
    sensitivity: str | None
    intervals: list[IntervalView]
    none: str | None
    target: TargetMark | None
    figure: NotRequired[float | None]
    criteria: NotRequired[list[CriterionView]]


class WorkingRow(TypedDict):
    """One term of a calculation."""

    id: str
    name: str
    weight: str
    score: str
    product: str


class WorkingView(TypedDict):
    """A full-precision calculation."""

    rows: list[WorkingRow]
    weights: str
    sum: str
    say: str
    left_out: list[str]


class MoreView(TypedDict):
    """An improvement of an item."""

    option: str
    label: str
    gain: str
    next: str
    open: bool


class ItemView(TypedDict):
    """An item: its answer, why it earns what it earns, and how to improve it."""

    id: str
    number: int
    prompt: str
    state: State
    state_text: str | None
    answer: list[str]
    value: float | None
    score: str
    why: list[str]
    arithmetic: str | None
    more: list[MoreView]
    note: str | None


class EndView(TypedDict):
    """One of the strongest or weakest axes."""

    id: str
    name: str
    score: str


class AxisView(EndView):
    """An axis with its items."""

    about: str
    weight: str
    value: float | None
    low: float | None
    high: float | None
    range: str | None
    level: str | None
    coverage: str
    none: str | None
    arithmetic: str | None
    working: WorkingView | None
    target: TargetMark | None
    items: list[ItemView]
    figure: NotRequired[float | None]
    criteria: NotRequired[list[CriterionView]]


class StepView(TypedDict):
    """A step of the roadmap in the report."""

    question: str
    number: int
    option: str
    phase: int
    gain: str
    gain_value: float
    title: str
    about: str
    axis: str
    axis_id: str
    effort: str
    tag: str


class NumberedQuestion(TypedDict):
    """A question that a text is about."""

    id: str
    number: int


class ContradictionView(TypedDict):
    """Answers that do not go together, or that are rarely meant (a doubt)."""

    id: str
    kind: ContradictionKind | Literal["doubt"]
    text: str
    questions: list[NumberedQuestion]


class ContradictionsView(TypedDict):
    """The contradictions of a report."""

    title: str
    about: str
    items: list[ContradictionView]


class ProfileView(TypedDict):
    """An answer that describes the respondent."""

    id: str
    number: int
    prompt: str
    answer: list[str]
    note: str | None


class AskedQuestion(TypedDict):
    """A question that nobody has answered."""

    id: str
    prompt: str


class UnknownAxis(TypedDict):
    """The unknown questions of an axis, and who can usually answer them."""

    id: str
    name: str
    who: str
    questions: list[AskedQuestion]


class UnknownsView(TypedDict):
    """The people who can answer what nobody has answered."""

    say: str
    axes: list[UnknownAxis]


class ConclusionView(TypedDict):
    """The conclusion of a survey without axes; ``themes``: those to look at first."""

    title: str
    lines: list[str]
    themes: list[str]


class ReportView(TypedDict):
    """The report."""

    locale: str
    title: str
    date: str
    label: str
    headline: HeadlineView
    working: WorkingView | None
    axes: list[AxisView]
    strongest: list[EndView]
    weakest: list[EndView]
    next_steps: list[StepView]
    contradictions: ContradictionsView | None
    profile: list[ProfileView]
    comparison: ComparisonView
    alike: AlikeView | None
    peers: PeersView | None
    standings: list[StandingView]
    unknowns: UnknownsView | None
    unusual: list[str]
    unusual_rule: str | None
    remarks: list[str]
    provenance: list[str]
    groups: NotRequired[list[GroupView]]
    conclusion: NotRequired[ConclusionView]
