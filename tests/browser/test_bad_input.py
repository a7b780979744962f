"""Files, links and storage that are no good: a readable word, and one's own answers untouched."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile
from survey_page import Answers, SurveyPage, keep

OWN: Answers = {"q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}}


def result(**changes: Any) -> bytes:
    """A result file with something else in it than there should be."""
    good = {
        "format": "cspi-result/1",
        "survey": {"id": "cspi", "version": "1.0"},
        "label": "",
        "created": "2026-11-22T09:00:00Z",
        "answers": {"q15": {"choice": "cco"}, "q17": {"choice": "nrr"}},
    }
    return json.dumps(good | changes).encode()


BAD = {
    "not JSON": (b"Dear Sir or Madam", "JSON"),
    "empty": (b"", "JSON"),
    "no text": (b"\xff\xfe\x00\x01", "JSON"),
    "something else": (b"[1, 2, 3]", "result file"),
    "other survey": (result(survey={"id": "tiny", "version": "1.0"}), "tiny"),
    "newer survey": (result(survey={"id": "cspi", "version": "9.0"}), "9.0"),
    "newer format": (result(format="cspi-result/9"), "cspi-result/9"),
    "unknown question": (result(answers={"q99": {"choice": "a"}}), "q99"),
    "unknown option": (result(answers={"q15": {"choice": "boss"}}), "boss"),
    "contradiction": (result(answers={"q23": {"choices": ["none", "partners"]}}), "Q9"),
    "wrong number": (result(answers={"q9": {"number": "abc"}}), "abc"),
    "out of bounds": (result(answers={"q11": {"number": 250}}), "250"),
    "too deep": (b'{"answers": ' + b"[" * 5000 + b"]" * 5000 + b"}", "deep"),
    "too large": (b" " * 1_000_001, "too large"),
}


@pytest.fixture
def own(page: Page, site_url: str) -> SurveyPage:
    """A survey with answers of one's own, at the place for opening a file."""
    keep(page, "cspi", OWN)
    return SurveyPage(page, site_url).open("open")


@pytest.fixture(scope="module")
def refusing(browser: Browser, site_url: str) -> Iterator[SurveyPage]:
    """The same for files that must leave everything as it was: one page, and one engine, for all of them."""
    with fresh_profile(browser) as context:
        page = context.new_page()
        keep(page, "cspi", OWN)
        yield SurveyPage(page, site_url).open("open")


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_words(refusing: SurveyPage, case: str) -> None:
    content, word = BAD[case]
    name = f"{case.replace(' ', '-')}.json"
    refusing.choose_file(name, content)
    problems = refusing.page.locator("#open-view [data-slot=problems]")
    expect(problems).to_contain_text(name)
    expect(problems).to_contain_text(word)
    expect(refusing.page.locator("#confirm")).to_be_hidden()
    assert refusing.answers() == OWN


def test_all_problems_are_said_at_once(own: SurveyPage) -> None:
    answers = {"q15": {"choice": "boss"}, "q17": {"choice": "luck"}, "q99": {"number": 1}}
    own.choose_file("mine.json", result(answers=answers))
    problems = own.page.locator("#open-view [data-slot=problems] li")
    expect(problems).to_have_count(3)


def test_own_answers_give_way_only_when_asked(own: SurveyPage) -> None:
    own.choose_file("theirs.json", result())
    expect(own.page.locator("#confirm p")).to_contain_text("2 answered")
    own.confirm(False)
    assert own.answers() == OWN
    own.choose_file("theirs.json", result())
    own.confirm(True)
    own.wait_for_report()
    assert own.answers() == {"q15": {"choice": "cco"}, "q17": {"choice": "nrr"}}


def test_a_file_may_be_dropped_anywhere(own: SurveyPage) -> None:
    own.page.locator("#open-view .cs-ways__back").click()
    expect(own.page.locator("#open-view")).to_be_hidden()
    problems = own.page.locator("#open-view [data-slot=problems]")
    own.drop(("dropped.json", "no JSON"))
    expect(problems).to_contain_text("dropped.json")
    own.drop(("one.json", "no JSON"), ("two.json", "no JSON"))
    expect(problems).to_contain_text("You dropped 2 files")


