"""Answering: every way of it, with nothing lost on the way."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect
from survey_page import Answers, SurveyPage, compiled_survey, extreme

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vectors import FOLDER, read_vector


@pytest.fixture
def cspi(page: Page, site_url: str) -> SurveyPage:
    """The survey in English, for what needs the engine."""
    return SurveyPage(page, site_url)


@pytest.fixture
def form(context: BrowserContext, page: Page, site_url: str) -> SurveyPage:
    """The survey in English with an engine that never arrives: answering does not need it."""
    context.route("**/engine/**", lambda route: None)
    return SurveyPage(page, site_url)


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


def test_reloading_in_the_middle_loses_nothing(form: SurveyPage) -> None:
    form.open().fill({"q9": {"number": 12}, "q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}})
    form.page.locator("#q-q18 summary").click()
    form.page.locator("[name='q18:note']").fill("since April")
    form.page.reload()
    form.ready()
    expect(form.page.locator("#screen-team")).to_be_visible()
    expect(form.page.locator("#screen-profile")).to_be_hidden()
    expect(form.option("q18", "one_group")).to_be_checked()
    expect(form.option("q19", "support")).to_be_checked()
    expect(form.page.locator("[name='q18:note']")).to_have_value("since April")
    form.show("q9")
    expect(form.page.locator("[name=q9]")).to_have_value("12")


def test_coming_back_later_goes_on_where_one_stopped(form: SurveyPage, context: BrowserContext) -> None:
    form.open().fill({"q21": {"choice": "by_purpose"}})
    assert form.kept()
    form.page.close()
    form.page = context.new_page()
    form.open()
    expect(form.page.locator("#screen-segmentation")).to_be_visible()
    assert "1 question" in form.said("restored")


@pytest.mark.parametrize("saving", [True, False], ids=["saving on", "saving off"])
def test_switching_the_language_keeps_the_answers(form: SurveyPage, saving: bool) -> None:
    form.open().fill({"q18": {"choice": "one_group"}})
    if not saving:
        form.page.locator("#saving .cs-switch").click()
    form.page.locator("[data-lang-switch=ja]:visible").first.click()
    form.page.wait_for_url("**/ja/cspi/*")
    form.ready()
    expect(form.page.locator("#screen-team")).to_be_visible()
    expect(form.option("q18", "one_group")).to_be_checked()
    expect(form.page.locator("#saving-switch")).to_be_checked(checked=saving)
    assert form.page.url.endswith("/ja/cspi/#team")
    assert (form.kept() is not None) == saving


def test_the_keyboard_is_enough(form: SurveyPage) -> None:
    form.open("segmentation")
    press = form.page.keyboard.press
    form.page.locator("#segmentation").focus()
    press("Tab")
    press("Space")  # the first option
    press("ArrowDown")  # the second
    expect(form.page.locator("[name=q21]").nth(1)).to_be_checked()
    first = form.page.locator("#q-q22 input").first
    while not first.evaluate("node => node === document.activeElement"):
        press("Tab")
    press("Space")
    expect(first).to_be_checked()
    while not form.page.locator("#screen-segmentation .cs-ways__next").evaluate(
        "n => n === document.activeElement"
    ):
        press("Tab")
    press("Enter")
    expect(form.page.locator("#playbook")).to_be_focused()
    expect(form.page.locator("[data-segment=playbook]")).to_have_attribute("aria-current", "step")


def test_going_back_in_the_browser(form: SurveyPage) -> None:
    form.open()
    form.page.locator("#screen-profile .cs-ways__next").click()
    form.page.locator("#screen-alignment .cs-ways__next").click()
    expect(form.page.locator("#screen-team")).to_be_visible()
    form.page.go_back()
    expect(form.page.locator("#screen-alignment")).to_be_visible()
    expect(form.page.locator("#alignment")).to_be_focused()
    expect(form.page.locator("#screen-team")).to_be_hidden()


def test_progress_counts_each_screen(form: SurveyPage) -> None:
    form.open("alignment")
    segment = form.page.locator("[data-segment=alignment]")
    expect(segment).to_have_attribute("aria-label", "Alignment: 0 of 3 answered")
    form.fill({"q15": {"choice": "cco"}, "q16": {"state": "unknown"}})
    expect(segment).to_have_attribute("aria-label", "Alignment: 2 of 3 answered")


def test_what_excludes_the_rest_does_so_at_once(form: SurveyPage) -> None:
    form.open("playbook")
    for option in ("csm_shared", "company_wide", "none"):
        form.option("q23", option).check()
    expect(form.page.locator("#q-q23 :checked")).to_have_count(1)
    form.option("q23", "csm_shared").check()
    expect(form.option("q23", "none")).not_to_be_checked()
    form.option("q23", "unknown").check()
    expect(form.page.locator("#q-q23 :checked")).to_have_count(1)
    expect(form.page.locator("#live")).to_have_text("The other choices were unticked.")
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


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), (" １２ ", 12), ("1,200", 1200), ("１，２００ people", 1200), ("0", 0)],
)
def test_numbers_are_read_as_people_type_them(form: SurveyPage, typed: str, number: int) -> None:
    form.open()
    form.page.locator("[name=q9]").fill(typed)
    form.page.locator("[name=q9]").blur()
    expect(form.page.locator("[name=q9]")).to_have_value(str(number))
    assert form.answers() == {"q9": {"number": number}}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("a few", "enter a number"),
        ("1,20", "enter a number"),
        ("1e3", "enter a number"),
        ("-1", "or more"),
        ("12.5", "whole number"),
        ("9999999", "or less"),
    ],
)
def test_numbers_that_cannot_be_are_pointed_out(form: SurveyPage, typed: str, word: str) -> None:
    form.open()
    field, problem = form.page.locator("[name=q9]"), form.page.locator("#q9--problem")
    field.fill(typed)
    field.blur()
    expect(problem).to_contain_text(word)
    expect(problem).to_contain_text(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", re.compile("q9--problem"))
    assert form.answers() == {}
    field.fill("7")
    expect(problem).to_be_hidden()
    assert form.answers() == {"q9": {"number": 7}}


def test_not_knowing_a_number_takes_its_place(form: SurveyPage) -> None:
    form.open().fill({"q9": {"number": 7}})
    form.option("q9", "unknown").check()
    expect(form.page.locator("[name=q9]")).to_have_value("")
    assert form.answers() == {"q9": {"state": "unknown"}}
    form.page.locator("[name=q9]").press_sequentially("8")
    expect(form.option("q9", "unknown")).not_to_be_checked()


def test_two_tabs_agree(form: SurveyPage, context: BrowserContext, site_url: str) -> None:
    form.open("team")
    other = SurveyPage(context.new_page(), site_url).open("team")
    form.option("q18", "one_group").check()
    expect(other.option("q18", "one_group")).to_be_checked()
    assert "another tab" in other.said("tabs")
    form.page.locator("[data-action=erase]").click()
    form.confirm(True)
    other.page.wait_for_selector("[data-notice=tabs]:has-text('erased')")
    expect(other.option("q18", "one_group")).to_be_checked()
    assert other.kept() is None


DENIED = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"


@pytest.mark.parametrize(
    ("broken", "word"),
    [(DENIED, "does not allow saving"), (FULL, "storage is full")],
    ids=["denied", "full"],
)
def test_without_storage_it_works_and_says_so(form: SurveyPage, broken: str, word: str) -> None:
    form.page.add_init_script(broken)
    form.open("team")
    form.option("q18", "one_group").check()
    expect(form.page.locator("#saving-text")).to_contain_text(word)
    form.page.locator("[data-lang-switch=ja]:visible").first.click()
    form.page.wait_for_url("**/ja/cspi/*")
    expect(form.option("q18", "one_group")).to_be_checked()


def test_leaving_asks_only_when_something_would_be_lost(form: SurveyPage) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    form.page.on("dialog", stay)
    form.open("team").page.locator("#saving .cs-switch").click()
    form.option("q18", "one_group").check()
    form.page.evaluate("location.reload()")
    expect(form.option("q18", "one_group")).to_be_checked()
    form.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    form.page.locator("#saving .cs-switch").click()
    form.page.reload()
    form.ready()
    assert asked == ["beforeunload"]


def test_what_was_ticked_before_the_script_stays(form: SurveyPage) -> None:
    form.open().fill({"q6": {"choice": "b2b"}, "q9": {"number": 7}})
    assert form.kept()
    held: list[Route] = []
    form.page.route("**/survey-*.js", lambda route: held.append(route))
    form.page.goto("about:blank")
    form.page.goto(form.address, wait_until="commit")
    form.option("q6", "b2c").check()
    held[0].continue_()
    form.ready()
    expect(form.option("q6", "b2c")).to_be_checked()
    expect(form.page.locator("[name=q9]")).to_have_value("7")


def test_without_script_it_can_be_read_and_filled(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
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
    from small_site import serve_small_site

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
    tiny.fill({"place": {"choice": "street"}})
    tiny.page.locator("[data-segment=safety]").click()
    expect(tiny.option("torque", "wrench")).to_be_checked()
