"""JSON, regular expressions and dates."""

from __future__ import annotations

import json
import operator
import re
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

from .values import BINARY, FLOATS, INTEGERS, TEXTS, UNARY, Act, Colour, tried

ON_DATES = """
isoformat date time timetuple utctimetuple toordinal weekday isoweekday isocalendar utcoffset tzname
ctime"""


def json_texts() -> None:
    values = [*TEXTS, *INTEGERS, *FLOATS, None, [1, [2, {"a": "語"}]], {"b": 1, "a": [True, None]},
            {1: 2, None: 3},
              (1, 2), Colour.RED, {1, 2}, "\ud800", {"😀": "\ud83d"}]  # fmt: skip
    ways: list[dict[str, Any]] = [
        *({}, {"indent": 2}, {"sort_keys": True}, {"ensure_ascii": False}, {"separators": (",", ":")}),
        *({"allow_nan": False}, {"sort_keys": True, "ensure_ascii": False, "indent": 1}, {"default": str}),
    ]
    for value in values:
        for way in ways:
            written = tried(json.dumps, value, **way)
            read = tried(json.loads, written)
            tried(json.dumps, [read, {"x": read}], **way)
    hooks = {
        "object_pairs_hook": lambda pairs: pairs,
        "parse_float": str,
        "parse_int": str,
        "parse_constant": str,
    }
    for text in (
        *TEXTS, "[1, 2", '{"a" 1}', '{"a": 1,}', "[1 2]", "nul", "-", "1.", "1e5", "-0.0", "1E+400",
        "Infinity", "NaN",
        '"\\u00e9\\ud83d\\ude00\\n"', '"\\ud800"', '"\\x"', '"\n"', '"open',
        "[" * 3000, '{"a":' * 3000, "\ufeff1",
        '{"a": 1, "a": 2, "b": [1.25, -3, 1e-7, 123456789012345678901234567890]}', "1 2",
        " \t\n[ true , false , null ] ",
        "{1: 2}", "9" * 5000,
    ):  # fmt: skip
        tried(json.loads, text)
        tried(json.loads, text, **hooks)


def patterns() -> None:
    modules = [
        vars(module)
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in ("cspi_core", "json")
    ]
    found = [one for names in modules for one in list(names.values()) if isinstance(one, re.Pattern)]
    own = [
        r"(?P<a>\w+)\s*(?:=|:)",
        r"[^\W\d_]+",
        r"^\d{4}-\d\d?$",
        r"(?i)[a-zé]+",
        r"a.*?b",
        r"(a|b)+\1",
        r"[あ-ん]",
        r"\S+$",
    ]
    for pattern in (*found, *(re.compile(one, flags) for one in own for flags in (0, re.M | re.S, re.A))):
        for text in TEXTS:
            if isinstance(pattern.pattern, str):
                _searched(pattern, text[:99])


def _searched(pattern: re.Pattern[str], text: str) -> None:
    act: Act
    for act in (pattern.match, pattern.search, pattern.fullmatch):
        found = tried(act, text)
        if found:
            for read in (found.group, found.groups, found.groupdict, found.start, found.end, found.span):
                tried(read)
            tried(operator.getitem, found, 1)
            tried(operator.getitem, found, "a")
    for new in ("", "-", r"<\g<0>>", lambda match: match.group()):
        tried(pattern.sub, new, text)
    tried(pattern.subn, "x", text, 1)
    for act in (pattern.split, pattern.findall):
        tried(act, text)
    tried(lambda: [one.span() for one in pattern.finditer(text)])


def dates() -> None:
    act: Act
    texts = ("2026-01-01", "2026-02-30", "20260101", "2026-W01-1", "x", "", "2026-07-15T00:00:00-03:30",
            "2026-07-15T08:30:00Z",
             "2026-07-15 08:30", "2025-12-31T23:59:59.123456+09:00", "0001-01-01T00:00:00+14:00",
             "9999-12-31T23:59:59-12:00",
             "2026-07-15T24:00:00", "2026-07-15T08:30:00.1+00:00:01")  # fmt: skip
    moments = [tried(kind.fromisoformat, text) for text in texts for kind in (datetime, date)]
    for one in moments:
        for name in ON_DATES.split():
            tried(getattr(one, name, len))
        for act in (str, repr, hash, bool):
            tried(act, one)
        tried(lambda one=one: one.replace(tzinfo=one.tzinfo or UTC).astimezone(UTC))
        for given in ({"year": 2027}, {"month": 13}, {"tzinfo": None}, {"microsecond": 0}):
            tried(lambda one=one, given=given: one.replace(**given))
        for other in (*moments[:6], timedelta(days=1.5), timedelta(seconds=-1), 1, None):
            for act in BINARY[:13]:
                tried(act, one, other)
    for act in (*UNARY, timedelta.total_seconds):
        tried(act, timedelta(days=-1, seconds=3.25))
    tried(datetime, 2026, 1, 1, 25)
    tried(date, 10000, 1, 1)
