"""A phone shows index, level, what holds back and what to start with without scrolling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from browser_profile import fresh_profile
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


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_of_every_seventh_case(browser: Browser, site_url: str, root: Path, locale: str) -> None:
    text = (root / "survey_defs" / "cspi" / "cases.yaml").read_text(encoding="utf-8")
    below = []
    for case in yaml.safe_load(text)["cases"][2::7]:
        with fresh_profile(browser, viewport={"width": WIDTH, "height": HEIGHT}) as context:
            page = context.new_page()
            keep(page, "cspi", filled(case["answers"]), version="2.0")
            SurveyPage(page, site_url, locale=locale).open("report").wait_for_report()
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
