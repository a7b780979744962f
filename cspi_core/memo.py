"""Memoisation: results of pure functions, reused between the requests of one session.

Consecutive requests usually differ in one answer, so most of a report can be reused. :func:`remember` marks a
pure function with the key of its result; inside ``with memo.active():`` the result is looked up, anywhere
else the function is called as it is. A key contains every input; the input that is loaded once (a survey, the
links to its editions) stands in it as the object itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
Data = TypeVar("Data", bound=Mapping[str, Any])

Key = tuple[Hashable, ...]
"""All that a result depends on. Numbers from outside are in it as text, since 1 and 1.0 are equal and are not
written alike."""

MOST = 1000
"""The number of results in a memo. A report with its advice takes about 250, so those of a few states of the
answers fit, in either language."""

encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class Memo:
    """A bounded store in two generations: once the newer is full the older is dropped, and a result that is
    looked up joins the newer."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._newer: dict[Key, Any] = {}
        self._older: dict[Key, Any] = {}

    def __len__(self) -> int:
        return len(self._newer) + len(self._older)

    def value(self, key: Key, make: Callable[[], T]) -> T:
        """Return the result under ``key``, or make and store it."""
        newer, older = self._newer, self._older
        if key in newer:
            found: T = newer[key]
            return found
        found = older[key] if key in older else make()
        if len(self._newer) >= self._most // 2:
            self._older, self._newer = self._newer, {}
        self._newer[key] = found
        return found

    @contextmanager
    def active(self) -> Iterator[None]:
        """Reuse results within the block, in this thread."""
        before = _active.set(self)
        try:
            yield
        finally:
            _active.reset(before)


_active: ContextVar[Memo | None] = ContextVar("memo", default=None)


def remember(key: Callable[P, Key]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a pure function; ``key`` takes its arguments and returns all that the result depends on."""

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def remembered(*args: P.args, **named: P.kwargs) -> T:
            memo = _active.get()
            if memo is None:
                return function(*args, **named)
            return memo.value((function, *key(*args, **named)), partial(function, *args, **named))

        return remembered

    return mark


class Fragment(dict[str, Any]):
    """JSON-able data with its text in JSON, so that a reused part of a reply is not encoded again."""

    __slots__ = ("text",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.text = write(data)


def written(function: Callable[P, Data]) -> Callable[P, Data]:
    """Mark a function whose data goes into replies as it is: a memo stores it together with its text."""

    @wraps(function)
    def encoded(*args: P.args, **named: P.kwargs) -> Data:
        data = function(*args, **named)
        return data if _active.get() is None else cast("Data", Fragment(data))

    return encoded


def write(value: Any) -> str:
    """Encode a value as JSON with sorted keys; fragments in it are encoded already."""
    if isinstance(value, Fragment):
        return value.text
    if not _has_fragments(value):
        return encode(value)
    if isinstance(value, dict):
        return "{" + ", ".join([f"{encode(key)}: {write(value[key])}" for key in sorted(value)]) + "}"
    return "[" + ", ".join(map(write, value)) + "]"


def _has_fragments(value: Any) -> bool:
    """Return whether there are fragments in a list, or under the keys of an object, however deep."""
    if isinstance(value, dict):
        return isinstance(value, Fragment) or any(map(_has_fragments, value.values()))
    return isinstance(value, list) and bool(value) and isinstance(value[0], Fragment)