MARKUP = "<img src=x onerror='document.title=1'><b>bold</b>"


def test_markup_in_a_file_stays_text(own: SurveyPage) -> None:
    own.choose_file(f"{MARKUP}.json", result(label=MARKUP, notes={"q15": MARKUP}))
    own.confirm(True)
    own.wait_for_report()
    expect(own.page.locator("[data-slot=meta]")).to_contain_text(MARKUP)
    expect(own.page.locator("#axis-alignment .cs-item__note")).to_contain_text(MARKUP)
    expect(own.page.locator("[data-notice=restored]")).to_contain_text("<img")
    expect(own.page.locator("#survey-app :is(img, b)")).to_have_count(0)
    expect(own.page).not_to_have_title("1")


STORED = {
    "no JSON": "{",
    "no object": "[]",
    "other format": '{"format": "kept-elsewhere/1", "answers": {}}',
    "no answers": '{"format": "cspi-kept/1", "answers": 7, "notes": [], "label": {}}',
    "strange answers": json.dumps(
        {
            "format": "cspi-kept/1",
            "screen": "../..",
            "answers": {
                "q15": None,
                "q18": {"choice": 3},
                "q19": {"choices": [None, "x"]},
                "__proto__": {"choice": "a"},
            },
        }
    ),
}


@pytest.mark.parametrize("case", STORED)
def test_a_damaged_store_does_no_harm(page: Page, site_url: str, case: str) -> None:
    script = f"localStorage.setItem('cspi-answers:cspi', {json.dumps(STORED[case])})"
    page.add_init_script(f"if (!window.name) {{ window.name = 'kept'; {script} }}")
    survey = SurveyPage(page, site_url).open()
    survey.fill(OWN)
    assert survey.answers() == OWN


def test_what_no_longer_fits_is_said(page: Page, site_url: str) -> None:
    keep(page, "cspi", OWN | {"q99": {"choice": "a"}, "q15": {"choice": "boss"}}, version="0.9")
    survey = SurveyPage(page, site_url).open()
    expect(survey.notice("restored")).to_contain_text("2 saved answers")
    expect(survey.notice("restored")).to_contain_text("0.9")
    survey.fill({"q17": {"choice": "nrr"}})
    assert survey.answers() == OWN | {"q17": {"choice": "nrr"}}


@pytest.mark.parametrize("fragment", ["lang=%%%", "lang=bm8", "lang=", "lang=" + "A" * 5000])
def test_a_damaged_handover_is_said(page: Page, site_url: str, fragment: str) -> None:
    keep(page, "cspi", OWN, version="0.9")
    survey = SurveyPage(page, site_url).open(fragment)
    expect(survey.notice("carried")).to_contain_text("could not be carried over")
    expect(survey.notice("restored")).to_contain_text("0.9")
    expect(page).not_to_have_url(re.compile("lang="))


def test_a_strange_handover_does_no_harm(page: Page, site_url: str) -> None:
    entry = {"answers": {"q15": {"choice": "<b>"}, "q18": {"choice": "one_group"}}, "label": 7, "screen": {}}
    fragment = base64.urlsafe_b64encode(json.dumps(entry).encode()).decode().rstrip("=")
    survey = SurveyPage(page, site_url).open(f"lang={fragment}")
    assert survey.answers() == {"q18": {"choice": "one_group"}}


@pytest.mark.parametrize("fragment", ["nowhere", "q-q99", "q-", "%E0%A4%A", "__proto__", "survey-form"])
def test_an_unknown_fragment_shows_the_form(page: Page, site_url: str, fragment: str) -> None:
    SurveyPage(page, site_url).open(fragment)
    expect(page.locator("#screen-alignment")).to_be_visible()
