"""What the exercises need: numbers and texts of all kinds, and what is done with one or two of them."""

from __future__ import annotations

import contextlib
import json
import math
import operator
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Act = Callable[..., Any]
TEXTS = (
    "", "a", "Az 09_-.", "  tab\tand\r\nlines\n", "é", "ÀÉßÿ", "Āž", "ﬁ ſ İ", "日本語、ＡＢＣ１２３", "½٣",
    "עברית", "हिन्दी",
    "😀𠮷👩\u200d👧", "a\u0301b", "\u202e\u2028\u00a0\ufeff", "\0\x1f\x7f", "x" * 5000, "é" * 5000,
    "あ" * 5000, "😀" * 5000,
    "a,b;c=d|e", "2026-02-28", "-12.5e-3", "1_000", "{}", "[1, 2]", '{"a": [1.5, null, true]}', "%", "<&>\"'",
)  # fmt: skip
INTEGERS = (
    0,
    1,
    -1,
    7,
    255,
    2**30 - 1,
    2**30,
    -(2**31),
    2**53 + 1,
    2**63,
    -(2**64) - 1,
    10**40,
    3**700,
    True,
)
FLOATS = (
    *(digit * 10.0**power for power in range(-300, 301, 12) for digit in (1, -1.5, 9.995)),
    *(0.0, -0.0, 0.1, 0.5, 2.5, 66.65, 99.95, 1 / 3, 5e-324, 1e22, 1e16, 123456789.125),
    *(math.inf, -math.inf, math.nan),
)  # fmt: skip
BINARY: list[Act] = [
    *(operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod),
    *(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge, operator.and_),
    *(operator.or_, operator.xor, operator.is_, operator.contains, operator.getitem, operator.iadd),
]
LIST_ACTS: list[Act] = [list.extend, list.append]
BYTES_ACTS: list[Act] = [bytes.find, bytes.startswith, bytes.join]
UNARY: list[Act] = [
    *(operator.neg, operator.pos, operator.abs, operator.inv, operator.not_, operator.index),
    *(bool, int, float, str, repr, hash, len, list, tuple, set, frozenset, dict, sorted, sum, min, max),
    *(iter, reversed, any, all, enumerate, type, ascii, bytes, Counter, round, math.floor, math.ceil),
    *(math.isfinite, math.isnan, math.fsum, math.sqrt, math.erfc, json.dumps, bytearray, next, callable),
]
FORMATS = ("", "d", ",", "+d", "05d", "x", "b", "c", "%", ".0f", ".1f", ".2f", "+.1f", ",.1f", "08.3f",
        ".3g", "e", "n",
           "s", ">8", "^9.3", "*<7", "_d", "#x", "r")  # fmt: skip


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, order=True)
class Point:
    x: float
    y: float = 0.0
    name: str = ""


def tried(act: Act, *given: Any, **named: Any) -> Any:
    with contextlib.suppress(Exception):
        return act(*given, **named)
    return None
