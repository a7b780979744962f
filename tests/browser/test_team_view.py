"""The team on the survey's page: several people's files side by side, read in memory alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from several_files import answers_of, result_text
from survey_page import SurveyPage, keep
from waiting import expect_drawn, expect_nothing_at_the_side, let_settle

LED, NOBODY = {"q15": {"choice": "cco"}}, {"q15": {"choice": "nobody"}}


def person(name: str, vector: str, **changed: Any) -> tuple[str, str]:
    answers = answers_of(vector) | changed
    return f"{name}.json", result_text(answers, label=name.title(), notes={"q15": f"{name} says so"})


PEOPLE = [
    person("sato", "team", **LED, q2={"choice": "csm"}),
    person("suzuki", "team", **LED, q2={"choice": "csm"}),
    person("tanaka", "team", **NOBODY, q2={"choice": "cco"}),
    person("kato", "team", **NOBODY, q2={"choice": "cco"}),
]


@pytest.fixture
def survey(page: Page, site_url: str) -> SurveyPage:
    """The view with four people's files, and one that is none."""
    keep(page, "cspi", answers_of("best"))
    survey = SurveyPage(page, site_url).open("people")
    survey.choose_files("#team-files", *PEOPLE, ("bad.json", "[]"))
    expect(page.locator("#people-view .cs-people > li")).to_have_count(4)
    return survey


def toggle(survey: SurveyPage, name: str) -> None:
    survey.page.locator(f"label:has(#team-{name})").click()


def test_they_stand_side_by_side_and_the_bad_file_is_named(survey: SurveyPage) -> None:
    view = survey.page.locator("#people-view")
    expect(view.locator(".cs-notice")).to_contain_text("bad.json")
    expect(view.locator(".cs-people__name strong")).to_have_text(["Sato", "Suzuki", "Tanaka", "Kato"])
    expect(view.locator(".cs-strips > li")).to_have_count(9)
    view.locator("[data-row=alignment]").scroll_into_view_if_needed()
    strip = view.locator("[data-row=alignment] svg[role=img]")
    expect(strip).to_have_attribute("aria-label", re.compile("^Alignment: mean .*standard deviation"))
    expect(survey.page.locator("#live")).to_contain_text("4 results loaded. 1 could not be read.")


def test_where_they_disagree_most_comes_first_with_who_said_what(survey: SurveyPage) -> None:
    first = survey.page.locator(".cs-disagree > li").first
    expect(first.locator("h4")).to_contain_text("Q1 ")
    expect(first.locator(".cs-a strong")).to_have_text("−1.00")
    expect(first.locator(".cs-given > li").first).to_contain_text("Tanaka, Kato")
    expect(survey.page.locator("#people-view [data-part=agreement]")).to_contain_text("van der Eijk")
    expect(survey.page.locator("#people-view [data-part=roles] thead th")).to_have_count(3)


def test_notes_are_shown_on_request_and_names_hidden_on_request(survey: SurveyPage) -> None:
    view = survey.page.locator("#people-view")
    expect(view.locator(".cs-noted")).to_have_count(0)
    survey.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(view.locator("[data-slot=values] details")).to_have_attribute("open", "")
    expect(view.locator(".cs-team-item[open]")).to_have_count(0)
    survey.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(view.locator("[data-slot=values] details")).not_to_have_attribute("open", "")
    toggle(survey, "notes")
    expect(view.locator(".cs-disagree .cs-noted").first).to_contain_text("Sato: sato says so")
    toggle(survey, "notes")
    expect(view.locator(".cs-noted")).to_have_count(0)
    toggle(survey, "hide")
    expect(view.locator(".cs-people__name strong").first).to_have_text("Member 1")
    assert not re.search("sato|tanaka", view.inner_html(), re.IGNORECASE)
    toggle(survey, "hide")
    expect(view.locator(".cs-people__name strong").first).to_have_text("Sato")


def test_people_can_be_added_and_taken_away_and_oneself_counted_in(survey: SurveyPage) -> None:
    view = survey.page.locator("#people-view")
    people = view.locator(".cs-people > li")
    survey.choose_files("#team-files", person("ito", "worst"))
    expect(people).to_have_count(5)
    view.get_by_role("button", name="Remove Ito").click()
    expect(people).to_have_count(4)
    expect(survey.page.locator("#team-list")).to_be_focused()
    toggle(survey, "own")
    expect(people.first).to_contain_text("You")
    expect(people.first).to_contain_text("100.0")
    toggle(survey, "own")
    expect(people).to_have_count(4)


def test_dropping_files_anywhere_adds_them_here_and_nothing_of_them_is_stored(survey: SurveyPage) -> None:
    survey.drop(person("yamamoto", "lone"))
    expect(survey.page.locator(".cs-people > li")).to_have_count(5)
    let_settle(survey.page)
    stored = survey.page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])"
    )
    assert not re.search("sato|tanaka|yamamoto", stored, re.IGNORECASE)


def test_a_team_agrees_on_hidden_answers_and_leaves_with_one_result(survey: SurveyPage) -> None:
    page, view = survey.page, survey.page.locator("#people-view")
    toggle(survey, "agree")
    room = view.locator(".cs-workshop")
    expect(view.locator("[data-part=disagree]")).to_be_hidden()
    expect(view.locator(".cs-results__score").first).to_be_hidden()
    first = room.locator(".cs-agree").first
    expect(first.locator("h4")).to_contain_text("Q1 ")
    expect(first.locator(".cs-agree__apart")).to_have_text("Far apart: 2 different answers from 4 people.")
    expect(first.locator(".cs-given")).to_be_hidden()
    first.get_by_text("Show the answers").click()
    expect(first.locator(".cs-given > li").first).to_contain_text("Tanaka, Kato")
    first.locator("input[value=cco]").check()
    expect(first.locator(".cs-agree__now")).to_contain_text("Agreed: ")
    expect(first.locator("input[value=cco]")).to_be_focused()
    first.locator("textarea").fill("Since April")
    room.locator("#team-session").fill("Kick-off")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        expect_nothing_at_the_side(page)
    with page.expect_download() as saved:
        room.get_by_role("button", name="Download the agreed result").click()
    assert re.fullmatch(r"cspi-agreed-\d{4}-\d\d-\d\d-kick-off\.json", saved.value.suggested_filename)
    room.get_by_role("button", name="Open the agreed result").click()
    survey.confirm(True)
    expect(page.locator("#report-view [data-slot=meta]")).to_contain_text("by 4 people")
    assert survey.answers()["q15"] == {"choice": "cco"}


def test_nothing_sticks_out_at_the_side(survey: SurveyPage) -> None:
    survey.page.locator("#people-view details").evaluate_all("all => all.forEach(one => (one.open = true))")
    for width in (360, 768):
        survey.page.set_viewport_size({"width": width, "height": 800})
        for place in survey.page.locator("#people-view .cs-chart").all():
            expect_drawn(place)
        expect_nothing_at_the_side(survey.page)
