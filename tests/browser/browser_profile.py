"""A browser profile that has never seen the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from waiting import TIMEOUT


@contextmanager
def fresh_profile(browser: Browser, **more: Any) -> Iterator[BrowserContext]:
    """One with a wide window, English as its language and time enough; `more` is Playwright's for a context.

    Service workers are left to the tests about them: elsewhere, filling their cache would take time.
    """
    usual = {"viewport": {"width": 1280, "height": 900}, "locale": "en", "service_workers": "block"}
    fresh = browser.new_context(**(usual | more))
    fresh.set_default_timeout(TIMEOUT)
    yield fresh
    fresh.close()
