"""Nothing that a person enters leaves the device, or stays on it once erased."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Request, expect

from survey_page import SurveyPage, compiled_survey, extreme
from waiting import expect_drawn, let_settle

# The colours and the language that someone chose may stay; they say nothing about the answers.
STORES = """async () => ({
  local: Object.entries(localStorage).filter(([key]) => !/__palette$|^cspi-language$/.test(key)),
  session: Object.entries(sessionStorage),
  cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
})"""
NOTHING = {"local": [], "session": [], "cookies": "", "databases": 0, "caches": 0}
NOTE, LABEL = "a-note-of-mine", "a-label-of-mine"


@pytest.fixture
def requests(context: BrowserContext) -> Iterator[list[Request]]:
    """Every request that the browser makes for the pages of the test."""
    seen: list[Request] = []
    context.on("request", lambda request: seen.append(request))
    yield seen


def enter(survey: SurveyPage) -> None:
    """Enter something of each kind."""
    survey.fill({"q9": {"number": 4711}, "q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}})
    survey.page.locator("#q-q18 summary").click()
    survey.page.locator("[name='q18:note']").fill(NOTE)
    survey.page.locator("[data-segment=profile]").click()
    survey.page.locator("#report-label").fill(LABEL)


def test_no_request_leaves_the_origin_or_carries_an_answer(
    cspi: SurveyPage, requests: list[Request], site_url: str, site_dir: Path
) -> None:
    cspi.open().fill(extreme(compiled_survey(site_dir), best=True))
    enter(cspi)
    cspi.report()
    with cspi.page.expect_download():
        cspi.page.locator("[data-action=download]").click()
    cspi.page.locator("[data-lang-switch=ja]:visible").first.click()
    cspi.page.wait_for_url("**/ja/cspi/*")
    cspi.wait_for_report()
    cspi.page.locator(".cs-grounds-links a[href$='method/']").click()
    cspi.page.wait_for_url("**/method/")
    sent = [request for request in requests if not request.url.startswith("blob:")]
    assert len(sent) > 10
    assert {request.method for request in sent} == {"GET"}
    for request in sent:
        address = urlsplit(request.url)
        assert request.url.startswith(site_url)
        assert (address.query, request.post_data) == ("", None)
        seen_by_server = unquote(address.path) + str(request.headers)
        assert not [word for word in (NOTE, LABEL, "4711", "one_group", "lang=") if word in seen_by_server]


def test_answering_makes_no_request(cspi: SurveyPage, requests: list[Request]) -> None:
    cspi.open("report").wait_for_report()
    expect_drawn(cspi.page.locator(".cs-radar [data-slot=radar]"))  # with what draws charts, the last to come
    cspi.page.wait_for_load_state("networkidle")
    known = {request.url for request in requests}  # the icon is asked for again, as browsers do
    title = cspi.page.title()
    cspi.page.locator("#report-view a[href='#alignment']").click()
    enter(cspi)
    cspi.report()
    assert {request.url for request in requests} == known
    assert cspi.page.title() == title


def test_looking_around_leaves_no_trace(cspi: SurveyPage) -> None:
    cspi.open()
    cspi.page.locator("#screen-alignment .cs-ways__next").click()
    let_settle(cspi.page)
    assert cspi.page.evaluate(STORES) == NOTHING


def test_nothing_stays_once_erased(cspi: SurveyPage) -> None:
    cspi.open()
    enter(cspi)
    assert cspi.kept()
    cspi.page.locator("[data-action=erase]").click()
    cspi.confirm(False)
    assert cspi.kept()
    cspi.page.locator("[data-action=erase]").click()
    cspi.confirm(True)
    expect(cspi.page.locator("#screen-alignment")).to_be_visible()
    let_settle(cspi.page)
    assert cspi.page.evaluate(STORES) == NOTHING
    cspi.page.reload()
    cspi.ready()
    expect(cspi.page.locator("fieldset :checked")).to_have_count(0)
    expect(cspi.page.locator("#report-label")).to_have_value("")
    assert cspi.page.evaluate(STORES) == NOTHING


def test_nothing_is_stored_while_saving_is_off(cspi: SurveyPage) -> None:
    cspi.open()
    enter(cspi)
    cspi.page.locator("#saving .cs-switch").click()
    expect(cspi.page.locator("#saving-text")).to_contain_text("Saving is off")
    assert cspi.page.evaluate(STORES) == NOTHING
    cspi.fill({"q17": {"choice": "nrr"}})
    cspi.report()
    let_settle(cspi.page)
    assert cspi.page.evaluate(STORES) == NOTHING
    cspi.page.once("dialog", lambda dialog: dialog.accept())  # "leave the page?"
    cspi.page.reload()
    cspi.ready()
    expect(cspi.page.locator("#saving-switch")).not_to_be_checked()
    expect(cspi.page.locator("fieldset :checked")).to_have_count(0)
    assert cspi.page.evaluate(STORES) == NOTHING


def test_the_address_never_shows_an_answer(cspi: SurveyPage) -> None:
    cspi.open()
    cspi.page.locator("#saving .cs-switch").click()
    enter(cspi)
    cspi.page.locator("[data-lang-switch=ja]:visible").first.click()
    cspi.page.wait_for_url("**/ja/cspi/*")
    cspi.ready()
    expect(cspi.option("q18", "one_group")).to_be_checked()
    expect(cspi.page).to_have_url(re.compile("[^#]#profile$"))
    assert cspi.page.evaluate(STORES) == NOTHING
