"""An engine that does not start, or dies: said in words within seconds, answers kept, another try offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatch

import pytest
from playwright.sync_api import Page, Route, expect

from survey_page import Answers, SurveyPage, keep
from waiting import until

OWN: Answers = {"q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}}
NO_WASM = "default-src 'none'; script-src 'self'; connect-src 'self'"
# Policies that a host sends, beside that which the page has
NO_WASM_IN_PAGE = "script-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
NO_BLOBS = "worker-src 'self'"
PAGE = "**/en/cspi/"


def abort(route: Route) -> None:
    route.abort()


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def altered(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.body() + b"\0")


def under(policy: str) -> Callable[[Route], None]:
    """The file, with a policy that its host sends."""

    def send(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    return send


def without_memory(route: Route) -> None:
    """The worker, in a browser that has no memory to give."""
    message = "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance"
    refuse = f"() => Promise.reject(new RangeError({message!r}))"
    response = route.fetch()
    body = f"WebAssembly.instantiateStreaming = WebAssembly.instantiate = {refuse};\n" + response.text()
    route.fulfill(response=response, body=body)


def serve(body: str) -> Callable[[Route], None]:
    """Something else in the place of a file, as a script or as whatever it claims to be."""
    return lambda route: route.fulfill(status=200, body=body, content_type="text/javascript")


def other_version(route: Route) -> None:
    survey = route.fetch().json()
    route.fulfill(json=survey | {"version": "0.1"})


def never(route: Route) -> None:
    """The file does not come, and nobody says so."""


PAGE_INSTEAD = "<!doctype html><title>Not found</title>"
STALE = "self.onmessage = () => self.postMessage({ type: 'stage', stage: 'runtime' });"
OLD = "self.postMessage({ type: 'here', protocol: 1 });" + STALE
BROKEN = "import nothing from;"
WORKER, MANIFEST, SURVEY = "**/engine-worker-*.js", "**/engine/manifest.json", "**/data/surveys/cspi.json"
# What is wrong with a file at each stage of the start -> seconds until that is noticed, and what is said
SILENT: dict[str, tuple[str, Callable[[Route], None], int, str]] = {
    "worker empty": (WORKER, serve(""), 21, "empty or out of date"),
    "worker never comes": (WORKER, never, 21, "could not be loaded"),
    "worker of an older release that waits": (WORKER, serve(STALE), 21, "out of date"),
    "worker of an older release that speaks": (WORKER, serve(OLD), 0, "another version"),
    "worker is a page": (WORKER, serve(PAGE_INSTEAD), 0, "could not be loaded"),
    "worker is broken": (WORKER, serve(BROKEN), 0, "could not be loaded"),
    "manifest never comes": (MANIFEST, never, 46, "Starting the scoring program (1 of 4)"),
    "manifest is a page": (MANIFEST, serve(PAGE_INSTEAD), 0, "manifest.json"),
    "manifest is empty": (MANIFEST, serve(""), 0, "manifest.json"),
    "runtime never comes": ("**/pyodide.asm.mjs", never, 46, "Loading the scoring program (2 of 4)"),
    "wasm never comes": ("**/*.wasm", never, 46, "Loading the scoring program (2 of 4)"),
    "wheel never comes": ("**/*.whl", never, 46, "(2 of 4)"),
    "survey never comes": (SURVEY, never, 46, "is not responding"),
    "survey is a page": (SURVEY, serve(PAGE_INSTEAD), 0, "cspi.json"),
    "survey is nothing": (SURVEY, serve("null"), 0, "cspi.json"),
    "survey of another version": (SURVEY, other_version, 0, "another version"),
}
FAILURES: dict[str, tuple[str, Callable[[Route], None], str]] = {
    "worker script missing": ("**/engine-worker-*.js", missing, "could not be loaded"),
    "manifest missing": ("**/engine/manifest.json", missing, "manifest.json"),
    "runtime missing": ("**/pyodide.mjs", missing, "pyodide.mjs"),
    "runtime's module missing": ("**/pyodide.asm.mjs", missing, "pyodide.asm.mjs"),
    "wasm blocked": ("**/*.wasm", abort, "pyodide.asm.wasm"),
    "wasm missing": ("**/*.wasm", missing, "pyodide.asm.wasm: 404"),
    "standard library missing": ("**/python_stdlib.zip", missing, "python_stdlib.zip"),
    "wheel missing": ("**/*.whl", missing, ".whl"),
    "wheel altered": ("**/*.whl", altered, "changed in transit"),
    "runtime altered": ("**/pyodide.mjs", altered, "changed in transit"),
    "wasm altered": ("**/*.wasm", altered, "changed in transit"),
    "standard library altered": ("**/python_stdlib.zip", altered, "changed in transit"),
    "survey missing": ("**/data/surveys/cspi.json", missing, "cspi.json"),
    "no memory": ("**/engine-worker-*.js", without_memory, "Not enough memory"),
}


@pytest.fixture
def whole(page: Page, site_url: str) -> SurveyPage:
    """A survey whose engine has all that it can start with, the snapshot of its memory included."""
    keep(page, "cspi", OWN)
    return SurveyPage(page, site_url)


@pytest.fixture
def cspi(whole: SurveyPage) -> SurveyPage:
    """The same without that snapshot: what fails with it is made up for by the start without it."""
    whole.page.route("**/engine/memory-*/**", abort)
    return whole


@pytest.mark.parametrize("case", FAILURES)
def test_a_start_that_fails_is_said_and_can_be_tried_again(cspi: SurveyPage, case: str) -> None:
    pattern, failure, word = FAILURES[case]
    cspi.page.route(pattern, failure)
    cspi.open("report")
    notice = cspi.page.locator("[data-notice=engine]")
    expect(notice).to_contain_text("could not start")
    expect(notice).to_contain_text(word)
    expect(notice).to_contain_text("Your answers have not been lost")
    assert cspi.answers() == OWN
    cspi.page.unroute_all()
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


@pytest.mark.parametrize("case", [case for case in SILENT if SILENT[case][0] != SURVEY])
def test_a_start_that_stands_still_is_noticed_at_every_stage(cspi: SurveyPage, case: str) -> None:
    check_stand_still(cspi, case)


@pytest.mark.parametrize("case", [case for case in SILENT if SILENT[case][0] == SURVEY])
def test_a_survey_that_does_not_come_is_noticed(whole: SurveyPage, case: str) -> None:
    check_stand_still(whole, case)


def check_stand_still(cspi: SurveyPage, case: str) -> None:
    """Open a report whose engine gets no further; see that this is noticed, said, and loses nothing."""
    pattern, failure, seconds, words = SILENT[case]
    cspi.page.clock.install()
    asked: list[str] = []
    cspi.page.on("request", lambda request: asked.append(request.url))
    cspi.page.route(pattern, failure)
    cspi.open("report")
    notice = cspi.page.locator("[data-notice=engine]")
    name = pattern.rsplit("/", 1)[-1]
    if seconds:
        until(cspi.page, lambda: [url for url in asked if fnmatch(url, f"*/{name}")], bool)
        wait_for_stage(cspi, words)
        expect(notice).to_have_count(0)
        cspi.page.clock.fast_forward(seconds * 1000)
    else:
        cspi.page.clock.resume()
    expect(notice).to_contain_text("could not start")
    expect(notice).to_contain_text(words)
    expect(notice).to_contain_text("Your answers have not been lost")
    assert notice.get_by_role("button", name="Try again").is_visible()
    expect(cspi.option("q18", "one_group")).to_be_checked()


def wait_for_stage(cspi: SurveyPage, words: str) -> None:
    """Wait until the start has got as far as it can: from then on nothing puts off the watchdog."""
    stage = re.search(r"\d of 4", words)
    if stage:
        expect(cspi.page.locator("[data-slot=starting-text]")).to_contain_text(stage[0])
    let_settle_for_real(cspi.page)


def let_settle_for_real(page: Page) -> None:
    """Wait by the clock of this machine: that of the page stands still."""
    page.wait_for_timeout(3000)


@pytest.mark.parametrize(
    "policies",
    [{PAGE: NO_WASM_IN_PAGE}, {PAGE: NO_BLOBS, "**/engine-worker-*.js": NO_WASM}],
    ids=["of the page", "of the worker"],
)
def test_wasm_that_is_not_allowed_is_said(cspi: SurveyPage, policies: dict[str, str]) -> None:
    for pattern, policy in policies.items():
        cspi.page.route(pattern, under(policy))
    cspi.open("report")
    notice = cspi.page.locator("[data-notice=engine]")
    expect(notice).to_contain_text("is blocked")
    expect(notice).to_contain_text("Your answers have not been lost")
    assert cspi.answers() == OWN
    cspi.page.unroute_all()
    cspi.page.reload()  # the policy of a page holds as long as the page does
    cspi.wait_for_report()


def test_a_worker_that_may_not_come_from_a_blob_comes_from_its_address(whole: SurveyPage) -> None:
    whole.page.route(PAGE, under(NO_BLOBS))
    whole.open("report").wait_for_report()
    assert "engine-worker" in whole.page.workers[0].url


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


def test_a_worker_that_dies_at_work_is_started_again(whole: SurveyPage) -> None:
    whole.page.clock.install()
    whole.open("report").wait_for_report()
    whole.page.workers[0].evaluate("self.close()")
    whole.page.locator("[data-segment=team]").first.evaluate("link => link.click()")
    whole.option("q18", "with_operations").check()
    whole.page.clock.fast_forward(500)
    whole.page.clock.fast_forward("00:21")
    whole.page.clock.resume()
    whole.page.locator("#return a").click()
    expect(whole.page.locator("#axis-team .cs-item__score").first).to_have_text("100.0")
    expect(whole.page.locator("[data-notice=engine]")).to_have_count(0)
    assert whole.answers()["q18"] == {"choice": "with_operations"}


def test_a_worker_that_keeps_dying_is_given_up(whole: SurveyPage) -> None:
    ignore = "event => event.data.type === 'request' && event.stopImmediatePropagation()"
    deaf = f"self.addEventListener('message', {ignore});\n"

    started = 0

    def deafen(route: Route) -> None:
        nonlocal started
        started += 1
        response = route.fetch()
        route.fulfill(response=response, body=deaf + response.text())

    whole.page.clock.install()
    whole.page.route("**/engine-worker-*.js", deafen)
    whole.open("report")
    for times in (1, 2):
        until(whole.page, lambda: started, lambda now, times=times: now == times)
        expect(whole.page.locator("[data-slot=starting-text]")).to_have_text("Scoring")
        whole.page.clock.fast_forward("00:21")
    expect(whole.page.locator("[data-notice=engine]")).to_contain_text("stopped")
    expect(whole.page.locator("[data-notice=engine] button")).to_be_visible()
