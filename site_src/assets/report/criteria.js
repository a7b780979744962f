/** Published cut-offs and norms beside a score: every row, the one that the score is in, and the source. */

import { h } from "../lib/dom.js";

/**
 * @param {import("../lib/views.js").CriterionView} one
 * @param {import("../lib/page.js").Say} say
 * @param {"h3" | "h4"} heading what stands above it says which
 */
export function drawCriterion({ name, about, source, rows }, say, heading = "h4") {
  const heads = ["criterion_row", "criterion_from"].map((key) => h("th", { scope: "col" }, say(key)));
  const body = rows.map((row) =>
    h(
      "tr",
      { "aria-current": row.here ? "true" : null },
      h("th", { scope: "row" }, row.label),
      h("td", {}, row.from),
    ),
  );
  return h(
    "div",
    { class: "cs-criterion" },
    h(heading, {}, name),
    about ? h("p", { class: "cs-about" }, about) : null,
    h(
      "table",
      { class: "cs-criterion__table" },
      h("thead", { class: "cs-sr" }, h("tr", {}, ...heads)),
      h("tbody", {}, ...body),
    ),
    h("p", { class: "cs-help" }, source),
  );
}
