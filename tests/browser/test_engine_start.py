"""The engine starts from its image, scores as always, and starts whole where it must."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from vectors import read_vector, vector_files

# A worker of the built page, started and asked as the page does it.
START = """
() => new Promise(async (resolve) => {
  const data = JSON.parse(document.querySelector("#page-data").textContent);
  const absolute = (url) => new URL(url, document.baseURI).href;
  self.engine = new Worker(data.worker, { type: "module" });
  self.engine.addEventListener("message", ({ data }) => {
    if (data.type === "ready" || data.type === "failed") resolve(data);
  });
  const beside = absolute(data.engine);
  const response = await fetch(beside);
  const packs = response.headers.get("content-encoding") === "br";
  const engine = { manifest: await response.json(), beside, packs };
  const places = Object.entries(data.messages).map(([name, url]) => [name, absolute(url)]);
  const messages = Object.fromEntries(places);
  const asked = { type: "start", engine, messages, locale: data.locale };
  self.engine.postMessage({ ...asked, survey: absolute(data.survey.data), snapshots: [] });
})
"""
ASK = """
(request) => new Promise((resolve) => {
  const hear = ({ data }) => {
    if (data.type === "reply" || data.type === "missed") {
      self.engine.removeEventListener("message", hear);
      resolve(data.reply ?? data);
    }
  };
  self.engine.addEventListener("message", hear);
  self.engine.postMessage({ type: "request", id: 1, request });
})
"""
PACKED, FROM_NOTHING = {"memory.bin", "core.bin"}, {"python_stdlib.zip", "pyodide.asm.wasm"}


@pytest.fixture
def start(page: Page, site_url: str) -> Callable[[], set[str]]:
    """Starts an engine and returns the names of the files that it asked for."""
    asked: list[str] = []

    def started() -> set[str]:
        page.add_init_script("self.requestIdleCallback = () => 0;")
        page.goto(f"{site_url}en/cspi/")
        page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
        assert page.evaluate(START)["type"] == "ready"
        return set(asked)

    return started


def altered(body: bytes) -> bytes:
    return body[:1000] + bytes([body[1000] ^ 1]) + body[1001:]


def as_a_phone(route: Route) -> None:
    """The worker as it is on a phone of Apple."""
    response = route.fetch()
    claim = "Object.defineProperty(navigator, 'userAgent', { value: 'iPhone' });\n"
    route.fulfill(response=response, body=claim + response.text())


def serve_instead(page: Page, pattern: str, change: Callable[[bytes], bytes]) -> None:
    """Serve a file of the engine as `change` leaves it."""

    def serve(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.body()))

    page.route(pattern, serve)


def test_it_starts_from_the_snapshot(start: Callable[[], set[str]]) -> None:
    asked = start()
    assert asked >= PACKED
    assert not asked & FROM_NOTHING
    assert not [name for name in asked if name.endswith(".whl")]


def test_it_scores_as_everywhere(page: Page, start: Callable[[], set[str]]) -> None:
    """With the trampoline in JavaScript, as on phones of Apple; the build has tried the other."""
    page.route("**/engine-worker-*.js", as_a_phone)
    assert not start() & FROM_NOTHING
    survey, service = compiled("cspi"), Service()
    service.answer(json.dumps({"method": "load", "survey": survey, "snapshots": []}))
    for path in vector_files():
        if path.parent.name == "cspi":
            common = {
                "survey": "cspi",
                "answers": read_vector(path, survey)[0],
                "created": "2026-11-22T09:00:00Z",
            }
            for method, locale in (
                ("score", "ja"),
                ("score", "en"),
                ("save", "ja"),
                ("open", "en"),
                ("none", "ja"),
            ):
                request = common | {"method": method, "locale": locale, "label": "目印", "text": "{"}
                assert page.evaluate(ASK, request) == json.loads(service.answer(json.dumps(request))), (
                    path.name
                )


@pytest.mark.parametrize("name", ["memory.bin", "core.bin"])
@pytest.mark.parametrize("failure", ["missing", "altered"])
def test_it_starts_without_a_file_of_the_snapshot(
    page: Page, start: Callable[[], set[str]], name: str, failure: str
) -> None:
    if failure == "missing":
        page.route(f"**/{name}", lambda route: route.fulfill(status=404, body="not here"))
    else:
        serve_instead(page, f"**/{name}", altered)
    assert start() >= FROM_NOTHING


@pytest.mark.parametrize("number", ["entry", "words"])
def test_it_starts_without_an_image_that_does_not_fit(
    page: Page, start: Callable[[], set[str]], site_dir: Path, number: str
) -> None:
    """Its files are whole, but what the manifest says of them is about another one."""
    manifest: dict[str, Any] = json.loads((site_dir / "engine" / "manifest.json").read_bytes())
    manifest["snapshot"][number] = 0 if number == "entry" else 2**28
    page.route("**/manifest.json", lambda route: route.fulfill(body=json.dumps(manifest)))
    assert start() >= FROM_NOTHING


def test_it_starts_where_the_build_made_no_snapshot(page: Page, start: Callable[[], set[str]]) -> None:
    def without(body: bytes) -> bytes:
        manifest = json.loads(body)
        del manifest["snapshot"]
        return json.dumps(manifest).encode()

    serve_instead(page, "**/manifest.json", without)
    assert start() >= FROM_NOTHING


def test_a_host_that_compresses_better_sends_the_plain_files(
    page: Page, start: Callable[[], set[str]], site_dir: Path
) -> None:
    body = (site_dir / "engine" / "manifest.json").read_bytes()
    headers = {"content-type": "application/json", "content-encoding": "br"}
    page.route("**/manifest.json", lambda route: route.fulfill(headers=headers, body=body))
    asked = start()
    assert asked >= {"memory.wasm", "core.wasm"}
    assert not asked & (PACKED | FROM_NOTHING)
