"""The quick check as a person takes it: eight questions, a range, the constraint, one step, the way on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import violations
from cspi_core import load_survey
from cspi_core.uncertainty.quick_check import quick_questions
from survey_page import Answers, SurveyPage, chosen, compiled_survey, keep
from waiting import SIDEWAYS, let_settle

PHONE = {"width": 390, "height": 844}


def quick_ids(site_dir: Path) -> list[str]:
    """The questions that the core chooses."""
    return [question.id for question in quick_questions(load_survey(compiled_survey(site_dir)))]


def answers_in_the_middle(site_dir: Path) -> Answers:
    """An answer to every scored question: the second option."""
    return {
        question["id"]: {"choice": question["options"][1]["id"]}
        if question["kind"] == "single"
        else {"choices": [question["options"][1]["id"]]}
        for question in compiled_survey(site_dir)["questions"]
        if question["axis"]
    }


def on_show(survey: SurveyPage) -> Locator:
    """The card of the question that is on show."""
    return survey.page.locator("fieldset[data-question]:visible")


def current(survey: SurveyPage) -> str:
    """The question that is on show, the only one."""
    expect(on_show(survey)).to_have_count(1)
    return on_show(survey).get_attribute("data-question") or ""


def choose(survey: SurveyPage, given: Answers, name: str) -> None:
    """Give the answer to a question that is on show."""
    for option in chosen(given[name]):
        survey.option(name, option).check()


def test_eight_questions_give_a_range_and_the_rest_is_asked_once(
    page: Page, site_url: str, site_dir: Path
) -> None:
    page.set_viewport_size(PHONE)
    given = answers_in_the_middle(site_dir)
    survey = SurveyPage(page, site_url).open()
    page.locator("#quick-offer a").click()
    page.locator("[data-slot=quick-start]").click()
    asked = quick_ids(site_dir)
    for count, name in enumerate(asked, 1):
        expect(page.locator("[data-slot=single-count]")).to_have_text(f"{count}/8")
        expect(on_show(survey)).to_have_attribute("data-question", name)
        choose(survey, given, name)
        page.locator("#single-ways .cs-ways__next").click()
    low, high = map(float, re.findall(r"[\d.]+", page.locator(".cs-quick__range strong").inner_text()))
    expect(page.locator("[data-slot=quick-constraint] .cs-quick__name")).not_to_be_empty()
    expect(page.locator("[data-slot=quick-step] .cs-quick__name")).not_to_be_empty()
    assert page.evaluate(SIDEWAYS) == 0

    page.locator("[data-action=go-on]").click()
    expect(page.locator("#form-view")).to_be_visible()
    rest: list[str] = []
    while page.locator("#form-view").is_visible() and current(survey) in given:
        rest.append(current(survey))
        choose(survey, given, rest[-1])
        page.locator("#single-ways .cs-ways__next").click()
        expect(page.locator(f"#q-{rest[-1]}")).to_be_hidden()
    assert sorted([*asked, *rest]) == sorted(given)
    page.goto(survey.address + "#report")
    survey.wait_for_report()
    assert low <= float(survey.index()) <= high


def test_the_keyboard_is_enough(page: Page, site_url: str, site_dir: Path) -> None:
    survey = SurveyPage(page, site_url).open("quick")
    page.locator("[data-slot=quick-start]").press("Enter")
    for name in quick_ids(site_dir):
        expect(on_show(survey)).to_have_attribute("data-question", name)
        expect(page.locator(f"#q-{name} input").first).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(page.locator(".cs-quick__range strong")).not_to_be_empty()


def test_what_is_answered_already_is_not_asked(page: Page, site_url: str, site_dir: Path) -> None:
    given = answers_in_the_middle(site_dir)
    first, second, *rest = quick_ids(site_dir)
    keep(page, "cspi", {name: given[name] for name in (first, *rest)})
    survey = SurveyPage(page, site_url).open("quick")
    expect(page.locator("[data-slot=quick-start]")).to_have_text("Continue (1 question left)")
    page.locator("[data-slot=quick-start]").click()
    assert current(survey) == second
    choose(survey, given, second)
    page.locator("#single-ways .cs-ways__next").click()
    expect(page.locator("#quick-view")).to_be_visible()


def test_its_script_comes_only_when_it_is_wanted(page: Page, site_url: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    survey = SurveyPage(page, site_url).open()
    let_settle(page)
    assert not [url for url in fetched if "quick-view" in url]
    page.goto(survey.address + "#quick")
    expect(page.locator("[data-slot=quick-intro]")).to_be_visible()
    let_settle(page)
    assert [url for url in fetched if "quick-view" in url]


def test_it_starts_before_its_script_has_come(page: Page, site_url: str, site_dir: Path) -> None:
    page.route("**/quick-view-*.js", lambda route: None)
    survey = SurveyPage(page, site_url).open("quick")
    page.locator("[data-slot=quick-start]").click()
    assert current(survey) == quick_ids(site_dir)[0]


def test_a_survey_without_an_index_has_none(page: Page, site_url: str) -> None:
    SurveyPage(page, site_url, survey="cs-state").open()
    assert page.locator("#quick-view, #quick-offer").count() == 0


@pytest.mark.parametrize(("locale", "scheme"), [("ja", "dark"), ("en", "light")])
def test_axe_finds_nothing(page: Page, site_url: str, site_dir: Path, locale: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    given = answers_in_the_middle(site_dir)
    keep(page, "cspi", {name: given[name] for name in quick_ids(site_dir)[:-1]})
    survey = SurveyPage(page, site_url, locale=locale).open("quick")
    expect(page.locator("[data-slot=quick-start]")).to_be_visible()
    assert not violations(page)
    page.locator("[data-slot=quick-start]").click()
    name = current(survey)
    assert not violations(page)
    choose(survey, given, name)
    page.locator("#single-ways .cs-ways__next").click()
    expect(page.locator(".cs-quick__range strong")).not_to_be_empty()
    assert not violations(page)
