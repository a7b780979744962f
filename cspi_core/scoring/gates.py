"""Levels with gates: a level asks for its index, and may ask for a floor under every axis and for signs,
which are options of which one has to be there. So no strength makes up for an axis that is nearly empty.

Decided on rounded scores, as they are shown. A sign is waived where its circumstances do not hold, or where
none of its questions was answered: what does not apply, or is not known, cannot be held against anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model.answers import ANSWERED, NOTHING, Answers
from ..model.practice import Gate, Sign
from ..model.survey import Level, Survey
from ..rounding import rounded
from .contradictions import contradictions
from .scores import IndexScore
from .situation import Situation, Test, situation, table_of

FLOOR, SIGN, COHERENCE = "floor", "sign", "coherence"
"""What a level may ask for besides its index."""


@dataclass(frozen=True)
class Lack:
    """One thing that a level asks for and that is not there: a score of ``wanted`` on an axis, one of the
    options, or answers that go together."""

    kind: str
    axis: str = ""
    found: float = 0.0
    wanted: float = 0.0
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The level that is reached, the one that the index alone would reach, and what the next one lacks
    besides its index; None where there is no index."""

    level: Level
    by_index: Level
    next: Level | None
    lacks: tuple[Lack, ...]


def standing(survey: Survey, answers: Answers, index: IndexScore) -> Standing | None:
    """Where an organisation stands among the levels; None without an index or without levels."""
    score = rounded(index.score)
    within = [level for level in survey.levels if score is not None and level.start <= score]
    if not within:
        return None
    here = situation(survey, answers, index.score)
    scores = {axis.axis.id: axis.score for axis in index.axes if axis.score is not None}
    reached, following = within[0], None
    lacking: tuple[Lack, ...] = ()
    for level in survey.levels[1:]:
        lacking, following = tuple(lacks(here, scores, level)), level
        if lacking or level not in within:
            break
        reached, following = level, None
    return Standing(reached, within[-1], following, lacking if following else ())


def lacks(here: Situation, scores: Mapping[str, float], level: Level) -> Iterator[Lack]:
    """What a level asks for besides its index and is not there; ``scores`` are those of the axes that have
    one."""
    gate = gate_of(here.table.survey, level)
    for axis, score in scores.items():
        shown = rounded(score) or 0.0
        if shown < gate.floor:
            yield Lack(FLOOR, axis=axis, found=shown, wanted=gate.floor)
    for sign in _signs(here.table.survey).get(level.id, ()):
        if _is_missing(here, sign):
            yield Lack(SIGN, options=sign.sign.options)
    if gate.contradictions is not None:
        found = len(contradictions(here))
        if found > gate.contradictions:
            yield Lack(COHERENCE, found=found, wanted=gate.contradictions)


def gate_of(survey: Survey, level: Level) -> Gate:
    """What a level asks for besides its index."""
    return survey.practice.gates.get(level.id, NO_GATE)


NO_GATE = Gate()


@dataclass(frozen=True, eq=False)
class _SignTest:
    sign: Sign
    options: int
    asked: tuple[str, ...]
    applies: Test | None


@lru_cache(maxsize=8)
def _signs(survey: Survey) -> Mapping[str, tuple[_SignTest, ...]]:
    """The signs of each level, their options as bits."""
    table = table_of(survey)
    return {
        level: tuple(
            _SignTest(sign, table.mask(sign.options), _questions(sign), table.test(sign.applies_if))
            for sign in gate.signs
        )
        for level, gate in survey.practice.gates.items()
    }


def _questions(sign: Sign) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.partition(".")[0] for name in sign.options))


def _is_missing(here: Situation, sign: _SignTest) -> bool:
    """Whether a sign is asked for and none of its options is there."""
    return (
        not sign.options & here.place
        and any(here.answers.get(name, NOTHING).state == ANSWERED for name in sign.asked)
        and here.holds(sign.applies)
    )


def missing_signs(here: Situation) -> int:
    """The options of every sign that any level asks for and that is not there, as bits."""
    found = 0
    for signs in _signs(here.table.survey).values():
        for sign in signs:
            if _is_missing(here, sign):
                found |= sign.options
    return found
