"""The shortest way to a score: the set of changes with the least effort that reaches it, found exactly.

A change has an effort (``EFFORT``) and a gain; of a single choice only the last rung counts, but the rungs
that it requires are paid for; of a multiple choice options add up to ``full``. Without requirements
between questions this is a knapsack with one choice a question, solved by dynamic programming over whole
efforts. With them it is a branch and bound over that: where the best way of the relaxed problem lacks a
requirement, one branch forbids the option that needs it and the other takes the requirement in. The first
complete way that leaves the queue is the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from itertools import combinations

from .answers import NOTHING, Answer, Answers
from .scoring import IndexScore, item_value
from .steps import in_place, with_option, worth_of
from .survey import MULTIPLE, NUMBER, Question, Survey

EFFORT = {"small": 1, "medium": 2, "large": 4}
"""Units of effort: weeks of one person, a quarter of a team, hiring or budget. Each is twice the last."""
UNSAID = 2
MOST_BRANCHES = 2000
ENOUGH = 1e-9

Pair = tuple[str, str]
"""A question id and an option id."""


@dataclass(frozen=True)
class Move:
    """One way to change one question: the answer after it, the options taken up, effort and gain."""

    question: Question
    after: Answer
    taken: tuple[str, ...]
    effort: int
    gain: float


@dataclass(frozen=True)
class Way:
    """Moves that together reach the target: their effort and what they add to the index, in points."""

    moves: tuple[Move, ...]
    effort: int
    gain: float


@dataclass(frozen=True)
class _Task:
    survey: Survey
    answers: Answers
    worth: Mapping[str, float]
    need: float


def shortest_way(survey: Survey, answers: Answers, index: IndexScore, target: float) -> Way | None:
    """The way of least effort from the index to at least ``target`` (0 to 100); of ways with the same
    effort, one with the most gain. Empty where it is reached already, None where there is none."""
    worth = worth_of(index)
    if index.score is None or not worth:
        return None
    task = _Task(survey, answers, worth, target - index.score)
    if task.need <= ENOUGH:
        return Way((), 0, 0.0)
    return _search(task)


def _search(task: _Task) -> Way | None:
    @cache
    def moves(name: str, must: frozenset[str], never: frozenset[str]) -> tuple[Move, ...]:
        return tuple(_best(_moves(task, task.survey.question_by_id[name], must, never)))

    def relaxed(must: frozenset[Pair], never: frozenset[Pair]) -> Way | None:
        """The least effort when nothing is required of other questions but what ``must`` be there."""
        choices = [
            (moves(name, _own(must, name), _own(never, name)), _is_missing(task, name, must))
            for name in task.worth
        ]
        return _least_effort(choices, task.need)

    queue: list[tuple[int, float, int, Way, frozenset[Pair], frozenset[Pair]]] = []
    branches: list[tuple[frozenset[Pair], frozenset[Pair]]] = [(frozenset(), frozenset())]
    for count in range(MOST_BRANCHES):
        for side, (must, never) in enumerate(branches):
            way = relaxed(must, never)
            if way is not None:
                heappush(queue, (way.effort, -way.gain, 2 * count + side, way, must, never))
        if not queue:
            return None
        _, _, _, way, must, never = heappop(queue)
        lack = _lacking(task, way)
        if lack is None:
            return way
        branches = _branches(task, lack, must, never)
    return None


def _branches(
    task: _Task, lack: tuple[Pair, Pair], must: frozenset[Pair], never: frozenset[Pair]
) -> list[tuple[frozenset[Pair], frozenset[Pair]]]:
    """Without the option that lacks a requirement, and with both, where the other question is answered."""
    option, required = lack
    branches = [(must, never | {option})]
    more = must | {option, required}
    if required[0] in task.worth and not more & never:
        branches.append((more, never))
    return branches


def _is_missing(task: _Task, name: str, must: frozenset[Pair]) -> bool:
    question, answer = task.survey.question_by_id[name], task.answers[name]
    return not all(in_place(question, answer, option) for option in _own(must, name))


def _own(pairs: frozenset[Pair], name: str) -> frozenset[str]:
    return frozenset(option for question, option in pairs if question == name)


def _moves(task: _Task, question: Question, must: frozenset[str], never: frozenset[str]) -> Iterator[Move]:
    """Every way to change a question that takes up what it must and nothing that it never may."""
    answer = task.answers[question.id]
    now = item_value(question, answer)
    for taken, after in _changes(question, answer):
        if all(in_place(question, after, option) for option in must) and not never & set(taken):
            gain = task.worth[question.id] * (item_value(question, after) - now)
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


def _least_effort(choices: list[tuple[tuple[Move, ...], bool]], need: float) -> Way | None:
    """At most one move a question (exactly one where it is forced) that gain ``need`` with least effort.

    ``best[e]`` is the way with the most gain among those of effort ``e``.
    """
    best: dict[int, Way] = {0: Way((), 0, 0.0)}
    for moves, forced in choices:
        grown: dict[int, Way] = {} if forced else dict(best)
        for way in best.values():
            for move in moves:
                effort, gain = way.effort + move.effort, way.gain + move.gain
                if effort not in grown or gain > grown[effort].gain + ENOUGH:
                    grown[effort] = Way((*way.moves, move), effort, gain)
        best = _useful(grown, need)
    enough = [way for way in best.values() if way.gain >= need - ENOUGH]
    return min(enough, key=lambda way: (way.effort, -way.gain), default=None)


def _useful(ways: dict[int, Way], need: float) -> dict[int, Way]:
    """The ways without those that cost as much as one that gains no less."""
    kept: dict[int, Way] = {}
    most = float("-inf")
    for effort in sorted(ways):
        if ways[effort].gain > most + ENOUGH:
            kept[effort] = ways[effort]
            most = ways[effort].gain
    return kept


def _lacking(task: _Task, way: Way) -> tuple[Pair, Pair] | None:
    """The first option of a way that requires an option of another question which is not in place."""
    after = dict(task.answers) | {move.question.id: move.after for move in way.moves}
    for move in way.moves:
        for name in move.taken:
            for question_id, option in move.question.option_by_id[name].requires:
                question = task.survey.question_by_id[question_id]
                reached = in_place(question, after.get(question_id, NOTHING), option)
                if question_id != move.question.id and not reached:
                    return (move.question.id, name), (question_id, option)
    return None
