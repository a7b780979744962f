"""The shapes of all views: what the page, the exports and the command line read.

Type checkers read this module, programs do not: the engine never imports it. The types of the page's
scripts (``site_src/assets/lib/views.d.ts``) are generated from it, so that both ends of a view are checked
against one declaration. Texts are in the language of the view; numbers beside them are for drawing.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from ..advice.tracking import Status
from ..benchmarking.standing import Obstacle
from ..model.answers import State
from ..model.practice import ContradictionKind
from ..model.survey import Kind
from .differences import Direction

ChartOption = dict[str, Any]
"""An Apache ECharts option."""


class AnswerData(TypedDict, total=False):
    """An answer as it stands in a result file, or as none."""

    choice: str
    choices: list[str]
    number: float
    state: Literal["unknown", "not_applicable", "unanswered"]


# The report

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


class EditionChoice(TypedDict):
    """An edition to compare with."""

    id: str
    label: str


class GroupChoice(TypedDict):
    """A group to compare with; ``mine``: the respondent's own."""

    id: str
    label: str
    mine: bool


class SegmentChoice(TypedDict):
    """A grouping of respondents and its groups."""

    id: str
    label: str
    values: list[GroupChoice]


class ComparisonView(TypedDict):
    """The edition and group that are compared with, and those that could be; ``profile`` is what the group of
    the profile is called."""

    edition: str | None
    segment: dict[str, str]
    everyone: bool
    profile: str | None
    editions: list[EditionChoice]
    segments: list[SegmentChoice]
    say: list[str]


class TraitValue(TypedDict):
    """A value of a trait."""

    id: str
    label: str


class TraitChoice(TypedDict):
    """A trait by which the closest group is chosen, and what is asked for; None: any."""

    id: str
    label: str
    values: list[TraitValue]
    value: str | None


class AlikeGroup(TypedDict):
    """A published group: what it is, how far it is from what is asked, and where the answer is in it."""

    snapshot: str
    edition: str
    group: str
    closest: bool
    far: list[str]
    say: list[str]
    n: str
    first_hand: bool
    hand: str
    respondents: str | None
    differs: str | None


class AlikeMetric(TypedDict):
    """An answer with all published groups of its metric, the closest first."""

    metric: str
    question: str
    title: str
    you: str
    match: str
    note: str | None
    groups: list[AlikeGroup]


class AlikeView(TypedDict):
    """Peers like the respondent; ``picked``: the traits were picked, not taken from the profile. ``norms``
    says which norms are not published, and what would bring them."""

    norms: str | None
    picked: bool
    traits: list[TraitChoice]
    about: str
    metrics: list[AlikeMetric]


class NormView(TypedDict):
    """One score among a panel's."""

    n: int | None
    low: float | None
    high: float | None
    median: float | None
    band_text: str | None
    median_text: str | None
    place: str | None


class PeersView(TypedDict):
    """A panel; without one, ``say`` has the reason and the rest is missing."""

    panel: str | None
    say: list[str]
    illustrative: NotRequired[bool]
    legend: NotRequired[str | None]
    cautions: NotRequired[list[str]]
    source: NotRequired[list[str]]
    about: NotRequired[str]
    index: NotRequired[NormView | None]
    axes: NotRequired[dict[str, NormView | None]]


class BarView(TypedDict):
    """The share of one category; ``allowed`` is its confidence interval."""

    id: str
    label: str
    here: bool
    share: float | None
    text: str
    allowed: str | None
    status: str | None


class ShareInterval(TypedDict):
    """The confidence interval of the share of the respondent's answer, from 0 to 100."""

    name: str
    low: float
    high: float
    value: float | None
    text: str


class YearView(TypedDict):
    """The same answer in another edition."""

    year: str
    snapshot: str
    share: str
    n: int | None
    segment: str


class StandingView(TypedDict):
    """One answer in one study."""

    question: str
    number: int
    metric: str
    theme: str
    theme_name: str
    title: str
    you: str
    snapshot: str
    say: list[str]
    cautions: list[str]
    own: bool
    fell_back: bool
    cut: bool
    source: list[str]
    respondents: str | None
    differs: str | None
    attribution: str
    base: str
    match: str
    note: str | None
    n: int | None
    tiny: bool
    small: bool
    problem: Obstacle | None
    bars: list[BarView]
    interval: ShareInterval | None
    chart: ChartOption | None
    years: list[YearView]


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


# The plan


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


# What-if


class Moved(TypedDict):
    """A score before and after."""

    before: str
    after: str
    moved: str
    direction: Direction | None
    value_before: float | None
    value_after: float | None


class SupposedIndex(Moved):
    """The index before and after."""

    level_before: str | None
    level_after: str | None
    level_moves: bool
    gate: str | None


class SupposedAxis(Moved):
    """An axis before and after."""

    id: str
    name: str
    level: str | None


