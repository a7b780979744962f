"""Surveys, studies, files and links that try to run something: they are shown as what they are, text.

The policy of the pages is switched off in these tests: nothing may run even without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser_profile import fresh_profile
from hostile_site import ATTACKS, INVISIBLE, PLACES, make_hostile
from small_site import serve_small_site
from survey_page import Answers, SurveyPage, keep
from waiting import let_settle

ALL = " ".join([*ATTACKS, INVISIBLE, PLACES])
ANSWERS: Answers = {
    "place": {"choice": "street"},
    "mechanics": {"number": 3},
    "intake": {"choice": "note"},
    "checks": {"choices": ["brakes", "lights"]},
    "wait": {"number": 3},
    "returns": {"choice": "often"},
}
HARM = """() => {
  const all = [...document.querySelectorAll("*")];
  const own = [...document.scripts].filter((one) => !/json$/.test(one.type));  // data is never run
  return {
    hit: window.__hit ?? null,
    pictures: document.querySelectorAll("img[src=x], svg[onload]").length,
    handlers: all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith("on")),
    scripts: own.filter((one) => /__hit/.test(one.text)).length,
    links: [...document.links].map((one) => one.protocol).filter((one) => !/^https?:$/.test(one)),
    prototype: Object.keys(Object.prototype),
  };
}"""
NONE = {"hit": None, "pictures": 0, "handlers": [], "scripts": 0, "links": [], "prototype": []}
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  const leaves = (one) => one.getBoundingClientRect().right > room + 1;
  const wide = [...document.querySelectorAll("body *")].filter(leaves);
  const hides = (one) => getComputedStyle(one).overflowX !== "visible";
  const scrolls = (one) => one !== document.body && (hides(one) || scrolls(one.parentElement));
  return document.documentElement.scrollWidth <= room ? [] : wide.filter((one) => !scrolls(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def hostile_url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in which every text is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    with serve_small_site(root, folder, lambda copy: make_hostile(copy, root / "tests")) as url:
        yield url


@pytest.fixture
def unguarded(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser that keeps no page's policy."""
    with fresh_profile(browser, viewport={"width": 390, "height": 800}, bypass_csp=True) as context:
        yield context


def unharmed(page: Page) -> None:
    assert page.evaluate(HARM) == NONE, page.url
    assert page.evaluate(TOO_WIDE) == [], page.url


def test_no_page_of_a_hostile_site_runs_anything(unguarded: BrowserContext, hostile_url: str) -> None:
    """Every page that the navigation and the pages lead to."""
    page = unguarded.new_page()
    waiting, seen = (
        [f"{hostile_url}en/", f"{hostile_url}ja/tiny/", f"{hostile_url}ja/tiny/method/"],
        set[str](),
    )
    while waiting:
        address = waiting.pop(0)
        seen.add(address)
        page.goto(address)
        unharmed(page)
        links: list[str] = page.evaluate("[...document.links].map((link) => link.href.split('#')[0])")
        fresh = {link for link in links if link.startswith(f"{hostile_url}en/") and link.endswith("/")}
        waiting += sorted(fresh - seen - set(waiting))
    assert len(seen) > 12
    assert {urlsplit(one).path for one in seen} >= {"/en/tiny/", "/en/tiny/method/", "/en/benchmarks/"}


def test_no_view_of_a_hostile_survey_runs_anything(unguarded: BrowserContext, hostile_url: str) -> None:
    """With hostile notes and a hostile name on top."""
    page = unguarded.new_page()
    notes = dict(zip(ANSWERS, ATTACKS, strict=False))
    keep(page, "tiny", ANSWERS, version="2.0", notes=notes, label=ATTACKS[0] + ATTACKS[1])
    survey = SurveyPage(page, hostile_url, "tiny").open("report")
    survey.wait_for_report()
    expect(page.locator("#report-view [data-slot=meta]")).to_contain_text("<img src=x")
    page.locator("#report-view details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    unharmed(page)
    views = page.locator("[data-view-of]").evaluate_all("all => all.map((one) => one.dataset.viewOf)")
    for view in views:
        page.evaluate("view => (location.hash = view)", view)
        expect(page.locator(f"[data-view-of={view}]")).to_be_visible()
        let_settle(page)
        unharmed(page)


def test_a_hostile_search_index_runs_nothing(unguarded: BrowserContext, hostile_url: str) -> None:
    page = unguarded.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{hostile_url}en/")
    page.locator("[data-search-open]").click()
    page.keyboard.type("workshop")
    page.keyboard.press("End")
    expect(page.locator(".cs-lookup__result").first).to_be_attached()
    let_settle(page)
    assert page.evaluate(HARM) == NONE


FILES = {
    "markup": {"label": ATTACKS[0] + ATTACKS[1][:80], "notes": {"place": ALL, "intake": ATTACKS[0]}},
    "a language's names": {
        "answers": {
            "__proto__": {"choice": "x"},
            "constructor": {"number": 1},
            "place": {"choice": "street"},
        },
        "notes": {"__proto__": "polluted", "toString": "x"},
    },
    "a day that is markup": {"created": ATTACKS[0]},
    "an option that is markup": {"answers": {"place": {"choice": ATTACKS[1]}, ATTACKS[0]: {"number": 1}}},
    "a survey that is markup": {"survey": {"id": ATTACKS[0], "version": ATTACKS[1]}},
    "a format that is markup": {"format": "cspi-result/" + ATTACKS[0]},
    "a key that is markup": {ATTACKS[2]: 1, "__proto__": {"polluted": 1}},
}


def test_no_hostile_file_or_name_of_one_runs_anything(unguarded: BrowserContext, hostile_url: str) -> None:
    page = unguarded.new_page()
    survey = SurveyPage(page, hostile_url, "tiny").open("open")
    good = {"format": "cspi-result/1", "survey": {"id": "tiny", "version": "2.0"}, "answers": ANSWERS}
    for case, changes in FILES.items():
        text = json.dumps(good | changes)
        page.evaluate("location.hash = 'open'")
        survey.choose_file(f"{case}{ATTACKS[0]}{INVISIBLE}.json", text.encode())
        if case == "markup":
            survey.wait_for_report()
            expect(page.locator("#report-view [data-slot=meta]")).to_contain_text("<img src=x")
        else:
            problems = page.locator("#open-view [data-slot=problems]")
            expect(problems).to_contain_text(case)  # of this file, not of the one before
            expect(problems.locator("li").first).to_be_visible()
        unharmed(page)


def test_what_is_downloaded_has_a_safe_name(unguarded: BrowserContext, hostile_url: str) -> None:
    page = unguarded.new_page()
    keep(page, "tiny", ANSWERS, version="2.0", label="../../etc/passwd\u202egnp.exe")
    survey = SurveyPage(page, hostile_url, "tiny").open("report")
    survey.wait_for_report()
    with page.expect_download() as caught:
        page.locator("[data-action=download]").click()
    assert caught.value.suggested_filename == "tiny-2026-11-22-etc-passwd-gnp-exe.json"
