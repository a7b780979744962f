/** Draws results over time: the list of them, the lines of index and axes, and the figures. */

import { html, nothing } from "../lib/template.js";
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
  return html`<ul class="cs-results">
    ${view.results.map((result) => resultRow(result, say, actions))}
  </ul>`;
}

/** @param {ResultView} result @param {Say} say @param {Actions} actions */
function resultRow({ id, head, name, index, level, version }, say, { where, keep, remove }) {
  const place = where(id);
  const about = [name, version, say(place)].filter(Boolean);
  const label = `${head} ${name}`.trim();
  const button = (/** @type {string} */ text, /** @type {(id: string) => void} */ action) =>
    quietButton(text, () => action(id), { label: `${text}: ${label}` });
  return html`<li data-result=${id} data-where=${place}>
    <strong class="cs-results__head">${head}</strong>
    <span class="cs-meta">${about.map((text) => html`<span>${text}</span>`)}</span>
    <span class="cs-results__score">${index ? html`<strong>${index}</strong>` : null} ${level}</span>
    <span class="cs-results__buttons">
      ${place === "kept" ? null : button(say("keep"), keep)}
      ${place === "present" ? null : button(say(`drop_${place}`), remove)}
    </span>
  </li>`;
}

/**
 * The index in full width, and every axis in small below it.
 *
 * @param {RowView[]} rows
 * @param {string[]} legend what the signs in them mean
 * @param {(option: ChartOption) => HTMLElement} chart
 */
export function drawLines([index, ...axes], legend, chart) {
  return index?.chart
    ? html`<div class="cs-line cs-line--index">${lineParts(index, chart)}</div>
        <div class="cs-lines">
          ${axes.map((axis) => html`<div class="cs-line">${lineParts(axis, chart)}</div>`)}
        </div>
        ${legend.map((text) => html`<p class="cs-help">${text}</p>`)}`
    : null;
}

/** @param {RowView} row @param {(option: ChartOption) => HTMLElement} chart */
function lineParts({ name, moved, direction, chart: option }, chart) {
  return html`<h4>${name}${" "}<span class="cs-moved" data-way=${direction ?? nothing}>${moved}</span></h4>
    ${option ? chart(option) : null}`;
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
