"""An engine that does not start, or dies: said in words within seconds, answers kept, another try offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from survey_page import Answers, SurveyPage, keep
from waiting import until

OWN: Answers = {"q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}}
NO_WASM = "default-src 'none'; script-src 'self'; connect-src 'self'"


def abort(route: Route) -> None:
    route.abort()


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def altered(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.body() + b"\0")


def without_wasm(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, headers=response.headers | {"content-security-policy": NO_WASM})


def without_memory(route: Route) -> None:
    """The worker, in a browser that has no memory to give."""
    message = "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance"
    refuse = f"() => Promise.reject(new RangeError({message!r}))"
    response = route.fetch()
    body = f"WebAssembly.instantiateStreaming = WebAssembly.instantiate = {refuse};\n" + response.text()
    route.fulfill(response=response, body=body)


FAILURES: dict[str, tuple[str, Callable[[Route], None], str]] = {
    "worker script missing": ("**/engine-worker-*.js", missing, "did not load"),
    "manifest missing": ("**/engine/manifest.json", missing, "manifest.json"),
    "runtime missing": ("**/pyodide.mjs", missing, "pyodide.mjs"),
    "runtime's module missing": ("**/pyodide.asm.mjs", missing, "pyodide.asm.mjs"),
    "wasm blocked": ("**/*.wasm", abort, "pyodide.asm.wasm"),
    "wasm missing": ("**/*.wasm", missing, "pyodide.asm.wasm: 404"),
    "standard library missing": ("**/python_stdlib.zip", missing, "python_stdlib.zip"),
    "wheel missing": ("**/*.whl", missing, ".whl"),
    "wheel altered": ("**/*.whl", altered, "altered"),
    "runtime altered": ("**/pyodide.mjs", altered, "altered"),
    "wasm altered": ("**/*.wasm", altered, "altered"),
    "standard library altered": ("**/python_stdlib.zip", altered, "altered"),
    "survey missing": ("**/data/surveys/cspi.json", missing, "cspi.json"),
    "wasm not allowed": ("**/engine-worker-*.js", without_wasm, "not allowed"),
    "no memory": ("**/engine-worker-*.js", without_memory, "not enough memory"),
}


@pytest.fixture
def cspi(page: Page, site_url: str) -> SurveyPage:
    keep(page, "cspi", OWN)
    page.route("**/engine/memory-*/**", abort)  # what fails with it is made up for by the start without it
    return SurveyPage(page, site_url)


@pytest.mark.parametrize("case", FAILURES)
def test_a_start_that_fails_is_said_and_can_be_tried_again(cspi: SurveyPage, case: str) -> None:
    pattern, failure, word = FAILURES[case]
    cspi.page.route(pattern, failure)
    cspi.open("report")
    notice = cspi.page.locator("[data-notice=engine]")
    expect(notice).to_contain_text("could not start")
    expect(notice).to_contain_text(word)
    expect(notice).to_contain_text("Your answers are still here")
    assert cspi.answers() == OWN
    cspi.page.unroute(pattern)
    notice.get_by_role("button", name="Try again").click()
    cspi.wait_for_report()
    expect(notice).to_have_count(0)


def test_the_words_stay_when_the_page_has_nothing_else_to_do(cspi: SurveyPage) -> None:
    """That is when an engine is started that nobody has asked for yet; this one has had its turn."""
    cspi.page.add_init_script("self.idle = []; self.requestIdleCallback = (action) => self.idle.push(action)")
    cspi.page.route("**/*.wasm", missing)
    cspi.open("report")
    notice = cspi.page.locator("[data-notice=engine]")
    expect(notice).to_contain_text("could not start")
    assert cspi.page.evaluate("self.idle.map((action) => action()).length")
    assert notice.is_visible()


def test_a_browser_without_webassembly_is_told(cspi: SurveyPage) -> None:
    cspi.page.add_init_script("delete window.WebAssembly")
    cspi.open("report")
    expect(cspi.page.locator("[data-notice=engine]")).to_contain_text("newer browser")


def test_an_engine_that_stays_silent_is_noticed(cspi: SurveyPage) -> None:
    cspi.page.clock.install()
    cspi.page.route("**/pyodide.asm.mjs", lambda route: None)
    cspi.open("report")
    expect(cspi.page.locator("[data-slot=starting-text]")).to_contain_text("2 of 4")
    cspi.page.clock.fast_forward("00:50")
    expect(cspi.page.locator("[data-notice=engine]")).to_contain_text("not answered for a long time")


def test_while_it_starts_the_report_says_so(cspi: SurveyPage) -> None:
    held: list[Route] = []
    cspi.page.route("**/*.whl", lambda route: held.append(route))
    cspi.open("report")
    [wheel] = until(cspi.page, lambda: held, bool)
    expect(cspi.page.locator("[data-slot=starting]")).to_be_visible()
    expect(cspi.page.locator("[data-action=download]")).to_be_hidden()
    expect(cspi.page.locator("[data-slot=starting-text]")).to_contain_text("2 of 4")
    wheel.continue_()
    cspi.wait_for_report()
    expect(cspi.page.locator("[data-slot=starting]")).to_be_hidden()


def test_a_worker_that_dies_at_work_is_started_again(cspi: SurveyPage) -> None:
    cspi.page.clock.install()
    cspi.open("report").wait_for_report()
    cspi.page.workers[0].evaluate("self.close()")
    cspi.page.locator("[data-segment=team]").first.evaluate("link => link.click()")
    cspi.option("q18", "with_operations").check()
    cspi.page.clock.fast_forward(500)
    cspi.page.clock.fast_forward("00:21")
    cspi.page.clock.resume()
    cspi.page.locator("#return a").click()
    expect(cspi.page.locator("#axis-team .cs-item__score").first).to_have_text("100.0")
    expect(cspi.page.locator("[data-notice=engine]")).to_have_count(0)
    assert cspi.answers()["q18"] == {"choice": "with_operations"}


def test_a_worker_that_keeps_dying_is_given_up(cspi: SurveyPage) -> None:
    ignore = "event => event.data.type === 'request' && event.stopImmediatePropagation()"
    deaf = f"self.addEventListener('message', {ignore});\n"

    started = 0

    def deafen(route: Route) -> None:
        nonlocal started
        started += 1
        response = route.fetch()
        route.fulfill(response=response, body=deaf + response.text())

    cspi.page.clock.install()
    cspi.page.route("**/engine-worker-*.js", deafen)
    cspi.open("report")
    for times in (1, 2):
        until(cspi.page, lambda: started, lambda now, times=times: now == times)
        expect(cspi.page.locator("[data-slot=starting-text]")).to_have_text("Scoring")
        cspi.page.clock.fast_forward("00:21")
    expect(cspi.page.locator("[data-notice=engine]")).to_contain_text("stopped")
    expect(cspi.page.locator("[data-notice=engine] button")).to_be_visible()
