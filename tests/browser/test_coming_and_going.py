"""Going from screen to screen, leaving and coming back, with nothing lost on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Dialog, Route, expect

from survey_page import SurveyPage
from waiting import until


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
    expect(form.notice("restored")).to_contain_text("(1 answered)")


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
    expect(form.page).to_have_url(re.compile("/ja/cspi/#team$"))
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
    form.page.locator("#screen-alignment .cs-ways__next").click()
    form.page.locator("#screen-team .cs-ways__next").click()
    expect(form.page.locator("#screen-segmentation")).to_be_visible()
    form.page.go_back()
    expect(form.page.locator("#screen-team")).to_be_visible()
    expect(form.page.locator("#team")).to_be_focused()
    expect(form.page.locator("#screen-segmentation")).to_be_hidden()


def test_progress_counts_each_screen(form: SurveyPage) -> None:
    form.open("alignment")
    segment = form.page.locator("[data-segment=alignment]")
    expect(segment).to_have_attribute("aria-label", "Alignment 0/3 answered")
    form.fill({"q15": {"choice": "cco"}, "q16": {"state": "unknown"}})
    expect(segment).to_have_attribute("aria-label", "Alignment 2/3 answered")


def test_two_tabs_agree(form: SurveyPage, context: BrowserContext, site_url: str) -> None:
    form.open("team")
    other = SurveyPage(context.new_page(), site_url).open("team")
    form.option("q18", "one_group").check()
    expect(other.option("q18", "one_group")).to_be_checked()
    expect(other.notice("tabs")).to_contain_text("another tab")
    form.page.locator("[data-action=erase]").click()
    form.confirm(True)
    expect(other.notice("tabs")).to_contain_text("deleted")
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
    until(form.page, lambda: asked, bool)
    expect(form.option("q18", "one_group")).to_be_checked()
    form.page.locator("#saving .cs-switch").click()
    form.page.reload()
    form.ready()
    assert asked == ["beforeunload"]  # and not a second time


def test_what_was_ticked_before_the_script_stays(form: SurveyPage) -> None:
    form.open().fill({"q15": {"choice": "vp"}, "q9": {"number": 7}})
    assert form.kept()
    held: list[Route] = []
    form.page.route("**/survey-*.js", lambda route: held.append(route))
    form.page.goto("about:blank")
    form.page.goto(form.address, wait_until="commit")
    form.option("q15", "cco").check()
    until(form.page, lambda: held, bool)[0].continue_()
    form.ready()
    expect(form.option("q15", "cco")).to_be_checked()
    expect(form.page.locator("[name=q9]")).to_have_value("7")
