"""The levels that open questions, other weights and other values still allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.answers import Answers
from ..model.survey import Level, Survey
from ..scoring.gates import SIGN, Lack, climb, lacks, signs_of
from ..scoring.scores import IndexScore
from ..scoring.situation import Situation, situation


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
    worst = climb(
        survey, min(low, index.low), lambda level: _lacks_at_worst(here, least, level, open_questions)
    )
    best = climb(
        survey, max(high, index.high), lambda level: _lacks_at_best(here, most, level, open_questions)
    )
    return None if worst is None or best is None else (worst.level, best.level)


def _lacks_at_worst(
    here: Situation, scores: Mapping[str, float], level: Level, open_questions: frozenset[str]
) -> Iterator[Lack]:
    yield from lacks(here, scores, level)
    for sign in signs_of(here.table.survey).get(level.id, ()):
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
