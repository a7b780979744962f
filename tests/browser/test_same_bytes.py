"""The golden vectors in the browser's Python give the very bytes that they give in CPython."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from vectors import read_vector, vector_files

pytestmark = pytest.mark.slow

# The runtime and the wheel of the built site, as its own worker uses them, but with texts left as they are.
RUN = """
async ([engine, requests]) => {
  const manifest = await (await fetch(engine + "manifest.json")).json();
  const index = new URL(manifest.runtime.index, new URL(engine, location.href)).href;
  const { loadPyodide } = await import(index + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: index });
  const wheel = await (await fetch(engine + manifest.wheel.path)).arrayBuffer();
  python.unpackArchive(wheel, "wheel");
  const answer = python.runPython("from cspi_core.service import Service\\nService().answer");
  return requests.map((request) => answer(request));
}
"""

FORMATS = ("markdown", "json", "csv", "tables", "slide", "offer")


def requests() -> list[str]:
    """Every survey loaded, then each vector scored, saved, and spoiled in a way, in both languages."""
    vectors = [(path.parent.name, path) for path in vector_files()]
    surveys = {name: compiled(name) for name, _ in vectors}
    asked: list[dict[str, Any]] = [{"method": "load", "survey": survey} for survey in surveys.values()]
    for name, path in vectors:
        answers, _ = read_vector(path, surveys[name])
        common = {"survey": name, "answers": answers, "created": "2026-11-22T09:00:00Z"}
        spoiled = answers | {"no_such_question": {"choice": "あ"}}
        for locale in ("ja", "en"):
            asked.append(common | {"method": "score", "locale": locale})
            asked.append(common | {"method": "plan", "locale": locale})
            asked.append(common | {"method": "what_if", "locale": locale, "changes": {}})
            asked.append(common | {"method": "save", "locale": locale, "label": "目印 ✓"})
            asked.append(common | {"method": "score", "locale": locale, "answers": spoiled})
            asked += [common | {"method": "take", "locale": locale, "format": form} for form in FORMATS]
    return [json.dumps(request) for request in asked]


@pytest.fixture(scope="module")
def in_cpython() -> list[str]:
    service = Service()
    return [service.answer(request) for request in requests()]


def test_the_browser_gives_the_same_bytes(page: Page, site_url: str, in_cpython: list[str]) -> None:
    page.goto(f"{site_url}en/about/")
    in_browser = page.evaluate(RUN, [f"{site_url}engine/", requests()])
    assert [text.encode() for text in in_browser] == [text.encode() for text in in_cpython]


def test_the_vectors_score_and_the_spoiled_ones_do_not(in_cpython: list[str]) -> None:
    asked = [json.loads(request) for request in requests()]
    for request, response in zip(asked, in_cpython, strict=True):
        spoiled = "no_such_question" in request.get("answers", {})
        assert json.loads(response)["ok"] is not spoiled
