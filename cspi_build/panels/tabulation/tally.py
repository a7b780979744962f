"""Counts of respondents, by group and score or category: all that a panel publishes is made of these.

Whole numbers only: the order of the respondents leaves no trace, and no figure can say more than counts do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cspi_build.panels.reading.codes import Column, Ints
from cspi_core.model.answers import ANSWERED, Answer
from cspi_core.model.survey import MULTIPLE, NUMBER, Question
from cspi_core.scoring.scores import item_value

__all__ = ["FULL", "Tally", "category_ids", "tally_answers", "tally_scores"]

FULL = 1000
"""The highest score in tenths."""

Groups = tuple[Ints, int]
"""Everyone's group, and how many groups there are; that number itself stands for "in no group"."""


@dataclass(frozen=True)
class Tally:
    """`counts[g, c]`: respondents of group g in category c (or with a score of c tenths). `sizes[g]`: those
    who answered. The last row is those in no group; a multiple choice counts one person several times."""

    counts: Ints
    sizes: Ints

    @property
    def whole(self) -> Tally:
        """Everyone, as the only row."""
        return Tally(self.counts.sum(axis=0, keepdims=True), self.sizes.sum(keepdims=True))


def tally_scores(scores: Ints, groups: Groups) -> Tally:
    """Scores in tenths (-1: none) by group."""
    counts = _crossed(scores, FULL + 1, groups)
    return Tally(counts, counts.sum(axis=1))


def tally_answers(column: Column, groups: Groups) -> Tally:
    """The answers to a scored question by group, in the order of `category_ids`.

    Equal answers are counted first, and then what each of them holds.
    """
    patterns: dict[tuple[str, ...] | None, int] = {None: 0}
    chosen = _chosen(column.question)
    codes = column.mapped(lambda answer: patterns.setdefault(chosen(answer), len(patterns)), np.int64)
    ids = category_ids(column.question)
    member = np.array([[id_ in (pattern or ()) for id_ in ids] for pattern in patterns], np.int64)
    is_answered = np.array([pattern is not None for pattern in patterns], np.int64)
    crossed = _crossed(codes, len(patterns), groups)
    return Tally(crossed @ member, crossed @ is_answered)


def category_ids(question: Question) -> Sequence[str]:
    """The categories of a scored question: bands as defined; options of one choice from worst to best, which
    is the order in which one compares; other options as defined."""
    if question.kind == NUMBER:
        return [band.id for band in question.bands]
    ids = list(question.option_by_id)
    if question.kind == MULTIPLE:
        return ids
    return sorted(ids, key=lambda id_: item_value(question, Answer(ANSWERED, (id_,))))


def _chosen(question: Question) -> Callable[[Answer], tuple[str, ...] | None]:
    """What an answer holds; None where there is none."""

    def chosen(answer: Answer) -> tuple[str, ...] | None:
        if answer.state != ANSWERED:
            return None
        number = answer.number
        return answer.choices if number is None else _band(question, number)

    return chosen


def _band(question: Question, number: float) -> tuple[str, ...]:
    return tuple(band.id for band in question.bands if band.holds(number))[:1]


def _crossed(codes: Ints, count: int, groups: Groups) -> Ints:
    """How many have which code (from 0; negative ones are left out) in which group."""
    group, number = groups
    has = codes >= 0
    places = group.astype(np.int64) * count + codes
    found = np.bincount(places if has.all() else places[has], minlength=(number + 1) * count)
    return found.reshape(number + 1, count)
