"""Sorting, dicts, sets and lists."""

from __future__ import annotations

import math
import operator
from collections import Counter
from datetime import UTC, date, datetime
from heapq import heapify, heappop, heappush, nlargest
from itertools import groupby
from random import Random
from typing import Any

from .values import BINARY, FLOATS, INTEGERS, LIST_ACTS, TEXTS, Act, Colour, Point, tried

ON_SETS = """union intersection difference symmetric_difference isdisjoint issubset issuperset update
difference_update intersection_update"""


def sorting() -> None:
    chance = Random(1)
    kinds: list[list[Any]] = [
        list(range(9)), [3, 1, 2], [2**80, 1, -(2**70)], [1.5, -2.0, 0.5], [1, 2.5, True, -3],
                [math.nan, 1.0, math.inf],
        ["b", "a", "c"], ["é", "a", "あ"], ["あ", "い"], ["😀", "a"], ["", "a", "aa"], [b"b", b"a"],
        [True, False],
        [(1, "a"), (1, "b"), (0, "c")], [(1.5, 2), (1, 3), (-1.0, 0)], [("a", 1), ("あ", 2)],
        [("a",), ("a", 1), ()],
        [(-1.5, "x"), (-1.5, "w")], [((1, 2), "a"), ((1, 1), "b")], [[2, 1], [1, 2]], [(True, 1), (False, 2)],
        [(None, 1), (None, 2)], [None, 1], ["a", 1], [{}, {}], [Point(1.0), Point(0.5, 1.0)], [*Colour],
        [(2**70,), (1,)],
        [date(2026, 1, 2), date(2025, 1, 2)], [datetime(2026, 1, 2, tzinfo=UTC),
        datetime(2025, 1, 2, tzinfo=UTC)],
        [(0, -2.5, "q2"), (0, -2.5, "q10"), (1, 0.0, "q1")],
    ]  # fmt: skip
    for kind in kinds:
        for times in (1, 12, 90):
            values = kind * times
            for shuffled in (
                values,
                values[::-1],
                chance.sample(values, len(values)),
                [*values, *values[:5]],
            ):
                _sorted(shuffled)


def _sorted(values: list[Any]) -> None:
    act: Act
    for given in (
        {},
        {"reverse": True},
        {"key": str},
        {"key": lambda one: (one, 1)},
        {"key": repr, "reverse": True},
    ):
        tried(sorted, values, **given)
    for act in (min, max):
        tried(act, values)
        tried(act, values, key=lambda one: one)
        tried(act, (one for one in values), default=None)
    tried(nlargest, 3, values)
    tried(nlargest, 3, values, key=str)
    heap = list(values)
    tried(heapify, heap)
    tried(heappush, heap, values[0])
    tried(heappop, heap)
    groups = tried(lambda: [list(group) for _, group in groupby(values, key=str)])
    for other in (values[::-1], groups, tuple(values), values[:-1]):
        for act in (operator.eq, operator.lt, operator.ge):
            tried(act, values, other)


def dicts() -> None:
    act: Act
    keys = (
        *TEXTS[:20],
        *INTEGERS,
        *FLOATS[-15:],
        None,
        (1, "a"),
        Colour.RED,
        Point(1.0),
        b"x",
        frozenset({1}),
    )
    for chosen in (keys, TEXTS[:6], INTEGERS[:7], ("a",), ()):
        one: dict[Any, Any] = dict.fromkeys(chosen, 1)
        other = {key: number for number, key in enumerate(reversed(chosen))}
        for act in (*BINARY, dict.update, operator.ior):
            tried(act, dict(one), other)
        for act in (operator.and_, operator.or_, operator.sub, operator.xor, operator.eq, operator.le):
            tried(act, one.keys(), other.keys())
            tried(act, one.items(), other.items())
            tried(act, one.keys(), list(other))
        _changed_dict(one, chosen)
    grown = {str(number): number for number in range(3000)}
    for number in range(0, 3000, 2):
        del grown[str(number)]
    _changed_dict(grown, ("1", "3"))
    tried(dict, [("a", 1), ("b", 2)], c=3)
    tried(dict, zip("ab", (1, 2), strict=True))
    tried(Counter("abca").most_common, 2)
    tried(lambda: Counter("ab") + Counter("bc") - Counter("c"))


def _changed_dict(one: dict[Any, Any], keys: tuple[Any, ...]) -> None:
    act: Act
    for view in (one, one.keys(), one.values(), one.items()):
        for act in (list, reversed, len, sorted, repr, set, tuple, iter):
            tried(act, view)
        tried(lambda view=view: list(reversed(view)))
    for key in keys:
        tried(one.get, key, 0)
        tried(one.setdefault, key, 0)
        tried(one.pop, key, None)
        tried(operator.setitem, one, key, key)
        tried(operator.delitem, one, key)
        tried(operator.setitem, one, key, [key])
    tried(lambda: {**one, "a": 1} | one | {"b": 2})
    tried(one.copy().clear)
    tried(one.copy().popitem)
    tried(lambda: {value: key for key, value in one.items() if key})


def sets() -> None:
    act: Act
    for one in (
        {1, 2, 3},
        {"a", "あ"},
        set(range(300)),
        frozenset({1, "b"}),
        frozenset(),
        {1.5, None, (1, 2)},
    ):
        for other in ({2, 9}, {"a"}, frozenset(range(99)), set(), [1, 2], {"a": 1}, "ab"):
            for act in (*BINARY, operator.iand, operator.ior, operator.isub):
                tried(act, one.copy(), other)
            for name in ON_SETS.split():
                tried(getattr(one.copy(), name, None) or len, other)
        changed = set(one)
        for value in ("new", 1, 2.5, None):
            tried(changed.add, value)
            tried(changed.discard, value)
            tried(changed.remove, value)
        for act in (list, sorted, repr, len, hash, sum, max, tuple, bool):
            tried(act, one)
        tried(changed.pop)
        tried(changed.clear)


def lists() -> None:
    act: Act
    lists: list[list[Any]] = [[], [1], ["a", "b", "あ"], [1.5, None, True, (1,), {}], list(range(500))]
    for one in lists:
        for other in ([], [2, 3], ("x",), "ab", iter([1]), {"k": 1}, range(3)):
            for act in (*BINARY, operator.imul, *LIST_ACTS):
                tried(act, list(one), other)
        for at in (0, -1, 1, slice(0, 2), slice(None, None, 2), slice(1, 1)):
            copied = list(one)
            tried(operator.setitem, copied, at, [7, 8, 9])
            tried(operator.delitem, copied, at)
            tried(copied.insert, at, 5)
            tried(copied.pop, at)
        for act in (list.reverse, list.copy, list.sort, list.clear, repr, str, tuple, len, sum):
            tried(act, list(one))
        for value in (1, "a", None, 1.5):
            for act in (list.index, list.count, list.remove, operator.contains, operator.mul):
                tried(act, list(one), value)
            tried(operator.contains, tuple(one), value)
            tried(tuple(one).index, value)
            tried(tuple(one).count, value)
