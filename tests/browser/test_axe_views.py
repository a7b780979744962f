"""axe finds nothing in any view of a survey: in both languages, before anything is answered and after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from axe import violations
from browser_profile import fresh_profile
from cspi_core import load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.results.share_link import write_fragment
from foreign_page import ELEMENT, ForeignPage, ForeignSite
from several_files import answers_of, result_text
from survey_page import Answers, SurveyPage, compiled_survey, keep
from waiting import let_settle

EARLIER = "2025-03-01T09:00:00Z"
NOTES = {"q18": "since April"}
VIEWS = ("report", "plan", "time", "people", "take", "share", "slide", "open")
# What shows that a view is complete, where the engine has a part in it.
DRAWN = {
    "report": "#report-view [data-slot=report]:not([hidden])",
    "plan": ".cs-outcome__index",
    "time": "#time-view .cs-results > li",
    "take": "#take-view [data-take]",
    "slide": "[data-slot=slide] > svg",
}


def look(page: Page, where: str) -> None:
    """What axe says of what is on show."""
    let_settle(page)
    found = violations(page)
    assert not found, f"{where}:\n" + "\n".join(found)


def go(page: Page, view: str, drawn: bool = True) -> None:
    """Open a view and wait until it is there."""
    page.evaluate("view => { location.hash = view }", view)
    expect(page.locator(f"[data-view-of={view}]")).to_be_visible()
    if drawn and view in DRAWN:
        page.wait_for_selector(DRAWN[view])


def first_choices(site_dir: Path, survey: str) -> Answers:
    """The first option of each single choice."""
    questions = compiled_survey(site_dir, survey)["questions"]
    single = [question for question in questions if question["kind"] == "single"]
    return {question["id"]: {"choice": question["options"][0]["id"]} for question in single}


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("survey", ["cspi", "cs-state"])
def test_the_form(page: Page, site_url: str, survey: str, locale: str) -> None:
    opened = SurveyPage(page, site_url, survey, locale).open()
    page.locator("[data-left-panel], [data-left-panel] details").evaluate_all(
        "all => all.forEach((one) => { one.open = true })"
    )
    screens = page.locator("[data-screen]").evaluate_all("all => all.map((one) => one.dataset.screen)")
    for screen in screens:
        page.locator(f"[data-segment='{screen}']").click()
        look(page, f"{screen}, nothing answered")
    opened.fill({"q2": {"state": "unknown"}} if survey == "cspi" else {})
    number = page.locator("input[type=text][inputmode]:visible").first
    if number.count():
        number.fill("many")
        number.blur()
    look(page, "a number that is none")


@pytest.fixture(scope="module", params=["ja", "en"])
def unanswered(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A survey in which nothing is answered, in each language, opened once."""
    with fresh_profile(browser) as context:
        yield SurveyPage(context.new_page(), site_url, locale=request.param).open().page


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_without_answers(unanswered: Page, view: str) -> None:
    go(unanswered, view, drawn=False)
    let_settle(unanswered, 1500)
    look(unanswered, view)


@pytest.fixture(scope="module", params=["ja", "en"])
def answered(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[SurveyPage]:
    """A survey with answers, notes and a name, in each language: one page, and one engine, for its views."""
    with fresh_profile(browser) as context:
        page = context.new_page()
        keep(page, "cspi", answers_of("team"), notes=NOTES, label="Autumn")
        yield SurveyPage(page, site_url, locale=request.param).open("report")


def test_the_report_and_what_belongs_to_it(answered: SurveyPage) -> None:
    look_at_views(answered, "slide")


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_report_of_a_survey_without_an_index(
    page: Page, site_url: str, site_dir: Path, locale: str
) -> None:
    keep(page, "cs-state", first_choices(site_dir, "cs-state"), label="Autumn")
    look_at_views(SurveyPage(page, site_url, "cs-state", locale).open("report"))


def look_at_views(survey: SurveyPage, *more: str) -> None:
    """Look at the report, all of it open, and at all views that it leads to."""
    survey.wait_for_report()
    page = survey.page
    page.locator("#report-view details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    look(page, "report, all of it open")
    links = page.locator("[data-view-link]").evaluate_all("all => all.map((one) => one.dataset.viewLink)")
    for view in sorted({*links, *more} - {"report"}):
        go(page, view)
        page.locator(f"[data-view-of={view}] details").evaluate_all(
            "all => all.forEach((one) => { one.open = true })"
        )
        look(page, view)


def test_the_plan_with_a_target_and_what_if(answered: SurveyPage) -> None:
    page = answered.page
    go(page, "plan")
    page.locator("#target-level").select_option(index=2)
    page.locator("#plan-view details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    page.locator("#plan-view [aria-pressed=false]:visible").first.click()
    let_settle(page, 1500)
    look(page, "plan")


def test_several_results(answered: SurveyPage) -> None:
    survey, page = answered, answered.page
    go(page, "time")
    earlier = result_text(answers_of("first"), created=EARLIER, notes={"q15": "nobody yet"})
    survey.choose_files("#time-files", ("old.json", earlier), ("bad.json", "[]"))
    expect(page.locator("#time-view .cs-results > li")).to_have_count(2)
    page.locator("#time-view details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    look(page, "time")
    go(page, "people")
    people = [(f"{name}.json", result_text(answers_of(name), label=name)) for name in ("team", "first")]
    survey.choose_files("#team-files", *people, ("bad.json", "[]"))
    expect(page.locator("#people-view .cs-people > li")).to_have_count(2)
    page.locator("#people-view details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    look(page, "people")


def test_links_files_and_dialogs(answered: SurveyPage, site_dir: Path) -> None:
    survey, page = answered, answered.page
    go(page, "share")
    page.locator("#share-view [data-share=make]").click()
    page.locator("#share-view [data-share=qr]").click()
    expect(page.locator("#share-qr svg")).to_be_visible()
    look(page, "share with a picture of the link")
    go(page, "open")
    survey.choose_file("bad.json", b"[1")
    expect(page.locator("#open-view .cs-notice")).to_be_visible()
    look(page, "a file that is none")
    survey.choose_file("good.json", result_text(answers_of("first"), created=EARLIER).encode())
    expect(page.locator("#confirm")).to_be_visible()
    look(page, "the dialog")
    survey.confirm(yes=False)
    loaded = load_survey(compiled_survey(site_dir))
    link = write_fragment(loaded, read_answers(loaded, answers_of("first"))[0], EARLIER)
    page.evaluate("link => { location.hash = link }", link)
    survey.wait_for_report()
    look(page, "somebody else's result")


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_an_embedded_survey(context: BrowserContext, foreign: ForeignSite, locale: str) -> None:
    page = ForeignPage(context, foreign.write(ELEMENT.replace('"en"', f'"{locale}"')))
    survey = page.survey()
    for question, answer in {"q15": {"choice": "cco"}, "q18": {"choice": "one_group"}}.items():
        survey.fill({question: answer})
    assert not violations(page.frame())
    survey.report()
    expect(survey.page.locator(".cs-consent")).to_be_visible()
    assert not violations(page.frame())
