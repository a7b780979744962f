/** What the two views of several results have in common: tables, notices, charts with their places. */

import { all, h, one } from "../lib/dom.js";
import { createLazyCharts } from "../charts/lazy-charts.js";
import { hear } from "../lib/lifetime.js";
import { drawProblems } from "../lib/problem-list.js";
import { createUnfolding, hasOwnPaper } from "../lib/printing.js";

/**
 * @typedef {import("../lib/views.js").ChartOption} ChartOption
 * @typedef {import("../lib/dom.js").Child} Child
 * @typedef {import("../lib/views.js").RefusedView} RefusedView
 * @typedef {import("../lib/result-file-reading.js").Unread} Unread
 */

/** @param {HTMLElement} place */
export function slots(place) {
  return (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);
}

/**
 * Files that could not be used, each with what is wrong with it.
 *
 * @param {HTMLElement} place
 * @param {string} headline
 * @param {RefusedView[]} refused
 * @param {Unread[]} unread
 * @param {(refused: RefusedView) => Node} [button] what can be done about a refused one
 */
export function showRefused(place, headline, refused, unread, button) {
  const lines = [
    ...refused.map((one) =>
      h("span", {}, h("strong", {}, one.name), ": ", one.problems.join(" "), " ", button?.(one)),
    ),
    ...unread.map(({ problem }) => problem),
  ];
  place.replaceChildren(...(lines.length ? [drawProblems(headline, lines)] : []));
}

/** @param {string[]} lines */
export function remarks(lines) {
  return lines.map((line) => h("p", { class: "cs-about cs-remark" }, line));
}

/**
 * A table that can be moved sideways where it is wider than its place.
 *
 * @param {string} label
 * @param {Child[]} heads
 * @param {Child[][]} rows the first cell of each is its heading
 * @param {string} [name] of the kind of table
 */
export function table(label, heads, rows, name = "") {
  const head = h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...rest]) =>
    h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell))),
  );
  return h(
    "div",
    { class: `cs-wide-table ${name}`.trim(), role: "group", "aria-label": label, tabindex: 0 },
    h("table", { class: "cs-figures" }, h("thead", {}, head), h("tbody", {}, ...body)),
  );
}

/** @param {string} failed the words where a chart can't be drawn */
export function createCharts(failed) {
  const charts = createLazyCharts(
    () => import("../charts/render.js"),
    (place) => place.replaceChildren(h("p", { class: "cs-help" }, failed)),
  );
  return {
    clear: charts.clear,

    /** @param {ChartOption} option @returns {HTMLElement} */
    place(option) {
      const place = h("div", { class: "cs-chart" });
      place.style.setProperty("min-height", `${Number(option.height) || 0}px`);
      const aria = /** @type {{label?: {description?: string}} | undefined} */ (option.aria);
      charts.add(place, { option, label: aria?.label?.description ?? "" });
      return place;
    },
  };
}

/**
 * On paper the figures are open; of what goes into every detail, that which the person has opened.
 *
 * @param {HTMLElement} root
 */
export function openForPrint(root) {
  const paper = createUnfolding();
  hear(window, "beforeprint", () => {
    paper.open(hasOwnPaper() ? all("details:not([open], .cs-team-item)", root) : []);
  });
  hear(window, "afterprint", paper.close);
}

/**
 * A button that acts.
 *
 * @param {string} text
 * @param {() => void} action
 * @param {{label?: string}} [more]
 */
export function quietButton(text, action, { label } = {}) {
  const button = h("button", { type: "button", class: "cs-quiet", "aria-label": label ?? null }, text);
  button.addEventListener("click", action);
  return button;
}
