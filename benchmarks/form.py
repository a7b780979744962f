"""How heavy the survey's form is and how soon its first question shows on a phone, against SurveyJS.

    npm ci --prefix benchmarks --ignore-scripts
    .venv/bin/python benchmarks/form.py [ROUNDS]

The same survey in Japanese on both sides, cold, from one server that compresses with brotli, in Chromium with
Lighthouse's applied throttling: slow 4G (562.5 ms a request, 1.5 Mbit/s) and a processor four times slower.
A question shows in the first frame in which its text is visible; it takes answers once its script has taken
over. Bytes are those of the documents, styles and scripts that came until then, as they were sent. Lighthouse
itself says more of both: `node benchmarks/lighthouse.mjs`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import browser, built_site, interleaved, machine, table
from peers import write_surveyjs
from playwright.sync_api import Browser, CDPSession

ROUNDS = 7
PHONE = {"width": 412, "height": 823}
NETWORK = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
SLOWER = 4
TYPES = {"Document", "Stylesheet", "Script"}
# When an element that shows a question is first there and visible, and when its script has taken over.
WATCH = """
const seen = (selector) => new Promise((resolve) => {
  const look = () => document.querySelector(selector)?.checkVisibility()
    ? resolve(performance.now()) : requestAnimationFrame(look);
  look();
});
self.times = (question, ready) => Promise.all([seen(question), seen(ready)]);
"""
SIDES = {
    "SurveyJS": ("surveyjs/", ".sd-question", ".sd-question"),
    "our page": ("ja/cspi/", "fieldset legend", "#survey-app[data-ready]"),
}


def main(rounds: int) -> None:
    """Measure and print."""
    with built_site() as site, tempfile.TemporaryDirectory() as folder, browser() as chromium:
        write_surveyjs(Path(folder) / "surveyjs")
        with compressed({"": site, "surveyjs": Path(folder) / "surveyjs"}) as url:
            loads = {name: Loads(chromium, url, *side) for name, side in SIDES.items()}
            shown = interleaved({name: load.once for name, load in loads.items()}, rounds)
        print(f"{machine()}, Chromium {chromium.version}\n\nUntil the first question shows, in ms:\n")
        print(table(shown, "SurveyJS"))
        print("\nUntil it takes answers, in ms:\n")
        print(table({name: load.ready for name, load in loads.items()}, "SurveyJS"))
        print("\nDocuments, styles and scripts until then, in bytes as sent:\n")
        print(table({name: load.bytes for name, load in loads.items()}, "SurveyJS", "bytes"))


class Loads:
    """The loads of one page, with what each found."""

    def __init__(self, chromium: Browser, url: str, path: str, question: str, ready: str) -> None:
        self.chromium, self.url, self.selectors = chromium, url + path, [question, ready]
        self.ready: list[float] = []
        self.bytes: list[float] = []

    def once(self) -> float:
        """Milliseconds until the first question shows, in a new profile."""
        context = self.chromium.new_context(viewport=PHONE, is_mobile=True, service_workers="block")
        try:
            page = context.new_page()
            page.add_init_script(WATCH)
            session = context.new_cdp_session(page)
            sent = watched(session)
            page.goto(self.url, wait_until="commit")
            shown, ready = page.evaluate("(selectors) => self.times(...selectors)", self.selectors)
        finally:
            context.close()
        self.ready.append(ready)
        self.bytes.append(sum(sent))
        return float(shown)


def watched(session: CDPSession) -> list[float]:
    """Throttle a page; gives a list that grows by the bytes of each document, style sheet and script."""
    sent: list[float] = []
    counted: set[str] = set()
    session.on(
        "Network.responseReceived", lambda event: event["type"] in TYPES and counted.add(event["requestId"])
    )
    session.on(
        "Network.loadingFinished",
        lambda event: event["requestId"] in counted and sent.append(event["encodedDataLength"]),
    )
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return sent


@contextmanager
def compressed(folders: dict[str, Path]) -> Iterator[str]:
    """The address at which folders are served, compressed with brotli."""
    command = ["node", str(Path(__file__).with_name("serve.mjs")), *(f"{n}={f}" for n, f in folders.items())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.stdin.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