class SupposedItem(Moved):
    """An item before and after, and what each of its options would add now."""

    answer: AnswerData
    chosen: list[str]
    own: list[str]
    state: str | None
    gains: dict[str, str]


class ChangedAnswer(TypedDict):
    """A changed answer."""

    question: str
    number: int
    prompt: str
    before: str
    after: str


class MovedStanding(TypedDict):
    """The comparison of a changed answer, before and after."""

    question: str
    title: str
    study: str
    before: str
    after: str


class WhatIfView(TypedDict):
    """The effect of changed answers."""

    index: SupposedIndex
    axes: list[SupposedAxis]
    items: dict[str, SupposedItem]
    changed: list[ChangedAnswer]
    standings: list[MovedStanding]
    say: str


class OptionWords(TypedDict):
    """An option that can be toggled."""

    id: str
    label: str
    exclusive: bool


class QuestionWords(TypedDict):
    """A question whose options can be toggled."""

    id: str
    number: int
    prompt: str
    kind: Kind
    options: list[OptionWords]


class AxisWords(TypedDict):
    """An axis whose questions can be changed."""

    id: str
    name: str
    questions: list[QuestionWords]


# The quick check


class QuickRange(TypedDict):
    """The range that is certain to contain the index."""

    low: float
    high: float
    text: str
    of: str
    say: str


class QuickConstraint(TypedDict):
    """The weakest axis so far."""

    id: str
    name: str
    about: str
    certain: bool
    say: str


class QuickView(TypedDict):
    """The result of the quick check."""

    locale: str
    questions: list[str]
    open: list[str]
    left: int
    go_on: str | None
    range: QuickRange | None
    levels: list[LevelView]
    constraint: QuickConstraint | None
    not_asked: str | None
    start: PlanStep | None


# Several results


class RefusedView(TypedDict):
    """A file that could not be read, and why."""

    id: str
    name: str
    problems: list[str]


class PersonView(TypedDict):
    """One of a team."""

    id: str
    number: int
    name: str
    own: bool
    role: str | None
    date: str
    index: str | None
    level: str | None


class TeamRow(TypedDict):
    """The index or an axis in a team."""

    id: str
    name: str
    n: int
    values: list[str]
    chart: ChartOption | None
    mean: str
    deviation: str
    low: str
    high: str


class RoleHead(TypedDict):
    """A column of the table by role."""

    name: str
    n: str


class RoleRow(TypedDict):
    """A row of the table by role."""

    name: str
    texts: list[str]


class RolesView(TypedDict):
    """Mean scores by role."""

    heads: list[RoleHead]
    rows: list[RoleRow]


class ChoiceView(TypedDict):
    """An answer and those who gave it; ``open``: it is no answer."""

    label: str
    count: str
    share: float
    who: list[str]
    open: bool


class NoteView(TypedDict):
    """A note and its author."""

    who: str
    text: str


class TeamItemView(TypedDict):
    """A question in a team; ``say``: how far apart the answers are, in words."""

    question: str
    number: int
    axis: str | None
    prompt: str
    say: str
    agreement: str
    agreement_value: float | None
    mean: str
    deviation: str
    choices: list[ChoiceView]
    notes: list[NoteView]


class TeamPeople(TypedDict):
    """A team's people."""

    people: list[PersonView]
    refused: list[RefusedView]
    repeats: dict[str, str]
    remarks: list[str]
    notes: int


class TeamWithout(TeamPeople):
    """A team without figures, and why: it is too small or too large."""

    none: str


class TeamView(TeamPeople):
    """A team with its figures."""

    none: None
    title: str
    index: str | None
    rows: list[TeamRow]
    roles: RolesView | None
    disagreements: list[TeamItemView]
    items: list[TeamItemView]
    agreed: str | None
    about: str
    agreement: ChartOption | None


class OfferedAnswer(TypedDict):
    """An answer that a team can agree on."""

    id: str
    label: str


class PlainAnswer(TypedDict):
    """An answer as it stands in a result file: one of these keys."""

    choice: NotRequired[str]
    choices: NotRequired[list[str]]
    number: NotRequired[float]
    state: NotRequired[str]


class AgreeItem(TypedDict):
    """A question on which a team agrees. ``answer``: the agreed one as it stands in a result file;
    ``is_same``: everybody gave the same answer; ``agreed``: the agreed answer in words."""

    question: str
    number: int
    prompt: str
    kind: str
    say: str
    options: list[OfferedAnswer]
    states: list[OfferedAnswer]
    unit: str
    choices: list[ChoiceView]
    notes: list[NoteView]
    answer: PlainAnswer | None
    agreed: str | None
    note: str
    is_same: bool


class AgreeView(TypedDict):
    """A workshop: its questions, the widest disagreement first, and the outcome as a result file."""

    say: str
    label: str
    n: int
    items: list[AgreeItem]
    text: str
    name: str


