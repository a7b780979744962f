"""Results over time on the survey's page: kept on request, opened from files, compared."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from several_files import answers_of, result_text
from survey_page import SurveyPage, keep
from waiting import expect_drawn, expect_nothing_at_the_side

EARLIER, LATER = "2025-03-01T09:00:00Z", "2026-03-01T09:00:00Z"
KEY = "cspi-results:cspi"
OWN_KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('cspi-')).length"
OLD = result_text(
    answers_of("team") | {"q24": {"choice": "after_onboarding"}, "q15": {"choice": "nobody"}},
    created=EARLIER,
    notes={"q15": "nobody yet"},
)


@pytest.fixture
def survey(page: Page, site_url: str) -> SurveyPage:
    """A page with answers on it."""
    keep(page, "cspi", answers_of("team"), notes={"q15": "since April"}, label="Autumn")
    return SurveyPage(page, site_url)


@pytest.fixture
def over_time(survey: SurveyPage) -> SurveyPage:
    """The same on the view of results over time, with one result on it: that of the answers."""
    survey.open("time")
    expect(survey.page.locator("#time-view .cs-results > li")).to_have_count(1)
    return survey


def put(survey: SurveyPage, *files: tuple[str, str]) -> None:
    survey.choose_files("#time-files", *files)


def kept(survey: SurveyPage) -> list[dict[str, str]]:
    found = json.loads(survey.page.evaluate("key => localStorage.getItem(key)", KEY) or '{"results": []}')
    results: list[dict[str, str]] = found["results"]
    return results


def test_one_result_has_nothing_to_compare_and_says_so(over_time: SurveyPage) -> None:
    view = over_time.page.locator("#time-view")
    expect(view.locator(".cs-remark")).to_contain_text("1 result so far")
    expect(view.locator("[data-part=changes]")).to_be_hidden()


def test_files_show_what_moved_and_bad_ones_are_named(over_time: SurveyPage) -> None:
    put(over_time, ("old.json", OLD), ("bad.json", "{"), ("again.json", OLD))
    view = over_time.page.locator("#time-view")
    expect(view.locator(".cs-results > li")).to_have_count(2)
    expect(view.locator(".cs-notice")).to_contain_text("bad.json")
    expect(view.locator(".cs-remark")).to_contain_text("again.json")
    expect_drawn(view.locator(".cs-line--index .cs-chart"))
    expect(view.locator(".cs-line--index svg[role=img]")).to_have_attribute(
        "aria-label", re.compile("Index over time: 1 March 2025")
    )
    expect(view.locator(".cs-figures tbody tr")).to_have_count(9)
    expect(view.locator(".cs-twofold > section").first).to_contain_text("Q1 ")
    expect(view.locator(".cs-twofold > section").first).to_contain_text("nobody yet")
    expect(view.locator(".cs-twofold > section").last).to_contain_text("The survey has not changed")
    expect(over_time.page.locator("#live")).to_contain_text("2 results loaded.")


def test_any_two_of_three_can_be_compared(over_time: SurveyPage) -> None:
    put(over_time, ("old.json", OLD), ("middle.json", result_text(answers_of("lone"), created=LATER)))
    view = over_time.page.locator("#time-view")
    expect(view.locator(".cs-results > li")).to_have_count(3)
    over_time.page.locator("#time-from").select_option(label="1 March 2025")
    expect(view.locator(".cs-twofold")).to_contain_text("Q1 ")
    over_time.page.locator("#time-to").select_option(label="1 March 2026")
    expect(view.locator("[data-slot=changes] > .cs-say")).to_contain_text("1 March 2025 to 1 March 2026")


def test_nothing_is_kept_unasked_and_what_is_kept_can_be_removed(over_time: SurveyPage) -> None:
    put(over_time, ("old.json", OLD))
    view = over_time.page.locator("#time-view")
    old = view.locator(".cs-results > li", has_text="old")
    expect(old).to_have_count(1)
    assert kept(over_time) == []
    old.get_by_role("button", name="Save in this browser").click()
    first = view.locator(".cs-results > li").first
    expect(first).to_have_attribute("data-where", "kept")
    assert len(kept(over_time)) == 1
    over_time.page.reload()
    over_time.ready()
    expect(view.locator(".cs-results > li[data-where=kept]")).to_have_count(1)
    view.get_by_role("button", name="Delete from this browser").click()
    expect(view.locator(".cs-results > li[data-where=kept]")).to_have_count(0)
    expect(over_time.page.locator("#time-results")).to_be_focused()
    assert kept(over_time) == []


def test_the_report_keeps_a_result_and_never_with_saving_off(survey: SurveyPage) -> None:
    page = survey.open("report").page
    survey.wait_for_report()
    page.locator("[data-action=keep]").click()
    expect(survey.notice("kept")).to_contain_text("Result added")
    assert len(kept(survey)) == 1
    page.locator("label:has(#saving-switch)").click()
    expect(survey.notice("kept")).to_contain_text("deleted from this browser")
    assert page.evaluate(OWN_KEYS) == 0
    page.locator("[data-action=keep]").click()
    expect(survey.notice("kept")).to_contain_text("Saving is off")
    page.locator("label:has(#saving-switch)").click()
    assert len(kept(survey)) == 1
    page.locator("[data-action=erase]").click()
    survey.confirm(True)
    expect(page.locator("#live")).to_contain_text("deleted")
    assert kept(survey) == []


def test_nothing_sticks_out_at_the_side(over_time: SurveyPage) -> None:
    page = over_time.page
    days = [f"{year}-03-01" for year in range(2016, 2026)]
    put(over_time, *((f"{day}.json", result_text(answers_of("team"), created=day)) for day in days))
    expect(page.locator(".cs-results > li")).to_have_count(len(days) + 1)
    for width in (360, 768):
        page.set_viewport_size({"width": width, "height": 800})
        for place in page.locator("#time-view .cs-chart").all():
            expect_drawn(place)
        expect_nothing_at_the_side(page)
