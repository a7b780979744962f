"""Every request of the service, beside published figures and a panel, in the engine that the site ships.

That is the image of an interpreter's memory, trimmed to what is used; it replies as CPython does.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from cspi_core.export.bundle import TEXTS
from cspi_core.service.dispatch import METHODS, Service
from report_inputs import with_panels
from several_files import CSPI, answers_of, result_text
from test_engine_start import START
from test_same_bytes import RUN

FORMATS = (*TEXTS, "offer", "tables", "slide")
CREATED = "2026-01-01T08:30:00+09:00"
PLAN = {
    "made": CREATED,
    "from": answers_of("team"),
    "target": {"index": 80, "axes": {"team": 70}},
    "answers": {"q24": {"choice": "before_contract"}},
}
# The page's own worker started on the very survey and snapshots of this test.
GIVEN = START.replace(
    "survey: absolute(data.survey.data), snapshots: [] })",
    'survey: absolute("given/s.json"), snapshots: [0, 1, 2].map((at) => absolute(`given/${at}.json`)) })',
)
ASK_ALL = """
async (requests) => {
  const replies = [];
  for (const request of requests) {
    replies.push(await new Promise((resolve) => {
      const hear = ({ data }) => {
        if (data.type === "reply" || data.type === "missed") {
          self.engine.removeEventListener("message", hear);
          resolve(JSON.stringify(data.reply ?? data));
        }
      };
      self.engine.addEventListener("message", hear);
      self.engine.postMessage({ type: "request", id: 1, request });
    }));
  }
  return replies;
}
"""


def loaded() -> Service:
    service = Service()
    reply = json.loads(
        service.answer(json.dumps({"method": "load", "survey": CSPI, "snapshots": with_panels()}))
    )
    assert reply == {"ok": True, "survey": "cspi", "left_out": []}
    return service


def requests() -> list[dict[str, Any]]:
    """Each method at least once in each language; those about a report beside a chosen group as well."""
    asked: list[dict[str, Any]] = [{"method": "load", "survey": CSPI, "snapshots": with_panels()}]
    link = {"method": "link", "survey": "cspi", "answers": answers_of("mixed"), "created": CREATED}
    fragment = json.loads(loaded().answer(json.dumps(link)))["fragment"]
    days = {"team": "2025-12-31T23:30:00Z", "mixed": CREATED, "best": ""}
    texts = {
        name: result_text(answers_of(name), created=day, notes={"q15": "!"}) for name, day in days.items()
    }
    files = [{"id": name, "name": name, "text": text} for name, text in (texts | {"bad": "{"}).items()]
    chosen = {"edition": with_panels()[-1]["id"], "segment": {"region": "japan"}}
    for locale in ("ja", "en"):
        entered = {"answers": answers_of("team"), "label": "秋", "notes": {"q18": "?"}, "created": CREATED}
        about = {"survey": "cspi", "locale": locale, "plan": PLAN, **entered}
        for against in ({}, chosen, {"everyone": True}):
            asked.append({"method": "score", "against": against, **about})
            asked += [{"method": "take", "format": form, "against": against, **about} for form in FORMATS]
            asked.append({"method": "time", "files": files, "against": against, **about})
        asked += [{"method": "take", "format": "csv", "table": "standings", **about}]
        asked += [
            {"method": method, **about}
            for method in ("save", "link", "plan", "quick", "options", "contradictions")
        ]
        asked.append({"method": "open", "text": files[0]["text"], **about})
        asked.append({"method": "links", "text": f"{fragment},{fragment}", **about})
        asked.append({"method": "open_link", "text": fragment + "。", **about})
        asked.append(
            {"method": "what_if", "changes": {"q24": {"choice": "before_contract"}}, "planned": True, **about}
        )
        asked.append({"method": "what_if", "changes": {}, **about})
        step = {"question": "q21", "option": "by_purpose"}
        asked.append(
            {"method": "edit_plan", "add": [step], "target": {"index": 90}, "made": CREATED, **about}
        )
        asked.append({"method": "team", "files": files, "notes": True, **about})
        asked.append({"method": "team", "files": files, "hidden": True, **about})
        agreed = {"answers": {"q15": {"choice": "cco"}}, "label": "秋", "created": CREATED}
        asked.append({"method": "agree", "files": files, "agreed": agreed, **about})
    return asked


@pytest.fixture(scope="module")
def in_cpython() -> list[str]:
    service = loaded()
    return [service.answer(json.dumps(request)) for request in requests()]


def test_every_method_is_asked_for_and_gives_an_answer(in_cpython: list[str]) -> None:
    assert {request["method"] for request in requests()} == {"load", *METHODS}
    assert len(METHODS) == 16
    for request, reply in zip(requests(), in_cpython, strict=True):
        assert json.loads(reply)["ok"], (request["method"], reply[:300])


def test_the_shipped_engine_replies_as_cpython_does(page: Page, site_url: str, in_cpython: list[str]) -> None:
    given = {"s.json": CSPI, **{f"{at}.json": one for at, one in enumerate(with_panels())}}
    for name, data in given.items():
        text = json.dumps(data)
        page.route(f"**/given/{name}", lambda route, _, text=text: route.fulfill(body=text))
    page.add_init_script("self.requestIdleCallback = () => 0;")
    page.goto(f"{site_url}en/cspi/")
    assert GIVEN != START
    ready = page.evaluate(GIVEN)
    assert (ready["type"], ready["missing"]) == ("ready", 0)
    assert ready["way"] != "nothing"  # it started from the image
    replies = page.evaluate(ASK_ALL, requests())
    for request, found, wanted in zip(requests(), replies, in_cpython, strict=True):
        assert json.loads(found) == json.loads(wanted), (request["method"], request.get("format"))


def test_an_engine_without_the_image_gives_the_same_bytes(
    page: Page, site_url: str, in_cpython: list[str]
) -> None:
    page.goto(f"{site_url}en/about/")
    texts = [json.dumps(request) for request in requests()]
    assert page.evaluate(RUN, [f"{site_url}engine/", texts]) == in_cpython
