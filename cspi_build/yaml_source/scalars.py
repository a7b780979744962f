"""What a plain scalar means: the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema).

`no`, `on`, `12:30` and `2021-07-01` are text here, as a person who writes a survey means them.
"""

from __future__ import annotations

import math
import re

__all__ = ["NumberTooLargeError", "plain_scalar"]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})

_TRUE = frozenset({"true", "True", "TRUE"})

_FALSE = frozenset({"false", "False", "FALSE"})

_INTEGER = re.compile(r"[-+]?[0-9]+")

_OCTAL = re.compile(r"0o[0-7]+")

_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")

_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")

_NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})

LARGEST = 2**53 - 1  # the largest whole number that JSON readers keep exactly

_DIGITS = 40  # no number that is kept exactly needs more characters


class NumberTooLargeError(ValueError):
    """The scalar is a number, but one that would not survive as it was written."""


def plain_scalar(text: str) -> bool | int | float | str | None:
    """The value of an unquoted scalar. Raises NumberTooLargeError for infinities, NaN and lossy numbers."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if text in _NOT_A_NUMBER or _INFINITE.fullmatch(text):
        raise NumberTooLargeError(text)
    number = _number(text)
    return text if number is None else number


def _number(text: str) -> int | float | None:
    if not _FLOAT.fullmatch(text) and not _OCTAL.fullmatch(text) and not _HEXADECIMAL.fullmatch(text):
        return None
    if len(text) > _DIGITS:
        raise NumberTooLargeError(text)
    number = _converted(text)
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise NumberTooLargeError(text)
    return number


def _converted(text: str) -> int | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    return int(text[2:], 16) if _HEXADECIMAL.fullmatch(text) else float(text)
