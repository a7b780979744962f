"""A tab that is killed, a clock that jumps, storage that fills up half-way: nothing is lost.

Storage that is denied or full from the start, and tabs that agree, are in test_coming_and_going; engines
that fail or die, in the middle of a score too, are in test_engine_failure.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, expect

from survey_page import Answers, SurveyPage
from waiting import let_settle

FIRST: Answers = {"q18": {"choice": "one_group"}}
SECOND: Answers = {"q19": {"choices": ["support"]}}
FILL = """() => {
  for (let size = 1 << 20; size > 0; size >>= 1) {
    try {
      while (true) localStorage.setItem(`filler-${Math.random()}`, "x".repeat(size));
    } catch {}
  }
}"""

# A tab that is killed runs nothing any more: nobody tells it that it goes.
UNTOLD = """["pagehide", "beforeunload", "visibilitychange"].forEach((name) =>
  window.addEventListener(name, (event) => event.stopImmediatePropagation(), true))"""
EMPTY = """() => Object.keys(localStorage).filter((key) => key.startsWith("filler"))
  .forEach((key) => localStorage.removeItem(key))"""


def test_a_tab_that_is_killed_half_way(cspi: SurveyPage, context: BrowserContext, site_url: str) -> None:
    cspi.page.add_init_script(UNTOLD)
    cspi.open().fill(FIRST | SECOND)
    let_settle(cspi.page)  # it is written a moment after the last change
    cspi.page.close()
    again = SurveyPage(context.new_page(), site_url).open()
    expect(again.option("q18", "one_group")).to_be_checked()
    assert again.answers() == FIRST | SECOND


def test_a_tab_that_is_closed_at_once(cspi: SurveyPage, context: BrowserContext, site_url: str) -> None:
    cspi.open().fill(FIRST)
    cspi.page.close()
    again = SurveyPage(context.new_page(), site_url).open()
    expect(again.option("q18", "one_group")).to_be_checked()


def test_a_tab_that_is_killed_beside_another(
    cspi: SurveyPage, context: BrowserContext, site_url: str
) -> None:
    cspi.page.add_init_script(UNTOLD)
    cspi.open().fill(FIRST)
    let_settle(cspi.page)
    other = SurveyPage(context.new_page(), site_url).open()
    cspi.page.close()
    other.fill(SECOND)
    assert other.answers() == FIRST | SECOND


@pytest.mark.parametrize("now", ["1971-01-01T00:00:00Z", "2099-12-31T23:59:59Z"])
def test_a_clock_that_jumps(cspi: SurveyPage, now: str) -> None:
    cspi.page.clock.set_fixed_time("2026-11-22T09:00:00Z")
    cspi.open().fill(FIRST)
    let_settle(cspi.page)
    cspi.page.clock.set_fixed_time(now)
    cspi.page.reload()
    cspi.ready()
    expect(cspi.option("q18", "one_group")).to_be_checked()
    cspi.fill(SECOND)
    kept = cspi.kept() or {}
    assert (kept["answers"], kept["created"]) == (FIRST | SECOND, now)


def test_storage_that_fills_up_half_way(cspi: SurveyPage) -> None:
    """What was kept stays kept; what no longer fits is said, and kept as soon as there is room again."""
    cspi.open().fill(FIRST)
    assert cspi.answers() == FIRST
    cspi.page.evaluate(FILL)
    cspi.fill(SECOND)
    expect(cspi.page.locator("#saving-text")).to_contain_text("full")
    expect(cspi.option("q19", "support")).to_be_checked()
    stored = cspi.page.evaluate("localStorage.getItem('cspi-answers:cspi')")
    assert json.loads(stored)["answers"] == FIRST
    cspi.page.evaluate(EMPTY)
    cspi.fill({"q17": {"choice": "nrr"}})
    expect(cspi.page.locator("#saving-text")).to_contain_text("saved in this browser")
    assert cspi.answers() == FIRST | SECOND | {"q17": {"choice": "nrr"}}
