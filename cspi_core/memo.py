"""Memoisation of per-survey results.

Consecutive requests usually differ in one answer, so most view fragments can be reused. Cache keys contain
every input except the survey and its snapshots; each load of those creates a new :class:`Kept`, so entries
never go stale. Fragments are cached in serialised JSON form. Without a cache (:data:`ANEW`), the same
functions return plain data, as Python users expect.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")

Key = tuple[Hashable, ...]
"""What a value is, then all that it depends on. Numbers from outside are in it as text, since 1 and 1.0 are
equal and are not written alike."""

MOST = 1000
"""How many values are kept. A report with its advice takes about 250, so that those of a few states of the
answers are known, in either language; all of them come to less than two megabytes."""

encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class Written:
    """A value as the text in JSON that it is sent as. Two of them are the same only where they are one, so
    that one can stand for all it was made of where something else depends on it."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def write(value: Any) -> str:
    """A value as JSON with sorted keys; it, or what stands in it under its keys, may be written already."""
    if isinstance(value, Written):
        return value.text
    if not isinstance(value, dict) or Written not in map(type, value.values()):
        return encode(value)
    return "{" + ", ".join([f"{encode(key)}: {write(value[key])}" for key in sorted(value)]) + "}"


class Anew:
    """Keeps nothing: values are made whenever they are asked for."""

    def value(self, key: Key, make: Callable[[], T]) -> T:
        """Return the value of ``make`` for ``key``, from the cache if it is there; equal keys must mean
        equal values.
        """
        return make()

    def part(self, key: Key, make: Callable[[], Any]) -> Any:
        """The same for JSON-able data that goes into a reply as it is."""
        return make()

    def listed(self, parts: Iterable[Any]) -> Any:
        """Parts as a list."""
        return list(parts)

    def whole(self, data: dict[str, Any]) -> Any:
        """Data as it is, with parts under its keys."""
        return data


class Kept(Anew):
    """Keeps values in two generations: once the newer is full the older is forgotten, and what is asked for
    joins the newer. So there is a bound, and what is in use stays."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._newer: dict[Key, Any] = {}
        self._older: dict[Key, Any] = {}

    def __len__(self) -> int:
        return len(self._newer) + len(self._older)

    def value(self, key: Key, make: Callable[[], T]) -> T:
        newer, older = self._newer, self._older
        if key in newer:
            found: T = newer[key]
            return found
        found = older[key] if key in older else make()
        if len(self._newer) >= self._most // 2:
            self._older, self._newer = self._newer, {}
        self._newer[key] = found
        return found

    def part(self, key: Key, make: Callable[[], Any]) -> Any:
        return self.value(key, lambda: Written(write(make())))

    def listed(self, parts: Iterable[Any]) -> Any:
        return Written("[" + ", ".join([part.text for part in parts]) + "]")

    def whole(self, data: dict[str, Any]) -> Any:
        return Written(write(data))


ANEW = Anew()
