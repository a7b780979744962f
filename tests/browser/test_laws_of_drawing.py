"""What is drawn again is then in the wanted state, and is touched nowhere without need."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from cspi_build.node import find_node, install_packages
from cspi_build.site.bundle import esbuild_command

# Draws a tree, draws another in its place, and says what is there then and how many changes it took.
WORKBENCH = """
import { html, nothing, render, repeat, typed } from "SOURCE";
Object.assign(self, { html, render, repeat, typed });
const drawn = (node) => {
  if (typeof node === "string") return node;
  const { "data-value": value = nothing, "data-step": step = nothing, style = "" } = node.attributes;
  const inner = html`${node.children.map(drawn)}`;
  const tags = {
    p: () => html`<p data-value=${value} data-step=${step} .style=${style}>${inner}</p>`,
    span: () => html`<span data-value=${value} data-step=${step} .style=${style}>${inner}</span>`,
    li: () => html`<li data-value=${value} data-step=${step} .style=${style}>${inner}</li>`,
  };
  return tags[node.tag]();
};
const draw = ([root, names], place) => render(
  html`${repeat(names, (name) => name, (name) => html`<section id=${name}>${name}</section>`)}
    ${root.children.map(drawn)}`, place);
const plain = (place) => {
  const copy = place.cloneNode(true);
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach((comment) => comment.remove());
  copy.normalize();
  return copy;
};
self.change = (from, to) => {
  const [place, expected] = [document.createElement("div"), document.createElement("div")];
  draw(from, place);
  draw(to, expected);
  const named = new Map([...place.children].map((child) => [child.id, child]));
  const observer = new MutationObserver(() => undefined);
  observer.observe(place, { attributes: true, characterData: true, childList: true, subtree: true });
  draw(to, place);
  const same = [...place.children].every((child) => child.id === "" || !named.has(child.id) ||
    named.get(child.id) === child || named.get(child.id).tagName !== child.tagName);
  return { equal: plain(place).isEqualNode(plain(expected)), same, changes: observer.takeRecords().length };
};
self.isReady = true;
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


@pytest.fixture(scope="module")
def bench(browser: Browser, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    work = tmp_path_factory.mktemp("bench")
    node = find_node(root, work)
    install_packages(node, root, work)
    source = (root / "site_src" / "assets" / "lib" / "template.js").as_posix()
    command = [*esbuild_command(root, node), "--bundle", "--format=esm"]
    script = WORKBENCH.replace("SOURCE", source)
    done = subprocess.run(command, input=script, cwd=root, capture_output=True, text=True, check=True)
    page = browser.new_page()
    page.set_content("<title>templates</title>")
    page.add_script_tag(content=done.stdout, type="module")
    page.wait_for_function("self.isReady")
    yield page
    page.close()


many = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(places, places)
def test_the_wanted_state_comes_and_what_has_a_name_stays_itself(
    bench: Page, before: tuple[dict[str, Any], list[str]], after: tuple[dict[str, Any], list[str]]
) -> None:
    found = bench.evaluate("([from, to]) => self.change(from, to)", [before, after])
    assert found["equal"]
    assert found["same"]


@many
@given(places)
def test_what_is_as_wanted_is_not_touched(bench: Page, place: tuple[dict[str, Any], list[str]]) -> None:
    found = bench.evaluate("([from, to]) => self.change(from, to)", [place, place])
    assert found["changes"] == 0


def test_what_a_person_has_unfolded_stays_so_and_the_focus_stays(bench: Page) -> None:
    found = bench.evaluate(
        """() => {
          const drawn = (score) => html`<details id="team">
            <summary>Team</summary>
            <a href="#q">${score}</a>
          </details>`;
          const place = document.body.appendChild(document.createElement("div"));
          render(drawn("35.8"), place);
          place.querySelector("details").open = true;
          place.querySelector("a").focus();
          render(drawn("36.0"), place);
          return [place.querySelector("details").open, document.activeElement.textContent];
        }"""
    )
    assert found == [True, "36.0"]


def test_what_somebody_else_draws_is_left_alone(bench: Page) -> None:
    found = bench.evaluate(
        """() => {
          const drawn = (height) => html`<div .style=${`--cs-height: ${height}px`}></div>`;
          const place = document.createElement("div");
          render(drawn(10), place);
          place.querySelector("div").append("a chart");
          render(drawn(20), place);
          return [place.textContent, place.querySelector("div").style.getPropertyValue("--cs-height")];
        }"""
    )
    assert found == ["a chart", "20px"]


def test_a_field_shows_its_value_again_unless_somebody_is_writing_in_it(bench: Page) -> None:
    found = bench.evaluate(
        """() => {
          const place = document.body.appendChild(document.createElement("div"));
          const draw = (value) => render(html`${["a", "b"].map((id) =>
            html`<input id=${id} .value=${typed(id, value)}>`)}`, place);
          draw("owner");
          const [a, b] = place.querySelectorAll("input");
          b.focus();
          [a, b].forEach((field) => (field.value = "typed"));
          draw("owner");
          return [a.value, b.value];
        }"""
    )
    assert found == ["owner", "typed"]


def test_layout_of_the_source_is_no_text_of_the_page(bench: Page) -> None:
    found = bench.evaluate(
        """() => {
          const place = document.createElement("p");
          const draw = (score) => render(html`
            <span class="a ${"b"}"
              title="${1}, ${2}">
              説明
            </span>
            ${"text"} ${"more"}
            <b>in two words</b>${" "}<i>${"<u>"}</i>: ${score}
          `, place);
          draw(1);
          const [span, bold] = [place.querySelector("span"), place.querySelector("b")];
          draw(2);
          return [place.textContent, span.className, span.title, bold === place.querySelector("b")];
        }"""
    )
    assert found == ["説明textmorein two words <u>: 2", "a b", "1, 2", True]
