"""At 320 pixels, which is what a window of 1280 has at 400 %, one reads without scrolling to the side."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from survey_page import SurveyPage, keep
from test_hostile_content import TOO_WIDE
from test_report import SOME
from waiting import let_settle, until

ENDLESS = "https://intranet.example/" + "reports-and-notes/" * 5


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_no_screen_or_view_sticks_out(page: Page, site_url: str, locale: str) -> None:
    """Nor does what a respondent has written without a space in it."""
    page.set_viewport_size({"width": 320, "height": 700})
    keep(page, "cspi", SOME, notes=dict.fromkeys(SOME, ENDLESS), label=ENDLESS)
    survey = SurveyPage(page, site_url, locale=locale).open("report")
    survey.wait_for_report()
    page.wait_for_selector(".cs-radar svg")
    page.locator("#report-view details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    shown = page.locator("[data-view-of], [data-screen]")
    names = shown.evaluate_all("all => all.map((one) => one.dataset.viewOf ?? one.dataset.screen)")
    assert {"report", "time", "resources"} <= set(names)
    for name in names:
        page.evaluate("name => (location.hash = name)", name)
        if name != "form":
            expect(page.locator(f"[data-view-of={name}], [data-screen={name}]")).to_be_visible()
        let_settle(page)
        until(page, lambda: page.evaluate(TOO_WIDE), lambda wide: wide == [])
