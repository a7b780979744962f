"""A Chromium for the tests: Playwright's own, else the system's, else one that Playwright can still fetch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

TIMEOUT = 60_000  # milliseconds: a slow machine is no failure
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_FOUND = (
    "The browser tests need Chromium, and there is none: `apt install chromium` brings one, "
    "and so does `.venv/bin/python -m playwright install chromium`."
)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests."""
    # Chromium refuses to run as root with its sandbox
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    launched = playwright.chromium.launch(executable_path=find_chromium(playwright), args=arguments)
    yield launched
    launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile that has never seen the site, with a wide window and English as its language.

    Service workers are left to the tests about them: elsewhere, filling their cache would take time.
    """
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en", service_workers="block")
    fresh.set_default_timeout(TIMEOUT)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page in that profile."""
    return context.new_page()


def find_chromium(playwright: Playwright) -> Path:
    """The program to start; the test fails with one sentence where there is none and none can be fetched."""
    own = Path(playwright.chromium.executable_path)
    system = next((path for name in SYSTEM_NAMES if (path := shutil.which(name))), None)
    if own.is_file():
        return own
    if system:
        return Path(system)
    fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(fetch, check=False, capture_output=True, timeout=600)
    if not own.is_file():
        pytest.fail(NONE_FOUND, pytrace=False)
    return own
