"""No pattern repeats what repeats already; benchmarks/patterns.py measures how long each takes at worst."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest

import cspi_core

UNBOUNDED = {"MAX_REPEAT", "MIN_REPEAT"}


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the package."""
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(cspi_core.__path__, "cspi_core.")
        if not info.name.endswith("__main__")
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }


def nested(parsed: Any, inside: bool = False) -> bool:
    """Whether an unbounded repetition that can be taken back stands in another."""
    for kind, value in parsed:
        repeats = str(kind) in UNBOUNDED and value[1] is not None and str(value[1]) == "MAXREPEAT"
        if repeats and (inside or nested(value[2], inside=True)):
            return True
        parts = value if isinstance(value, (list, tuple)) else [value]
        flat = [part for one in parts for part in (one if isinstance(one, list) else [one])]
        if any(nested(part, inside) for part in flat if type(part).__name__ == "SubPattern" and not repeats):
            return True
    return False


def test_the_check_finds_what_it_looks_for() -> None:
    parse: Any = importlib.import_module("re._parser").parse
    assert nested(parse(r"(a+)+b"))
    assert nested(parse(r"(?:(?:ab)*|c)*d"))
    assert not nested(parse(r"a+b*(?:cd)?"))


@pytest.mark.parametrize("name", sorted(patterns()))
def test_no_pattern_repeats_repetitions(name: str) -> None:
    parse: Any = importlib.import_module("re._parser").parse
    pattern = patterns()[name]
    assert not nested(parse(pattern.pattern, pattern.flags))
