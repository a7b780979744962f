"""What arrives at the server while somebody answers, shares and looks around: addresses of files, no more."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser_profile import fresh_profile
from cspi_build.cli.serve import HOST, SiteHandler, SiteServer
from survey_page import Answers, SurveyPage, keep
from waiting import until

OWN: Answers = {"q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}, "q9": {"number": 4711}}
NOTE, LABEL = "a-note-of-mine", "a-label-of-mine"
TELLING = (NOTE, LABEL, "4711", "one_group", "q18", "lang=", "1~cspi", "%7ecspi")


@dataclass
class Heard:
    """Every request as it came over the wire: its first line, its headers, and whether a body followed."""

    address: str = ""
    requests: list[str] = field(default_factory=list)
    bodies: int = 0


@pytest.fixture(scope="module")
def heard(site_dir: Path) -> Iterator[Heard]:
    """A server for the site that writes down what it hears."""
    log = Heard()

    class Listening(SiteHandler):
        def parse_request(self) -> bool:
            whole = super().parse_request()
            log.requests.append(self.raw_requestline.decode("latin-1") + str(getattr(self, "headers", "")))
            log.bodies += int("content-length" in self.headers or "transfer-encoding" in self.headers)
            return whole

    with SiteServer((HOST, 0), functools.partial(Listening, directory=str(site_dir))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        log.address = f"http://{HOST}:{server.server_address[1]}/"
        yield log
        server.shutdown()


def test_nothing_that_was_entered(page: Page, heard: Heard) -> None:
    """With saving off, so that the answers go along when the language changes."""
    survey = SurveyPage(page, heard.address).open()
    page.locator("#saving .cs-switch").click()
    survey.fill(OWN)
    page.locator("[data-segment=team]").click()
    page.locator("#q-q18 summary").click()
    page.locator("[name='q18:note']").fill(NOTE)
    page.locator("[data-segment=profile]").click()
    page.locator("#report-label").fill(LABEL)
    page.locator("[data-lang-switch=ja]:visible").first.click()
    page.wait_for_url("**/ja/cspi/*")
    survey.report()
    with page.expect_download():
        page.locator("[data-action=download]").click()
    for view in page.locator("[data-view-of]").evaluate_all("all => all.map((one) => one.dataset.viewOf)"):
        page.evaluate("view => (location.hash = view)", view)
        expect(page.locator(f"[data-view-of={view}]")).to_be_visible()
    page.evaluate("location.hash = 'share'")
    page.locator("[data-share=make]").click()
    expect(page.locator("#share-link")).to_have_value(re.compile("one_group"))
    link = page.locator("#share-link").input_value()
    title = page.title()
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#visit")).to_be_visible()
    survey.wait_for_report()
    expect(page).to_have_title(title)
    assert title == "CSPI - CSの現在地"
    page.locator(".cs-grounds-links a[href$='method/']").click()
    page.wait_for_url("**/method/")
    page.goto(link.replace("/ja/cspi/", "/nowhere/at/all/"))
    assert len(heard.requests) > 20
    said = [unquote(request).lower() + request.lower() for request in heard.requests]
    assert not [(word, request) for request in said for word in TELLING if word in request]
    assert not [request for request in said if "\nreferer:" in request]
    assert {request.split(" ")[0] for request in said} == {"get"}
    assert not [request for request in said if "?" in request.split(" ")[1]]
    assert not heard.bodies


def one_page_of_each_kind(site_dir: Path) -> list[str]:
    """The first page of every folder of pages, in each language, and all that stand at the top."""
    pages = sorted(path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*.html"))
    by_folder = {str(Path(path).parent.parent) + Path(path).name: path for path in reversed(pages)}
    return sorted({path.removesuffix("index.html") for path in by_folder.values()} | {"nowhere/at/all"})


def test_no_page_asks_for_anything_elsewhere(context: BrowserContext, site_dir: Path, site_url: str) -> None:
    """One page of each kind, as a browser shows it, the 404 page included; test_csp reads all pages."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    paths = one_page_of_each_kind(site_dir)
    assert len(paths) > 10
    for path in paths:
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
        page.mouse.wheel(0, 4000)
    assert len(asked) > len(paths)
    assert not [url for url in asked if not url.startswith((site_url, "data:", "blob:"))]


def test_the_list_of_what_left_stays_empty_while_one_answers(page: Page, site_url: str) -> None:
    keep(page, "cspi", OWN)
    survey = SurveyPage(page, site_url).open("report")
    survey.wait_for_report()
    panel = page.locator("#saving [data-left-panel]")
    panel.locator("summary").first.click()
    rows = panel.locator("[data-slot=left-list] tr")
    assert rows.count() == 0, "not drawn before somebody looks"
    panel.locator("summary").nth(1).click()
    expect(rows.filter(has_text="data/surveys/cspi.json")).to_contain_text("scoring program")
    expect(rows.filter(has_text="/en/cspi/").first).to_contain_text("page")
    assert not [word for word in TELLING if word in panel.inner_text()]
    survey.fill({"q17": {"choice": "nrr"}, "q18": {"choice": "with_operations"}})
    survey.report()
    expect(page.locator("#axis-team .cs-item__score").first).to_have_text("100.0")
    expect(panel.locator("[data-slot=left-since]")).to_have_text("none")
    expect(panel.locator("[data-slot=left-short]")).to_have_text("no external requests")
    expect(panel.locator("[data-slot=left-elsewhere]")).to_have_text("none")
    expect(panel.locator("[data-slot=left-queries]")).to_have_text("none")
    counted = panel.locator("[data-slot=left-here]").inner_text  # some may still be on the way to the list
    until(page, lambda: (rows.count(), int(counted())), lambda both: both[0] == both[1])


def test_what_comes_after_an_answer_is_listed_whatever_the_clock_says(form: SurveyPage) -> None:
    """Where a machine has slept, or its clock was put right, the time of day is ahead of the page's own."""
    form.page.add_init_script("const { now } = Date; Date.now = () => now() + 3_600_000")
    form.open().fill({"q18": {"choice": "one_group"}})
    form.page.locator("#saving [data-left-panel] summary").first.click()
    since = form.page.locator("#saving [data-slot=left-since]")
    expect(since).to_have_text("none")
    form.page.evaluate("fetch('../privacy/')")
    expect(since).to_contain_text("/en/privacy/")


def test_the_list_would_show_what_goes_elsewhere(browser: Browser, site_url: str) -> None:
    """As if the page's policy were gone and something asked another host."""
    with fresh_profile(browser, bypass_csp=True) as context:
        context.route("https://example.org/**", lambda route: answer(route))
        page = context.new_page()
        page.goto(f"{site_url}en/privacy/")
        panel = page.locator("[data-left-panel]")
        expect(panel.locator("[data-slot=left-short]")).to_have_text("no external requests")
        page.evaluate("fetch('https://example.org/collect?q15=cco', { mode: 'no-cors' })")
        expect(panel.locator("[data-slot=left-short]")).to_have_text("1")
        expect(panel.locator("[data-slot=left-elsewhere]")).to_have_text("1")
        panel.locator("summary").nth(1).click()
        expect(panel.locator("td[data-elsewhere]")).to_have_text("https://example.org/collect?q15=cco")


def answer(route: Route) -> None:
    route.fulfill(status=200, body="", headers={"access-control-allow-origin": "*"})
