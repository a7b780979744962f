"""What a person sees of a long job: its stages with their times, and one sentence when it fails.

Standard library only, because `build.py` uses it before any package is installed.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError

NETWORK_WORDS = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "name resolution",
    "Name or service not known",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeout",
    "Read timed out",
    "Max retries exceeded",
    "dns error",
    "error sending request",
    "tcp connect error",
    "ENOTFOUND",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "ENETUNREACH",
)
DISK_WORDS = ("No space left on device", "ENOSPC", "Disk quota exceeded", "os error 28")
HASH_WORDS = ("DO NOT MATCH THE HASHES", "Hash mismatch", "EINTEGRITY")

OUTPUT = "standard output"
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")
"""Signs that act on a terminal, as in `cspi_core.export.terminal`, which needs installed packages."""


class Stage:
    """What a stage may say of itself while it runs: that all of it was there from an earlier build."""

    def __init__(self) -> None:
        self.unchanged = False


class Progress:
    """Prints stages with their times: rewritten in place on a terminal, one plain line each elsewhere."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = sys.stdout.isatty() and not quiet

    def say(self, line: str) -> None:
        """Print a line, unless quiet."""
        if not self._quiet:
            _print(_visible(line), end="\n")

    def hint(self, line: str) -> None:
        """Show a passing word on a terminal; nothing elsewhere."""
        if self._live:
            _print(f"\r\x1b[K  {_visible(line)}")

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Time what is done inside and print `name` with the seconds that it took."""
        self.hint(f"{name} ...")
        start = time.perf_counter()
        stage = Stage()
        try:
            yield stage
        except BaseException:
            self._clear()
            raise
        self._clear()
        unchanged = "  (unchanged)" if stage.unchanged else ""
        self.say(f"  {name:<34}{time.perf_counter() - start:6.1f} s{unchanged}")

    def _clear(self) -> None:
        if self._live:
            _print("\r\x1b[K")


def _print(text: str, end: str = "") -> None:
    try:
        print(text, end=end, flush=True)
    except OSError as error:
        error.filename = OUTPUT
        raise


def _visible(text: str) -> str:
    return ACTIVE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def run_tool(
    command: Sequence[str],
    *,
    what: str,
    log: Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    each_line: Callable[[str], None] = lambda line: None,
) -> None:
    """Run a program with its output going to `log`; raise CspiBuildError with one sentence when it fails.

    `what` completes "… failed" ("Installing the Python packages"). `each_line` sees the output as it comes.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as out:
        try:
            status = _follow(command, out.write, each_line, cwd, env)
        except FileNotFoundError as error:
            raise CspiBuildError(f"{what} failed: the program {command[0]} is not there.") from error
    if status:
        raise CspiBuildError(explain(what, log.read_text(encoding="utf-8"), log))


def _follow(
    command: Sequence[str],
    write: Callable[[str], object],
    each_line: Callable[[str], None],
    cwd: Path | None,
    env: Mapping[str, str] | None,
) -> int:
    process = subprocess.Popen(
        list(command),
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        for line in process.stdout or ():
            write(line)
            each_line(line.rstrip())
    return process.returncode


def explain(what: str, output: str, log: Path) -> str:
    """One sentence on why a program failed: full disk, no network, wrong hash, or what it said itself."""
    tail = f" (its whole output: {log})"
    if any(word in output for word in DISK_WORDS):
        return f"{what} failed: the disk is full. Make room and run the command again{tail}."
    if any(word in output for word in HASH_WORDS):
        return f"{what} failed: a download is not what the lock file expects, so it was not used{tail}."
    if any(word in output for word in NETWORK_WORDS):
        return f"{what} failed: the network does not answer. Go online and run the command again{tail}."
    return f"{what} failed: {_gist(output)}{tail}."


def _gist(output: str) -> str:
    """The first line that speaks of an error, with the place under it if there is one; else the last."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        if re.search(r"\berror\b", line, re.IGNORECASE):
            return f"{line} ({below.rstrip(':')})" if re.match(r"\S+:\d+:\d+:?$", below) else line
    return lines[-1] if lines else "it said nothing"
