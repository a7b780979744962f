"""How long the engine takes to answer once it is warm, and the page to show it, against CPython on the same
work.

    .venv/bin/python benchmarks/scoring.py [ROUNDS]

Each request goes as the page sends it and its reply is taken as the page gets it; in the browser the
messages between page and worker count as well. *score*: a whole answered survey, as after each change;
*any answer*: another question's answer changes each time, to an option that it has not had for long. *what
if*: what moves with one answer. *plan*: steps, waves and ways for the same answers. *team* and
*time*: 50 result files, one of them new in each request, as when one is added. Every other request of the
first two has one answer changed.

The page: the whole survey is answered, and an answer changes while the report is on show (*wide* and on a
*phone*) or its question is (*form*). *work* is what the page does with the worker's reply until nothing is
left to do; *rendering* is the next frame, from its start until it has been handed over for drawing: styles,
layout, paint. *wait* is the time between the two, in which nothing has to be done: a frame starts when the
screen is next refreshed, every 16.7 ms at 60 Hz. *busy* is work and rendering, and has to fit in that;
*frame* is all three, from the reply until the frame with the new score in it has been handed over. *slow* is
with a processor slowed down to a quarter. *tick* is the same for ticking an answer, from its event on.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from measure import browser, built_site, interleaved, machine, served, table
from playwright.sync_api import Browser, Page, ViewportSize

from cspi_core.service import Service


@dataclass(frozen=True)
class Place:
    """What a person looks at while an answer changes."""

    fragment: str  # of the address: the view
    kind: str  # "reply": what comes of the engine's answer; "tick": what comes of the click
    phone: bool = False
    slower: int = 1  # times that the processor is slowed down

    @property
    def window(self) -> ViewportSize:
        """The size of the window, in pixels."""
        return {"width": 390, "height": 844} if self.phone else {"width": 1280, "height": 800}


Request = dict[str, Any]
Requests = Callable[[], list[Request]]

ROUNDS = 7
ASKED = 10  # requests in a round; what counts is their median
FILES = 50
CHANGES = 30  # of an answer while the report is on show
PLACES = {
    "Report, wide": Place("report", "reply"),
    "Report, phone": Place("report", "reply", phone=True),
    "Report, phone, slow": Place("report", "reply", phone=True, slower=4),
    "Form, phone": Place("q-{question}", "reply", phone=True),
    "Form, phone, tick": Place("q-{question}", "tick", phone=True),
    "Form, phone, slow, tick": Place("q-{question}", "tick", phone=True, slower=4),
}
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
# Gives answers by clicking, those first that bring up others.
FILL = """
(answers) => {
  for (const [name, answer] of Object.entries(answers)) {
    const card = document.getElementById(`q-${name}`);
    const field = card.querySelector(".cs-number input");
    if (card.disabled) continue;
    if (field) {
      field.value = answer.number;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      document.getElementById(`${name}--${answer.choice ?? answer.choices[0]}`).click();
    }
  }
}
"""
# Notes what the page does with each reply to "score" and each tick: its own work, when the next frame starts,
# when that is handed over, and the index that it shows.
WATCH = """
const Started = self.Worker;
self.shown = [];
self.follow = (kind, start) => {
  const entry = { kind, work: 0, begun: 0, frame: 0 };
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { entry.work = performance.now() - start; };
  channel.port2.postMessage(0);
  requestAnimationFrame(() => {
    entry.begun = performance.now() - start;
    const report = document.querySelector("#report-view");
    const place = report.hidden ? "#return strong" : ".cs-index__number strong";
    entry.index = document.querySelector(place)?.textContent;
    const handed = new MessageChannel();
    handed.port1.onmessage = () => {
      entry.frame = performance.now() - start;
      self.shown.push(entry);
    };
    handed.port2.postMessage(0);
  });
};
addEventListener("change", (event) => {
  if (event.target.matches?.("fieldset input")) self.follow("tick", performance.now());
}, true);
self.Worker = class extends Started {
  addEventListener(type, listener, ...more) {
    if (type !== "message") return super.addEventListener(type, listener, ...more);
    super.addEventListener(type, (event) => {
      const start = performance.now();
      listener.call(this, event);
      if (event.data.type !== "reply" || !event.data.reply?.view) return;
      self.follow("reply", start);
    }, ...more);
  }
  set onmessage(listener) { this.addEventListener("message", listener); }
};
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
        for name, place in PLACES.items():
            print(f"\n{name}, {CHANGES} changes:\n\n{table(in_page(chromium, url, survey, place), 'frame')}")


def kinds(survey: Request) -> dict[str, Requests]:
    """What gives the requests of a round, by kind."""
    answers = {question["id"]: answer(question, 0) for question in survey["questions"]}
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


def in_page(chromium: Browser, url: str, survey: Request, place: Place) -> dict[str, list[float]]:
    """Milliseconds of each part, for each of many changes; checks that the next frame has the new score."""
    page = chromium.new_page(viewport=place.window)
    page.add_init_script(WATCH)
    page.goto(f"{url}en/cspi/")
    page.wait_for_selector("#survey-app[data-ready]")
    page.evaluate(FILL, {question["id"]: answer(question, 0) for question in survey["questions"]})
    page.locator("[data-segment='report']").click()
    page.wait_for_selector("#report-view [data-slot=report]:not([hidden])")
    last = next(one for one in reversed(survey["questions"]) if one.get("axis") and one["kind"] == "single")
    page.evaluate("(fragment) => { location.hash = fragment; }", place.fragment.format(question=last["id"]))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": place.slower})
    page.wait_for_timeout(2000)
    page.evaluate("self.shown = []")
    for at in range(CHANGES):
        chosen = last["options"][(at + 1) % 2]["id"]
        page.evaluate("(id) => document.getElementById(id).click()", f"{last['id']}--{chosen}")
        page.wait_for_function(
            "(at) => self.shown.filter(({ kind }) => kind === 'reply').length > at", arg=at
        )
        page.wait_for_timeout(250)
    shown = page.evaluate("self.shown")
    page.close()
    entries = [one for one in shown if one["kind"] == place.kind]
    if place.kind == "reply":
        scores = [one["index"] for one in entries]
        assert all(one != other for one, other in itertools.pairwise(scores)), "a frame without the new score"
    return parts(entries)


def parts(entries: list[dict[str, float]]) -> dict[str, list[float]]:
    """Work, rendering and the wait between; what is not done when the frame starts counts as rendering."""
    works = [min(one["work"], one["begun"]) for one in entries]
    renderings = [one["frame"] - one["begun"] for one in entries]
    return {
        "busy": [work + rendering for work, rendering in zip(works, renderings, strict=True)],
        "work": works,
        "rendering": renderings,
        "wait": [one["begun"] - work for one, work in zip(entries, works, strict=True)],
        "frame": [one["frame"] for one in entries],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
