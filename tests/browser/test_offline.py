"""After one visit the site works with the server gone; a new release comes when it is asked for."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser_profile import fresh_profile
from cspi_build.cli.serve import HOST, SiteHandler, SiteServer
from cspi_build.site import service_worker as offline
from cspi_build.site.headers import SCRIPT_POLICY
from survey_page import SurveyPage, compiled_survey, extreme, keep
from waiting import let_settle, until

BELOW = "/name/"  # the site need not stand at the top of its host
PAGES = {
    "": "CS",
    "ja/cs-state/": "現場",
    "en/privacy": "Privacy",
    "en/benchmarks/metrics/kpi_initiative/": "2021",
    "ja/no/such/page/": "ページが見つかりません",
    "nowhere": "Page not found",
}
KEPT = """async () => {
  const [name] = await caches.keys();
  return name ? (await (await caches.open(name)).keys()).map(({ url }) => url) : [];
}"""
REGISTERED = "() => navigator.serviceWorker.getRegistrations().then((all) => all.length)"
# What a worker of the page hears when it tries to reach another origin.
TRY_TO_SEND = """(url) => new Promise((resolve) => {
  self.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
  fetch(url, { mode: "no-cors" }).then(() => resolve("sent"), () => setTimeout(resolve, 2000, "failed"));
})"""
UPDATE = "() => navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => null)"


@dataclass
class Host:
    """A host that sends files and nothing of what a good one adds, and that can go away and come back."""

    site: Path
    port: int = 0
    asked: list[str] = field(default_factory=list)
    server: SiteServer | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}{BELOW}"

    def start(self) -> None:
        host = self

        class Handler(SiteHandler):
            def end_headers(self) -> None:
                self.send_header("Connection", "close")  # a host that is gone answers on no old connection
                super(SiteHandler, self).end_headers()  # none of the headers of our own server

            def do_GET(self) -> None:  # noqa: N802 - named so by the base class
                host.asked.append(self.path)
                if not self.path.startswith(BELOW):
                    self.send_error(404)
                    return
                self.path = self.path.removeprefix(BELOW.rstrip("/"))
                super().do_GET()

        def handler(*given: Any) -> Handler:
            return Handler(*given, directory=str(host.site))

        self.server = SiteServer((HOST, self.port), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def publish(self, change: Callable[[Path], None]) -> None:
        """A new release: the files as `change` leaves them, with a list of their hashes."""
        change(self.site)
        offline.write_worker(self.site)


@pytest.fixture
def host(site_dir: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(site_dir, tmp_path / "site", copy_function=_link)
    made = Host(tmp_path / "site")
    made.start()
    yield made
    made.stop()


def _link(source: str, target: str) -> None:
    """A hard link: a file is changed by writing a new one in its place."""
    Path(target).hardlink_to(source)


def replace(path: Path, content: str) -> None:
    path.unlink()
    path.write_text(content, encoding="utf-8")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """As elsewhere, but service workers may do their work."""
    with fresh_profile(browser, service_workers="allow") as fresh:
        yield fresh


def visit(page: Page, host: Host) -> None:
    """The first visit, until the worker has kept the site."""
    page.goto(f"{host.url}en/")
    page.wait_for_function("() => navigator.serviceWorker.controller")


def test_after_one_visit_everything_works_without_the_server(
    page: Page, host: Host, site_dir: Path, context: BrowserContext
) -> None:
    left: list[str] = []
    context.on("request", lambda request: left.append(request.url))
    visit(page, host)
    host.stop()
    answers = dict(list(extreme(compiled_survey(site_dir), best=True).items())[:3])
    for locale, other in (("en", "ja"), ("ja", "en")):
        survey = SurveyPage(page, host.url, locale=locale).open()
        survey.fill(answers)
        survey.report()
        expect(page.locator("#report-view svg").first).to_be_visible()
        page.locator(f"[data-lang-switch={other}]:visible").first.click()
        page.wait_for_url(f"**/{other}/cspi/**")
    for path, words in PAGES.items():
        page.goto(host.url + path)
        expect(page.locator("body")).to_contain_text(words)
    assert [url for url in left if not url.startswith((f"http://{HOST}:{host.port}/", "blob:"))] == []
    assert not [path for path in host.asked if "?" in path]


def test_a_new_release_waits_until_it_is_asked_for(page: Page, host: Host, context: BrowserContext) -> None:
    def change(site: Path) -> None:
        old = next((site / "assets").glob("site-*.css"))
        new = old.with_name("site-AAAAAAAA.css")
        for path in site.glob("en/**/*.html"):
            text = path.read_text(encoding="utf-8")
            replace(path, text.replace(old.name, new.name).replace("Privacy</h1>", "Second release</h1>"))
        old.rename(new)

    visit(page, host)
    survey = SurveyPage(page, host.url).open()
    survey.fill({"q18": {"choice": "one_group"}})
    before = set(page.evaluate(KEPT))
    host.asked.clear()
    host.publish(change)
    page.evaluate(UPDATE)
    offer = page.locator("[data-update]")
    expect(offer).to_contain_text("new version")
    fetched = {path.removeprefix(BELOW) for path in host.asked} - {offline.NAME}
    assert all(path.startswith("en/") or "AAAAAAAA" in path for path in fetched), fetched
    expect(survey.option("q18", "one_group")).to_be_checked()

    second = context.new_page()  # both tabs stay with the old release
    second.goto(f"{host.url}en/privacy/")
    expect(second.locator("h1")).to_have_text("Privacy")
    expect(second.locator("[data-update]")).to_contain_text("new version")

    offer.get_by_role("button", name="Update now").click()
    survey.ready()
    expect(survey.option("q18", "one_group")).to_be_checked()
    expect(offer).to_be_empty()
    old = next(url for url in before if "/assets/site-" in url and ".css" in url)
    assert old in page.evaluate(KEPT)  # the second tab may still want it
    assert second.evaluate("url => fetch(url).then(({ ok }) => ok)", old.split("?")[0])
    second.goto(f"{host.url}en/privacy/")
    expect(second.locator("h1")).to_have_text("Second release")
    second.close()
    page.goto(f"{host.url}en/about/")
    until(page, lambda: page.evaluate(KEPT), lambda kept: old not in kept)
    host.stop()
    page.goto(f"{host.url}en/privacy/")
    expect(page.locator("h1")).to_have_text("Second release")


def test_what_is_in_the_way_of_a_release_is_fetched_at_a_later_visit(page: Page, host: Host) -> None:
    about = host.site / "ja" / "about" / "index.html"
    text = about.read_text(encoding="utf-8")
    replace(about, text.replace("</h1>", " altered on the way</h1>"))
    for last in (False, True):  # a busy machine may drop a request, and the next visit asks again
        page.goto(f"{host.url}en/")
        # It is on the way while it asks for that page, and goes as the page is not what it should be.
        with nullcontext() if last else suppress(AssertionError):
            until(page, lambda: f"{BELOW}ja/about/" in host.asked and not page.evaluate(REGISTERED), bool)
            break
    there = page.evaluate(KEPT)
    assert len(there) > 100
    replace(about, text)
    host.asked.clear()
    visit(page, host)
    assert f"{BELOW}ja/about/" in host.asked
    assert not [path for path in host.asked if path.startswith(f"{BELOW}data/") and "cspi" not in path]
    assert len(page.evaluate(KEPT)) > len(there)


@pytest.mark.parametrize("refused", ["caches", "worker"])
def test_without_storage_the_network_does(page: Page, host: Host, refused: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    no = "() => Promise.reject(new DOMException('refused', 'SecurityError'))"
    if refused == "caches":
        script = host.site / offline.NAME
        replace(script, f"self.caches.open = {no};\n{script.read_text(encoding='utf-8')}")
    else:
        page.add_init_script(f"navigator.serviceWorker.register = () => (self.tried = ({no})())")
    survey = SurveyPage(page, host.url).open()
    survey.report()
    until(page, lambda: f"{BELOW}{offline.NAME}" in host.asked or page.evaluate("'tried' in self"), bool)
    page.goto(f"{host.url}en/privacy/")
    expect(page.locator("h1")).to_have_text("Privacy")
    assert (f"{BELOW}{offline.NAME}" in host.asked) == (refused == "caches")
    assert errors == []


def test_the_engine_is_held_by_a_policy_that_the_host_did_not_send(page: Page, host: Host) -> None:
    visit(page, host)
    SurveyPage(page, host.url).open().report()
    elsewhere = f"http://localhost:{host.port}{BELOW}taken-along"
    answer = page.evaluate(
        "() => fetch(JSON.parse(document.querySelector('#page-data').textContent).worker)"
        ".then(({ headers }) => headers.get('content-security-policy'))"
    )
    assert answer == SCRIPT_POLICY
    assert page.workers[0].evaluate(TRY_TO_SEND, elsewhere) == "connect-src"
    assert f"{BELOW}taken-along" not in host.asked


def test_a_frame_registers_nothing(page: Page, host: Host) -> None:
    (host.site / "frame.html").write_text('<iframe src="en/"></iframe>', encoding="utf-8")
    page.goto(f"{host.url}frame.html")
    expect(page.frame_locator("iframe").locator("h1").first).to_be_visible()
    let_settle(page, 2500)
    assert f"{BELOW}{offline.NAME}" not in host.asked
    assert page.evaluate(REGISTERED) == 0


def test_it_can_be_installed(windowed: Browser, host: Host) -> None:
    with fresh_profile(windowed, service_workers="allow") as context:
        _check_that_it_installs(context.new_page(), host)


def _check_that_it_installs(page: Page, host: Host) -> None:
    for locale, name in (("en", "CS Bearings"), ("ja", "CSの現在地")):
        page.goto(f"{host.url}{locale}/cspi/")
        devtools = page.context.new_cdp_session(page)
        told = devtools.send("Page.getAppManifest")
        assert told["errors"] == []
        assert json.loads(told["data"])["name"] == name
        problems = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [one["errorId"] for one in problems if one["errorId"] != "in-incognito"] == []


def test_answers_that_an_older_release_kept_are_there(page: Page, host: Host) -> None:
    """Without what it did not know yet, and with what is not asked any more."""
    keep(
        page, "cspi", {"q18": {"choice": "one_group"}, "q99": {"choice": "gone"}}, version="0.9", screen="old"
    )
    survey = SurveyPage(page, host.url).open()
    expect(survey.option("q18", "one_group")).to_be_checked()
    expect(survey.notice("restored")).to_contain_text("0.9")


def test_answers_that_a_newer_release_kept_are_left_alone(page: Page, host: Host) -> None:
    keep(page, "cspi", {"q18": {"choice": "one_group"}}, format="cspi-kept/2", more="than is known here")
    survey = SurveyPage(page, host.url).open()
    before = survey.kept()
    survey.fill({"q17": {"choice": "nrr"}})
    expect(page.locator("#saving-text")).to_contain_text("newer version")
    assert survey.kept() == before
    page.locator("[data-action=erase]").click()  # a person may still have everything gone
    survey.confirm(True)
    assert survey.kept() is None
