"""What any Python code does with numbers, text and containers, in all their kinds.

The functions of CPython that these need stay in the quick engine though no request of the workload took the
same way through them: how a list is sorted or a number printed depends on the values. Run by `heap_image.mjs`
in an interpreter that is thrown away; errors are part of it.
"""

from __future__ import annotations

from .containers import dicts, lists, sets, sorting
from .language import any_values, chances, errors, iterating, objects
from .libraries import dates, json_texts, patterns
from .scalars import byte_strings, numbers, slices, texts
from .values import tried

PARTS = (
    *(numbers, texts, slices, byte_strings, sorting, dicts, sets, lists, json_texts, patterns, dates),
    *(any_values, errors, iterating, objects, chances),
)


def exercise(_: str) -> str:
    """Do all of it."""
    for part in PARTS:
        tried(part)
    return "done"
