"""Moves: every way to change the answer to one question for the better, with its effort and its gain.

Of a single choice only the last rung counts, but the rungs that it requires are paid for; of a multiple
choice options add up to ``full``. A number follows from the work and is no move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from .answers import Answer
from .scoring import item_value
from .steps import in_place, with_option
from .survey import MULTIPLE, NUMBER, Question

EFFORT = {"small": 1, "medium": 2, "large": 4}
"""Units of effort: weeks of one person, a quarter of a team, hiring or budget. Each is twice the last."""
UNSAID = 2
ENOUGH = 1e-9


@dataclass(frozen=True)
class Move:
    """One way to change one question: the answer after it, the options taken up, effort, and what it adds
    to the index, in points."""

    question: Question
    after: Answer
    taken: tuple[str, ...]
    effort: int
    gain: float


def best_moves(
    question: Question, answer: Answer, worth: float, must: frozenset[str], never: frozenset[str]
) -> tuple[Move, ...]:
    """Of the moves that take up what they must and nothing that they never may, those of which no other
    has more gain for no more effort. ``worth``: what the whole question adds to the index, in points."""
    return tuple(_best(_moves(question, answer, worth, must, never)))


def _moves(
    question: Question, answer: Answer, worth: float, must: frozenset[str], never: frozenset[str]
) -> Iterator[Move]:
    now = item_value(question, answer)
    for taken, after in _changes(question, answer):
        if all(in_place(question, after, option) for option in must) and not never & set(taken):
            gain = worth * (item_value(question, after) - now)
            yield Move(question, after, taken, _effort(question, taken), gain)


def _changes(question: Question, answer: Answer) -> Iterator[tuple[tuple[str, ...], Answer]]:
    if question.kind == NUMBER:
        return
    if question.kind != MULTIPLE:
        for option in question.options:
            if option.id not in answer.choices:
                yield _rungs(question, answer, option.id), with_option(question, answer, option)
        return
    open_options = [o for o in question.options if o.id not in answer.choices and not o.exclusive]
    for size in range(1, len(open_options) + 1):
        for chosen in combinations(open_options, size):
            after = answer
            for option in chosen:
                after = with_option(question, after, option)
            if _stands(question, after, [option.id for option in chosen]):
                yield tuple(option.id for option in chosen), after


def _rungs(question: Question, answer: Answer, target: str) -> tuple[str, ...]:
    """The options of a single choice that lead up to ``target`` and are not passed yet, in order."""
    rungs: list[str] = []
    for name, option in question.option_by_id[target].requires:
        if name == question.id and not in_place(question, answer, option):
            rungs += [rung for rung in _rungs(question, answer, option) if rung not in rungs]
    return (*rungs, target)


def _stands(question: Question, after: Answer, taken: list[str]) -> bool:
    """Whether the taken options of a multiple choice have what they require of the same question."""
    needed = {
        option
        for name in taken
        for question_id, option in question.option_by_id[name].requires
        if question_id == question.id
    }
    return needed <= set(after.choices)


def _effort(question: Question, taken: tuple[str, ...]) -> int:
    efforts = (question.option_by_id[name].effort for name in taken)
    return sum(EFFORT.get(effort or "", UNSAID) for effort in efforts)


def _best(moves: Iterator[Move]) -> list[Move]:
    """Of the moves of one question, those of which no other has more gain for no more effort."""
    kept: list[Move] = []
    for move in sorted(moves, key=lambda move: (move.effort, -move.gain, move.taken)):
        if not kept or move.gain > kept[-1].gain + ENOUGH:
            kept.append(move)
    return kept
