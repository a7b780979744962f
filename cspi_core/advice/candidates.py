"""Moves: every way to change the answer to one question for the better, with its effort and its gain.

Of a single choice only the last rung counts, but the rungs that it requires are paid for; of a multiple
choice options add up to ``full``. A number follows from the work and is no move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from ..model.answers import Answer
from ..model.practice import Effort
from ..model.survey import MULTIPLE, NUMBER, Option, Question
from ..scoring.scores import item_value
from .improvements import in_place, with_option

EFFORT = {Effort.SMALL: 1, Effort.MEDIUM: 2, Effort.LARGE: 4}
"""Units of effort. Each is twice the last."""

UNSAID = Effort.MEDIUM
"""The effort of an option whose definition names none."""

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
    """Return the Pareto-optimal moves (maximal gain for their effort) that include all options in ``must``
    and none in ``never``.

    ``worth`` is the contribution of the question to the index, in points. Numeric questions are excluded
    because they measure outcomes and cannot be acted on directly.
    """
    return tuple(_best(_moves(question, answer, worth, must, never)))


def _moves(
    question: Question, answer: Answer, worth: float, must: frozenset[str], never: frozenset[str]
) -> Iterator[Move]:
    now = item_value(question, answer)
    for taken, after in _changes(question, answer, must, never):
        if all(in_place(question, after, option) for option in must) and not never & set(taken):
            gain = worth * (item_value(question, after) - now)
            yield Move(question, after, taken, _effort(question, taken), gain)


def _changes(
    question: Question, answer: Answer, must: frozenset[str], never: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], Answer]]:
    if question.kind == NUMBER:
        return
    if question.kind != MULTIPLE:
        for option in question.options:
            if option.id not in answer.choices:
                yield _rungs(question, answer, option.id), with_option(question, answer, option)
        return
    for taken in _additions(question, answer, must, never):
        after = answer
        for name in taken:
            after = with_option(question, after, question.option_by_id[name])
        if taken and _stands(question, after, taken):
            yield taken, after


def _additions(
    question: Question, answer: Answer, must: frozenset[str], never: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """Options of a multiple choice to take up together, in the order of the definition.

    All sets of those that are tied to each other or have to be there; of the rest, which may number dozens,
    only the best set for each effort.
    """
    taken_up = {*answer.choices, *never}
    left = [o for o in question.options if o.id not in taken_up and not o.exclusive]
    needed = {name for option in left for group in _required(question, option) for name in group}
    tied = [o for o in left if o.id in needed | must or not _has(question, o, answer.choices)]
    kept = fsum(question.option_by_id[name].value or 0.0 for name in answer.choices)
    full = question.full or 1.0
    room = full if _is_alone(question, answer) else max(0.0, full - kept)
    fillings = _best_sets([option for option in left if option not in tied], room)
    order = [option.id for option in question.options]
    for size in range(len(tied) + 1):
        for chosen in combinations(tied, size):
            for filling in fillings:
                yield tuple(sorted((*(option.id for option in chosen), *filling), key=order.index))


def _is_alone(question: Question, answer: Answer) -> bool:
    """Return whether the answer is an option that excludes all others."""
    return any(question.option_by_id[name].exclusive for name in answer.choices)


def _required(question: Question, option: Option) -> list[tuple[str, ...]]:
    """Return the groups of options of the same question of each of which an option requires one."""
    return [
        tuple(name for _, name in group)
        for group in option.groups
        if all(question_id == question.id for question_id, _ in group)
    ]


def _has(question: Question, option: Option, chosen: Collection[str]) -> bool:
    """Return whether an option has its prerequisites within the question."""
    return all(any(name in chosen for name in group) for group in _required(question, option))


def _best_sets(options: list[Option], room: float) -> list[tuple[str, ...]]:
    """For each effort, of the sets of options that come to it, one with the most points up to ``room``."""
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for option in options:
        for effort, (lost, names) in sorted(best.items(), reverse=True):
            now = effort + EFFORT[option.effort or UNSAID]
            with_it = (max(-room, lost - (option.value or 0.0)), (*names, option.id))
            best[now] = min(best.get(now, with_it), with_it)
    return [names for _, names in best.values()]


def _rungs(question: Question, answer: Answer, target: str) -> tuple[str, ...]:
    """The options of a single choice that lead up to ``target`` and are not passed yet, in order."""
    rungs: list[str] = []
    for group in _required(question, question.option_by_id[target]):
        if not any(in_place(question, answer, option) for option in group):
            ways = [_rungs(question, answer, option) for option in group]
            least = min(ways, key=lambda way: _effort(question, way))
            rungs += [rung for rung in least if rung not in rungs]
    return (*rungs, target)


def _stands(question: Question, after: Answer, taken: tuple[str, ...]) -> bool:
    """Return whether every selected option of a multiple choice has its prerequisites within the question."""
    return all(_has(question, question.option_by_id[name], after.choices) for name in taken)


def _effort(question: Question, taken: tuple[str, ...]) -> int:
    efforts = (question.option_by_id[name].effort for name in taken)
    return sum(EFFORT[effort or UNSAID] for effort in efforts)


def _best(moves: Iterator[Move]) -> list[Move]:
    """Return the Pareto-optimal moves of one question."""
    kept: list[Move] = []
    for move in sorted(moves, key=lambda move: (move.effort, -move.gain, move.taken)):
        if not kept or move.gain > kept[-1].gain + ENOUGH:
            kept.append(move)
    return kept
