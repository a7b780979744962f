"""How tests are run, whatever they test: time limits, signals, seeds, what is slow, what could not run."""

from __future__ import annotations

import gc
import signal
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

import needed
from cspi_build.testing.needs import no_browser

LIMIT = 300  # seconds that a test may take with all that it sets up, on a slow machine
LONG_LIMIT = 900  # where a site is built, or waited for
RANDOM_LIMIT = 3600
EXAMPLES = {"random": 10.0, "fast": 0.25}  # how many times as many a property looks at, by profile
CHROMIUM = {"browser", "context", "windowed"}
SITE = {"site_dir", "site_url"}
BUILDS = SITE | CHROMIUM
"""Fixtures whose tests need a built site or a browser."""
STOPPING = (signal.SIGINT, signal.SIGTERM)

# Seconds say nothing about a law: they depend on what else a machine does.
ALWAYS: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("same every time", derandomize=True, **ALWAYS)
# Where CI is set, Hypothesis derandomises by itself
settings.register_profile("fast", derandomize=True, **ALWAYS)
settings.register_profile("random", derandomize=False, database=None, print_blob=True, **ALWAYS)
settings.load_profile("same every time")


def pytest_configure(config: pytest.Config) -> None:
    """Let children be stopped by signals, also where this runs in the background of a script."""
    for name, meaning in {
        "slow": "takes too long for `build.py test --fast`",
        "needs(*names)": "cannot run without these, as cspi_build.testing.needs calls them",
        "timeout(seconds)": "may take so long",
    }.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    for one in STOPPING:
        if signal.getsignal(one) is signal.SIG_IGN:
            # A child inherits what is ignored, but not a handler, even if that does nothing
            signal.signal(one, lambda *_: None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow and what needs a browser, limit all times, and set how many examples there are."""
    profile = config.getoption("--hypothesis-profile", None)
    is_random = profile == "random"
    _start_with_long_files(items)
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BUILDS:
            item.add_marker("slow")
        if fixtures & CHROMIUM:
            item.add_marker(pytest.mark.needs("Chromium"))
        if not item.get_closest_marker("timeout"):
            limit = LONG_LIMIT if fixtures & BUILDS else LIMIT
            item.add_marker(pytest.mark.timeout(RANDOM_LIMIT if is_random else limit))
        if profile in EXAMPLES:
            _set_examples(item, EXAMPLES[profile])


def _start_with_long_files(items: list[pytest.Item]) -> None:
    """Put files that are marked as slow first: started last, one keeps all others waiting.

    Among these, one that builds the site comes first, and then those that need not wait for it.
    """
    waits = {item.path: None for item in items if SITE & set(getattr(item, "fixturenames", ()))}
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    builds = next(iter(waits), None)
    items.sort(
        key=lambda item: (item.path != builds, item.path not in slow | waits.keys(), item.path in waits)
    )


def _set_examples(item: pytest.Item, times: float) -> None:
    """Multiply the examples of a property, whose own settings are kept otherwise."""
    test = getattr(item, "obj", None)
    test = getattr(test, "__func__", test)
    if test is None or not is_hypothesis_test(test) or hasattr(test, "has_examples_set"):
        return
    own = test._hypothesis_internal_use_settings  # there is no public way to read or change them
    most = max(1, round(own.max_examples * times))
    test._hypothesis_internal_use_settings = settings(own, max_examples=most)
    test.has_examples_set = True


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stop with one sentence, before the first test, where chosen tests need a browser and there is none."""
    # What there is now stays until the end: going through it at each collection takes a fifth of the time
    gc.collect()
    gc.freeze()
    chosen = any(item.get_closest_marker("needs") for item in session.items)
    if chosen and not session.config.option.collectonly and (sentence := no_browser()):
        pytest.exit(sentence, returncode=1)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Count what could not run, by what was missing."""
    counts = Counter(
        name for report in terminalreporter.stats.get("skipped", ()) for name in needed.named_in(report)
    )
    if counts:
        counted = ", ".join(f"{number} for want of {name}" for name, number in sorted(counts.items()))
        terminalreporter.write_line(f"COULD NOT RUN HERE: {counted}.", yellow=True, bold=True)
