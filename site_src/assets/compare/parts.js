/** What the two views of several results have in common: tables, notices, charts with their places. */

import { one } from "../lib/dom.js";
import { createLazyCharts } from "../charts/lazy-charts.js";
import { drawProblems } from "../lib/problem-list.js";
import { rowTable } from "../lib/tables.js";
import { html, nothing, render } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").ChartOption} ChartOption
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
 * @param {(refused: RefusedView) => unknown} [button] what can be done about a refused one
 */
export function showRefused(place, headline, refused, unread, button) {
  const lines = [
    ...refused.map(
      (one) =>
        html`<span><strong>${one.name}</strong>: ${one.problems.join(" ")}${" "}${button?.(one)}</span>`,
    ),
    ...unread.map(({ problem }) => problem),
  ];
  render(lines.length ? drawProblems(headline, lines) : null, place);
}

/** @param {string[]} lines */
export function remarks(lines) {
  return lines.map((line) => html`<p class="cs-about cs-remark">${line}</p>`);
}

/**
 * A table that can be moved sideways where it is wider than its place.
 *
 * @param {string} label
 * @param {unknown[]} heads
 * @param {unknown[][]} rows the first cell of each is its heading
 */
export function table(label, heads, rows) {
  return html`<div class="cs-wide-table" role="group" aria-label=${label} tabindex="0">
    ${rowTable(heads, rows, "cs-figures")}
  </div>`;
}

/** @param {string} failed the words where a chart can't be drawn */
export function createCharts(failed) {
  const charts = createLazyCharts(
    () => import("../charts/render.js"),
    (place) => render(html`<p class="cs-help">${failed}</p>`, place),
  );
  return {
    clear: charts.clear,

    /** @param {ChartOption} option @returns {HTMLElement} */
    place(option) {
      const place = document.createElement("div");
      place.className = "cs-chart";
      place.style.minHeight = `${Number(option.height) || 0}px`;
      const aria = /** @type {{label?: {description?: string}} | undefined} */ (option.aria);
      charts.add(place, { option, label: aria?.label?.description ?? "" });
      return place;
    },
  };
}

/**
 * A button that acts.
 *
 * @param {string} text
 * @param {() => void} action
 * @param {{label?: string}} [more]
 */
export function quietButton(text, action, { label } = {}) {
  return html`<button type="button" class="cs-quiet" aria-label=${label ?? nothing} @click=${action}>
    ${text}
  </button>`;
}