class SpreadView(TypedDict):
    """A mean with its spread, as texts and as numbers."""

    n: int
    mean: str
    low: str
    high: str
    deviation: str
    range: str
    mean_value: float | None
    low_value: float | None
    high_value: float | None
    deviation_value: float | None


class AxisSpread(SpreadView):
    """The spread of an axis."""

    id: str
    name: str


class BriefItem(TypedDict):
    """A question on which a team may disagree."""

    question: str
    axis: str | None
    text: str
    agreement: str
    choices: list[str]
    number: int
    prompt: str


class TeamSummary(TypedDict):
    """A team without its people."""

    title: str
    index: str
    axes: list[AxisSpread]
    disagreements: list[BriefItem]
    agreed: str | None
    items: list[BriefItem]
    about: str


class AxisChangeView(TypedDict):
    """The change of an axis."""

    id: str
    name: str
    before: str
    after: str
    moved: str
    before_value: float | None
    after_value: float | None
    direction: Direction | None
    text: str


class ItemChangeView(TypedDict):
    """The change of an answer."""

    question: str
    number: int
    prompt: str
    axis: str | None
    before: str
    after: str
    moved: str | None
    direction: Direction | None
    added: list[str]
    removed: list[str]
    text: str


class NoteChangeView(TypedDict):
    """The change of a note."""

    question: str
    number: int
    prompt: str
    before: str | None
    after: str | None


class ChangesView(TypedDict):
    """The changes between two results."""

    title: str
    index: str
    axes: list[AxisChangeView]
    items: list[ItemChangeView]
    notes: list[NoteChangeView]
    none: str | None
    version: str | None


class MoveView(TypedDict):
    """A place that moved since other editions were out."""

    number: int
    question: str
    title: str
    editions: list[str]
    texts: list[str]


class OthersView(TypedDict):
    """The changes that do not come from the respondent."""

    say: list[str]
    moves: list[MoveView]


class PairView(ChangesView):
    """The changes between two results of a timeline."""

    others: OthersView


class ResultView(TypedDict):
    """A result of a timeline."""

    id: str
    head: str
    name: str
    present: bool
    index: str | None
    level: str | None
    version: str | None


class RowView(TypedDict):
    """The index or an axis over time."""

    id: str
    name: str
    texts: list[str]
    moved: str | None
    direction: Direction | None
    chart: ChartOption | None


class TimeView(TypedDict):
    """Results over time."""

    results: list[ResultView]
    refused: list[RefusedView]
    repeats: dict[str, str]
    remarks: list[str]
    none: str | None
    rows: list[RowView]
    legend: list[str]
    pair: list[str] | None
    changes: PairView | None


# Exports


class OfferedTable(TypedDict):
    """A table that can be downloaded."""

    name: str
    title: str


class PictureView(TypedDict):
    """A chart that can be downloaded, with all that it needs to stand alone."""

    name: str
    title: str
    you: str | None
    chart: ChartOption
    source: str


class OfferView(TypedDict):
    """The tables and charts that can be downloaded."""

    tables: list[OfferedTable]
    pictures: list[PictureView]


class ColumnView(TypedDict):
    """A column of a table; the width is in characters."""

    name: str
    title: str
    width: int


class TableView(TypedDict):
    """A table."""

    name: str
    title: str
    columns: list[ColumnView]
    rows: list[list[str | float | None]]


# The slide


class SlideRow(TypedDict):
    """A line of a column: a text and a figure."""

    text: str
    figure: str


class SlideColumn(TypedDict):
    """A column of the slide."""

    title: str
    about: str | None
    rows: list[SlideRow]


class SlideStanding(TypedDict):
    """A comparison on the slide."""

    title: str
    you: str
    say: str
    source: str


class Masthead(TypedDict):
    """The head of a report on a slide or on a page, and its source."""

    title: str
    about: list[str]
    score: str | None
    of: str
    range: str | None
    level: str | None
    say: str
    source: str


class SlideView(Masthead):
    """A report on one slide."""

    radar: ChartOption | None
    columns: list[SlideColumn]
    standings: list[SlideStanding]


class BoardFinding(TypedDict):
    """A finding of the board pack."""

    title: str
    text: str


class BoardFindings(TypedDict):
    """The findings of the board pack."""

    title: str
    rows: list[BoardFinding]


class BoardRoadmap(TypedDict):
    """The next steps in the board pack, as a table."""

    title: str
    about: str
    heads: list[str]
    rows: list[list[str]]


class BoardComparisons(TypedDict):
    """The comparisons in the board pack; `none` where it has no row."""

    title: str
    none: str
    rows: list[SlideStanding]


class BoardView(Masthead):
    """A report on two pages for a board."""

    radar: ChartOption | None
    change: BoardFindings | None
    findings: BoardFindings
    roadmap: BoardRoadmap | None
    comparisons: BoardComparisons
    method: str
