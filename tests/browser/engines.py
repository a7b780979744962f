"""Firefox and WebKit for the tests: both run scripts in a page and hand files over, and no more is needed.

Playwright's builds of these two are patched and have to be fetched; these are the ones that people have.
Firefox is driven over WebDriver BiDi, which it speaks itself; WebKitGTK over its own WebDriver.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

import pytest
import websocket
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.file_detector import UselessFileDetector

from cspi_build.testing.needs import find_firefox, find_mini_browser
from needed import skip_without

PATIENCE = 60.0  # seconds for whatever a slow machine does
TRIES = 3
T = TypeVar("T")


class Engine(Protocol):
    """A browser with one page open."""

    def goto(self, url: str) -> None:
        """Open an address and wait until it has loaded."""

    def back(self, steps: int) -> None:
        """Go back in the history."""

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited."""

    def choose(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""


def wait_for(engine: Engine, expression: str) -> Any:
    """The first value of the expression that counts as true."""
    ends = time.monotonic() + PATIENCE
    while not (value := engine.run(expression)):
        assert time.monotonic() < ends, f"not seen within {PATIENCE:.0f} s: {expression}"
        time.sleep(0.1)
    return value


class Firefox:
    """Firefox over WebDriver BiDi."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE, suppress_origin=True
        )
        self._ids = itertools.count(1)
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **params: Any) -> Any:
        sent = next(self._ids)
        self._socket.send(json.dumps({"id": sent, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != sent:
            pass  # an event
        assert answer["type"] == "success", answer
        return answer["result"]

    def goto(self, url: str) -> None:
        """Open an address and wait until it has loaded."""
        self._ask("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def back(self, steps: int) -> None:
        """Go back in the history."""
        self._ask("browsingContext.traverseHistory", context=self._context, delta=-steps)

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited."""
        text = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        target = {"context": self._context}
        answer = self._ask("script.evaluate", expression=text, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def choose(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""
        locator = {"type": "css", "value": selector}
        nodes = self._ask("browsingContext.locateNodes", context=self._context, locator=locator)["nodes"]
        element = {"sharedId": nodes[0]["sharedId"]}
        self._ask("input.setFiles", context=self._context, element=element, files=[str(path)])

    def printed(self) -> bytes:
        """The page as a PDF, on A4 with the margins that the site asks for."""
        margin = {"top": 1.8, "bottom": 1.7, "left": 1.5, "right": 1.5}  # centimetres
        page = {"width": 21.0, "height": 29.7}
        answer = self._ask("browsingContext.print", context=self._context, page=page, margin=margin)
        return base64.b64decode(answer["data"])


class WebKit:
    """WebKitGTK's small browser over WebDriver."""

    def __init__(self, port: int, browser: Path) -> None:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browser)
        options.add_argument("--automation")
        self.driver = webdriver.Remote(f"http://127.0.0.1:{port}", options=options)
        self.driver.set_script_timeout(PATIENCE)
        self.driver.file_detector = UselessFileDetector()  # the files are on the same machine

    def goto(self, url: str) -> None:
        """Open an address and wait until it has loaded."""
        self.driver.get(url)

    def back(self, steps: int) -> None:
        """Go back in the history."""
        for _ in range(steps):
            self.driver.back()

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited."""
        script = "const done = arguments[0]; Promise.resolve(%s).then((v) => done(JSON.stringify(v ?? null)))"
        return json.loads(self.driver.execute_async_script(script % expression))

    def choose(self, selector: str, path: Path) -> None:
        """Choose a file in an input."""
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(str(path))


@contextmanager
def firefox() -> Iterator[Engine]:
    """Firefox with an empty profile; the test is skipped, and counted, where there is none."""
    program = find_firefox()
    if program is None:
        skip_without("Firefox")
    with ExitStack() as stack:
        profile = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        command = [
            str(program),
            "--headless",
            "--remote-debugging-port=0",
            "--profile",
            profile,
            "about:blank",
        ]
        said = Path(profile) / "said"
        process = stack.enter_context(_started(command, os.environ | {"HOME": profile}, said))
        told = re.compile(r"BiDi listening on (ws://\S+)")
        found = _patiently(process, said, lambda: told.search(said.read_text(errors="replace")))
        assert found, f"Firefox ended: {said.read_text(errors='replace')}"
        yield Firefox(found[1])


@contextmanager
def webkit() -> Iterator[Engine]:
    """WebKitGTK on a display of its own; the test is skipped, and counted, where anything is missing."""
    browser = find_mini_browser()
    if browser is None:
        skip_without("WebKit")
    with ExitStack() as stack:
        home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        environment = os.environ | {"HOME": home, "LIBGL_ALWAYS_SOFTWARE": "1"}
        if os.geteuid() == 0:  # its sandbox refuses to run as root
            environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        port = _driver_on_a_port(stack, environment, Path(home))
        engine = WebKit(port, browser)
        stack.callback(engine.driver.quit)
        yield engine


def _driver_on_a_port(stack: ExitStack, environment: dict[str, str], home: Path) -> int:
    """WebKit's driver, started; the port that it listens on. Another program may take a port or a display
    that was free: then it ends, and there is another try."""
    for left in reversed(range(TRIES)):
        port, said = _free_port(), home / f"said-{left}"
        command = ["xvfb-run", "-a", "dbus-run-session", "--", "WebKitWebDriver", f"--port={port}"]
        process = stack.enter_context(_started(command, environment, said))
        if _patiently(process, said, lambda port=port: _listens(port)):
            return port
    raise AssertionError(f"WebKitWebDriver ended: {said.read_text(errors='replace')}")


@contextmanager
def _started(
    command: list[str], environment: dict[str, str], said: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, ended with all that it started; `said` gets what it says, however much that is."""
    with said.open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _patiently(process: subprocess.Popen[bytes], said: Path, look: Callable[[], T]) -> T | None:
    """What `look` finds, once that counts as true; None where the program has ended."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if found := look():
            return found
        if process.poll() is not None:
            return None
        time.sleep(0.1)
    raise AssertionError(f"not ready within {PATIENCE:.0f} s: {said.read_text(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each of these browsers, started once for the tests of a file."""
    start: Callable[[], AbstractContextManager[Engine]] = request.param
    with start() as started:
        yield started
