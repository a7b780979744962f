/** Draws results over time: the list of them, the lines of index and axes, and the figures. */

import { h } from "../lib/dom.js";
import { quietButton, table } from "./parts.js";

/**
 * @typedef {import("../lib/views.js").ChartOption} ChartOption
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").ResultView} ResultView
 * @typedef {import("../lib/views.js").RowView} RowView
 * @typedef {import("../lib/views.js").TimeView} TimeView
 * @typedef {{where: (id: string) => "present" | "kept" | "file", keep: (id: string) => void,
 *   remove: (id: string) => void}} Actions
 */

/** @param {TimeView} view @param {Say} say @param {Actions} actions */
export function drawResults(view, say, actions) {
  const rows = view.results.map((result) => resultRow(result, say, actions));
  return h("ul", { class: "cs-results" }, ...rows);
}

/** @param {ResultView} result @param {Say} say @param {Actions} actions */
function resultRow({ id, head, name, index, level, version }, say, { where, keep, remove }) {
  const place = where(id);
  const about = [name, version, say(place)].filter(Boolean).map((text) => h("span", {}, text));
  const label = `${head} ${name}`.trim();
  const buttons = [
    place === "kept" ? null : quietButton(say("keep"), () => keep(id), { label: `${say("keep")}: ${label}` }),
    place === "present"
      ? null
      : quietButton(say(`drop_${place}`), () => remove(id), { label: `${say(`drop_${place}`)}: ${label}` }),
  ];
  return h(
    "li",
    { "data-result": id, "data-where": place },
    h("strong", { class: "cs-results__head" }, head),
    h("span", { class: "cs-meta" }, ...about),
    h("span", { class: "cs-results__score" }, index ? h("strong", {}, index) : null, level),
    h("span", { class: "cs-results__buttons" }, ...buttons),
  );
}

/**
 * The index in full width, and every axis in small below it.
 *
 * @param {RowView[]} rows
 * @param {string[]} legend what the signs in them mean
 * @param {(option: ChartOption) => HTMLElement} chart
 */
export function drawLines([index, ...axes], legend, chart) {
  if (!index?.chart) {
    return [];
  }
  const small = axes.map((axis) => h("div", { class: "cs-line" }, ...lineParts(axis, chart)));
  return [
    h("div", { class: "cs-line cs-line--index" }, ...lineParts(index, chart)),
    h("div", { class: "cs-lines" }, ...small),
    ...legend.map((text) => h("p", { class: "cs-help" }, text)),
  ];
}

/** @param {RowView} row @param {(option: ChartOption) => HTMLElement} chart */
function lineParts({ name, moved, direction, chart: option }, chart) {
  return [
    h("h4", {}, name, " ", h("span", { class: "cs-moved", "data-way": direction }, moved)),
    option ? chart(option) : null,
  ];
}

/** @param {TimeView} view @param {Say} say */
export function drawFigures(view, say) {
  const heads = [say("axis"), ...view.results.map(({ head }) => head), say("change")];
  return table(
    say("figures"),
    heads,
    view.rows.map(({ name, texts, moved }) => [name, ...texts, moved]),
  );
}
