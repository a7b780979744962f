"""The shortest way to a goal: the set of changes with the least effort that reaches it, found exactly.

A goal is an index, scores of axes, or both. Without requirements between questions this is a knapsack with
one choice a question, solved by dynamic programming over whole efforts: first within each axis, where only
ways that reach the axis's own goal are kept, then over the axes. That is exact, since an axis counts for the
index by its score alone, so that more of one is never less of the other. With requirements it is a branch
and bound over that: where the best way of the relaxed problem lacks a requirement, one branch forbids the
option that needs it and the other takes the requirement in. The first complete way that leaves the queue is
the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from itertools import count, product
from math import fsum, inf
from types import MappingProxyType

from ..memo import remember
from ..model.answers import NOTHING, Answer, Answers
from ..model.survey import Survey
from ..scoring.scores import IndexScore
from .candidates import ENOUGH, Move, best_moves
from .improvements import in_place, index_points_per_item

__all__ = ["Move", "Path", "least_effort_path"]

MOST_BRANCHES = 2000

NO_AXES: Mapping[str, float] = MappingProxyType({})

Pair = tuple[str, str]
"""A question id and an option id."""


@dataclass(frozen=True)
class Path:
    """Moves that together reach the goal: their effort and what they add to the index, in points."""

    moves: tuple[Move, ...]
    effort: int
    gain: float


NOWHERE = Path((), 0, 0.0)


@dataclass(frozen=True)
class _Task:
    """``need``: points of the index to gain; ``needs``: of these, how many on an axis, by its id."""

    survey: Survey
    answers: Answers
    worth: Mapping[str, float]
    need: float
    needs: Mapping[str, float]
    signs: tuple[tuple[Pair, ...], ...] = ()
    never: frozenset[Pair] = frozenset()


def least_effort_path(
    survey: Survey,
    answers: Answers,
    index: IndexScore,
    target: float | None,
    axes: Mapping[str, float] = NO_AXES,
    signs: tuple[tuple[Pair, ...], ...] = (),
    never: frozenset[Pair] = frozenset(),
) -> Path | None:
    """The way of least effort to an index of at least ``target`` (0 to 100; None: whatever it comes to) and
    to at least the scores wanted of ``axes`` (by id); of ways with the same effort, one with the most gain.
    ``signs``: groups of options, of each of which one has to be in place; ``never``: options that are not
    taken up.

    Empty where all is reached already; None where there is no way, or none was found within the limit.
    """
    worth = index_points_per_item(index)
    if index.score is None or not worth:
        return None
    needs = _needs(index, worth, axes)
    if needs is None:
        return None
    need = -inf if target is None else target - index.score
    if need <= ENOUGH and all(own <= ENOUGH for own in needs.values()) and not signs:
        return NOWHERE
    asked = tuple(tuple(pair for pair in group if pair[0] in worth) for group in signs)
    return _search(_Task(survey, answers, worth, need, needs, asked, never))


def _needs(
    index: IndexScore, worth: Mapping[str, float], wanted: Mapping[str, float]
) -> dict[str, float] | None:
    """Return the gain each axis must contribute to the index to reach its target, in points; None if an
    axis has no score.
    """
    needs: dict[str, float] = {}
    for axis in index.axes:
        if axis.axis.id in wanted:
            if axis.mean is None:
                return None
            share = fsum(worth[item.question.id] for item in axis.items if item.value is not None)
            needs[axis.axis.id] = (wanted[axis.axis.id] - axis.mean) * share / 100.0
    return needs


def _search(task: _Task) -> Path | None:
    @cache
    def moves(name: str, must: frozenset[str], never: frozenset[str]) -> tuple[Move, ...]:
        given = task.answers[name], task.worth[name]
        if must or never:
            return best_moves(task.survey.question_by_id[name], *given, must, never)
        return _free_moves(task.survey, name, *given)

    def relaxed(must: frozenset[Pair], never: frozenset[Pair]) -> Path | None:
        """The least effort when nothing is required of other questions but what ``must`` be there."""
        choices: dict[str, list[Choice]] = {}
        for name in task.worth:
            axis = task.survey.question_by_id[name].axis or ""
            own = moves(name, _own(must, name), _own(never, name))
            choices.setdefault(axis, []).append((own, _is_missing(task, name, must)))
        return _least_effort(task, choices)

    queue: list[tuple[int, float, int, Path, frozenset[Pair], frozenset[Pair]]] = []
    signs = (frozenset(must) for must in product(*task.signs))
    branches = [(must, task.never) for must in signs if not must & task.never]
    found = count()  # of ways that are as good, the one found first
    for _ in range(MOST_BRANCHES):
        for must, never in branches:
            path = relaxed(must, never)
            if path is not None:
                heappush(queue, (path.effort, -path.gain, next(found), path, must, never))
        if not queue:
            return None
        _, _, _, path, must, never = heappop(queue)
        lack = _lacking(task, path)
        if lack is None:
            return path
        branches = list(_branches(task, lack, must, never))
    return None


@remember(lambda survey, name, answer, worth: (survey, name, answer, worth))
def _free_moves(survey: Survey, name: str, answer: Answer, worth: float) -> tuple[Move, ...]:
    """The moves of a question where nothing is required of it."""
    return best_moves(survey.question_by_id[name], answer, worth, frozenset(), frozenset())


def _branches(
    task: _Task, lack: tuple[Pair, tuple[Pair, ...]], must: frozenset[Pair], never: frozenset[Pair]
) -> Iterator[tuple[frozenset[Pair], frozenset[Pair]]]:
    """Without the option that lacks a requirement, and with each alternative whose question is answered."""
    option, group = lack
    if option not in must:
        yield must, never | {option}
    for required in group:
        more = must | {option, required}
        if required[0] in task.worth and not more & never:
            yield more, never


def _is_missing(task: _Task, name: str, must: frozenset[Pair]) -> bool:
    question, answer = task.survey.question_by_id[name], task.answers[name]
    return not all(in_place(question, answer, option) for option in _own(must, name))


def _own(pairs: frozenset[Pair], name: str) -> frozenset[str]:
    return frozenset(option for question, option in pairs if question == name)


Choice = tuple[tuple[Move, ...], bool]
"""The moves of one question, and whether one of them has to be taken."""


def _least_effort(task: _Task, choices: Mapping[str, list[Choice]]) -> Path | None:
    """At most one move a question (exactly one where it is forced) that reach the goals with least effort."""
    loss = fsum(_loss(own) for own in choices.values())
    paths = [NOWHERE]
    for axis, own in choices.items():
        need = task.needs.get(axis, -inf)
        within = _within(own, need, max(task.need, need) + loss)
        paths = _joined(paths, within, task.need + loss)
    return next((path for path in paths if path.gain >= task.need - ENOUGH), None)


def _loss(choices: list[Choice]) -> float:
    """Return the largest loss that forced moves may cause, in points."""
    return fsum(max(0.0, -min(move.gain for move in moves)) for moves, forced in choices if forced and moves)


def _within(choices: list[Choice], need: float, enough: float) -> list[Path]:
    """The useful ways over the questions of one axis that gain ``need``; none gains more than ``enough``
    calls for."""
    paths = [NOWHERE]
    for moves, forced in choices:
        single = [Path((move,), move.effort, move.gain) for move in moves]
        paths = _joined(paths, single if forced else [NOWHERE, *single], enough)
    return [path for path in paths if path.gain >= need - ENOUGH]


def _joined(paths: list[Path], others: list[Path], enough: float) -> list[Path]:
    """Every way followed by every other, by effort, without those that cost as much as one that gains no
    less."""
    best: dict[int, tuple[float, Path, Path]] = {}
    for path in paths:
        for other in others:
            effort, gain = path.effort + other.effort, path.gain + other.gain
            if effort not in best or gain > best[effort][0] + ENOUGH:
                best[effort] = (gain, path, other)
    kept: list[Path] = []
    for effort in sorted(best):
        gain, path, other = best[effort]
        if not kept or gain > kept[-1].gain + ENOUGH:
            kept.append(Path((*path.moves, *other.moves), effort, gain))
            if gain >= enough - ENOUGH:
                break
    return kept


def _lacking(task: _Task, path: Path) -> tuple[Pair, tuple[Pair, ...]] | None:
    """The first option of a way that requires options of other questions none of which is in place."""
    after = dict(task.answers) | {move.question.id: move.after for move in path.moves}

    def is_there(pair: Pair) -> bool:
        return in_place(task.survey.question_by_id[pair[0]], after.get(pair[0], NOTHING), pair[1])

    for move in path.moves:
        for name in move.taken:
            for group in move.question.option_by_id[name].groups:
                abroad = any(question_id != move.question.id for question_id, _ in group)
                if abroad and not any(map(is_there, group)):
                    return (move.question.id, name), group
    return None
