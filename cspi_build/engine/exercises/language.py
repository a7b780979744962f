"""What the language itself does: any value with any other, errors, iterators, classes."""

from __future__ import annotations

import json
import math
import operator
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial, reduce
from itertools import accumulate, chain, combinations, islice, pairwise, product, repeat, starmap
from random import Random
from typing import Any

from .values import BINARY, FORMATS, UNARY, Act, Colour, Point, tried

MAKERS: tuple[Act, ...] = (
    lambda: iter([1, 2, 3]),
    lambda: map(str, (1, 2)),
    lambda: filter(None, [0, 1]),
    lambda: zip("ab", "cd", strict=True),
    lambda: islice(range(99), 2, 50, 7),
    lambda: chain("a", [1]),
    lambda: combinations([1, 2, 3], 2),
    lambda: repeat(1, 3),
    lambda: product([1, 2], "ab", repeat=1),
    lambda: accumulate([1, 2]),
    lambda: pairwise("abc"),
    lambda: enumerate("ab", 1),
    lambda: starmap(pow, [(2, 3)]),
    lambda: reversed([1, 2]),
    lambda: reversed(range(3)),
    lambda: (a for a in "ab"),
    lambda: {1: 2}.items(),
    lambda: chain.from_iterable([[1], "a"]),
    lambda: iter(int, 0),
    lambda: range(5, 0, -2),
)


def any_values() -> None:
    act: Act
    values: list[Any] = [
        *(
            None,
            True,
            0,
            -3,
            2**70,
            1.5,
            math.nan,
            "",
            "aé",
            "語",
            "😀",
            b"x",
            [],
            [1, "a"],
            (),
            (1, 2),
            {},
            {"a": 1},
        ),
        *(
            set(),
            {1},
            frozenset({2}),
            range(3),
            Colour.RED,
            Point(1.0),
            slice(1, 2),
            len,
            str,
            ...,
            NotImplemented,
        ),
        *(
            date(2026, 1, 1),
            timedelta(1),
            {"a": {"b": [1, {"c": None}]}},
            [[[]]],
            ValueError("x", 1),
            KeyError("k"),
        ),
    ]
    for one in values:
        for act in UNARY:
            tried(act, one)
        for form in FORMATS[:12]:
            tried(format, one, form)
        for kind in (str, (int, float), dict, list | tuple, None):
            tried(isinstance, one, kind)
        for name in ("x", "__len__", "keys", "real", "あ"):
            tried(getattr, one, name)
            tried(getattr, one, name, None)
            tried(hasattr, one, name)
            tried(setattr, one, name, 1)
        for other in values:
            for act in BINARY:
                tried(act, one, other)
            tried(str.join, ", ", [one, other])
            tried(zip, one, other, strict=True)
        tried(_matched, one)


def _matched(value: Any) -> Any:
    match value:
        case {"a": found, **rest}:
            return found, rest
        case [first, *others]:
            return first, others
        case Point(x=x, y=y):
            return x, y
        case str() | int():
            return value
        case None | True:
            return None
    first, second = value
    return first, *second


def errors() -> None:
    act: Act
    for error in (ValueError("x"), KeyError("k", 1), TypeError("語"), LookupError(), RecursionError("deep"),
            ZeroDivisionError(),
                  OverflowError(34, "much"), AttributeError("a"), StopIteration(1),
                          UnicodeDecodeError("utf-8", b"x", 0, 1, "?"),
                  NotImplementedError(), AssertionError("a"), json.JSONDecodeError("m", "doc\nx",
                          4)):  # fmt: skip
        for act in (str, repr, hash, lambda one: one.args, lambda one: one.__cause__, _raised):
            tried(act, error)
    tried(_endless, 0)
    tried(lambda: undefined)  # type: ignore[name-defined]  # noqa: F821
    tried(lambda: tried(1, 2, *3, **4))  # type: ignore[arg-type, misc]
    for given in ((), (1,), (1, 2, 3, 4, 5)):
        for act in (Point, len, Colour, replace, _raised, max, dict, isinstance, int):
            tried(act, *given)
            tried(act, *given, unknown=1)


def _raised(error: Exception) -> None:
    try:
        try:
            raise error
        except (KeyError, TypeError) as found:
            raise ValueError(f"from {found!r}") from found
        finally:
            str(error)
    except* LookupError as group:
        str(group.exceptions)


def _endless(depth: int) -> int:
    return _endless(depth + 1)


def iterating() -> None:
    act: Act

    def numbers() -> Iterator[Any]:
        got = yield 1
        yield from (got, 2, 3)
        try:
            yield 4
        finally:
            del got

    for make in (numbers, *MAKERS):
        for act in (
            list,
            tuple,
            set,
            sum,
            max,
            sorted,
            dict,
            any,
            all,
            next,
            len,
            repr,
            Counter,
            ", ".join,
            bool,
            "".join,
        ):
            tried(act, make())
        tried(lambda make=make: [*make(), *make()])
        tried(reduce, operator.add, make())
        tried(operator.contains, make(), 2)
        tried(lambda make=make: dict.fromkeys(make(), 0))
    for end in ("send", "throw", "close"):
        generator = numbers()
        tried(next, generator)
        tried(
            getattr(generator, end),
            *((ValueError("x"),) if end == "throw" else (1,) if end == "send" else ()),
        )
    for start, stop, step in ((0, 9, 2), (9, 0, -3), (0, 2**70, 2**65), (3, 3, 1)):
        span = range(start, stop, step)
        for act in (list, len, hash, repr, reversed, sum, bool):
            tried(act, span)
        for value in (4, 4.0, "x", 2**66):
            for act in (range.index, range.count, operator.contains, operator.getitem):
                tried(act, span, value)


def objects() -> None:
    act: Act
    points = [Point(1.0), Point(1.0, 2.0, "語"), replace(Point(2), y=3)]
    for one in points:
        for act in (repr, hash, str, vars, bool, dir):
            tried(act, one)
        tried(setattr, one, "x", 1)
        tried(delattr, one, "x")
        for other in (*points, 1):
            for act in BINARY[7:13]:
                tried(act, one, other)
    for value in ("red", "green", 1):
        tried(Colour, value)
        tried(operator.getitem, Colour, value)
        tried(operator.contains, Colour, value)
    for colour in Colour:
        for act in (str, repr, hash, json.dumps, "{:>5}".format, len):
            tried(act, colour)
    doubled = lru_cache(maxsize=4)(partial(operator.mul, 2))
    for value in (1, 1.0, "a", (1,), [], *range(9)):
        tried(doubled, value)
        tried(doubled, b=value)
    tried(type, "Made", (Point,), {"__slots__": (), "twice": property(lambda self: self.x * 2)})
    for act in (id, type, callable, issubclass):
        tried(act, Point, object)
    tried(lambda: [0] * 3_000_000)  # the memory grows


def chances() -> None:
    act: Act
    for seed in (0, 1, -7, 2**90):
        chance = Random(seed)
        for act in (chance.random, chance.getstate, partial(chance.randrange, 2**70),
                partial(chance.choice, "abc"),
                    partial(chance.sample, range(99), 40), partial(chance.choices, "ab", [1, 2], k=5),
                            partial(chance.gauss, 0, 1),
                    partial(chance.uniform, 1, 2), partial(chance.shuffle, list(range(50))),
                            partial(chance.randint, -5, 5),
                    partial(chance.getrandbits, 200)):  # fmt: skip
            tried(act)
