"""Elements that are brought to another state are then in it, and are touched nowhere without need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

SOURCE = Path(__file__).parents[2] / "site_src" / "assets" / "lib" / "morph.js"
# Draws a tree, brings it to another, and says what is there then and how many changes it took.
WORKBENCH = """
self.patch = patch;
self.draw = (node) => {
  if (typeof node === "string") return document.createTextNode(node);
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) {
    name === "style" ? (element.style.cssText = value) : element.setAttribute(name, value);
  }
  element.append(...node.children.map(self.draw));
  return element;
};
self.change = (from, to) => {
  const [place, wanted] = [self.draw(from), self.draw(to)];
  const expected = self.draw(to);
  const named = new Map([...place.children].map((child) => [child.id, child]));
  const observer = new MutationObserver(() => undefined);
  observer.observe(place, { attributes: true, characterData: true, childList: true, subtree: true });
  self.patch(place, [...wanted.childNodes]);
  const same = [...place.children].every((child) => child.id === "" || !named.has(child.id) ||
    named.get(child.id) === child || named.get(child.id).tagName !== child.tagName);
  const inner = (element) => [...element.childNodes];
  const equal = inner(place).length === inner(expected).length &&
    inner(place).every((node, at) => node.isEqualNode(inner(expected)[at]));
  return { equal, same, changes: observer.takeRecords().length };
};
"""

Node = dict[str, Any] | str

attributes = st.fixed_dictionaries(
    {},
    optional={
        "data-value": st.sampled_from(["1", "2"]),
        "style": st.sampled_from(["--cs-value: 1;", "--cs-value: 2;"]),
        "data-step": st.sampled_from(["q1.a", "q2.b"]),
    },
)


def element(children: st.SearchStrategy[list[Node]], tag: str = "") -> st.SearchStrategy[Node]:
    tags = st.just(tag) if tag else st.sampled_from(["p", "span", "li"])
    return st.fixed_dictionaries({"tag": tags, "attributes": attributes, "children": children})


texts = st.sampled_from(["", "35.8", "36.0", "Team"])
nodes = st.recursive(texts, lambda inner: element(st.lists(inner, max_size=4)), max_leaves=12)
places = st.tuples(element(st.lists(nodes, max_size=5), "div"), st.lists(st.sampled_from("abc"), unique=True))


def named(place: tuple[dict[str, Any], list[str]]) -> Node:
    """The place with sections of their own names among its children, each name once."""
    root, names = place
    sections = [{"tag": "section", "attributes": {"id": name}, "children": [name]} for name in names]
    return root | {"children": [*sections, *root["children"]]}


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<title>patch</title>")
    script = SOURCE.read_text(encoding="utf-8") + WORKBENCH + "\nself.isReady = true;"
    page.add_script_tag(content=script, type="module")
    page.wait_for_function("self.isReady")
    yield page
    page.close()


many = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(places, places)
def test_the_wanted_state_comes_and_what_has_a_name_stays_itself(
    bench: Page, before: tuple[dict[str, Any], list[str]], after: tuple[dict[str, Any], list[str]]
) -> None:
    found = bench.evaluate("([from, to]) => self.change(from, to)", [named(before), named(after)])
    assert found["equal"]
    assert found["same"]


@many
@given(places)
def test_what_is_as_wanted_is_not_touched(bench: Page, place: tuple[dict[str, Any], list[str]]) -> None:
    found = bench.evaluate("([from, to]) => self.change(from, to)", [named(place), named(place)])
    assert found["changes"] == 0


def test_what_a_person_has_unfolded_stays_so_and_the_focus_stays(bench: Page) -> None:
    found = bench.evaluate(
        """() => {
          const drawn = (score) => [self.draw({ tag: "details", attributes: { id: "team" }, children: [
            { tag: "summary", attributes: {}, children: ["Team"] },
            { tag: "a", attributes: { href: "#q" }, children: [score] } ] })];
          const place = document.body.appendChild(document.createElement("div"));
          self.patch(place, drawn("35.8"));
          place.firstChild.open = true;
          place.querySelector("a").focus();
          self.patch(place, drawn("36.0"));
          return [place.firstChild.open, document.activeElement.textContent];
        }"""
    )
    assert found == [True, "36.0"]


def test_what_somebody_else_draws_is_left_alone(bench: Page) -> None:
    found = bench.evaluate(
        """() => {
          const drawn = (height) => [self.draw({ tag: "div", children: [],
            attributes: { "data-apart": "", style: `--cs-height: ${height}px` } })];
          const place = document.createElement("div");
          self.patch(place, drawn(10));
          place.firstChild.append("a chart");
          self.patch(place, drawn(20));
          return [place.textContent, place.firstChild.style.getPropertyValue("--cs-height")];
        }"""
    )
    assert found == ["a chart", "20px"]
