"""What the browser tests share: a Chromium, profiles, the survey's page, and another site.

The Chromium is Playwright's own, else the system's; `build.py test` installs one before the tests. Most tests
use its headless shell: the same engine, without the windows that nobody sees and each page would pay for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from browser_profile import fresh_profile
from cspi_build.testing.needs import find_chromium, find_headless_shell
from foreign_page import ForeignSite, foreign_site
from needed import skip_without
from survey_page import SurveyPage
from waiting import TIMEOUT

expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests, without windows where there is such a one."""
    launched = start_chromium(playwright, find_headless_shell() or find_chromium())
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def windowed(playwright: Playwright) -> Iterator[Browser]:
    """A whole Chromium, with what it has around its pages."""
    launched = start_chromium(playwright, find_chromium())
    yield launched
    launched.close()


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser profile that has never seen the site.

    Frames of another site want a whole Chromium: the headless shell does not tell whether they are covered,
    and lets their timers run at other times.
    """
    is_framed = "foreign" in request.fixturenames
    browser: Browser = request.getfixturevalue("windowed" if is_framed else "browser")
    with fresh_profile(browser) as fresh:
        yield fresh


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page in that profile."""
    return context.new_page()


@pytest.fixture
def cached(playwright: Playwright) -> Iterator[Page]:
    """A page in a Chromium that keeps left pages for the way back, as people's own does."""
    started = start_chromium(playwright, find_chromium(), without=["--disable-back-forward-cache"])
    with fresh_profile(started) as context:
        yield context.new_page()
    started.close()


@pytest.fixture
def cspi(page: Page, site_url: str) -> SurveyPage:
    """The large survey in English."""
    return SurveyPage(page, site_url)


@pytest.fixture
def form(cspi: SurveyPage) -> SurveyPage:
    """The same with an engine that never arrives: answering does not need it."""
    cspi.page.context.route("**/engine/**", lambda route: None)
    return cspi


@pytest.fixture
def foreign(tmp_path: Path, site_url: str) -> Iterator[ForeignSite]:
    """A site of somebody else's."""
    with foreign_site(tmp_path, site_url) as site:
        yield site


def start_chromium(playwright: Playwright, program: Path | None, without: Sequence[str] = ()) -> Browser:
    """Chromium, without some of the arguments that Playwright gives it."""
    if program is None:
        skip_without("Chromium")
    # A page lives for a second in most tests: compiling WebAssembly a second time, for speed, never pays
    arguments = ["--js-flags=--liftoff-only"]
    # Chromium refuses to run as root with its sandbox
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(
        executable_path=program, args=arguments, ignore_default_args=list(without)
    )
