/** The top of a report without an index: what was compared, and how much was answered. */

import { h } from "../lib/dom.js";

/**
 * @param {import("../lib/views.js").HeadlineView} head
 * @param {import("../lib/views.js").ConclusionView} [conclusion]
 */
export function drawOverview({ say, meta }, conclusion) {
  return [
    h(
      "div",
      { class: "cs-overview" },
      h("h3", {}, say),
      h("p", { class: "cs-meta" }, ...meta.map((text) => h("span", {}, text))),
      conclusion ? h("h4", {}, conclusion.title) : null,
      conclusion ? h("ul", {}, ...conclusion.lines.map((text) => h("li", {}, text))) : null,
    ),
  ];
}
