"""How long the page takes to show what the engine answers; `scoring.py` runs it.

The whole survey is answered, and an answer changes while the report is on show (*wide* and on a
*phone*) or its question is (*form*). *work* is what the page does with the worker's reply until nothing is
left to do; *rendering* is the next frame, from its start until it has been handed over for drawing: styles,
layout, paint. *wait* is the time between the two, in which nothing has to be done: a frame starts when the
screen is next refreshed, every 16.7 ms at 60 Hz. *busy* is work and rendering, and has to fit in that;
*frame* is all three, from the reply until the frame with the new score in it has been handed over. *slow* is
with a processor slowed down to a quarter. *tick* is the same for ticking an answer, from its event on.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, ViewportSize


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


CHANGES = 30  # of an answer while the report is on show
PLACES = {
    "Report, wide": Place("report", "reply"),
    "Report, phone": Place("report", "reply", phone=True),
    "Report, phone, slow": Place("report", "reply", phone=True, slower=4),
    "Form, phone": Place("q-{question}", "reply", phone=True),
    "Form, phone, tick": Place("q-{question}", "tick", phone=True),
    "Form, phone, slow, tick": Place("q-{question}", "tick", phone=True, slower=4),
}
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


def in_page(
    chromium: Browser, url: str, survey: dict[str, Any], answers: dict[str, Any], place: Place
) -> dict[str, list[float]]:
    """Milliseconds of each part, for each of many changes; checks that the next frame has the new score."""
    page = chromium.new_page(viewport=place.window)
    page.add_init_script(WATCH)
    page.goto(f"{url}en/cspi/")
    page.wait_for_selector("#survey-app[data-ready]")
    page.evaluate(FILL, answers)
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
