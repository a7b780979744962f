"""Results of a team, and the answers that it agrees on."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from .drawing import ChartOption


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
