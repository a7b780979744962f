"""Levels with gates: a level asks for its index, and may ask for a floor under every axis and for signs,
which are options of which one has to be there. So no strength makes up for an axis that is nearly empty.

Decided on rounded scores, as they are shown, and on answers without what another of them contradicts. A sign
is waived where its circumstances do not hold, or where none of its questions applies. What is not known or
not answered is not there: a level says what somebody can name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..model.answers import NOT_APPLICABLE, NOTHING
from ..model.practice import Gate, Sign
from ..model.survey import Level, Survey
from .situation import Situation, Test, table_of


def level_at(survey: Survey, score: float | None) -> Level | None:
    """The level that a score (0 to 100) has reached; decided on the rounded score, as it is shown."""
    value = survey.scale.shown(score)
    at = [level for level in survey.levels if value is not None and level.start <= value]
    return at[-1] if at else None


class Requirement(StrEnum):
    """A requirement of a level besides its index."""

    FLOOR = "floor"
    SIGN = "sign"
    COHERENCE = "coherence"


FLOOR, SIGN, COHERENCE = Requirement


@dataclass(frozen=True)
class Lack:
    """One thing that a level asks for and that is not there: a score of ``wanted`` on an axis, one of the
    options (the sign at ``place`` among those of the level), or answers that go together."""

    kind: Requirement
    axis: str = ""
    found: float = 0.0
    wanted: float = 0.0
    options: tuple[str, ...] = ()
    place: int = 0


@dataclass(frozen=True)
class Standing:
    """The level that is reached, the one that the index alone would reach, and what the next one lacks
    besides its index; None where there is no index."""

    level: Level
    by_index: Level
    next: Level | None
    lacks: tuple[Lack, ...]


def climb(survey: Survey, index: float | None, lacking: Callable[[Level], Iterable[Lack]]) -> Standing | None:
    """Return the level that an index reaches, as long as nothing that the levels ask for is lacking."""
    score = survey.scale.shown(index)
    within = [level for level in survey.levels if score is not None and level.start <= score]
    if not within:
        return None
    reached = within[0]
    for level in survey.levels[1:]:
        lacks_here = tuple(lacking(level))
        if lacks_here or level not in within:
            return Standing(reached, within[-1], level, lacks_here)
        reached = level
    return Standing(reached, within[-1], None, ())


def lacks(here: Situation, scores: Mapping[str, float], level: Level) -> Iterator[Lack]:
    """Yield what a level asks for besides its index and is not there, by the ``scores`` of the axes."""
    gate = gate_of(here.table.survey, level)
    for axis, score in scores.items():
        shown = here.table.survey.scale.shown(score) or 0.0
        if gate.floor and shown < gate.floor:
            yield Lack(FLOOR, axis=axis, found=shown, wanted=gate.floor)
    for sign in signs_of(here.table.survey).get(level.id, ()):
        if is_missing(here, sign):
            yield Lack(SIGN, options=sign.sign.options, place=sign.place)


NO_GATE = Gate()


def gate_of(survey: Survey, level: Level) -> Gate:
    """Return what a level asks for besides its index."""
    return survey.practice.gates.get(level.id, NO_GATE)


@dataclass(frozen=True, eq=False)
class SignTest:
    """A sign with its options as bits, and its place among those of its level."""

    sign: Sign
    place: int
    options: int
    asked: tuple[str, ...]
    applies: Test | None


@lru_cache(maxsize=8)
def signs_of(survey: Survey) -> Mapping[str, tuple[SignTest, ...]]:
    """The signs of each level, their options as bits."""
    table = table_of(survey)
    return {
        level: tuple(
            SignTest(sign, at, table.mask(sign.options), _questions(sign), table.test(sign.applies_if))
            for at, sign in enumerate(gate.signs)
        )
        for level, gate in survey.practice.gates.items()
    }


def _questions(sign: Sign) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.partition(".")[0] for name in sign.options))


def is_missing(here: Situation, sign: SignTest) -> bool:
    """Return whether a sign is asked for and none of its options is there."""
    return (
        not sign.options & here.place
        and any(here.answers.get(name, NOTHING).state != NOT_APPLICABLE for name in sign.asked)
        and here.holds(sign.applies)
    )
