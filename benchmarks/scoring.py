"""How long a warm score takes: `cspi_core` in CPython against the worker of the survey's page in Chromium.

    .venv/bin/python benchmarks/scoring.py [ROUNDS]

One score is one request with a whole answered survey, as the page sends it after each change, and its reply:
report, words and chart. In the browser the two messages between page and worker count as well. Every other
request has one answer changed.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from measure import browser, built_site, interleaved, machine, served, table
from playwright.sync_api import Page

from cspi_core.service import Service

ROUNDS = 9
SCORES = 20  # requests in a round; what counts is their median
# A worker of the built page, started and asked by hand.
START = """
(async () => {
  const data = JSON.parse(document.querySelector("#page-data").textContent);
  const worker = new Worker(data.worker, { type: "module" });
  const absolute = (url) => new URL(url, document.baseURI).href;
  self.heard = (type) => new Promise((resolve) => {
    worker.addEventListener("message", function hear({ data }) {
      if (data.type === type) { worker.removeEventListener("message", hear); resolve(data); }
    });
  });
  self.engine = worker;
  const ready = self.heard("ready");
  const urls = { manifest: absolute(data.engine), survey: absolute(data.survey.data), snapshots: [] };
  worker.postMessage({ type: "start", ...urls });
  await ready;
})()
"""
ASK = """
async (requests) => {
  const times = [];
  for (const request of requests) {
    const start = performance.now();
    const reply = self.heard("reply");
    self.engine.postMessage({ type: "request", id: 1, request });
    if (!(await reply).reply.ok) throw new Error("not scored");
    times.push(performance.now() - start);
  }
  return times;
}
"""


def main(rounds: int) -> None:
    """Measure and print."""
    with built_site() as site, browser() as chromium, served(site) as url:
        survey = json.loads((site / "data" / "surveys" / "cspi.json").read_bytes())
        requests = make_requests(survey)
        service = Service()
        service.answer(json.dumps({"method": "load", "survey": survey, "snapshots": []}))
        page = open_page(chromium.new_page(), url)
        in_cpython(service, requests)
        in_browser(page, requests)
        turns = {
            "CPython": partial(in_cpython, service, requests),
            "browser": partial(in_browser, page, requests),
        }
        found = interleaved(turns, rounds)
        print(
            f"{machine()}, Chromium {chromium.version}; {SCORES} scores a round\n\n{table(found, 'CPython')}"
        )


def make_requests(survey: dict[str, Any]) -> list[dict[str, Any]]:
    """Requests with the first option of every question; every other one differs in the last question."""
    answers = {question["id"]: answer(question, 0) for question in survey["questions"]}
    last = next(question for question in reversed(survey["questions"]) if question["kind"] != "number")
    changed = answers | {last["id"]: answer(last, 1)}
    common = {
        "method": "score",
        "survey": survey["id"],
        "locale": "en",
        "notes": {},
        "label": "",
        "created": "",
    }
    return [common | {"answers": changed if i % 2 else answers} for i in range(SCORES)]


def answer(question: dict[str, Any], option: int) -> dict[str, Any]:
    """An answer with the option at that place, or the least number."""
    if question["kind"] == "number":
        return {"number": question["minimum"]}
    chosen = question["options"][option]["id"]
    return {"choice": chosen} if question["kind"] == "single" else {"choices": [chosen]}


def in_cpython(service: Service, requests: Sequence[dict[str, Any]]) -> float:
    """The median of the milliseconds from a request to its reply, both taken as values, as the page does."""
    times = []
    for request in requests:
        start = time.perf_counter()
        reply = json.loads(service.answer(json.dumps(request)))
        times.append((time.perf_counter() - start) * 1000)
        assert reply["ok"], reply
    return statistics.median(times)


def in_browser(page: Page, requests: Sequence[dict[str, Any]]) -> float:
    """The same through the page's worker."""
    times: list[float] = page.evaluate(ASK, list(requests))
    return statistics.median(times)


def open_page(page: Page, url: str) -> Page:
    """The survey's page with a worker that is ready, and none of its own."""
    page.add_init_script("self.requestIdleCallback = () => 0;")
    page.goto(f"{url}en/cspi/")
    page.evaluate(START)
    return page


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
