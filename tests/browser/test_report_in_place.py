"""The report follows an answer in place: what stays stays itself, and what is out of sight catches up."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey_page import SurveyPage, compiled_survey, extreme
from test_report import open_report
from waiting import let_settle

# Ticks another answer, as a second tab of the same survey would have it: the report stays on show.
CHANGE = "(id) => document.getElementById(id).click()"
SCORE = ".cs-index__number strong"


@pytest.fixture
def report(page: Page, site_url: str, site_dir: Path) -> SurveyPage:
    return open_report(page, site_url, answers=extreme(compiled_survey(site_dir), best=False))


def change(survey: SurveyPage, question: str, option: str) -> str:
    """Change an answer and wait until the index has followed; gives it."""
    before = survey.index()
    survey.page.evaluate(CHANGE, f"{question}--{option}")
    expect(survey.page.locator(SCORE)).not_to_have_text(before)
    return survey.index()


def test_what_stays_is_the_same_element_with_its_focus(report: SurveyPage) -> None:
    page = report.page
    page.locator("#axis-team > summary").click()
    link = page.locator("[data-axis-link=onboarding]")
    link.focus()
    page.evaluate("document.querySelectorAll('#report-view *').forEach((one) => (one.isOld = true))")
    change(report, "q18", "one_group")
    expect(link).to_be_focused()
    expect(page.locator("#axis-team")).to_have_attribute("open", "")
    rows = page.locator(".cs-axis-table tr, .cs-axis, .cs-standing, .cs-item, .cs-interval")
    assert rows.count() > 30
    assert rows.evaluate_all("all => all.filter((one) => !one.isOld).length") == 0


def test_the_radar_follows_a_frame_later_and_for_paper_at_once(report: SurveyPage) -> None:
    radar = report.page.locator(".cs-radar svg[role=img]")
    before = radar.get_attribute("aria-label") or ""
    change(report, "q21", "some")
    expect(radar).not_to_have_attribute("aria-label", before)
    drawn = radar.get_attribute("aria-label") or ""
    report.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(radar).not_to_be_in_viewport()
    change(report, "q21", "none")
    let_settle(report.page)
    assert radar.get_attribute("aria-label") == drawn  # nobody can see it
    report.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert radar.get_attribute("aria-label") == before


def test_a_report_out_of_sight_is_up_to_date_when_it_comes_back(report: SurveyPage) -> None:
    page = report.page
    before = report.index()
    page.evaluate("window.location.hash = 'q-q18'")
    expect(page.locator("#report-view")).to_be_hidden()
    told = page.locator("#return [data-slot=score]")
    page.evaluate(CHANGE, "q18--one_group")
    expect(told).not_to_contain_text(before)
    assert page.locator(SCORE).text_content() == before  # not drawn where nobody sees it
    shown = page.evaluate(
        """(score) => new Promise((done) => {
          const read = () => done(document.querySelector(score).textContent);
          window.addEventListener("hashchange", read, { once: true });
          window.location.hash = "report";
        })""",
        SCORE,
    )
    assert shown != before
    assert shown in (told.text_content() or "")
