"""Levels with gates: a level asks for its index, and may ask for a floor under every axis and for signs,
which are options of which one has to be there. So no strength makes up for an axis that is nearly empty.

Decided on rounded scores, as they are shown. A sign is waived where its circumstances do not hold, or where
none of its questions was answered: what does not apply, or is not known, cannot be held against anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..model.answers import ANSWERED, NOTHING, Answers
from ..model.practice import Gate, Sign
from ..model.survey import Level, Survey
from ..rounding import rounded
from .contradictions import contradictions
from .scores import IndexScore
from .situation import Situation, Test, situation, table_of


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


def standing(survey: Survey, answers: Answers, index: IndexScore) -> Standing | None:
    """Return the level of an organisation; None without an index or without levels."""
    here = situation(survey, answers, index.score)
    scores = {axis.axis.id: axis.score for axis in index.axes if axis.score is not None}
    return _climb(survey, index.score, lambda level: lacks(here, scores, level))


def _climb(
    survey: Survey, index: float | None, lacking: Callable[[Level], Iterable[Lack]]
) -> Standing | None:
    """Return the level that an index reaches, as long as nothing that the levels ask for is lacking."""
    score = rounded(index)
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


def level_range(
    survey: Survey, answers: Answers, index: IndexScore, spread: tuple[float, float] | None
) -> tuple[Level, Level] | None:
    """Return the lowest and the highest level that open questions still allow, and that the index reaches at
    both ends of its ``spread`` under other weights and values; None without an index.

    At worst, open questions lack every sign and leave their axes at the least; at best, the opposite. That
    open questions may still be answered in contradiction to others is left out.
    """
    if index.score is None or index.low is None or index.high is None:
        return None
    low, high = spread or (index.score, index.score)
    here = situation(survey, answers, index.score)
    open_questions = frozenset(
        item.question.id for axis in index.axes for item in axis.items if item.applies and item.value is None
    )
    least = {axis.axis.id: axis.low for axis in index.axes if axis.low is not None}
    most = {axis.axis.id: axis.high for axis in index.axes if axis.high is not None}
    worst = _climb(
        survey, min(low, index.low), lambda level: _lacks_at_worst(here, least, level, open_questions)
    )
    best = _climb(
        survey, max(high, index.high), lambda level: _lacks_at_best(here, most, level, open_questions)
    )
    return None if worst is None or best is None else (worst.level, best.level)


def _lacks_at_worst(
    here: Situation, scores: Mapping[str, float], level: Level, open_questions: frozenset[str]
) -> Iterator[Lack]:
    yield from lacks(here, scores, level)
    for sign in _signs(here.table.survey).get(level.id, ()):
        is_open = any(name in open_questions for name in sign.asked)
        if is_open and not sign.options & here.place and here.holds(sign.applies):
            yield Lack(SIGN, options=sign.sign.options, place=sign.place)


def _lacks_at_best(
    here: Situation, scores: Mapping[str, float], level: Level, open_questions: frozenset[str]
) -> Iterator[Lack]:
    for lack in lacks(here, scores, level):
        asked = {name.partition(".")[0] for name in lack.options}
        if lack.kind != SIGN or not asked & open_questions:
            yield lack


def lacks(here: Situation, scores: Mapping[str, float], level: Level) -> Iterator[Lack]:
    """Yield what a level asks for besides its index and is not there; ``scores`` are those of the axes that
    have one."""
    gate = gate_of(here.table.survey, level)
    for axis, score in scores.items():
        shown = rounded(score) or 0.0
        if shown < gate.floor:
            yield Lack(FLOOR, axis=axis, found=shown, wanted=gate.floor)
    for sign in _signs(here.table.survey).get(level.id, ()):
        if _is_missing(here, sign):
            yield Lack(SIGN, options=sign.sign.options, place=sign.place)
    if gate.contradictions is not None:
        found = len(contradictions(here))
        if found > gate.contradictions:
            yield Lack(COHERENCE, found=found, wanted=gate.contradictions)


def gate_of(survey: Survey, level: Level) -> Gate:
    """Return what a level asks for besides its index."""
    return survey.practice.gates.get(level.id, NO_GATE)


NO_GATE = Gate()


@dataclass(frozen=True, eq=False)
class _SignTest:
    sign: Sign
    place: int
    options: int
    asked: tuple[str, ...]
    applies: Test | None


@lru_cache(maxsize=8)
def _signs(survey: Survey) -> Mapping[str, tuple[_SignTest, ...]]:
    """The signs of each level, their options as bits."""
    table = table_of(survey)
    return {
        level: tuple(
            _SignTest(sign, at, table.mask(sign.options), _questions(sign), table.test(sign.applies_if))
            for at, sign in enumerate(gate.signs)
        )
        for level, gate in survey.practice.gates.items()
    }


def _questions(sign: Sign) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.partition(".")[0] for name in sign.options))


def _is_missing(here: Situation, sign: _SignTest) -> bool:
    """Return whether a sign is asked for and none of its options is there."""
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
