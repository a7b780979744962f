"""Results over time on the survey's page: kept on request, opened from files, compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from several_files import answers_of, result_text
from survey_page import SurveyPage, keep

EARLIER, LATER = "2025-03-01T09:00:00Z", "2026-03-01T09:00:00Z"
KEY = "cspi-results:cspi"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    yield fresh
    fresh.close()


@pytest.fixture(scope="module")
def survey(context: BrowserContext, site_url: str) -> SurveyPage:
    """A page with answers on it, on the view of results over time."""
    page = context.new_page()
    keep(page, "cspi", answers_of("team"), notes={"q15": "since April"}, label="Autumn")
    return SurveyPage(page, site_url).open("time")


def put(survey: SurveyPage, *files: tuple[str, str]) -> None:
    chosen: list[Any] = [
        {"name": name, "mimeType": "application/json", "buffer": text.encode()} for name, text in files
    ]
    survey.page.locator("#time-files").set_input_files(files=chosen)


def kept(survey: SurveyPage) -> list[dict[str, str]]:
    found = json.loads(survey.page.evaluate("key => localStorage.getItem(key)", KEY) or '{"results": []}')
    results: list[dict[str, str]] = found["results"]
    return results


def test_one_result_has_nothing_to_compare_and_says_so(survey: SurveyPage) -> None:
    view = survey.page.locator("#time-view")
    expect(view.locator(".cs-results > li")).to_have_count(1)
    expect(view.locator(".cs-remark")).to_contain_text("one result so far")
    expect(view.locator("[data-part=changes]")).to_be_hidden()


def test_files_show_what_moved_and_bad_ones_are_named(survey: SurveyPage) -> None:
    old = answers_of("team") | {"q24": {"choice": "after_onboarding"}, "q15": {"choice": "nobody"}}
    text = result_text(old, created=EARLIER, notes={"q15": "nobody yet"})
    put(survey, ("old.json", text), ("bad.json", "{"), ("again.json", text))
    view = survey.page.locator("#time-view")
    expect(view.locator(".cs-results > li")).to_have_count(2)
    expect(view.locator(".cs-notice")).to_contain_text("bad.json")
    expect(view.locator(".cs-remark")).to_contain_text("again.json")
    expect(view.locator(".cs-line--index svg[role=img]")).to_have_attribute(
        "aria-label", re.compile("Index over time: 1 March 2025")
    )
    expect(view.locator(".cs-figures tbody tr")).to_have_count(9)
    expect(view.locator(".cs-twofold > section").first).to_contain_text("Q15")
    expect(view.locator(".cs-twofold > section").first).to_contain_text("nobody yet")
    expect(view.locator(".cs-twofold > section").last).to_contain_text("The survey has not changed")
    expect(survey.page.locator("#live")).to_contain_text("Results: 2.")


def test_any_two_of_three_can_be_compared(survey: SurveyPage) -> None:
    put(survey, ("middle.json", result_text(answers_of("lone"), created=LATER)))
    view = survey.page.locator("#time-view")
    expect(view.locator(".cs-results > li")).to_have_count(3)
    survey.page.locator("#time-from").select_option(label="1 March 2025")
    expect(view.locator(".cs-twofold")).to_contain_text("Q15")
    survey.page.locator("#time-to").select_option(label="1 March 2026")
    expect(view.locator("[data-slot=changes] > .cs-say")).to_contain_text("1 March 2025 to 1 March 2026")


def test_nothing_is_kept_unasked_and_what_is_kept_can_be_removed(survey: SurveyPage) -> None:
    view = survey.page.locator("#time-view")
    assert kept(survey) == []
    old = view.locator(".cs-results > li", has_text="old")
    old.get_by_role("button", name="Keep on this device").click()
    first = view.locator(".cs-results > li").first
    expect(first).to_have_attribute("data-where", "kept")
    assert len(kept(survey)) == 1
    survey.page.reload()
    survey.ready()
    expect(view.locator(".cs-results > li[data-where=kept]")).to_have_count(1)
    view.get_by_role("button", name="Remove from this device").click()
    expect(view.locator(".cs-results > li[data-where=kept]")).to_have_count(0)
    expect(survey.page.locator("#time-results")).to_be_focused()
    assert kept(survey) == []


def test_the_report_keeps_a_result_and_never_with_saving_off(survey: SurveyPage) -> None:
    page = survey.page
    page.evaluate("location.hash = 'report'")
    survey.wait_for_report()
    page.locator("[data-action=keep]").click()
    expect(page.locator("[data-notice=kept]")).to_contain_text("is kept on this device")
    assert len(kept(survey)) == 1
    page.locator("label:has(#saving-switch)").click()
    expect(page.locator("[data-notice=kept]")).to_contain_text("taken off this device")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('cspi-')).length") == 0
    page.locator("[data-action=keep]").click()
    expect(page.locator("[data-notice=kept]")).to_contain_text("Saving is switched off")
    page.locator("label:has(#saving-switch)").click()
    assert len(kept(survey)) == 1


def test_erasing_everything_erases_kept_results(survey: SurveyPage) -> None:
    survey.page.locator("[data-action=erase]").click()
    survey.confirm(True)
    expect(survey.page.locator("#live")).to_contain_text("erased")
    assert kept(survey) == []


def test_nothing_sticks_out_at_the_side(survey: SurveyPage) -> None:
    page = survey.page
    page.evaluate("location.hash = 'time'")
    days = [f"{year}-03-01" for year in range(2016, 2026)]
    put(survey, *((f"{day}.json", result_text(answers_of("team"), created=day)) for day in days))
    expect(page.locator(".cs-results > li")).to_have_count(len(days))
    for width in (360, 768):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator("#time-view .cs-line--index").scroll_into_view_if_needed()
        expect(page.locator("#time-view .cs-line--index svg")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
