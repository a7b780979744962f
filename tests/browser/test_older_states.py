"""Tabs, frames and pages in the back/forward cache share what is kept. An older state never wins."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engines import Engine, wait_for
from engines import engine as engine  # the fixture
from survey_page import Answers, SurveyPage
from waiting import let_settle, until

TRIES = 5
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

READY = "document.querySelector('#survey-app')?.dataset.ready !== undefined"
ONE: Answers = {"q15": {"choice": "cco"}}
FIRST_OPTIONS = """[...document.querySelectorAll('fieldset[data-question]:not([data-visible-if])')]
  .map((card) => card.querySelector('.cs-options input')?.id).filter(Boolean).slice(0, 3)"""
CHECKED = "[...document.querySelectorAll('.cs-option input:checked')].map((input) => input.id)"
KEPT = "(JSON.parse(localStorage.getItem('cspi-answers:%s') ?? 'null')?.answers ?? null)"


class Visitor:
    """Somebody who answers one survey in one browser, leaves and comes back."""

    def __init__(self, engine: Engine, site_url: str, address: str, key: str) -> None:
        self.engine, self.site_url, self.address = engine, site_url, site_url + address
        self.kept = KEPT % key

    def arrive(self) -> None:
        self.engine.goto(self.address)
        wait_for(self.engine, READY)

    def leave(self) -> None:
        self.engine.goto(f"{self.site_url}en/privacy/")

    def tick(self, option: str) -> None:
        self.engine.run(f"document.getElementById({json.dumps(option)}).click()")
        question = option.split("--")[0]
        wait_for(self.engine, f"{self.kept}?.[{json.dumps(question)}] !== undefined")

    def back(self) -> None:
        """Go back to the visit before: past this one's steps in the history and past the page in between."""
        while "privacy" not in self.engine.run("location.pathname"):
            self.engine.back(1)
        self.engine.back(1)
        wait_for(self.engine, READY)

    def checked(self) -> list[str]:
        found: list[str] = self.engine.run(CHECKED)
        return found


@pytest.fixture(params=["en/cspi/", "ja/cs-state/", "embed/cspi/en/"])
def visitor(engine: Engine, request: pytest.FixtureRequest, site_url: str) -> Iterator[Visitor]:
    """Both surveys, and one as in a frame."""
    address = request.param
    survey = address.strip("/").split("/")[1]
    someone = Visitor(engine, site_url, address, f"embed:{survey}" if "embed" in address else survey)
    engine.goto(f"{site_url}en/privacy/")
    engine.run("localStorage.clear()")
    yield someone


def test_going_back_never_loses_later_answers(visitor: Visitor) -> None:
    visitor.arrive()
    first, second, third = visitor.engine.run(FIRST_OPTIONS)
    visitor.tick(first)
    visitor.leave()
    visitor.arrive()
    visitor.tick(second)
    visitor.tick(third)
    visitor.back()
    wait_for(visitor.engine, f"{CHECKED}.length === 3")
    assert visitor.checked() == [first, second, third]
    visitor.leave()
    assert set(visitor.engine.run(visitor.kept)) == {one.split("--")[0] for one in (first, second, third)}


def test_what_was_erased_does_not_come_back(visitor: Visitor) -> None:
    visitor.arrive()
    first, second, _ = visitor.engine.run(FIRST_OPTIONS)
    visitor.tick(first)
    visitor.leave()
    visitor.arrive()
    visitor.tick(second)
    visitor.leave()
    visitor.arrive()
    visitor.engine.run("document.querySelector('[data-action=erase]').click()")
    visitor.engine.run("document.querySelector('#confirm [value=yes]').click()")
    wait_for(visitor.engine, f"{visitor.kept} === null")
    for _ in range(2):
        visitor.back()
        wait_for(visitor.engine, f"{CHECKED}.length === 0")
    visitor.leave()
    assert visitor.engine.run(visitor.kept) is None


def test_what_is_kept_nowhere_is_still_there_on_the_way_back(visitor: Visitor) -> None:
    for _ in range(TRIES):  # a browser need not keep a page that it left
        visitor.arrive()
        first, second, _third = visitor.engine.run(FIRST_OPTIONS)
        visitor.engine.run("document.querySelector('#saving-switch').click()")
        for option in (first, second):
            visitor.engine.run(f"document.getElementById({json.dumps(option)}).click()")
        visitor.engine.run("window.isLeft = true")
        visitor.leave()
        visitor.back()
        if visitor.engine.run("window.isLeft ?? false"):
            wait_for(visitor.engine, f"{CHECKED}.length > 0")
            assert visitor.checked() == [first, second]
            break
    assert visitor.engine.run(visitor.kept) is None


