"""How long the engine takes to answer once it is warm, and the page to show it, against CPython on the same
work.

    .venv/bin/python benchmarks/scoring.py [ROUNDS]

Each request goes as the page sends it and its reply is taken as the page gets it; in the browser the
messages between page and worker count as well. *score*: a whole answered survey, as after each change;
*any answer*: another question's answer changes each time, to an option that it has not had for long. *what
if*: what moves with one answer. *plan*: steps, waves and ways for the same answers. *team* and
*time*: 50 result files, one of them new in each request, as when one is added. Every other request of the
first two has one answer changed.

What the page then does with a reply is in report_frames.py, and measured along with it.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from measure import browser, built_site, interleaved, machine, served, table
from playwright.sync_api import Page
from report_frames import CHANGES, PLACES, in_page

from cspi_core.service.dispatch import Service

Request = dict[str, Any]
Requests = Callable[[], list[Request]]

ROUNDS = 7
ASKED = 10  # requests in a round; what counts is their median
FILES = 50
COMMON = {"survey": "cspi", "locale": "en", "notes": {}, "label": "", "created": ""}
# A worker of the built page, started and asked by hand.
START = """
(async () => {
  const data = JSON.parse(document.querySelector("#page-data").textContent);
  const worker = new Worker(data.worker, { type: "module" });
  const absolute = (url) => new URL(url, document.baseURI).href;
  self.heard = (type) => new Promise((resolve, reject) => {
    worker.addEventListener("message", function hear({ data }) {
      if (data.type === "failed") reject(new Error(JSON.stringify(data)));
      if (data.type === type) { worker.removeEventListener("message", hear); resolve(data); }
    });
  });
  self.engine = worker;
  const ready = self.heard("ready");
  const beside = absolute(data.engine);
  const given = {
    engine: { manifest: await (await fetch(beside)).json(), beside, packs: false },
    survey: absolute(data.survey.data),
    snapshots: data.snapshots.map(absolute),
  };
  worker.postMessage({ type: "start", ...given });
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
    const got = (await reply).reply;
    if (!got.ok) throw new Error(JSON.stringify(got));
    times.push(performance.now() - start);
  }
  return times;
}
"""


def main(rounds: int) -> None:
    """Measure and print."""
    with built_site() as site, browser() as chromium, served(site) as url:
        survey = json.loads((site / "data" / "surveys" / "cspi.json").read_bytes())
        snapshots = [json.loads(path.read_bytes()) for path in sorted(site.glob("data/benchmarks/*.json"))]
        service = Service()
        service.answer(json.dumps({"method": "load", "survey": survey, "snapshots": snapshots}))
        print(f"{machine()}, Chromium {chromium.version}; {ASKED} requests a round")
        page = open_page(chromium.new_page(), url)
        for name, requests in kinds(survey).items():
            in_cpython(service, requests)
            in_browser(page, requests)
            turns = {
                "CPython": partial(in_cpython, service, requests),
                "browser": partial(in_browser, page, requests),
            }
            print(f"\n{name}:\n\n{table(interleaved(turns, rounds), 'CPython')}", flush=True)
        page.close()
        answers = first_answers(survey)
        for name, place in PLACES.items():
            frames = in_page(chromium, url, survey, answers, place)
            print(f"\n{name}, {CHANGES} changes:\n\n{table(frames, 'frame')}")


def kinds(survey: Request) -> dict[str, Requests]:
    """What gives the requests of a round, by kind."""
    answers = first_answers(survey)
    scored = [question for question in survey["questions"] if question.get("axis")]
    last = next(question for question in reversed(scored) if question["kind"] != "number")
    changed = {last["id"]: answer(last, 1)}
    numbers, steps = itertools.count(), itertools.count()
    given = dict(answers)

    def turned(method: str, **more: Any) -> list[Request]:
        both = ({"answers": answers}, {"answers": answers | changed})
        return [COMMON | {"method": method} | both[at % 2] | more for at in range(ASKED)]

    def walked(**more: Any) -> list[Request]:
        """One answer after the other changes, and goes on to its next option in the next round."""
        sent = []
        for _ in range(ASKED):
            at = next(steps)
            question = survey["questions"][at % len(survey["questions"])]
            given.update({question["id"]: answer(question, 1 + at // len(survey["questions"]))})
            sent.append(COMMON | {"method": "score", "answers": dict(given)} | more)
        return sent

    def files() -> list[Request]:
        head = {"format": "cspi-result/1", "survey": {"id": survey["id"], "version": survey["version"]}}
        return [file(head, f"{next(numbers)}") for _ in range(FILES)]

    def file(head: Request, name: str) -> Request:
        text = json.dumps(head | {"answers": answers, "label": name})
        return {"id": name, "name": f"{name}.json", "text": text}

    def adding(method: str) -> Iterator[Request]:
        kept = files()
        yield COMMON | {"method": method, "files": kept}  # read once, as when they were chosen
        for _ in range(ASKED):
            kept = [*kept[1:], files()[0]]
            yield COMMON | {"method": method, "files": kept}

    return {
        "score": partial(turned, "score", words_only=True),
        "score, any answer": partial(walked, words_only=True),
        "what if": partial(turned, "what_if", changes=changed),
        "plan": partial(turned, "plan"),
        f"team, {FILES} files": lambda: list(adding("team")),
        f"time, {FILES} files": lambda: list(adding("time")),
    }


def first_answers(survey: Request) -> Request:
    """The first option of every question."""
    return {question["id"]: answer(question, 0) for question in survey["questions"]}


def answer(question: Request, option: int) -> Request:
    """An answer with the option at that place, round and round, or the least number and so many steps."""
    if question["kind"] == "number":
        return {"number": question["minimum"] + option * question["step"]}
    chosen = question["options"][option % len(question["options"])]["id"]
    return {"choice": chosen} if question["kind"] == "single" else {"choices": [chosen]}


def in_cpython(service: Service, requests: Requests) -> float:
    """The median of the milliseconds from a request to its reply, both taken as values, as the page does."""
    times = []
    for request in requests():
        start = time.perf_counter()
        reply = json.loads(service.answer(json.dumps(request)))
        times.append((time.perf_counter() - start) * 1000)
        assert reply["ok"], reply
    return statistics.median(times)


def in_browser(page: Page, requests: Requests) -> float:
    """The same through the page's worker."""
    times: list[float] = page.evaluate(ASK, requests())
    return statistics.median(times)


def open_page(page: Page, url: str) -> Page:
    """The survey's page with a worker that is ready, and none of its own."""
    page.add_init_script("self.requestIdleCallback = () => 0;")
    page.goto(f"{url}en/cspi/")
    page.evaluate(START)
    return page


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
