"""How soon the engine is ready: the survey's own page, stock Pyodide, PyScript and MicroPython, all cold.

    .venv/bin/python benchmarks/engine_start.py [ROUNDS] [chromium | firefox]

Turns: stock Pyodide with the wheel, in a worker of an empty page; our engine, in a worker of an empty page;
our survey's page as it is, which shows its form first, starts the engine when it is idle, and goes on
working beside it; and, where their packages are installed (`npm ci --prefix benchmarks --ignore-scripts`),
PyScript and MicroPython's build for it, each in a worker of an empty page. MicroPython is the lower mark: it
can't run the core (`micropython.mjs`), and is there when it has run a line. All others get the same survey
and the same published figures, and are ready when the core has read them.

Cold: each turn has a browser profile of its own, with nothing in its caches. All files come from the same
server, without compression (what our build has packed is unpacked in the worker, and that counts). Firefox is
started again for each turn; its own start does not count.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from measure import ROOT, browser, built_site, interleaved, machine, served, table
from peers import MICROPYTHON_PACKAGE, PACKAGES, write_pyscript

ROUNDS = 9
PYSCRIPT = "PyScript"
MICROPYTHON = "MicroPython alone"
# Notes when a page starts a worker, when that says that the core is there (`stage`), and when it says that it
# has read the survey and the figures (`ready`). MicroPython's worker says only the first (`alone`),
# PyScript's only the last, to a channel.
WATCH = """
const Started = self.Worker;
self.engineTimes = new Promise((resolve) => {
  self.Worker = class extends Started {
    constructor(...given) {
      const start = performance.now();
      let there = null;
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.stage === "survey") there = performance.now();
        if (data.type === "alone") resolve([start, performance.now(), null]);
        if (data.type === "ready") resolve([start, there, performance.now()]);
        if (data.type === "failed") resolve(data);
      });
    }
  };
  new BroadcastChannel("engine").addEventListener("message", ({ data }) => {
    resolve(data === "ready" ? [null, null, performance.now()] : data);
  });
});
"""

Load = Callable[[str], Any]
"""Loads a page cold; gives the milliseconds at which its worker started, had the core and was ready (None:
not known)."""


def main(rounds: int, name: str) -> None:
    """Measure and print."""
    engines: dict[str, list[float]] = {}
    workers: dict[str, list[float]] = {}
    with built_site() as site, BROWSERS[name]() as (version, load):
        paths = add_pages(site)
        with served(site) as url:
            turns = {
                side: partial(turn, load, url + path, side, engines, workers) for side, path in paths.items()
            }
            pages = interleaved(turns, rounds)
    print(f"{machine()}, {version}, Pyodide {package_version('pyodide')}", end="")
    peers = {PYSCRIPT: "@pyscript/core", MICROPYTHON: MICROPYTHON_PACKAGE}
    print(*(f", {side} {package_version(peers[side])}" for side in peers if side in paths), "\n", sep="")
    print(f"From the start of the worker until the core is there:\n\n{table(engines, 'stock')}")
    print(f"\nUntil it has read the survey and the figures too:\n\n{table(workers, 'stock')}")
    print(f"\nThe same, from the start of the navigation:\n\n{table(pages, 'stock')}")


def turn(
    load: Load, url: str, side: str, engines: dict[str, list[float]], workers: dict[str, list[float]]
) -> float:
    """Milliseconds from the start of the navigation until the engine is ready. `workers` gets those of its
    worker alone, and `engines` those until the core is there, where they are known."""
    times = load(url)
    if not isinstance(times, list):
        sys.exit(f"The engine of {url} did not start: {times}")
    started, there, ready = times
    if started is not None:
        engines.setdefault(side, []).append(there - started)
        if ready is not None:
            workers.setdefault(side, []).append(ready - started)
    return float(there if ready is None else ready)


@contextmanager
def in_chromium() -> Iterator[tuple[str, Load]]:
    """Version, and what loads a page in a new profile of one running Chromium."""
    with browser() as chromium:

        def load(url: str) -> Any:
            context = chromium.new_context(service_workers="block")
            try:
                page = context.new_page()
                page.goto(url, wait_until="domcontentloaded")
                return page.evaluate("self.engineTimes")
            finally:
                context.close()

        yield f"Chromium {chromium.version}", load


@contextmanager
def in_firefox() -> Iterator[tuple[str, Load]]:
    """Version, and what loads a page in a Firefox that was just started."""
    sys.path[:0] = [str(ROOT / "tests" / room) for room in ("browser", "support")]
    from engines import firefox

    def load(url: str) -> Any:
        with firefox() as engine:
            engine.goto(url)
            return engine.run("self.engineTimes")

    with firefox() as engine:
        version = re.sub(r".*Firefox/", "Firefox ", engine.run("navigator.userAgent"))
    yield version, load


BROWSERS = {"chromium": in_chromium, "firefox": in_firefox}


def add_pages(site: Path) -> dict[str, str]:
    """Put the peers' pages into the built site, and into each what tells its times; the pages by side."""
    shutil.copytree(Path(__file__).parent / "pages", site / "bench")
    shutil.copytree(ROOT / "node_modules" / "pyodide", site / "bench" / "pyodide")
    (site / "bench" / "watch.js").write_text(WATCH, encoding="utf-8")
    files = urlencode({"files": json.dumps(own_files(site))})
    paths = {"stock": f"bench/stock.html?{files}", "our engine": f"bench/own.html?{files}"}
    paths["our page"] = "en/cspi/"
    if (PACKAGES / "@pyscript" / "core").exists():
        write_pyscript(site, site / "bench" / "pyscript")
        paths[PYSCRIPT] = "bench/pyscript/"
    if (PACKAGES / MICROPYTHON_PACKAGE).exists():
        shutil.copytree(PACKAGES / MICROPYTHON_PACKAGE, site / "bench" / "micropython")
        paths[MICROPYTHON] = "bench/micropython.html"
    for path in paths.values():
        page = site / path.partition("?")[0]
        watch(page / "index.html" if page.is_dir() else page, site)
    return paths


def watch(page: Path, site: Path) -> None:
    """Let a page tell its times: a script before all others."""
    name = "../" * (len(page.relative_to(site).parts) - 1) + "bench/watch.js"
    text = page.read_text(encoding="utf-8")
    title = text.index("<title>")
    page.write_text(f'{text[:title]}<script src="{name}"></script>\n{text[title:]}', encoding="utf-8")


def own_files(site: Path) -> dict[str, Any]:
    """All that our own page gives its engine, as addresses from the folder of the empty pages."""
    page = (site / "en" / "cspi" / "index.html").read_text(encoding="utf-8")
    data = json.loads(page.split('id="page-data">')[1].split("</script>")[0])
    manifest = json.loads((site / "engine" / "manifest.json").read_bytes())
    return {
        "wheel": f"../engine/{manifest['wheel']['path']}",
        "worker": data["worker"].removeprefix("../"),
        "manifest": data["engine"].removeprefix("../"),
        "survey": data["survey"]["data"].removeprefix("../"),
        "snapshots": [url.removeprefix("../") for url in data["snapshots"]],
    }


def package_version(name: str) -> str:
    """The version of an npm package, ours or a peer's."""
    folder = next(path for path in (PACKAGES / name, ROOT / "node_modules" / name) if path.exists())
    return str(json.loads((folder / "package.json").read_bytes())["version"])


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else ROUNDS, given[1] if given[1:] else "chromium")
