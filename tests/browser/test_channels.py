"""No way out: what a script could try to send something elsewhere is tried, in a page and in the worker.

The site stands on a host that sends no headers. The same is tried without the site's policy first: what does
not get out there would prove nothing.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from channels import CHANNELS, NAVIGATION, OPEN, TAKEN, Channel
from cspi_build.cli.serve import SiteHandler, SiteServer
from engines import Engine, firefox, wait_for, webkit
from listener import HOST, Listener, listening
from survey_page import SurveyPage

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PAGE = "en/privacy/"
CONTROL = "control"
SCRIPT = "control.js"
CONNECTS = {
    "form in a new window",
    "frame",
    "frame that moves on",
}  # Chromium connects before it looks at the policy, and then sends nothing
TRIES = 3
LONG = 1.5  # seconds within which a connection to this machine is made
RUN = "(() => { const AWAY = %s, UDP = %d; setTimeout(async () => { try { %s } catch {} }); return 0; })()"
# As the page starts the engine: from a blob that imports it.
IN_WORKER = """(() => {
  const code = `import ${JSON.stringify(%s)};\\n` + %s;
  const blob = new Blob([code], { type: "text/javascript" });
  new Worker(URL.createObjectURL(blob), { type: "module" });
  return 0;
})()"""


class Chromium:
    """Chromium, used as the other two are."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goto(self, url: str) -> None:
        """Open an address and wait until it has loaded."""
        self.page.goto(url)

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited."""
        return self.page.evaluate(f"() => {expression}")

    def choose(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""
        self.page.set_input_files(selector, path)


@pytest.fixture(scope="module")
def host(site_dir: Path) -> Iterator[str]:
    """The site on a host that sends no headers, with a page and a script without any policy; its address."""

    class Handler(SiteHandler):
        def end_headers(self) -> None:
            super(SiteHandler, self).end_headers()

        def do_GET(self) -> None:  # noqa: N802 - named so by the base class
            if self.path not in (f"/{CONTROL}", f"/{SCRIPT}"):
                super().do_GET()
                return
            body = b"" if self.path.endswith(".js") else b"<!doctype html><title>No policy</title><body>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if body else "text/javascript")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def handler(*given: Any) -> Handler:
        return Handler(*given, directory=str(site_dir))

    with SiteServer((HOST, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def chromium(browser: Browser) -> Iterator[Engine]:
    """The Chromium of all tests, with a profile of its own."""
    context = browser.new_context(service_workers="block")
    yield Chromium(context.new_page())
    context.close()


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each browser, started once."""
    starts: dict[str, Callable[[], AbstractContextManager[Engine]]] = {"firefox": firefox, "webkit": webkit}
    if request.param == "chromium":
        starts["chromium"] = lambda: chromium(request.getfixturevalue("browser"))
    with starts[request.param]() as started:
        yield started


def attempt(engine: Engine, address: str, listener: Listener, channels: list[Channel]) -> set[str]:
    """Try ways out of a page; the names of those by which something was sent."""
    engine.goto(address)
    for channel in channels:
        if channel.leaves:
            engine.goto(address)
        tcp, udp = listener.ports[channel.name]
        away = json.dumps(f"http://{HOST}:{tcp}/")
        engine.run(RUN % (away, udp, channel.code))
        if channel.leaves:
            time.sleep(LONG / 2)
    time.sleep(LONG)
    return set(listener.reached)


def in_page() -> list[Channel]:
    """Those that are tried in a page; those that leave it come last."""
    return sorted((one for one in CHANNELS if one.code), key=lambda one: one.leaves)


def open_in(engine: Engine) -> set[str]:
    """What has to be open in a browser like this."""
    has_navigation = engine.run("typeof navigation !== 'undefined'")
    left = {OPEN} if has_navigation else {OPEN, NAVIGATION}
    return {channel.name for channel in CHANNELS if channel.closed_by in left}


