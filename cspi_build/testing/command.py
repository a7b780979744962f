"""Run the tests: install what they need, then pytest, in one of three ways."""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError
from cspi_build.progress import Progress
from cspi_build.testing.install import Installer
from cspi_build.testing.needs import no_browser
from cspi_build.workspace.work_folder import work_folder

MOST_WORKERS = 4
SEEDS = 2**32
CHOOSING = {"-k", "-m", "--lf", "--last-failed", "--sw", "--stepwise"}
NOTHING_CHOSEN = 5  # the exit status with which pytest says so
PROCESSORS = os.cpu_count() or 1
# A file's tests stay together, because they share what is dear: an engine, a survey, a panel.
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
FAST = ("-m", "not slow", "--hypothesis-profile", "fast")
CORE_AND_CHECKS = (
    "tests/core",
    "tests/house",
    *(f"tests/build/{room}" for room in ("surveys", "editions", "schema", "yaml_source", "settings")),
)
PROPERTIES = ("-m", "hypothesis", "--hypothesis-profile", "random")
DESCRIPTION = """Run all tests, including the browser tests. Missing test dependencies are installed first, if
possible. Other arguments are passed to pytest, for example tests/build/cli/test_serve.py."""


@dataclass(frozen=True)
class Runner:
    """Runs pytest in a folder; `call` gives its exit status."""

    root: Path
    progress: Progress = field(default_factory=Progress)
    call: Callable[[Sequence[str], Path], int] = lambda command, folder: subprocess.call(
        command, cwd=folder, env=_with_bytecode()
    )

    def pytest(self, *arguments: str) -> int:
        """Run pytest with arguments; return its exit status."""
        return self.call([sys.executable, "-m", "pytest", *arguments], self.root)

    def everything(self, chosen: Sequence[str]) -> int:
        """Run all tests, or those that are chosen."""
        self._prepare(is_all=not chooses(chosen))
        # Browser tests wait for the timers of pages: one more worker uses the processor meanwhile
        return (
            self.pytest(*chosen) if chooses(chosen) else self.pytest(*_in_parallel(PROCESSORS + 1), *chosen)
        )

    def fast(self, chosen: Sequence[str]) -> int:
        """Run what needs neither a built site nor a browser, nor much time."""
        rooms = () if chooses(chosen) else CORE_AND_CHECKS
        return self.pytest(*_in_parallel(PROCESSORS), *FAST, *chosen, *rooms)

    def random(self, times: int, first: int | None, chosen: Sequence[str]) -> int:
        """Run the properties with so many fresh seeds; say how to repeat those that fail."""
        self._prepare(is_all=False)
        seeds = (
            [secrets.randbelow(SEEDS) for _ in range(times)] if first is None else range(first, first + times)
        )
        failed = [
            seed for number, seed in enumerate(seeds, 1) if not self._holds(number, times, seed, chosen)
        ]
        self.progress.say(f"Properties with {times} seeds: {len(failed) or 'none'} failed.")
        for seed in failed:
            self.progress.say(f"  repeat: {_repeat(seed, chosen)}")
        return 1 if failed else 0

    def _holds(self, number: int, times: int, seed: int, chosen: Sequence[str]) -> bool:
        self.progress.say(f"Seed {seed} ({number} of {times}):")
        options = (*_in_parallel(PROCESSORS), "-q", *PROPERTIES, f"--hypothesis-seed={seed}")
        status = self.pytest(*options, *chosen)
        if status == NOTHING_CHOSEN:
            raise CspiBuildError("there is no property among the chosen tests.")
        if status:
            self.progress.say(f"Seed {seed} failed; repeat: {_repeat(seed, chosen)}")
        return status == 0

    def _prepare(self, *, is_all: bool) -> None:
        """Install what is missing. Raises CspiBuildError where all tests are to run without any browser."""
        Installer(self.progress, work_folder(self.root)).bring()
        if is_all and (sentence := no_browser()):
            raise CspiBuildError(sentence)


def chooses(arguments: Sequence[str]) -> bool:
    """Whether arguments for pytest name tests or say which to run; all others only change how it runs."""
    return any(argument in CHOOSING or not argument.startswith("-") for argument in arguments)


def _with_bytecode() -> dict[str, str]:
    """The environment, in which Python keeps the code that it compiles.

    The tests start hundreds of programs: each of them would compile the same modules again.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _in_parallel(workers: int) -> tuple[str, ...]:
    return ("-n", str(min(workers, MOST_WORKERS)), *BY_FILE)


def _repeat(seed: int, chosen: Sequence[str]) -> str:
    return " ".join(["python3 build.py test --random 1 --seed", str(seed), *chosen])


def run(arguments: Sequence[str], root: Path) -> int:
    """Run `build.py test`; return the exit status. Raises CspiBuildError."""
    given, chosen = make_parser().parse_known_args(arguments)
    runner = Runner(root)
    if given.fast:
        return runner.fast(chosen)
    if given.random is not None:
        return runner.random(given.random, given.seed, chosen)
    return runner.everything(chosen)


def make_parser() -> argparse.ArgumentParser:
    """The options that are ours; all others are pytest's."""
    parser = argparse.ArgumentParser(
        prog="build.py test",
        description=DESCRIPTION,
        allow_abbrev=False,
        usage="%(prog)s [OPTION] [ARGUMENTS]",
    )
    way = parser.add_mutually_exclusive_group()
    fast_help = "only the scoring and the checks, with a quarter of the examples; no site build, no browser"
    random_help = (
        "only property tests, with N fresh seeds and ten times the examples; prints how to repeat a failure"
    )
    way.add_argument("--fast", action="store_true", help=fast_help)
    way.add_argument("--random", type=_times, metavar="N", help=random_help)
    parser.add_argument(
        "--seed", type=_number, metavar="S", help="with --random: start at this seed, to repeat a run"
    )
    return parser


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) >= SEEDS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number below {SEEDS}")
    return int(text)


def _times(text: str) -> int:
    if not (number := _number(text)):
        raise argparse.ArgumentTypeError("there is nothing to run with no seed")
    return number
