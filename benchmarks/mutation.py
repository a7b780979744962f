"""How many small changes to the core the tests notice: mutation testing with Cosmic Ray.

    mutating/bin/python benchmarks/mutation.py [MODULE ...]

It runs in an environment of its own that has Cosmic Ray (see README.md); the tests run in the project's.
`[tool.mutation]` in pyproject.toml names the modules, the tests that have to notice, and the least score.
Modules are changed in a copy of the project. Changes that cannot matter are left out: those of annotations,
which are never evaluated, and those in equivalent_mutants.toml, each with its reason. Every survivor is
printed. The exit status is 1 where a module scores less than it has to, or a listed line is there no more.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cosmic_ray.ast import get_ast
from cosmic_ray.commands import execute, init
from cosmic_ray.config import ConfigDict
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkerOutcome, WorkResult

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = ROOT / "benchmarks" / "equivalent_mutants.toml"
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".build", ".ci", "node_modules", "dist", "mutating", "__pycache__"
)
# An identity test of None, or of an enumerated value, made an equality test: the same by definition.
SAME_BY_DEFINITION = re.compile(r"core/ReplaceComparisonOperator_(Is_Eq|IsNot_NotEq)")
Change = tuple[str, str, str]
"""A module, its changed lines as they were, and as they became."""


@dataclass(frozen=True)
class Settings:
    """`[tool.mutation]`: modules with the tests that have to notice, the least score, a limit in seconds."""

    least: float
    timeout: float
    modules: dict[str, list[str]]


@dataclass(frozen=True)
class Outcome:
    """What became of a module's mutants."""

    module: str
    killed: int
    survivors: list[Change]
    left_out: int

    @property
    def score(self) -> float:
        """The share of mutants that some test noticed, in per cent."""
        return 100 * self.killed / ((self.killed + len(self.survivors)) or 1)


def main() -> int:
    """Test the modules that were asked for, or all, one after the other; return the exit status."""
    settings = read_settings()
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="one of " + ", ".join(settings.modules))
    chosen = parser.parse_args().modules or list(settings.modules)
    if unknown := [name for name in chosen if name not in settings.modules]:
        parser.error(f"not in [tool.mutation] of pyproject.toml: {', '.join(unknown)}")
    reasons = read_reasons()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        os.chdir(copy)
        outcomes = [tested(module, settings, reasons) for module in chosen]
    return summed_up(outcomes, settings, reasons)


def read_settings() -> Settings:
    """The settings in pyproject.toml."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutation"]
    return Settings(found["least"], found["timeout"], found["modules"])


def read_reasons() -> dict[Change, str]:
    """The changes that are known to make no difference, each with the reason."""
    listed: list[dict[str, Any]] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {(one["module"], one["before"].strip(), one["after"].strip()): one["because"] for one in listed}


def tested(module: str, settings: Settings, reasons: dict[Change, str]) -> Outcome:
    """Change a module in every way there is, and run its tests for each."""
    command = test_command(settings.modules[module])
    if subprocess.run(shlex.split(command), check=False, stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(f"{module} is not changed yet, and its tests fail already: {command}")
    config = ConfigDict(
        {"timeout": settings.timeout, "test-command": command, "distributor": {"name": "local"}}
    )
    with use_db(str(Path(module).stem + ".sqlite")) as work:
        init([Path(module)], work, {})
        changes = {item.job_id: change_of(item.mutations[0]) for item in work.work_items}
        left_out = leave_out(work, changes, reasons, Path(module))
        print(f"{module}: {work.num_work_items - left_out} mutants", flush=True)
        execute(work, config)
        results = dict(work.results)
    tried = {job: result for job, result in results.items() if result.test_outcome is not None}
    survivors = sorted(changes[job] for job, result in tried.items() if not result.is_killed)
    outcome = Outcome(module, len(tried) - len(survivors), survivors, left_out)
    print(described(outcome), flush=True)
    return outcome


def test_command(files: list[str]) -> str:
    """pytest in the project's environment, the same examples in every run, without what browsers need."""
    python = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    options = ["-x", "-q", "--no-header", "--noconftest", "--hypothesis-profile=ci"]
    plugins = ["-p", "no:xdist", "-p", "no:cacheprovider"]
    return shlex.join([str(python), "-m", "pytest", *options, *plugins, *files])


def change_of(mutation: MutationSpec) -> Change:
    """What a mutation does to the text of its module."""
    source = mutation.module_path.read_text(encoding="utf-8")
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    visitor = MutationVisitor(mutation.occurrence, operator)
    changed = visitor.walk(get_ast(source)).get_code()
    before, after = source.splitlines(), changed.splitlines()
    same = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    ends = len(after) - len(before)
    last = next((n for n in range(1, len(before)) if before[-n] != after[-n]), 1)
    old, new = before[same : len(before) - last + 1], after[same : len(before) - last + 1 + ends]
    return str(mutation.module_path), "\n".join(old).strip(), "\n".join(new).strip()


def leave_out(work: WorkDB, changes: dict[str, Change], reasons: dict[Change, str], module: Path) -> int:
    """Mark what cannot matter as skipped; return how many that are."""
    spans = list(annotations(module.read_text(encoding="utf-8")))
    skipped = [
        item.job_id
        for item in work.work_items
        if changes[item.job_id] in reasons
        or SAME_BY_DEFINITION.fullmatch(item.mutations[0].operator_name)
        or any(start <= item.mutations[0].start_pos < end for start, end in spans)
    ]
    work.set_multiple_results(skipped, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))
    return len(skipped)


def annotations(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the annotations of a module stand, if it defers their evaluation."""
    if "from __future__ import annotations" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        found = getattr(node, "returns" if isinstance(node, ast.FunctionDef) else "annotation", None)
        if found is not None:
            yield (found.lineno, found.col_offset), (found.end_lineno, found.end_col_offset)


def described(outcome: Outcome) -> str:
    """An outcome as text, with every survivor."""
    total = outcome.killed + len(outcome.survivors)
    head = (
        f"{outcome.module}: {outcome.score:.1f} % ({outcome.killed} of {total}; {outcome.left_out} left out)"
    )
    lines = [f"  - {before}\n  + {after}" for _, before, after in outcome.survivors]
    return "\n".join([head, *lines])


def summed_up(outcomes: list[Outcome], settings: Settings, reasons: dict[Change, str]) -> int:
    """Print what is not as it should be; return the exit status."""
    low = [outcome for outcome in outcomes if outcome.score < settings.least]
    for outcome in low:
        print(f"{outcome.module} has to reach {settings.least:g} %.", file=sys.stderr)
    modules = {outcome.module for outcome in outcomes}
    stale = [change for change in reasons if change[0] in modules and not is_possible(change)]
    for module, before, _ in stale:
        print(f"equivalent_mutants.toml: {module} has no such line: {before}", file=sys.stderr)
    return 1 if low or stale else 0


def is_possible(change: Change) -> bool:
    """Whether the lines that a listed change is about still stand in their module."""
    lines = [line.strip() for line in (ROOT / change[0]).read_text(encoding="utf-8").splitlines()]
    return all(line.strip() in lines for line in change[1].splitlines())


if __name__ == "__main__":
    sys.exit(main())