DEAF = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"
LEAVE = "() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))"
RETURN = "() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


@pytest.fixture
def frozen(form: SurveyPage) -> SurveyPage:
    """A page that hears of no other, as one in the back/forward cache, with one answer."""
    form.page.add_init_script(DEAF)
    form.open("alignment").fill(ONE)
    assert form.answers() == ONE
    return form


@pytest.fixture
def other(frozen: SurveyPage, context: BrowserContext, site_url: str) -> SurveyPage:
    """The survey in a second page, in which what the first has kept is there."""
    return SurveyPage(context.new_page(), site_url).open("alignment")


def test_everything_kept_is_as_new_as_it_is_elsewhere(
    frozen: SurveyPage, context: BrowserContext, site_url: str
) -> None:
    later = {
        "format": "cspi-kept/1",
        "version": "1.0",
        "created": "2026-11-22T09:00:00Z",
        "answers": {"q18": {"choice": "one_group"}},
        "notes": {"q18": "since April"},
        "label": "Support",
        "screen": "team",
        "against": {"edition": None, "segment": {}, "everyone": True},
        "plan": {"name": "a plan that the engine has not seen"},
    }
    frozen.page.evaluate(LEAVE)
    elsewhere = context.new_page()
    elsewhere.goto(f"{site_url}en/privacy/")
    elsewhere.evaluate("(text) => localStorage.setItem('cspi-answers:cspi', text)", json.dumps(later))
    frozen.page.evaluate(LEAVE)
    assert frozen.kept() == later
    frozen.page.evaluate(RETURN)
    expect(frozen.option("q15", "cco")).not_to_be_checked()
    expect(frozen.page.locator("[name='q18:note']")).to_have_value("since April")
    expect(frozen.page.locator("#report-label")).to_have_value("Support")
    expect(frozen.notice("tabs")).to_contain_text("latest answers")
    frozen.fill({"q17": {"choice": "nrr"}})
    kept = frozen.kept()
    assert kept is not None
    assert kept["answers"] == later["answers"] | {"q17": {"choice": "nrr"}}  # type: ignore[operator]
    same = ("notes", "label", "against", "plan")
    assert {name: kept[name] for name in same} == {name: later[name] for name in same}


EMPTY = "document.querySelectorAll('fieldset :checked').forEach((one) => { one.checked = false; })"
PRESS = """(() => {
  const option = document.querySelector('#q-q17 input');
  option.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  option.click();
})()"""


def test_fields_that_the_browser_empties_after_the_return_are_filled_again(frozen: SurveyPage) -> None:
    """As WebKit does on a busy machine, without an event; the next answer does not stand alone."""
    frozen.page.evaluate(LEAVE)
    frozen.page.evaluate(RETURN)
    let_settle(frozen.page)
    frozen.page.evaluate(EMPTY)
    expect(frozen.option("q15", "cco")).to_be_checked()
    frozen.page.evaluate(f"{EMPTY}; {PRESS}")
    assert set(frozen.answers()) == {"q15", "q17"}


def test_what_a_person_empties_after_the_return_stays_empty(frozen: SurveyPage) -> None:
    frozen.page.evaluate(LEAVE)
    frozen.page.evaluate(RETURN)
    frozen.question("q15").locator("[data-clear]").click()
    let_settle(frozen.page)
    expect(frozen.page.locator("fieldset :checked")).to_have_count(0)
    assert frozen.kept() is None


def test_changes_on_both_sides_are_both_kept(frozen: SurveyPage, other: SurveyPage) -> None:
    other.fill({"q17": {"choice": "nrr"}, "q18": {"choice": "one_group"}})
    assert set(other.answers()) == {"q15", "q17", "q18"}
    frozen.fill({"q16": {"state": "unknown"}})  # without having heard of the others
    assert set(frozen.answers()) == {"q15", "q16", "q17", "q18"}
    expect(frozen.option("q18", "one_group")).to_be_checked()
    expect(other.option("q16", "unknown")).to_be_checked()


