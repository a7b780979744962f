"""How soon the engine is ready: the survey's own page against stock Pyodide, both cold, in the same Chromium.

    .venv/bin/python benchmarks/engine_start.py [ROUNDS]

Cold: each turn has a browser profile of its own and no cache. Both sides come from the same server, without
compression. "Worker" counts from the start of the engine's worker until it has loaded the survey. "Page"
counts from the start of the navigation: our page shows the form first and waits until it is idle, the peer's
page is empty and starts at once.
"""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial
from pathlib import Path

from measure import ROOT, browser, built_site, interleaved, machine, served, table
from playwright.sync_api import Browser

ROUNDS = 9
# Notes when a page starts a worker and when that worker says that it is ready.
WATCH = """
const Started = self.Worker;
self.engineTimes = new Promise((resolve) => {
  self.Worker = class extends Started {
    constructor(...given) {
      const start = performance.now();
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.type === "ready") resolve([start, performance.now()]);
        if (data.type === "failed") resolve(data);
      });
    }
  };
});
"""


def main(rounds: int) -> None:
    """Measure and print."""
    pages: dict[str, list[float]] = {"stock page": [], "our page": []}
    with built_site() as site, browser() as chromium:
        wheel = add_peer(site)
        with served(site) as url:
            turns = {
                "stock worker": partial(
                    turn, chromium, f"{url}stock/stock.html?wheel={wheel}", pages["stock page"]
                ),
                "our worker": partial(turn, chromium, f"{url}en/cspi/", pages["our page"]),
            }
            workers = interleaved(turns, rounds)
        print(f"{machine()}, Chromium {chromium.version}, Pyodide {runtime_version()}\n")
    print(table(workers, "stock worker"), end="\n\n")
    print(table(pages, "stock page"))


def turn(chromium: Browser, url: str, pages: list[float]) -> float:
    """Milliseconds from the start of the worker until it is ready; `pages` gets those of the whole page."""
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        session = context.new_cdp_session(page)
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.goto(url, wait_until="commit")
        times = page.evaluate("self.engineTimes")
    finally:
        context.close()
    if not isinstance(times, list):
        sys.exit(f"The engine of {url} did not start: {times}")
    pages.append(times[1])
    return float(times[1] - times[0])


def add_peer(site: Path) -> str:
    """Put the peer's page into the built site; return the address of the wheel from there."""
    shutil.copytree(Path(__file__).parent / "pages", site / "stock")
    shutil.copytree(ROOT / "node_modules" / "pyodide", site / "stock" / "pyodide")
    manifest = json.loads((site / "engine" / "manifest.json").read_bytes())
    return f"../engine/{manifest['wheel']['path']}"


def runtime_version() -> str:
    """The version of Pyodide on both sides."""
    return str(json.loads((ROOT / "node_modules" / "pyodide" / "package.json").read_bytes())["version"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
