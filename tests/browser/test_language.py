"""Switching the language loses nothing that was entered, and no address and no history gets to hold it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from engines import Engine, wait_for
from engines import engine as engine  # the fixture
from foreign_page import ELEMENT, ForeignPage, ForeignSite
from survey_page import Answers, SurveyPage
from waiting import let_settle, until

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

READY = "document.querySelector('#survey-app')?.dataset.ready !== undefined"
MINE: Answers = {"q9": {"number": 4711}, "q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}}
NOTE, LABEL = "a-note-of-mine", "a-label-of-mine"
# Apart from the language and the colours that someone chose.
STORED = """() => [localStorage, sessionStorage].flatMap((store) => Object.keys(store))
  .filter((key) => !/__palette$|^cspi-language$/.test(key))"""


def switch(page: Any, language: str) -> None:
    page.locator(f"[data-lang-switch={language}]:visible").first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def numbers(survey: SurveyPage) -> dict[str, str]:
    """The scores of those axes that have one."""
    return {axis: score for axis, score in survey.axes().items() if score[0].isdigit()}


def history_of(page: Page) -> list[str]:
    """The address and the title of every entry in the tab's history, as the browser keeps them."""
    session = page.context.new_cdp_session(page)
    entries = session.send("Page.getNavigationHistory")["entries"]
    return [f"{entry['url']} {entry['title']}" for entry in entries]


@pytest.fixture
def unsaved(form: SurveyPage) -> SurveyPage:
    """A form in English with something of each kind in it, and saving switched off."""
    form.open().page.locator("#saving .cs-switch").click()
    form.fill(MINE)
    form.page.locator("#q-q18 summary").click()
    form.page.locator("[name='q18:note']").fill(NOTE)
    form.show("q10")
    form.page.locator("[name=q10]").fill("a dozen")
    form.page.locator("[name=q10]").blur()
    form.page.locator("#report-label").fill(LABEL)
    form.page.locator("[data-segment=outcome]").click()
    return form


def expect_all_there(form: SurveyPage) -> None:
    expect(form.option("q18", "one_group")).to_be_checked()
    expect(form.option("q19", "support")).to_be_checked()
    expect(form.page.locator("[name=q9]")).to_have_value("4711")
    expect(form.page.locator("[name=q10]")).to_have_value("a dozen")
    expect(form.page.locator("[name='q18:note']")).to_have_value(NOTE)
    expect(form.page.locator("#report-label")).to_have_value(LABEL)
    expect(form.page.locator("#saving-switch")).not_to_be_checked()
    expect(form.page.locator("#screen-outcome")).to_be_visible()


def test_there_and_back_with_saving_off(unsaved: SurveyPage) -> None:
    page = unsaved.page
    switch(page, "ja")
    expect_all_there(unsaved)
    expect(page).to_have_url(re.compile(r"/ja/cspi/#outcome$"))
    expect(page).to_have_title(re.compile("現在地"))
    expect(page.locator("#problem-none, #q-q10 .cs-problem")).to_contain_text("a dozen")
    expect(page.locator("#q-q10 .cs-problem")).to_contain_text("数値")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_all_there(unsaved)
    expect(page).to_have_url(re.compile(r"/en/cspi/#outcome$"))
    page.go_forward()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect_all_there(unsaved)
    switch(page, "en")
    expect_all_there(unsaved)
    let_settle(page)
    assert page.evaluate(STORED) == []
    told = " ".join(history_of(page)) + page.evaluate("JSON.stringify([history.state, window.name])")
    words = ("lang=", NOTE, LABEL, "4711", "one_group", "dozen", "eyJ")
    assert not [word for word in words if word in told]


def test_the_page_goes_on_working(unsaved: SurveyPage) -> None:
    page = unsaved.page
    for language in ("ja", "en", "ja"):
        switch(page, language)
    unsaved.fill({"q17": {"choice": "nrr"}})
    expect(unsaved.option("q17", "nrr")).to_be_checked()
    expect(page.locator("[data-segment=alignment]")).to_have_attribute(
        "aria-label", re.compile("1/3 回答済み")
    )
    page.locator("#saving .cs-switch").click()
    assert unsaved.answers() == MINE | {"q17": {"choice": "nrr"}}
    assert (unsaved.kept() or {})["notes"] == {"q18": NOTE}
    page.locator("[data-action=erase]").click()
    expect(page.locator("#confirm h2")).to_contain_text("削除しますか")
    unsaved.confirm(True)
    expect(page.locator("fieldset :checked")).to_have_count(0)
    assert unsaved.kept() is None


def test_nothing_is_asked_and_the_focus_stays(unsaved: SurveyPage) -> None:
    asked: list[str] = []
    unsaved.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    link = unsaved.page.locator("[data-lang-switch]:visible").first
    link.focus()
    unsaved.page.keyboard.press("Enter")
    expect(unsaved.page.locator("html")).to_have_attribute("lang", "ja")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("data-lang-switch", "en")
    assert asked == []


def test_one_stays_where_one_was_reading(form: SurveyPage) -> None:
    form.open("team")
    form.page.locator("#q-q19").evaluate("card => card.scrollIntoView({block: 'start'})")
    before = form.page.locator("#q-q19").evaluate("card => card.getBoundingClientRect().top")
    form.page.evaluate("document.querySelector('[data-lang-switch=ja]').click()")
    expect(form.page.locator("html")).to_have_attribute("lang", "ja")
    after = form.page.locator("#q-q19").evaluate("card => card.getBoundingClientRect().top")
    assert abs(after - before) < 150


