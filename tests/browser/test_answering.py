"""Answering: every kind of question, in every way, and what the answers come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile
from small_site import serve_small_site
from survey_page import Answers, SurveyPage, compiled_survey, extreme
from vectors import FOLDER, read_vector


def in_any_order(answers: Answers) -> Answers:
    """The same answers, their choices sorted."""
    return {
        name: {key: sorted(value) if key == "choices" else value for key, value in answer.items()}
        for name, answer in answers.items()
    }


@pytest.mark.parametrize(("locale", "best", "index"), [("ja", True, "100.0"), ("en", False, "0.0")])
def test_the_best_and_the_worst(
    page: Page, site_url: str, site_dir: Path, locale: str, best: bool, index: str
) -> None:
    survey = SurveyPage(page, site_url, locale=locale).open()
    survey.fill(extreme(compiled_survey(site_dir), best))
    survey.report()
    assert survey.index() == index
    assert set(survey.axes().values()) == {index}


def test_a_mixed_case_gives_the_figures_worked_out_by_hand(cspi: SurveyPage, site_dir: Path) -> None:
    answers, expected = read_vector(FOLDER / "cspi" / "mixed.txt", compiled_survey(site_dir))
    cspi.open().fill(answers)
    cspi.report()
    wanted = dict(re.findall(r"^axis (\w+) (\S+)", expected, re.MULTILINE))
    assert cspi.index() == re.findall(r"^index (\S+)", expected)[0]
    assert cspi.axes() == {axis: "No score" if score == "none" else score for axis, score in wanted.items()}
    assert in_any_order(cspi.answers()) == in_any_order(answers)


def test_what_excludes_the_rest_does_so_at_once(form: SurveyPage) -> None:
    form.open("playbook")
    for option in ("csm_shared", "company_wide", "none"):
        form.option("q23", option).check()
    expect(form.page.locator("#q-q23 :checked")).to_have_count(1)
    form.option("q23", "csm_shared").check()
    expect(form.option("q23", "none")).not_to_be_checked()
    form.option("q23", "unknown").check()
    expect(form.page.locator("#q-q23 :checked")).to_have_count(1)
    expect(form.page.locator("#live")).to_have_text("Other selections were cleared.")
    assert form.answers() == {"q23": {"state": "unknown"}}


def test_none_of_these_is_an_answer(form: SurveyPage) -> None:
    form.open("team")
    form.option("q19", "none").check()
    assert form.answers() == {"q19": {"choices": []}}


def test_a_choice_can_be_taken_back(form: SurveyPage) -> None:
    form.open("team").fill({"q18": {"choice": "one_group"}})
    clear = form.page.locator("#q-q18 [data-clear]")
    clear.click()
    expect(clear).to_be_hidden()
    assert form.kept() is None


@pytest.fixture(scope="module")
def profile(browser: Browser, site_url: str) -> Iterator[SurveyPage]:
    """A survey at a question for a number, opened once, with an engine that never arrives."""
    with fresh_profile(browser) as context:
        context.route("**/engine/**", lambda route: None)
        yield SurveyPage(context.new_page(), site_url).open("profile")


@pytest.fixture
def asked(profile: SurveyPage) -> SurveyPage:
    """The same with nothing answered."""
    field = profile.page.locator("[name=q9]")
    field.fill("")
    field.blur()
    expect(profile.page.locator("#q9--problem")).to_be_hidden()
    assert profile.answers() == {}
    return profile


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" １２ ", 12),
        ("1,200", 1200),
        ("１，２００ people", 1200),
        ("0", 0),
        ("約12 people", 12),
        ("1 200", 1200),
    ],
)
def test_numbers_are_read_as_people_type_them(asked: SurveyPage, typed: str, number: int) -> None:
    asked.page.locator("[name=q9]").fill(typed)
    asked.page.locator("[name=q9]").blur()
    expect(asked.page.locator("[name=q9]")).to_have_value(str(number))
    assert asked.answers() == {"q9": {"number": number}}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("a few", "Enter a number"),
        ("1,20", "Enter a number"),
        ("110,5", "for example 110.5"),
        ("1.234,5", "for example 1234.5"),
        ("12 5", "Enter a number"),
        ("1e3", "Enter a number"),
        ("-1", "or more"),
        ("12.5", "whole number"),
        ("9999999", "or less"),
    ],
)
def test_numbers_that_cannot_be_are_pointed_out(asked: SurveyPage, typed: str, word: str) -> None:
    field, problem = asked.page.locator("[name=q9]"), asked.page.locator("#q9--problem")
    field.fill(typed)
    field.blur()
    expect(problem).to_contain_text(word)
    expect(problem).to_contain_text(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", re.compile("q9--problem"))
    assert asked.answers() == {}
    field.fill("7")
    expect(problem).to_be_hidden()
    assert asked.answers() == {"q9": {"number": 7}}


def test_not_knowing_a_number_takes_its_place(form: SurveyPage) -> None:
    form.open("profile").fill({"q9": {"number": 7}})
    form.option("q9", "unknown").check()
    expect(form.page.locator("[name=q9]")).to_have_value("")
    assert form.answers() == {"q9": {"state": "unknown"}}
    form.page.locator("[name=q9]").press_sequentially("8")
    expect(form.option("q9", "unknown")).not_to_be_checked()


def test_without_script_it_can_be_read_and_filled(browser: Browser, site_url: str) -> None:
    with fresh_profile(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}ja/cspi/")
        assert all(card.is_visible() for card in page.locator("fieldset.cs-question").all())
        page.locator("[id='q18--one_group']").check()
        page.locator("[name=q9]").fill("12")
        page.locator("[name=q9]").press("Enter")
        expect(page.locator("noscript .cs-notice")).to_be_visible()
        assert page.url == f"{site_url}ja/cspi/"


@pytest.fixture(scope="module")
def tiny_url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that has the small survey of the tests, which asks a question only under conditions."""
    with serve_small_site(root, tmp_path_factory.mktemp("tiny")) as url:
        yield url


def test_questions_come_and_go_with_the_answers_before_them(page: Page, tiny_url: str) -> None:
    tiny = SurveyPage(page, tiny_url, survey="tiny").open("safety")
    expect(tiny.question("torque")).to_be_hidden()
    tiny.fill({"place": {"choice": "street"}, "mechanics": {"number": 3}, "torque": {"choice": "wrench"}})
    tiny.page.locator("[data-segment=shop]").click()
    tiny.option("place", "mobile").check()
    tiny.page.locator("[data-segment=safety]").click()
    expect(tiny.question("torque")).to_be_hidden()
    expect(page.locator("[data-segment=safety] .cs-segment__count")).to_have_text("0/1")
    tiny.report()
    expect(page.locator("#axis-safety .cs-item")).to_have_count(1)
    page.go_back()
    expect(page.locator("#screen-safety")).to_be_visible()
    tiny.fill({"place": {"choice": "street"}})
    tiny.page.locator("[data-segment=safety]").click()
    expect(tiny.option("torque", "wrench")).to_be_checked()
