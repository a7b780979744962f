"""The level that is reached, and those that open questions, other weights and other values still allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..model.answers import Answers
from ..model.survey import Level, Survey
from ..scoring.gates import COHERENCE, SIGN, Lack, Standing, climb, lacks
from ..scoring.scores import IndexScore, score_survey
from ..scoring.situation import Situation, situation
from .contradictions import contradictions, without_contradicted


def standing(survey: Survey, answers: Answers, index: IndexScore) -> Standing | None:
    """Return the level of an organisation; None without an index or without levels.

    Where the level would be higher with what answers contradict, that they go together is all it lacks.
    """
    here = situation(survey, answers, index.score)
    told = _stand(here, index)
    counted, scored = _counted(here, index)
    if told is None or counted is here:
        return told
    held = _stand(counted, scored)
    if held is None or held.level == told.level:
        return told
    return replace(held, by_index=told.by_index, lacks=(Lack(COHERENCE, found=len(contradictions(here))),))


def _counted(here: Situation, index: IndexScore) -> tuple[Situation, IndexScore]:
    """The state that counts toward a level, and its scores: without what answers contradict."""
    survey, answers = here.table.survey, without_contradicted(here)
    if answers is here.answers:
        return here, index
    scored = score_survey(survey, answers)
    return situation(survey, answers, scored.score), scored


def _stand(here: Situation, index: IndexScore) -> Standing | None:
    scores = {axis.axis.id: axis.score for axis in index.axes if axis.score is not None}
    return climb(here.table.survey, index.score, lambda level: lacks(here, scores, level))


def level_range(
    survey: Survey, answers: Answers, index: IndexScore, spread: tuple[float, float] | None
) -> tuple[Level, Level] | None:
    """Return the lowest and the highest level that open questions still allow, and that the index reaches at
    both ends of its ``spread`` under other weights and values; None without an index.

    At worst, open questions lack every sign and leave their axes at the least, and what answers contradict
    is not there; at best, the opposite. That open questions may still be answered in contradiction to others
    is left out.
    """
    if index.score is None or index.low is None or index.high is None:
        return None
    here = situation(survey, answers, index.score)
    low, high = spread or (index.score, index.score)
    worst, best = _at_worst(here, index, low), _at_best(here, index, high)
    return None if worst is None or best is None else (worst.level, best.level)


def _at_worst(here: Situation, index: IndexScore, low: float) -> Standing | None:
    counted, scored = _counted(here, index)
    low -= (index.score or 0.0) - (scored.score or 0.0)
    least = {axis.axis.id: axis.low for axis in scored.axes if axis.low is not None}
    survey = here.table.survey
    return climb(survey, min(low, scored.low or 0.0), lambda level: lacks(counted, least, level))


def _at_best(here: Situation, index: IndexScore, high: float) -> Standing | None:
    items = [item for axis in index.axes for item in axis.items if item.applies]
    open_questions = frozenset(item.question.id for item in items if item.value is None)
    most = {axis.axis.id: axis.high for axis in index.axes if axis.high is not None}
    return climb(
        here.table.survey,
        max(high, index.high or 0.0),
        lambda level: _lacks_at_best(here, most, level, open_questions),
    )


def _lacks_at_best(
    here: Situation, scores: Mapping[str, float], level: Level, open_questions: frozenset[str]
) -> Iterator[Lack]:
    for lack in lacks(here, scores, level):
        asked = {name.partition(".")[0] for name in lack.options}
        if lack.kind != SIGN or not asked & open_questions:
            yield lack
