"""Where the reader sets all colours: what only a background shows elsewhere can still be seen."""

from __future__ import annotations

from playwright.sync_api import Page

from survey_page import SurveyPage, keep
from test_report import SOME
from waiting import until

GROUND = "(one) => getComputedStyle(one).backgroundColor"
LINE = "all => all.map((one) => getComputedStyle(one).borderBottomColor)"


def test_switches_bars_and_the_open_view_can_be_seen(page: Page, site_url: str) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    keep(page, "cspi", SOME)
    survey = SurveyPage(page, site_url).open("report")
    survey.wait_for_report()
    canvas = page.locator("body").evaluate(GROUND)
    track = page.locator("#saving .cs-switch__track")
    on = track.evaluate(GROUND)
    assert on != canvas
    page.locator("#saving-switch").uncheck()
    until(page, lambda: track.evaluate(GROUND), lambda ground: ground != on)
    fills = page.locator(".cs-axis-table .cs-bar__fill")
    assert fills.count() > 0
    assert canvas not in {fill.evaluate(GROUND) for fill in fills.all()}
    for links, current in ((".cs-views a", "Report"), (".cs-header__links a", "CSPI")):
        lines = page.locator(links).evaluate_all(LINE)
        shown = [line != canvas for line in lines]
        texts = page.locator(links).all_inner_texts()
        assert [text for text, is_shown in zip(texts, shown, strict=True) if is_shown] == [current]
