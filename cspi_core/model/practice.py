"""Practice, all of it optional: what options require, ease, undo and replace, whom they fit, how much they
change, and what a level asks for besides its index.

Options are named ``question.option``. Circumstances name the *roles* of profile questions, never questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

INDEX = "index"
"""The quantity that circumstances may always ask for, beside profile roles and ratios."""


class Effort(StrEnum):
    """The effort of an option: weeks of one person, a quarter of a team, hiring or budget."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Decider(StrEnum):
    """The people who decide on a step: the team itself, its head, top management, or another department."""

    TEAM = "team"
    LEAD = "lead"
    EXEC = "exec"
    OTHER = "other"


class ContradictionKind(StrEnum):
    """``ASK``: one of the answers may be wrong; ``REMARK``: both may be right."""

    REMARK = "remark"
    ASK = "ask"


@dataclass(frozen=True)
class Circumstances:
    """Circumstances that must all hold. In each list of options one is enough; `lacks` and `not_chosen`
    want none.

    ``has``: in place, which a higher rung of a single choice also is. ``chosen``: picked as such.
    A quantity or role that nobody answered holds, except for ``role_is``.
    """

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()
    role_is: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role_is_not: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    any_of: tuple[Circumstances, ...] = ()


ALWAYS = Circumstances()


@dataclass(frozen=True)
class OptionPractice:
    """Judgement on one option.

    ``importance``: 1 to 3, how much of practice changes once it is there. ``effort``: a word for each team
    size, None where it is not advised to that size. ``requires``: groups, of each of which one has to be in
    place. ``makes_easier``: soft order. ``resets``: what has to be done again once this changes.
    ``supersedes``: stepping stones to it. ``more_if``: each that holds adds 1 to the importance.
    ``serves``: other axes where its fruit shows.
    """

    name: str
    importance: int
    effort: tuple[Effort | None, ...]
    requires: tuple[tuple[str, ...], ...] = ()
    makes_easier: tuple[str, ...] = ()
    resets: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    applies_if: Circumstances = ALWAYS
    more_if: tuple[Circumstances, ...] = ()
    serves: tuple[str, ...] = ()
    decides: Decider = Decider.TEAM


@dataclass(frozen=True)
class TeamSize:
    """Teams of at least ``start`` people, and the units of effort that they can carry in one phase."""

    id: str
    start: float
    capacity: int


@dataclass(frozen=True)
class Team:
    """The size of a team: the profile role with its people, else what options ``assumed`` it to be."""

    role: str
    sizes: tuple[TeamSize, ...]
    assumed: Mapping[str, float] = field(default_factory=dict)
    usual: float = 1.0


@dataclass(frozen=True)
class Sign:
    """One of these options has to be there, where the circumstances hold."""

    options: tuple[str, ...]
    applies_if: Circumstances = ALWAYS


@dataclass(frozen=True)
class Gate:
    """Requirements of a level besides its index: a floor under every axis, and signs."""

    floor: float = 0.0
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """Answers that do not go together. ``questions``: those that it is about."""

    id: str
    kind: ContradictionKind
    questions: tuple[str, ...]
    when: Circumstances


@dataclass(frozen=True)
class Practice:
    """All of a survey's practice. Empty where its definition says nothing. ``one_to_one``: circumstances in
    which customers can be served one by one."""

    options: tuple[OptionPractice, ...] = ()
    team: Team | None = None
    ratios: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reader: str | None = None
    powers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    later: Mapping[str, float] = field(default_factory=dict)
    top: float | None = None
    one_to_one: Circumstances = ALWAYS
    gates: Mapping[str, Gate] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


NO_PRACTICE = Practice()
