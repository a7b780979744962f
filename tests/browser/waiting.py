"""Waiting for what a page does in its own time, where no `expect` of Playwright's can.

Nothing here guesses how long a machine takes: what is waited for is a condition, or the page's own timers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Frame, Locator, Page

TIMEOUT = 60_000  # milliseconds: a slow machine is no failure
LONGEST_PAUSE = 150  # milliseconds: the longest that the page lets pass before it keeps what was entered
STEP = 50  # milliseconds between two looks

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

T = TypeVar("T")


def let_settle(page: Page | Frame, wait: int = 2 * LONGEST_PAUSE) -> None:
    """Let the timers run out that the page has set so far.

    They come in the order in which they are due, however slow the machine is: when ours has come, a shorter
    one that was set before has come too.
    """
    page.evaluate("(wait) => new Promise((done) => setTimeout(done, wait))", wait)


def until(page: Page, read: Callable[[], T], good: Callable[[T], bool]) -> T:
    """What `read` gives, once it is good; an AssertionError that shows it where it never is."""
    for _ in range(TIMEOUT // STEP):
        value = read()
        if good(value):
            return value
        page.wait_for_timeout(STEP)
    raise AssertionError(f"not as wanted within {TIMEOUT // 1000} s: {value!r}")


def expect_drawn(place: Locator) -> None:
    """Bring the place of a chart near, which is when it is drawn, and wait until it is.

    It is brought near again where what was drawn above it meanwhile has moved it away.
    """

    def near() -> int:
        place.scroll_into_view_if_needed()
        return place.locator("svg").count()

    until(place.page, near, bool)


def expect_nothing_at_the_side(page: Page) -> None:
    """Wait until the page can't be moved sideways: charts follow a new width a moment later."""
    until(page, lambda: int(page.evaluate(SIDEWAYS)), lambda beyond: beyond <= 0)