def test_a_link_in_a_new_tab_carries_no_answer(unsaved: SurveyPage, context: BrowserContext) -> None:
    with context.expect_page() as opened:
        unsaved.page.locator("[data-lang-switch=ja]:visible").first.click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile(r"/ja/cspi/#outcome$"))
    assert unsaved.page.evaluate("document.documentElement.lang") == "en"


def test_a_page_that_cannot_be_had_is_said(unsaved: SurveyPage) -> None:
    unsaved.page.route("**/ja/cspi/", lambda route: route.abort())
    unsaved.page.locator("[data-lang-switch=ja]:visible").first.click()
    expect(unsaved.notice("language")).to_contain_text("could not be loaded")
    expect_all_there(unsaved)
    expect(unsaved.page).to_have_url(re.compile(r"/en/cspi/#outcome$"))


@pytest.mark.parametrize("saving", [True, False], ids=["saving on", "saving off"])
def test_a_page_of_another_release_is_loaded_where_that_loses_nothing(form: SurveyPage, saving: bool) -> None:
    def newer(route: Route) -> None:
        text = route.fetch().text()
        route.fulfill(body=re.sub(r'"version": ?"', '"version": "later ', text), content_type="text/html")

    form.open().fill(MINE)
    if not saving:
        form.page.locator("#saving .cs-switch").click()
    form.page.route("**/ja/cspi/", newer)
    form.page.locator("[data-lang-switch=ja]:visible").first.click()
    if saving:
        form.page.wait_for_url("**/ja/cspi/*")
        form.ready()
    else:
        expect(form.notice("language")).to_be_visible()
    expect(form.option("q18", "one_group")).to_be_checked()


def test_the_report_goes_on(cspi: SurveyPage) -> None:
    cspi.open().page.locator("#saving .cs-switch").click()
    cspi.fill(MINE)
    cspi.report()
    scores = numbers(cspi)
    assert scores
    asked: list[str] = []
    cspi.page.on("request", lambda request: asked.append(request.url))
    switch(cspi.page, "ja")
    cspi.wait_for_report()
    assert numbers(cspi) == scores
    expect(cspi.page.locator("#report-view .cs-axis-table")).to_contain_text("スコアなし")
    assert not [url for url in asked if "engine" in url]  # the engine runs on


def test_results_of_this_tab_and_the_way_to_the_report_stay(cspi: SurveyPage) -> None:
    cspi.open().fill(MINE)
    cspi.report()
    cspi.page.locator("[data-action=keep]").click()
    expect(cspi.notice("kept")).to_be_visible()
    cspi.show("q18")
    cspi.page.locator("#saving .cs-switch").click()
    switch(cspi.page, "ja")
    expect(cspi.page.locator("#return")).to_be_visible()
    assert cspi.page.evaluate(STORED) == []
    cspi.page.locator("#saving .cs-switch").click()
    until(cspi.page, lambda: sorted(cspi.page.evaluate(STORED)), lambda keys: len(keys) == 2)


def test_in_a_frame_without_storage(context: BrowserContext, foreign: ForeignSite) -> None:
    context.add_init_script(
        "if (window !== top) Object.defineProperty(window, 'localStorage', "
        "{get() { throw new DOMException('', 'SecurityError') }})"
    )
    context.route("**/engine/**", lambda route: None)
    page = ForeignPage(context, foreign.write(ELEMENT))
    page.wait_for("ready")
    survey = page.survey()
    survey.fill(MINE)
    switch(survey.page, "ja")
    expect(survey.option("q18", "one_group")).to_be_checked()
    assert [detail["lang"] for detail in page.wait_for("ready", 2)] == ["en", "ja"]
    survey.fill({"q17": {"choice": "nrr"}})
    until(page.page, lambda: page.events("progress")[-1]["answered"], lambda n: n == 4)
    assert re.fullmatch(r".*/embed/cspi/ja/(#\w+)?", page.frame().url)


@pytest.mark.parametrize("address", ["en/cspi/", "en/cs-state/", "embed/cspi/en/"])
def test_in_other_browsers(engine: Engine, site_url: str, address: str) -> None:
    engine.goto(site_url + address)
    wait_for(engine, READY)
    engine.run("document.querySelector('#saving-switch').click()")
    option = engine.run("document.querySelector('fieldset[data-question] .cs-options input').id")
    checked = f"document.getElementById({json.dumps(option)}).checked"
    engine.run(f"document.getElementById({json.dumps(option)}).click()")
    engine.run("document.querySelector('[data-lang-switch=ja]').click()")
    wait_for(engine, f"document.documentElement.lang === 'ja' && {READY}")
    assert engine.run(checked)
    assert engine.run("location.pathname").endswith(address.replace("en/", "ja/"))
    assert engine.run("location.hash.length") < 20
    engine.run("(history.back(), 0)")  # WebKit's own button passes by what no hand has clicked
    wait_for(engine, f"document.documentElement.lang === 'en' && {READY}")
    assert engine.run(checked)
    assert engine.run("document.querySelector('#saving-switch').checked") is False
    assert not engine.run("Object.keys(localStorage).filter((key) => key.startsWith('cspi-answers'))")
