"""Pages are checked as browsers read them: the elements that the build sees are those that Chromium sees."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from cspi_build.site.page_scan import elements_of
from disguised_markup import DISGUISED, ONLY_TEXT, PIECES

READ = """
self.read = (text) => {
  const found = [];
  const walk = (root) => {
    const all = [...root.querySelectorAll("*")];
    for (const one of all) {
      const given = [...one.attributes].map(({name, value}) => [name.toLowerCase(), value]);
      const words = [...one.childNodes].filter((node) => node.nodeType === 3 || node.nodeType === 4);
      found.push([one.localName.toLowerCase(), Object.fromEntries(given),
        words.map((node) => node.data).join("")]);
    }
    all.filter((one) => one instanceof HTMLTemplateElement).forEach((one) => walk(one.content));
  };
  walk(new DOMParser().parseFromString(text, "text/html"));
  return found;
};
"""


@pytest.fixture(scope="module")
def workbench(browser: Browser) -> Page:
    page = browser.new_page()
    page.evaluate(READ)
    return page


def seen(page: str) -> list[list[Any]]:
    return [[one.tag, dict(one.attributes), one.text] for one in elements_of(page, scripting=False)]


def in_any_place(elements: list[list[Any]]) -> list[list[Any]]:
    return sorted(([tag, given, text.strip()] for tag, given, text in elements), key=str)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=st.lists(st.sampled_from([*PIECES, *DISGUISED.values(), *ONLY_TEXT]), max_size=12).map("".join))
def test_the_build_sees_the_elements_that_chromium_sees(workbench: Page, page: str) -> None:
    ours, theirs = seen(page), workbench.evaluate("(text) => self.read(text)", page)
    if "\0" in page:  # Chromium drops it before it parses, so what comes next may stand in the head
        ours, theirs = in_any_place(ours), in_any_place(theirs)
    assert ours == theirs