def test_revisions_rise(form: SurveyPage) -> None:
    revisions = []
    form.open("alignment")
    for answer in ("cco", "unknown", "cco"):
        form.option("q15", answer).check()
        kept = form.kept()
        assert kept is not None
        revisions.append(kept["revision"])
    form.page.evaluate("Date.now = () => 0")  # a clock that was set back
    form.option("q15", "unknown").check()
    kept = form.kept()
    assert kept is not None
    revisions.append(kept["revision"])
    assert revisions == sorted(set(revisions))


def test_an_erasure_is_not_undone_by_a_page_that_was_away(frozen: SurveyPage, other: SurveyPage) -> None:
    frozen.page.evaluate(LEAVE)
    other.page.locator("[data-action=erase]").click()
    other.confirm(True)
    until(other.page, other.kept, lambda kept: kept is None)
    frozen.page.evaluate(LEAVE)
    assert frozen.kept() is None
    frozen.page.evaluate(RETURN)
    expect(frozen.page.locator("fieldset :checked")).to_have_count(0)
    expect(frozen.notice("tabs")).to_contain_text("was deleted")
    expect(frozen.page.locator("#saving-switch")).to_be_checked()
    frozen.fill({"q17": {"choice": "nrr"}})
    assert frozen.answers() == {"q17": {"choice": "nrr"}}


def test_an_answer_given_before_the_erasure_is_heard_of_restores_nothing(
    frozen: SurveyPage, other: SurveyPage
) -> None:
    other.page.locator("[data-action=erase]").click()
    other.confirm(True)
    until(other.page, other.kept, lambda kept: kept is None)
    frozen.fill({"q17": {"choice": "nrr"}})
    assert frozen.kept() is None
    expect(frozen.notice("tabs")).to_contain_text("deleted in another tab")
    expect(frozen.option("q15", "cco")).to_be_checked()
    other.fill({"q16": {"state": "unknown"}})
    assert other.answers() == {"q16": {"state": "unknown"}}
    frozen.page.locator("#saving .cs-switch").click()
    assert set(frozen.answers()) == {"q15", "q16", "q17"}


def test_emptying_one_tab_takes_no_results_from_another(form: SurveyPage, context: BrowserContext) -> None:
    form.open("alignment").fill(ONE)
    results = {"format": "cspi-kept-results/1", "results": [{"id": "kept-1", "text": "{}"}]}
    form.page.evaluate("(text) => localStorage.setItem('cspi-results:cspi', text)", json.dumps(results))
    other = SurveyPage(context.new_page(), form.address.split("en/cspi/")[0]).open("alignment")
    other.question("q15").locator("[data-clear]").click()
    expect(form.notice("tabs")).to_contain_text("deleted in another tab")
    let_settle(form.page)
    assert form.page.evaluate("JSON.parse(localStorage.getItem('cspi-results:cspi'))") == results


def test_results_kept_by_a_newer_release_stay(form: SurveyPage) -> None:
    newer = json.dumps({"format": "cspi-kept-results/2", "results": {}})
    form.page.add_init_script(f"localStorage.setItem('cspi-results:cspi', {json.dumps(newer)})")
    form.open("alignment").fill(ONE)
    assert form.kept()
    assert form.page.evaluate("localStorage.getItem('cspi-results:cspi')") == newer


def leave_and_go_back(page: Page, site_url: str) -> tuple[SurveyPage, bool]:
    """Answer, leave, answer more on a later page, and go back to the first: whether it was kept for that."""
    survey = SurveyPage(page, site_url).open("alignment")
    survey.fill(ONE)
    page.evaluate("window.isFirst = true")
    page.goto(f"{site_url}en/privacy/")
    survey.open("team").fill({"q18": {"choice": "one_group"}})
    assert set(survey.answers()) == {"q15", "q18"}
    page.evaluate("window.isLater = true")
    page.evaluate("history.go(-2)")
    page.wait_for_function("() => !window.isLater && document.readyState === 'complete'")
    return survey, bool(page.evaluate("window.isFirst === true"))


def test_going_back_in_chromium(cached: Page, site_url: str) -> None:
    """Chromium discards a page that takes more than three seconds to fall asleep, as on a busy machine."""
    for _ in range(5):
        survey, was_kept = leave_and_go_back(cached, site_url)
        if was_kept:
            break
        cached.evaluate("localStorage.clear()")
        cached.goto("about:blank")
    assert was_kept
    expect(survey.option("q18", "one_group")).to_be_checked()
    cached.goto(f"{site_url}en/privacy/")
    assert set(survey.answers()) == {"q15", "q18"}
