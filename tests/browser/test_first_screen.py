"""A phone shows index, level, what holds back and what to start with without scrolling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from browser_profile import fresh_profile
from several_files import result_text
from survey_page import Answers, SurveyPage, keep
from waiting import let_settle

WIDTH, HEIGHT = 390, 844
PARTS = ".cs-index__number, .cs-level, .cs-say, .cs-gate, .cs-start li"
BOTTOMS = f"""() => {{
  scrollTo(0, 0);
  document.querySelector("#report-view").scrollIntoView();
  return [...document.querySelectorAll("#report-view :is({PARTS})")].map((part) =>
    [part.className || part.textContent.slice(0, 20), Math.round(part.getBoundingClientRect().bottom)]);
}}"""

LEVEL_NAMES = """() => {
  const ladder = document.querySelector("#report-view .cs-ladder").getBoundingClientRect();
  return [...document.querySelectorAll("#report-view .cs-ladder__name")].map((name) => {
    const { left, right, top, height } = name.getBoundingClientRect();
    const lines = height / parseFloat(getComputedStyle(name).lineHeight);
    return { left: left - ladder.left, right: right - ladder.right, top, lines, text: name.textContent };
  });
}"""


def filled(given: dict[str, Any]) -> Answers:
    """The answers of a case, as a page keeps them."""
    kinds = {str: "choice", list: "choices", int: "number", float: "number"}
    return {
        id_: value if isinstance(value, dict) else {kinds[type(value)]: value} for id_, value in given.items()
    }


def open_result(survey: SurveyPage, answers: Answers, number: int) -> None:
    """Take over a result of a day of its own, by which the report is known to be the new one."""
    meta = survey.page.locator("#report-view [data-slot=meta]")
    before = meta.inner_text()
    survey.page.evaluate("location.hash = 'open'")
    text = result_text(answers, created=f"2026-10-{number + 10}T09:00:00Z")
    survey.choose_file(f"case-{number}.json", text.encode())
    survey.confirm(True)
    survey.wait_for_report()
    expect(meta).not_to_have_text(before)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_of_every_seventh_case(browser: Browser, site_url: str, root: Path, locale: str) -> None:
    """In one page, which starts the engine once."""
    text = (root / "survey_defs" / "cspi" / "cases.yaml").read_text(encoding="utf-8")
    below = []
    with fresh_profile(browser, viewport={"width": WIDTH, "height": HEIGHT}) as context:
        page = context.new_page()
        survey = SurveyPage(page, site_url, locale=locale)
        for number, case in enumerate(yaml.safe_load(text)["cases"][2::7]):
            if number == 0:
                keep(page, "cspi", filled(case["answers"]), version="2.0")
                survey.open("report").wait_for_report()
            else:
                open_result(survey, filled(case["answers"]), number)
            let_settle(page)
            places = page.evaluate(BOTTOMS)
            assert len(places) >= 3
            names = page.evaluate(LEVEL_NAMES)
            assert len(names) == 5
            for one in names:  # whole words, beside one another
                assert one["lines"] < 1.5 and one["left"] > -1 and one["right"] < 1, one
            for one, after in zip(names[:-2], names[2:], strict=True):
                assert one["top"] == after["top"] and one["right"] + WIDTH - 32 < after["left"], (one, after)
            below += [f"{case['id']}: {name} ends at {end}" for name, end in places if end > HEIGHT]
    assert below == []
