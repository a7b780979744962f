/** The working behind a score, shown on request: what was weighted, added and divided, with all digits. */

import { h } from "../lib/dom.js";

/**
 * @param {import("../lib/views.js").WorkingView} working
 * @param {import("../lib/page.js").Say} say
 * @param {{id: string, title: string, of: "axis" | "question"}} frame `of`: what each row is
 */
export function drawWorking(working, say, { id, title, of }) {
  const heads = [of, "weight", "score", "product"].map((key) => h("th", { scope: "col" }, say(key)));
  const rows = working.rows.map((row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, row.name),
      ...[row.weight, row.score, row.product].map((text) => h("td", {}, text)),
    ),
  );
  const foot = h(
    "tr",
    {},
    h("th", { scope: "row" }, say("working_sum")),
    h("td", {}, working.weights),
    h("td", {}),
    h("td", {}, working.sum),
  );
  return h(
    "details",
    { class: "cs-working", id },
    h("summary", {}, title),
    h(
      "div",
      { class: "cs-working__table", tabindex: "0", role: "group", "aria-label": title },
      h(
        "table",
        { class: "cs-working__figures" },
        h("thead", {}, h("tr", {}, ...heads)),
        h("tbody", {}, ...rows),
        h("tfoot", {}, foot),
      ),
    ),
    h("p", {}, working.say),
    ...working.left_out.map((line) => h("p", {}, line)),
  );
}
