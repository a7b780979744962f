"""The place at which a text stops being JSON: parsers of different versions of Python name different ones."""

from __future__ import annotations

import json
import re

from ..errors import shown

BLANK = re.compile(r"[ \t\n\r]*+")
TOKEN = re.compile(
    r'(?P<sign>[][{}:,])|(?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"|(?P<plain>true|false|null|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
)
UNFINISHED = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
VALUE = frozenset({"[", "{", "string", "plain"})
CLOSED_BY = {"[": "]", "{": "}"}


def place_of_error(text: str) -> tuple[int, int]:
    """Return line and column of the first character that cannot stand where it does; both count from 1.

    >>> place_of_error('{"a": 1,}'), place_of_error("[1,\\n 2")
    ((1, 9), (2, 3))
    """
    at = _stop(text)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def reason(error: Exception) -> str:
    """Return why a text could not be read as JSON: where it stops to be, or the kind of the error."""
    if not isinstance(error, json.JSONDecodeError):
        return shown(error)
    line, column = place_of_error(error.doc)
    return f"error at line {line}, column {column}"


def _stop(text: str) -> int:
    at, expected, closing = _behind_blanks(text, 0), VALUE, ""
    while (token := TOKEN.match(text, at)) and _kind(token) in expected:
        expected, closing = _after(_kind(token), expected, closing)
        at = _behind_blanks(text, token.end())
    string = UNFINISHED.match(text, at) if "string" in expected else None
    return string.end() if string else at


def _kind(token: re.Match[str]) -> str:
    return token["sign"] or str(token.lastgroup)


def _after(kind: str, expected: frozenset[str], closing: str) -> tuple[frozenset[str], str]:
    """Return what may follow a token, and what closes all that is open then, the innermost last."""
    if kind in CLOSED_BY:
        first = VALUE if kind == "[" else frozenset({"string"})
        return first | {CLOSED_BY[kind]}, closing + CLOSED_BY[kind]
    if kind == ",":
        return (VALUE if closing[-1] == "]" else frozenset({"string"})), closing
    if kind == ":":
        return VALUE, closing
    if kind == "string" and "plain" not in expected:
        return frozenset({":"}), closing
    still = closing.removesuffix(kind)
    return (frozenset({",", still[-1]}) if still else frozenset()), still


def _behind_blanks(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at
