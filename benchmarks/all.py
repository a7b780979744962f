"""All benchmarks of what visitors and builders wait for, one after the other, as one Markdown page.

    npm ci --prefix benchmarks --ignore-scripts
    .venv/bin/python benchmarks/all.py [--quick] [NAME ...]

With names only those, such as `form` and `lighthouse`; `--quick` takes the fewest rounds, to see that all
run. The page begins with date and machine and grows in `.build/benchmarks.md`; RESULTS.md holds what is worth
keeping of it. Where a benchmark fails, the others still run, and the last line names it. `lighthouse` looks
at the site in `dist/`. `building` and `panel` take longest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from measure import ROOT, machine

PAGE = ROOT / ".build" / "benchmarks.md"
HERE = Path(__file__).parent
PYTHON = (sys.executable,)
NODE = ("node",)
SITE = ROOT / "dist"
COMMANDS: dict[str, tuple[str, ...]] = {
    "engine_start": (*PYTHON, "engine_start.py"),
    "engine_start_firefox": (*PYTHON, "engine_start.py", "5", "firefox"),
    "engine_bytes": (*PYTHON, "engine_bytes.py"),
    "micropython": (*NODE, "micropython.mjs"),
    "scoring": (*PYTHON, "scoring.py"),
    "team": (*PYTHON, "team.py"),
    "form": (*PYTHON, "form.py"),
    "peers": (*PYTHON, "peers.py"),
    "lighthouse": (*NODE, "lighthouse.mjs", str(SITE)),
    "patterns": (*PYTHON, "patterns.py"),
    "practice": (*PYTHON, "practice.py"),
    "building": (*PYTHON, "building.py"),
    "panel": (*PYTHON, "panel.py"),
}
"""By name, in the order in which they run; `peers` writes the pages that `lighthouse` looks at."""
QUICK = {
    "engine_start": (*PYTHON, "engine_start.py", "1"),
    "engine_start_firefox": (*PYTHON, "engine_start.py", "1", "firefox"),
    "form": (*PYTHON, "form.py", "1"),
    "lighthouse": (*NODE, "lighthouse.mjs", str(SITE), "1"),
    "building": (*PYTHON, "building.py", "1"),
    "panel": (*PYTHON, "panel.py", "1"),
}
"""Those that take a number of rounds, with one."""


def main(names: Sequence[str], quick: bool) -> int:
    """Run and write; 1 where one failed."""
    commands = {**COMMANDS, **QUICK} if quick else COMMANDS
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(f"# {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n{machine()}\n", encoding="utf-8")
    failed = [name for name in commands if (not names or name in names) and not ran(name, commands[name])]
    print(f"Written to {PAGE.relative_to(ROOT)}.", *(f"{name} failed." for name in failed))
    return 1 if failed else 0


def ran(name: str, command: Sequence[str]) -> bool:
    """Run one and add what it prints to the page; whether it went well."""
    print(name, flush=True)
    program, script, *arguments = command
    shown = f"benchmarks/{script}"
    done = subprocess.run(
        [program, shown, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    with PAGE.open("a", encoding="utf-8") as page:
        page.write(f"\n## {name}\n\n`{' '.join([shown, *arguments])}`\n\n{done.stdout.strip()}\n")
    return done.returncode == 0


def given() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Run all benchmarks, or those that are named.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(COMMANDS)}")
    parser.add_argument("--quick", action="store_true", help="the fewest rounds")
    parsed = parser.parse_args()
    if unknown := set(parsed.names) - COMMANDS.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(COMMANDS)}")
    return parsed


if __name__ == "__main__":
    wanted = given()
    sys.exit(main(wanted.names, wanted.quick))