def test_without_a_policy_they_get_out(browser: Browser, host: str) -> None:
    """So that the tests after this one can fail. A busy machine may need a second try."""
    names = [channel.name for channel in CHANNELS]
    missing = {channel.name for channel in CHANNELS if channel.code and channel.control}
    with chromium(browser) as engine, listening(names) as listener:
        for _ in range(TRIES):
            missing -= attempt(engine, host + CONTROL, listener, in_page())
            if not missing:
                break
    assert missing == set()


def test_nothing_gets_out_of_a_page(engine: Engine, host: str) -> None:
    with listening([channel.name for channel in CHANNELS]) as listener:
        reached = attempt(engine, host + PAGE, listener, in_page())
        allowed = open_in(engine)
    assert reached <= allowed
    assert listener.touched <= allowed | CONNECTS


def test_nothing_gets_out_of_the_worker(engine: Engine, host: str) -> None:
    tried = [channel for channel in CHANNELS if channel.worker]
    with listening([channel.name for channel in tried]) as listener:
        engine.goto(f"{host}en/cspi/")
        wait_for(engine, "document.querySelector('#survey-app')?.dataset.ready !== undefined")
        script = "new URL(JSON.parse(document.querySelector('#page-data').textContent).worker, location).href"
        for channel in tried:
            tcp, udp = listener.ports[channel.name]
            code = RUN % (json.dumps(f"http://{HOST}:{tcp}/"), udp, channel.code)
            engine.run(IN_WORKER % (script, json.dumps(code)))
        time.sleep(2 * LONG)
        assert listener.touched == set()


def test_without_a_policy_they_get_out_of_a_worker(engine: Engine, host: str) -> None:
    """So that the test before this one can fail."""
    tried = [channel for channel in CHANNELS if channel.worker and channel.closed_by != TAKEN]
    with listening([channel.name for channel in tried]) as listener:
        engine.goto(host + CONTROL)
        for channel in tried:
            tcp, udp = listener.ports[channel.name]
            code = RUN % (json.dumps(f"http://{HOST}:{tcp}/"), udp, channel.code)
            engine.run(IN_WORKER % (json.dumps(host + SCRIPT), json.dumps(code)))
        time.sleep(2 * LONG)
        assert listener.reached == {channel.name for channel in tried}


def test_the_engine_is_started_under_the_policy_of_its_page(page: Page, host: str) -> None:
    SurveyPage(page, host).open().report()
    assert [worker.url.split(":")[0] for worker in page.workers] == ["blob"]


def test_what_is_taken_away_can_not_be_put_back(page: Page, host: str) -> None:
    page.goto(host + PAGE)
    names = "Object.getOwnPropertyNames(self).filter((name) => /RTC|WebTransport/.test(name) && self[name])"
    assert page.evaluate(f"() => {names}") == []
    page.evaluate("() => { self.RTCPeerConnection = 1; delete self.RTCPeerConnection; }")
    assert page.evaluate(f"() => {names}") == []


def test_a_link_that_a_person_clicks_still_leads_there(page: Page, host: str) -> None:
    """That is open, and meant to be: the pages name their sources."""
    with listening(["clicked link"]) as listener:
        page.goto(host + PAGE)
        address = f"http://{HOST}:{listener.ports['clicked link'][0]}/"
        page.evaluate("(to) => document.querySelector('h1').innerHTML = `<a href='${to}'>There</a>`", address)
        page.locator("h1 a").click()
        page.wait_for_url(address)
        assert listener.reached == {"clicked link"}


def test_the_table_says_the_same(root: Path) -> None:
    table_of = (root / "SECURITY.md").read_text(encoding="utf-8")
    table = table_of.split("## Exfiltration channels")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| (?!Channel|-)([^|]+?) \| ([^|]+?) \|$", table, re.MULTILINE))
    assert rows == {channel.name: channel.closed_by for channel in CHANNELS}
    assert len(rows) == len(CHANNELS)
    assert TAKEN in rows.values()
