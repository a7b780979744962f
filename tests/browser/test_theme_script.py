"""What every page does by itself: search, contents, colours, what is folded. The search comes when wanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from survey_page import SurveyPage
from waiting import let_settle

SCRIPT = "/assets/search-"
FIGURES = "en/benchmarks/metrics/team_headcount/"
SCHEME = "data-md-color-scheme"
OPEN = "document.querySelectorAll('.cs-content details[open]').length"


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What the page has asked for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_a_survey_is_answered_without_it(page: Page, site_url: str, asked: list[str]) -> None:
    survey = SurveyPage(page, site_url).open()
    survey.fill({"q9": {"number": 12}})
    survey.report()
    assert not [url for url in asked if SCRIPT in url or "/search/" in url]


def test_a_key_reaches_the_search(page: Page, site_url: str, asked: list[str]) -> None:
    survey = SurveyPage(page, site_url).open()
    survey.show("q9")
    page.locator("input[name='q9']").focus()
    page.keyboard.press("s")
    assert not [url for url in asked if SCRIPT in url], "a letter typed into a field is no wish to search"
    survey.question("q2").locator("input").first.focus()
    page.keyboard.press("/")
    expect(page.locator(".cs-lookup__input")).to_be_focused()
    page.keyboard.type("churn")
    expect(page.locator(".cs-lookup__result").first).to_be_attached()


def test_a_tap_opens_the_search(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site_url}en/cspi/")
    page.locator("[data-search-open]").click()
    expect(page.locator(".cs-lookup__input")).to_be_focused()
    page.keyboard.type("playbook")
    expect(page.locator(".cs-lookup__result").first).to_be_visible()
    page.locator("[data-search-close]").click()
    expect(page.locator(".cs-lookup__input")).not_to_be_in_viewport()


def test_no_letter_leaves_the_form(page: Page, site_url: str) -> None:
    survey = SurveyPage(page, site_url).open()
    page.locator("[data-search-open]").click()
    page.keyboard.type("churn")
    expect(page.locator(".cs-lookup__result").first).to_be_attached()
    page.keyboard.press("Escape")
    survey.question("q2").locator("input").first.focus()
    page.keyboard.press("n")
    page.keyboard.press("p")
    let_settle(page)
    expect(page).to_have_url(f"{site_url}en/cspi/")


def test_a_long_page_marks_where_one_is(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}en/cspi/method/")
    contents = page.locator("[data-contents]")
    expect(contents.locator("a").first).to_be_visible()
    page.mouse.wheel(0, 3000)
    expect(contents.locator("a[aria-current]")).to_have_count(1)


def test_colours_are_switched_and_kept(page: Page, site_url: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site_url}en/")
    button = page.locator("[data-colours] label:visible")
    expect(button).to_have_count(1)
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute(SCHEME, "default")
    button.click()
    button.click()
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")
    page.goto(f"{site_url}ja/cspi/")
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")
    page.locator("[data-colours] input:checked").press("Enter")
    expect(page.locator("body")).to_have_attribute(SCHEME, "default")
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(button).to_have_count(1)
    expect(page.locator("body")).to_have_attribute(SCHEME, "slate")  # back to what the device says


def test_what_is_folded_opens_for_paper_and_for_links(page: Page, site_url: str) -> None:
    page.goto(site_url + FIGURES)
    expect(page.locator("html")).to_contain_class("js")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".cs-content details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(OPEN) == 0
    page.locator(".cs-content details table").first.evaluate("table => (table.id = 'wanted')")
    page.evaluate("location.hash = 'wanted'")
    expect(page.locator("#wanted")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["en/cspi/", FIGURES])
def test_what_is_folded_shows_the_focus(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path)
    page.wait_for_load_state()
    summary = page.locator(".cs-content summary:visible").last
    summary.scroll_into_view_if_needed()
    summary.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    assert summary.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
