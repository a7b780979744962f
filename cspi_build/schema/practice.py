"""The shape of what `survey.yaml` may say of practice: what a step requires, whom it fits, what a level
asks for.

All of it is optional: a survey without it gets plain advice by gain and effort. Options are named
`question.option`; organisations are described by the roles of profile questions, not by questions.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from cspi_build.schema.base import Id, Many, Model, Prose

__all__ = [
    "Circumstances",
    "Contradiction",
    "OptionPractice",
    "Reference",
    "RoadmapRules",
    "Sign",
    "Sparse",
    "Team",
    "TeamSize",
]

OptionName = str  # `question.option`, which the checks know better than a pattern
Effort = Literal["small", "medium", "large"]
EffortOrNone = Literal["small", "medium", "large", "none"]


class Sparse(Model):
    """A part whose keys are left out of the compiled survey where nothing is given."""

    @model_serializer(mode="wrap")
    def _without_empty(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        always = ("id", "value", "exclusive", "effort", "requires", "from", "label", "why", "next")
        dumped: dict[str, Any] = handler(self)
        empty: tuple[object, ...] = (None, [], (), {})
        return {key: value for key, value in dumped.items() if key in always or value not in empty}


class Circumstances(Sparse):
    """What must hold of an organisation, all of it. A quantity or role that was not answered holds, except
    for `role_is`."""

    has: Many[OptionName] = ()
    """One of these is in place: chosen, or in a single choice one that earns as much."""
    lacks: Many[OptionName] = ()
    """None of these is in place."""
    chosen: Many[OptionName] = ()
    """One of these is chosen."""
    not_chosen: Many[OptionName] = ()
    """None of these is chosen; their questions are answered."""
    role_is: dict[Id, Many[Id]] = Field(default_factory=dict)
    """By the role of a profile question the options of which one is the answer."""
    role_is_not: dict[Id, Many[Id]] = Field(default_factory=dict)
    """By the role of a profile question the options of which none is the answer."""
    at_least: dict[Id, float] = Field(default_factory=dict)
    """By role, ratio or `index` the least number."""
    at_most: dict[Id, float] = Field(default_factory=dict)
    """By role, ratio or `index` the largest number."""
    any_of: Many[Circumstances] = ()
    """One of these holds."""


class OptionPractice(Sparse):
    """What an option may say of practice. An option without `importance` is no step of the roadmap."""

    effort: Effort | Many[EffortOrNone] | None = None
    """What it takes to get there: small, medium or large, or a list with one for each size of team, `none`
    where it is not advised to that size. Needed where the option earns something."""
    requires: Many[OptionName | Many[OptionName]] = ()
    """What has to be in place first, each as `question.option`; a list inside means one of these."""
    importance: int | None = Field(default=None, ge=1, le=5)
    """How much of practice changes once it is there: 3 most, 1 a refinement. It orders the roadmap."""
    advise: bool | None = None
    """False: counts in the score, is never a step of the roadmap."""
    makes_easier: Many[OptionName] = ()
    """Steps that are better taken after this one."""
    resets: Many[OptionName] = ()
    """What has to be done again once this changes."""
    supersedes: Many[OptionName] = ()
    """Stepping stones, which are passed over where this one is as near."""
    applies_if: Circumstances | None = None
    """Whom the step fits. Without it, everybody."""
    more_if: Many[Circumstances] = ()
    """Each that holds makes the step more important by 1."""
    serves: Many[Id] = ()
    """Other axes where its fruit shows."""
    decides: Literal["team", "lead", "exec", "other"] | None = None
    """Who can decide on it: the team, its head, top management or another department."""
    sources: Many[Id] = ()
    """What the judgement rests on: ids of `references`."""


class TeamSize(Model):
    """A size of team."""

    id: Id
    """Unique among the sizes."""
    start: float = Field(alias="from", ge=0)
    """The least number of people. The first size starts at 0; each starts higher than the one before."""
    capacity: int = Field(ge=1, le=100)
    """Units of effort that the team can carry in a phase: a small step is 1, a medium one 2, a large one
    4."""


class Team(Model):
    """How the size of a team is known."""

    role: Id
    """The profile role with the number of people."""
    usual: float = Field(ge=0)
    """The number where nothing is known."""
    assumed: dict[OptionName, float] = Field(default_factory=dict)
    """The number that an option hints at, where the number itself is not known."""
    sizes: Many[TeamSize] = Field(min_length=1)
    """The sizes, smallest first; lists of effort have one word for each."""


class RoadmapRules(Model):
    """How a roadmap is made from the steps."""

    team: Team | None = None
    """The size of the team. Without it, every step fits every team."""
    ratios: dict[Id, Annotated[tuple[Id, Id], Field(strict=False)]] = Field(default_factory=dict)
    """Quantities by name, each one number role divided by another."""
    reader: Id | None = None
    """The profile role that says who answers."""
    powers: dict[Literal["lead", "exec", "other"], Many[Id]] = Field(default_factory=dict)
    """Which readers can decide what lies with the head, top management or another department."""
    later: dict[Id, float] = Field(default_factory=dict)
    """Axes that can wait: points by which each is weighed up when the weakest is sought."""
    one_to_one: Circumstances | None = None
    """Where customers can be served one by one. Elsewhere, steps use their `at_scale` text."""
    top: float | None = Field(default=None, ge=0, le=100)
    """From this index on the house is in order: refinements count too."""


class Sign(Model):
    """Options of which one has to be there."""

    any_of: Many[OptionName] = Field(min_length=1)
    """One of these is in place."""
    applies_if: Circumstances | None = None
    """Whom it is asked of. Without it, everybody."""


class Contradiction(Model):
    """Answers that do not go together. They are asked about; they change no point."""

    id: Id
    """Unique among the contradictions."""
    kind: Literal["ask", "remark"]
    """ask: offer to go back and change an answer. remark: only say it."""
    questions: Many[Id] = Field(min_length=1)
    """The questions that it is about; all of them must be answered."""
    when: Circumstances
    """The answers that do not go together."""


class Reference(Model):
    """A work that judgements rest on."""

    id: Id
    """Unique among the references."""
    citation: Prose
    """Author, title, where and when it appeared."""
