"""Messages between a survey in a frame and the page around it: what nobody should send changes nothing."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from foreign_page import ELEMENT, ForeignPage, ForeignSite

HOSTILE: list[object] = [
    None,
    "ready",
    [],
    {},
    {"cspi-embed": 1},
    {"cspi-embed": 2, "type": "completed"},
    {"cspi-embed": "1", "type": "completed"},
    {"type": "completed"},
    {"cspi-embed": 1, "type": "constructor"},
    {"cspi-embed": 1, "type": "height", "height": "1px; position: fixed"},
    {"cspi-embed": 1, "type": "height", "height": -1},
    {"cspi-embed": 1, "type": "height", "height": 1e9},
    {"cspi-embed": 1, "type": "progress", "answered": 1},
    {"cspi-embed": 1, "type": "ready", "survey": "cspi"},
    {"cspi-embed": 1, "type": "ready", "survey": "x", "version": "1", "lang": "en", "ignored": [1]},
    {"cspi-embed": 1, "type": "summary", "summary": {"index": 1e9, "level": None, "axes": []}},
    {"cspi-embed": 1, "type": "summary", "summary": {"index": 50, "level": None, "axes": {"length": 1}}},
]
GOOD = {"cspi-embed": 1, "type": "height", "height": 123}
COUNT = """() => {
  const { dataset } = document.documentElement;
  addEventListener("message", () => (dataset.heard = Number(dataset.heard ?? 0) + 1));
}"""


def test_hostile_messages_change_nothing(context: BrowserContext, foreign: ForeignSite) -> None:
    evil = foreign.folder / "evil.html"
    evil.write_text("<!doctype html><title>evil</title>", encoding="utf-8")
    page = ForeignPage(context, foreign.write(ELEMENT + '<iframe src="evil.html"></iframe>'))
    frame = page.survey().page
    page.wait_for("ready")
    page.quiet()
    height, heard = page.height(), len(page.page.evaluate("events"))
    messages = len(page.page.evaluate("messages"))
    send = "list => list.forEach((one) => parent.postMessage(one, '*'))"
    frame.evaluate(send, HOSTILE)  # type: ignore[union-attr]
    page.frame(1).evaluate(send, [GOOD, {"cspi-embed": 1, "type": "completed"}])
    page.page.evaluate("one => postMessage(one, '*')", GOOD)
    page.wait_for_messages(messages + len(HOSTILE) + 3)
    assert (page.height(), len(page.page.evaluate("events"))) == (height, heard)
    frame.evaluate(send, [GOOD])  # type: ignore[union-attr]
    page.page.wait_for_function("document.querySelector('iframe').clientHeight === 123")


def test_a_frame_listens_to_nobody_but_the_page_around(context: BrowserContext, foreign: ForeignSite) -> None:
    page = ForeignPage(
        context, foreign.write(ELEMENT.replace(" summary", "") + '<iframe srcdoc="x"></iframe>')
    )
    survey = page.survey()
    frame = survey.page
    page.wait_for("ready")
    frame.evaluate(COUNT)
    greeting = {"cspi-embed": 1, "type": "host", "summary": True}
    page.frame(1).evaluate(
        "one => parent.document.querySelector('iframe').contentWindow.postMessage(one, '*')", greeting
    )
    sent = [
        *HOSTILE,
        {"cspi-embed": 1, "type": "host"},
        {"cspi-embed": 2, "type": "host", "summary": True},
    ]
    for message in sent:
        page.page.evaluate(
            "one => document.querySelector('iframe').contentWindow.postMessage(one, '*')", message
        )
    expect(frame.locator("html")).to_have_attribute("data-heard", str(1 + len(sent)))
    survey.report()  # which is where a summary would be asked for
    page.wait_for("completed")
    expect(frame.locator(".cs-consent")).to_have_count(0)
    assert len(page.events("ready")) == 1
