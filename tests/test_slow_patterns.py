"""No input makes a pattern slow: ten times the text takes about ten times the time, never a hundred times."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

import cspi_core

UNBOUNDED = {"MAX_REPEAT", "MIN_REPEAT"}
SHORT, TIMES, BOUND = 3_000, 10, 45
"""Characters, how many times more the long text has, and how many times longer it may take."""
ALPHABET = ['"', "\\", "{", "[", "]", "a", "1", " ", "=", "-", ".", ":", ")", "`", '"a', '\\"', "{a", "1."]


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the package."""
    modules = [
        importlib.import_module(f"cspi_core.{info.name}")
        for info in pkgutil.iter_modules(cspi_core.__path__)
        if info.name != "__main__"
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


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The shortest of three tries of everything that is done with a pattern."""
    took = []
    for _ in range(3):
        start = time.process_time()
        pattern.fullmatch(text)
        pattern.sub("", text)
        took.append(time.process_time() - start)
    return max(min(took), 1e-4)


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


@pytest.mark.parametrize("name", sorted(patterns()))
@pytest.mark.parametrize("piece", ALPHABET)
def test_ten_times_the_text_takes_ten_times_the_time(name: str, piece: str) -> None:
    pattern = patterns()[name]
    short, long = (piece * (n // len(piece)) for n in (SHORT, SHORT * TIMES))
    assert seconds(pattern, long + "\0") <= BOUND * seconds(pattern, short + "\0")


def test_neither_do_the_scripts_that_read_what_people_type(root: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("This test needs Node.js, as the build does.", pytrace=False)
    program = """
    import { safeName } from "./files.js";
    import { readNumber } from "./numbers.js";
    import { speaker } from "./page.js";
    import { decode } from "./language.js";
    import { isLink } from "./visiting.js";
    const bounds = { minimum: 0, maximum: 9, step: 1, unit: "people" };
    const readers = { safeName, decode, isLink, readNumber: (text) => readNumber(text, bounds),
      speaker: (text) => speaker({ text })("text", {}) };
    const took = (reader, text) => {
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        try { reader(text); } catch {}
        return performance.now() - start;
      });
      return Math.max(Math.min(...times), 0.2);
    };
    for (const [name, reader] of Object.entries(readers)) {
      for (const piece of ["1", ",", "{", "{a", "=", ".", "-", "/", " ", "1,", "1 ", "〜", "１", "~"]) {
        const [short, long] = [3000, 30000].map((n) => took(reader, piece.repeat(n / piece.length) + "!"));
        if (long > 45 * short) console.log(name, JSON.stringify(piece), short, long);
      }
    }
    """
    command = [node, "--input-type=module", "-e", program.replace('"./', f'"{root}/site_src/assets/')]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
