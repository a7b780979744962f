/** The top of a report without an index: what was compared, and how much was answered. */

import { h } from "../lib/dom.js";

/** @param {import("../lib/views.js").HeadlineView} head */
export function drawOverview({ say, meta }) {
  return [
    h(
      "div",
      { class: "cs-overview" },
      h("h3", {}, say),
      h("p", { class: "cs-meta" }, ...meta.map((text) => h("span", {}, text))),
    ),
  ];
}
