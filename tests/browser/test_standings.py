"""Standings in the report: one's own bar among published figures, groups and editions, what is missing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser_profile import fresh_profile
from survey_page import SurveyPage
from waiting import expect_drawn, expect_nothing_at_the_side

ANSWERS: dict[str, dict[str, Any]] = {
    "role": {"choice": "manager"},
    "saas_type": {"choice": "vertical"},
    "monthly_revenue_churn": {"number": 3.5},
    "team_age": {"choice": "age_1_2"},
    "team_headcount": {"number": 7},
    "team_size_change": {"choice": "up_26_50"},
    "dedicated_roles": {"choices": ["onboarding", "community"]},
    "kpi_initiative": {"choice": "high_touch"},
    "customer_centric_culture": {"choice": "culture_no"},
    "culture_not_formed_reason": {"choice": "other"},
    "job_liking": {"choice": "liking_very"},
}


@pytest.fixture
def state(page: Page, site_url: str) -> SurveyPage:
    """The survey of the state of CS in English; it has no index."""
    return SurveyPage(page, site_url, "cs-state")


def open_file(survey: SurveyPage, answers: dict[str, dict[str, Any]] = ANSWERS) -> None:
    """Open a result file, which leads to the report."""
    result = {
        "format": "cspi-result/1",
        "survey": {"id": "cs-state", "version": "1.0"},
        "label": "",
        "notes": {},
    }
    text = json.dumps(result | {"created": "2026-11-22T09:00:00Z", "answers": answers})
    survey.open("open").choose_file("mine.json", text.encode())
    survey.wait_for_report()


def card(page: Page, question: str) -> Locator:
    return page.locator(f"[data-standing='{question}']")


def test_an_opened_file_shows_ones_own_bar_with_its_source(state: SurveyPage, site_url: str) -> None:
    asked: list[str] = []
    state.page.on("request", lambda request: asked.append(request.url))
    open_file(state)
    people = card(state.page, "team_headcount")
    expect_drawn(people.locator(".cs-placed__chart").first)
    expect(people.locator("svg text", has_text="6–10 (you)")).to_be_visible()
    expect(people.locator("svg text", has_text="17.7%")).to_be_visible()
    expect(people).to_contain_text("You: 7 people")
    expect(people.locator(".cs-placed__say").first).to_contain_text("55.8% (95% CI 48–64%) are below you")
    expect(people.locator(".cs-placed__source")).to_contain_text("n = 147")
    expect(people.locator(".cs-placed__years tr")).to_have_count(2)
    people.locator(".cs-placed__more summary").click()
    expect(people.locator("tr[data-here]")).to_contain_text("17.7%")
    assert state.page.request.get(people.get_by_role("link").evaluate("link => link.href")).ok
    assert [url for url in asked if not url.startswith((site_url, "blob:", "data:"))] == []


def test_a_survey_without_an_index_opens_with_what_was_compared(state: SurveyPage) -> None:
    open_file(state)
    report = state.page.locator("#report-view")
    expect(report.locator(".cs-overview h3")).to_contain_text("published figures")
    expect(report.locator(".cs-overview")).to_contain_text("11 of ")
    expect(report.locator(".cs-overview li")).to_have_count(2)
    expect(report.locator(".cs-overview li").last).to_contain_text("most common one")
    expect(report.locator("[data-theme=profile]")).not_to_have_attribute("open", "")
    expect(report.locator("[data-theme=team]")).to_have_attribute("open", "")
    expect(report.locator(".cs-index, .cs-radar:visible")).to_have_count(0)
    expect(report).not_to_contain_text(re.compile("no index", re.IGNORECASE))
    for heading in report.locator("h3:visible, h4:visible").all():
        assert heading.inner_text().strip()
    stacked = card(state.page, "dedicated_roles")
    expect(stacked.locator("[data-snapshot]")).to_have_count(2)
    missing = report.locator("[data-missing=culture_not_formed_reason]")
    expect(missing).to_contain_text("The published study has no category for your answer.")
    expect(card(state.page, "culture_not_formed_reason")).to_have_count(0)


def test_a_group_and_an_edition_are_used_where_they_have_figures(state: SurveyPage) -> None:
    open_file(state)
    segment, edition = state.page.locator("#against-segment"), state.page.locator("#against-edition")
    expect(segment.locator("option", has_text="(you)")).not_to_have_count(0)
    segment.select_option("team_age=age_6_up")
    people = card(state.page, "team_headcount")
    expect(people.locator("[data-tiny]")).to_contain_text("Very small sample (5)")
    expect(people.locator(".cs-placed__cut")).to_have_text("Age of the CS team: 6 years and more")
    expect(card(state.page, "team_size_change")).to_contain_text("Compared with all respondents instead")
    expect(state.page.locator("#against")).to_contain_text("For “Age of the CS team: 6 years and more”")
    state.page.get_by_role("button", name="Compare with all respondents").click()
    expect(segment).to_have_value("")
    expect(people.locator("[data-tiny]")).to_have_count(0)
    edition.select_option("hicustomer-2020")
    expect(people.locator("[data-snapshot=hicustomer-2020]")).to_contain_text("3.6–45.0%")
    expect(card(state.page, "job_liking").locator("[data-snapshot]")).to_contain_text("White Paper 2021")


def test_another_language_keeps_the_answers_and_the_group(state: SurveyPage) -> None:
    open_file(state)
    state.page.locator("#against-segment").select_option("team_age=age_1_2")
    expect(state.page.locator("#against")).to_contain_text("1–2 years")
    state.page.locator("a[data-lang-switch]").first.click()
    state.page.wait_for_url("**/ja/cs-state/**")
    state.ready()
    state.wait_for_report()
    expect(state.page.locator(".cs-overview")).to_contain_text("11問に回答")
    expect(state.page.locator("#against-segment")).to_have_value("team_age=age_1_2")


def test_on_a_phone_nothing_runs_over_the_edge(browser: Browser, site_url: str) -> None:
    with fresh_profile(browser, viewport={"width": 390, "height": 844}, locale="ja") as context:
        state = SurveyPage(context.new_page(), site_url, "cs-state", "ja")
        open_file(state)
        themes = state.page.locator(".cs-theme[data-theme]")
        expect(state.page.locator(".cs-theme[data-theme][open]")).to_have_count(1)
        for theme in themes.locator("> summary").all()[1:]:
            theme.click()
        for more in state.page.locator(".cs-placed__more summary").all():
            more.click()
        for place in state.page.locator(".cs-placed__chart").all():
            expect_drawn(place)
        expect_nothing_at_the_side(state.page)


def test_a_study_that_cannot_be_loaded_is_missed_in_words(state: SurveyPage) -> None:
    state.page.context.route("**/hicustomer-2021.json", lambda route: route.abort())
    open_file(state)
    expect(state.page.locator("[data-part=standings] .cs-none")).to_contain_text(
        "1 study could not be loaded"
    )
    expect(card(state.page, "team_headcount").locator("[data-snapshot=hicustomer-2020]")).to_be_visible()
    expect(card(state.page, "job_liking")).to_have_count(0)


def test_an_index_comes_first_and_standings_before_the_profile(page: Page, site_url: str) -> None:
    survey = SurveyPage(page, site_url).open()
    survey.fill({"q9": {"number": 12}, "q18": {"choice": "with_operations"}})
    survey.report()
    expect(card(page, "q9")).to_contain_text("You: 12 people")
    expect_drawn(card(page, "q18").locator(".cs-placed__chart").first)
    parts = page.locator("[data-part]").evaluate_all("parts => parts.map(part => part.dataset.part)")
    assert parts.index("steps") < parts.index("standings") < parts.index("profile")


def test_screens_on_which_nothing_is_asked_are_passed_by(state: SurveyPage) -> None:
    state.page.context.route("**/engine/**", lambda route: None)
    state.open().fill({"role": {"choice": "executive"}})
    state.show("kpi_initiative")
    state.page.locator("#screen-initiatives .cs-ways__next").click()
    expect(state.question("cs_importance")).to_be_visible()
    state.page.locator("#screen-executives .cs-ways__back").click()
    expect(state.question("kpi_initiative")).to_be_visible()
    state.fill({"role": {"choice": "member"}})
    state.show("next_career")
    expect(state.page.locator("#screen-career #report-label")).to_be_visible()
    expect(state.page.locator("#screen-career .cs-ways__next")).to_have_attribute("href", "#report")


def test_peers_are_picked_by_traits_and_given_back_to_the_profile(state: SurveyPage) -> None:
    open_file(state)
    peers = state.page.locator("#alike")
    metric = peers.locator("[data-metric='team_headcount']")
    expect(metric.locator("summary")).to_contain_text("n = ")
    people = metric.locator("[data-closest] .cs-alike__far")
    expect(people).to_be_hidden()
    metric.locator("summary").click()
    expect(people).to_be_visible()
    expect(people).to_have_text(re.compile("Matches: Age of the team"))
    peers.locator("#alike-region").select_option("north_america")
    expect(people).to_have_text(re.compile("Differs: Region “Japan”"))
    peers.locator("[data-action=profile-traits]").click()
    expect(people).not_to_have_text(re.compile("Differs"))
    expect(peers.locator("#alike-region")).to_have_value("")
