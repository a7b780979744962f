"""How soon the engine is ready: the survey's own page against stock Pyodide, both cold, in the same Chromium.

    .venv/bin/python benchmarks/engine_start.py [ROUNDS]

Three turns: stock Pyodide with the wheel, in a worker of an empty page; our engine, in a worker of an empty
page; our survey's page as it is, which shows its form first, starts the engine when it is idle, and goes on
working beside it. All get the same survey and the same published figures, and are ready when the core has
read them.

Cold: each turn has a browser profile of its own and no cache. All files come from the same server, without
compression (what our build has packed is unpacked in the worker, and that counts).
"""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

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
    pages: dict[str, list[float]] = {"stock": [], "our engine": [], "our page": []}
    with built_site() as site, browser() as chromium:
        files = add_pages(site)
        with served(site) as url:
            paths = (f"bench/stock.html?{files}", f"bench/own.html?{files}", "en/cspi/")
            turns = {
                name: partial(turn, chromium, f"{url}{path}", pages[name])
                for name, path in zip(pages, paths, strict=True)
            }
            workers = interleaved(turns, rounds)
        print(f"{machine()}, Chromium {chromium.version}, Pyodide {runtime_version()}")
    print(f"\nFrom the start of the worker:\n\n{table(workers, 'stock')}")
    print(f"\nFrom the start of the navigation:\n\n{table(pages, 'stock')}")


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


def add_pages(site: Path) -> str:
    """Put the empty pages into the built site; return, as a query, all that our own page gives its engine."""
    shutil.copytree(Path(__file__).parent / "pages", site / "bench")
    shutil.copytree(ROOT / "node_modules" / "pyodide", site / "bench" / "pyodide")
    page = (site / "en" / "cspi" / "index.html").read_text(encoding="utf-8")
    data = json.loads(page.split('id="page-data">')[1].split("</script>")[0])
    manifest = json.loads((site / "engine" / "manifest.json").read_bytes())
    files = {
        "wheel": f"../engine/{manifest['wheel']['path']}",
        "worker": data["worker"].removeprefix("../"),
        "manifest": data["engine"].removeprefix("../"),
        "survey": data["survey"]["data"].removeprefix("../"),
        "snapshots": [url.removeprefix("../") for url in data["snapshots"]],
    }
    return urlencode({"files": json.dumps(files)})


def runtime_version() -> str:
    """The version of Pyodide on both sides."""
    return str(json.loads((ROOT / "node_modules" / "pyodide" / "package.json").read_bytes())["version"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
