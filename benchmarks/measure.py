"""What the benchmarks share: the machine, medians with their spread, ratios, a browser and a server.

Times are in milliseconds. Every benchmark takes its turns in the same run, one after the other and again, so
that whatever else the machine does hits both sides; the ratio is the figure to trust, not the time.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cspi_build.cli.serve import HOST, background_server  # noqa: E402 - found by the line above

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def interleaved(turns: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each turn, `rounds` times in a row of all, each row starting with another one."""
    names = list(turns)
    found: dict[str, list[float]] = {name: [] for name in names}
    for row in range(rounds):
        for name in names[row % len(names) :] + names[: row % len(names)]:
            found[name].append(turns[name]())
            print(f"  {row + 1}/{rounds} {name}: {found[name][-1]:.1f} ms", file=sys.stderr, flush=True)
    return found


def table(found: Mapping[str, Sequence[float]], peer: str, unit: str = "ms") -> str:
    """A Markdown table: median, quartiles, ends, and how each compares with `peer`; bytes without decimals.

    The ratio is of the medians; the ratios of the single rows give its spread.
    """
    lines = [
        "| | n | median | middle half | least to most | ratio | ratio, row by row |",
        "|---|" + "---:|" * 6,
    ]
    for name, values in found.items():
        spread = [values[0], *values] if len(values) == 1 else values
        low, middle, high = statistics.quantiles(spread, n=4, method="inclusive")
        ratio = middle / statistics.median(found[peer])
        rows = [mine / theirs for mine, theirs in zip(values, found[peer], strict=False)]
        form = ",.0f" if unit == "bytes" else ".1f"
        cells = [
            name, f"{len(values)}", f"{middle:{form}} {unit}", f"{low:{form}} to {high:{form}}",
            f"{min(values):{form}} to {max(values):{form}}", f"{ratio:.3f}",
            f"{min(rows):.3f} to {max(rows):.3f}",
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def machine() -> str:
    """One line on the machine and the versions of what always counts."""
    cpu = next(_cpu_names(), platform.machine())
    node = shutil.which("node")
    said = (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if node
        else ""
    )
    parts = [
        f"{os.cpu_count()} x {cpu}",
        platform.platform(terse=True),
        f"CPython {platform.python_version()}",
    ]
    return ", ".join([*parts, f"Node {said.strip().removeprefix('v')}"] if said else parts)


def _cpu_names() -> Iterator[str]:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                yield line.partition(":")[2].strip()


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium: Playwright's own, else the system's."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        system = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        if not own.is_file() and system is None:
            sys.exit("This benchmark needs Chromium: `apt install chromium` brings one.")
        # Chromium refuses to run as root with its sandbox
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        launched = playwright.chromium.launch(
            executable_path=own if own.is_file() else system, args=arguments
        )
        yield launched
        launched.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, with its slash, at which the project's own server shows `folder`."""
    with background_server(folder) as port:
        yield f"http://{HOST}:{port}/"


@contextmanager
def built_site() -> Iterator[Path]:
    """The whole site, built into a folder of its own that goes away afterwards."""
    from cspi_build.pipeline import Places, build_site
    from cspi_build.progress import Progress

    with tempfile.TemporaryDirectory() as folder:
        build_site(Places(ROOT, Path(folder) / "work"), Path(folder) / "site", Progress(quiet=True))
        yield Path(folder) / "site"
