"""The day is the one on the wall: in the report, the file and its name, the link, the plan and over time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile
from survey_page import Answers, SurveyPage

HALF_PAST = "2025-12-31T23:30:00Z"
EVENING = "2026-01-01T02:00:00Z"
ZONES = [
    ("Asia/Tokyo", HALF_PAST, "2026-01-01T08:30:00+09:00", "1 January 2026"),
    ("America/Los_Angeles", EVENING, "2025-12-31T18:00:00-08:00", "31 December 2025"),
    ("Pacific/Kiritimati", HALF_PAST, "2026-01-01T13:30:00+14:00", "1 January 2026"),
    ("Asia/Kolkata", HALF_PAST, "2026-01-01T05:00:00+05:30", "1 January 2026"),
    ("UTC", HALF_PAST, "2025-12-31T23:30:00Z", "31 December 2025"),
]


def downloaded(page: Page, selector: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("zone", "moment", "created", "words"), ZONES, ids=[zone[0] for zone in ZONES])
def test_every_day_is_the_day_here(
    browser: Browser, site_url: str, zone: str, moment: str, created: str, words: str
) -> None:
    day = created[:10]
    answers: Answers = {"q21": {"choice": "none"}, "q22": {"choices": ["data_analysis"]}}
    with fresh_profile(browser, timezone_id=zone) as context:
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        survey = SurveyPage(page, site_url).open()
        survey.fill(answers)
        assert (survey.kept() or {})["created"] == created
        survey.report()
        expect(page.locator("#report-view [data-slot=meta]")).to_contain_text(words)

        page.evaluate("location.hash = '#take'")
        name, text = downloaded(page, "#take-view [data-take=result]")
        assert name == f"cspi-{day}.json"
        assert json.loads(text)["created"] == created
        assert downloaded(page, "#take-view [data-take=markdown]")[0] == f"cspi-report-{day}.md"

        page.evaluate("location.hash = '#share'")
        page.locator("[data-share=make]").click()
        expect(page.locator("#share-link")).not_to_have_value("")
        assert f"~{day.replace('-', '')}~" in page.locator("#share-link").input_value()

        page.evaluate("location.hash = '#time'")
        expect(page.locator("#time-view .cs-results > li").first).to_contain_text(words)

        page.evaluate("location.hash = '#plan'")
        page.locator("#plan-view [data-step]").first.click()
        made = "() => JSON.parse(localStorage.getItem('cspi-answers:cspi'))?.plan?.made"
        assert page.wait_for_function(made).json_value() == created


def test_a_file_of_an_earlier_release_opens_with_its_time(browser: Browser, site_url: str) -> None:
    result = {
        "format": "cspi-result/1",
        "survey": {"id": "cspi", "version": "1.0"},
        "created": HALF_PAST,
        "answers": {"q18": {"choice": "one_group"}},
    }
    with fresh_profile(browser, timezone_id="Asia/Tokyo") as context:
        survey = SurveyPage(context.new_page(), site_url).open("open")
        survey.choose_file("old.json", json.dumps(result).encode())
        survey.wait_for_report()
        expect(survey.page.locator("#report-view [data-slot=meta]")).to_contain_text("31 December 2025")
        assert (survey.kept() or {})["created"] == HALF_PAST
