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
            below += [f"{case['id']}: {name} ends at {end}" for name, end in places if end > HEIGHT]
    assert below == []
