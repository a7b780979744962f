"""Whether any input makes a pattern slow: ten times the text has to take about ten times the time.

    .venv/bin/python benchmarks/patterns.py

Prints what is too slow and ends with 1, or with 0 where nothing is. It measures processor time, so it is no
test: on a busy machine it may say too much.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import cspi_core  # noqa: E402 - found by the line above
from cspi_build.node import find_node  # noqa: E402

SHORT, TIMES, BOUND = 3_000, 10, 45
"""Characters, how many times more the long text has, and how many times longer it may take."""
PIECES = ['"', "\\", "{", "[", "]", "a", "1", " ", "=", "-", ".", ":", ")", "`", '"a', '\\"', "{a", "1."]
LEAST = 1e-4  # seconds below which a time says nothing
SCRIPT = """
import { safeName } from "./lib/files.js";
import { readNumber } from "./lib/number-input.js";
import { speaker } from "./lib/page.js";
import { decode } from "./session/language-handover.js";
import { isLink } from "./session/shared-result.js";
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


def main() -> int:
    """Measure everything; print what is too slow."""
    slow = [*slow_patterns(), *slow_readers()]
    print("\n".join(slow) or "Nothing is slow.")
    return 1 if slow else 0


def slow_patterns() -> Iterator[str]:
    """Patterns with the pieces that make them slow."""
    for info in pkgutil.walk_packages(cspi_core.__path__, "cspi_core."):
        if info.name.endswith("__main__"):
            continue
        for name, pattern in vars(importlib.import_module(info.name)).items():
            if isinstance(pattern, re.Pattern):
                yield from (f"{info.name}.{name} {piece!r}" for piece in PIECES if is_slow(pattern, piece))


def is_slow(pattern: re.Pattern[str], piece: str) -> bool:
    """Whether ten times the piece takes much more than ten times the time."""
    short, long = (piece * (n // len(piece)) for n in (SHORT, SHORT * TIMES))
    return seconds(pattern, long + "\0") > BOUND * seconds(pattern, short + "\0")


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The shortest of three tries of everything that is done with a pattern."""
    took = []
    for _ in range(3):
        start = time.process_time()
        pattern.fullmatch(text)
        pattern.sub("", text)
        took.append(time.process_time() - start)
    return max(min(took), LEAST)


def slow_readers() -> list[str]:
    """What the page's own readers of typed text are slow at."""
    node = find_node(ROOT, ROOT / ".build")
    program = SCRIPT.replace('"./', f'"{ROOT}/site_src/assets/')
    command = [str(node.program), "--input-type=module", "-e", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
