"""What axe-core, the checker that most tools for accessibility are built on, has to say of a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Off unless asked for: those that are still experimental or new, but sound.
ASKED_FOR = (
    "css-orientation-lock",
    "label-content-name-mismatch",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
# Those that need no colours and no layout: quick enough for every page.
STRUCTURE = (
    "aria-allowed-attr",
    "aria-required-children",
    "aria-valid-attr-value",
    "button-name",
    "duplicate-id-aria",
    "empty-heading",
    "empty-table-header",
    "heading-order",
    "image-alt",
    "label",
    "label-content-name-mismatch",
    "landmark-main-is-top-level",
    "landmark-one-main",
    "landmark-unique",
    "link-name",
    "list",
    "listitem",
    "page-has-heading-one",
    "region",
    "svg-img-alt",
    "th-has-data-cells",
)
# Attributes by which something names others by their IDs.
NAMING = (
    "for",
    "headers",
    "list",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
)
# What is hidden is reported once it is shown. Its content is taken out meanwhile: axe would go through all of
# it, three quarters of a survey's page. It stays where something that is shown names a part of it.
RUN = """async ([naming, options]) => {
  window.scrollTo(0, 0);  // nothing is under the header then, which stays in view
  const named = new Set(naming.flatMap((attribute) =>
    [...document.querySelectorAll(`[${attribute}]`)]
      .filter((one) => !one.closest("[hidden]"))
      .flatMap((one) => one.getAttribute(attribute).split(" ").filter(Boolean))
      .flatMap((id) => [...document.querySelectorAll(`[id="${CSS.escape(id)}"]`)])));
  const holds = new Set();
  for (let one of named) while ((one = one.parentElement)) holds.add(one);
  const takeOut = (one) => [...one.childNodes].flatMap((child) => {
    if (named.has(child)) return [];
    if (holds.has(child)) return takeOut(child);
    const place = document.createComment("");
    child.replaceWith(place);
    return [() => place.replaceWith(child)];
  });
  const hidden = [...document.querySelectorAll("[hidden]")];
  const putBack = hidden.flatMap((one) => (one.isConnected && !named.has(one) ? takeOut(one) : []));
  const { violations } = await axe.run(
    { exclude: hidden.filter((one) => one.isConnected) }, { resultTypes: ["violations"], ...options }
  ).finally(() => putBack.reverse().forEach((put) => put()));
  const told = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message)[0];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((one) => `${id}: ${one.target.join(" ")}: ${one.html.slice(0, 160)}: ${told(one)}`));
}"""


def look_with_axe(page: Page) -> None:
    """Have axe in each page that is opened, frames aside: so a browser compiles it once for all of them."""
    page.add_init_script(f"if (window === top) {{\n{SOURCE.read_text(encoding='utf-8')}\n}}")


def violations(page: Page | Frame, rules: tuple[str, ...] | None = None) -> list[str]:
    """Every violation on show, by rule and place; of these rules only, or of all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    every: dict[str, Any] = {"rules": {rule: {"enabled": True} for rule in ASKED_FOR}}
    # Only rules on styles want them loaded once more
    these: dict[str, Any] = {"runOnly": {"type": "rule", "values": list(rules or ())}, "preload": False}
    options = every if rules is None else these
    found: list[str] = page.evaluate(RUN, [NAMING, options])
    return found
