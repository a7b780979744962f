/** What moves with what is tried out: the index, its level, the axes and the standings, before and after. */

import { html } from "../lib/template.js";
import { figures } from "./what-if-options.js";

/**
 * @typedef {import("../lib/views.js").WhatIfView} WhatIfView
 * @typedef {import("../lib/page.js").Say} Say
 */

/**
 * @param {WhatIfView} supposed
 * @param {boolean} isTried whether something is tried out that is not in the plan
 * @param {Say} say
 */
export function drawOutcome({ index, axes, standings, changed }, isTried, say) {
  return html`<div class="cs-outcome__index">
      <p class="cs-outcome__label">${say("index")}</p>
      <p class="cs-outcome__number">
        ${figures(index)}
        ${
          index.moved
            ? html`<span class="cs-gain" ?data-down=${index.direction === "down"}>${index.moved}</span>`
            : null
        }
      </p>
      <p class="cs-outcome__level" ?data-moves=${index.level_moves}>${index.level_after}</p>
      ${index.gate ? html`<p class="cs-help">${index.gate}</p>` : null}
    </div>
    <div class="cs-outcome__do">
      <p class="cs-help">
        ${changed.length ? say("changes", { n: changed.length }) : say("nothing")}
        ${isTried ? html`<span class="cs-outcome__unkept">${say("unkept")}</span>` : null}
      </p>
      ${isTried ? buttons(say) : null}
    </div>
    <table class="cs-outcome__axes">
      <thead class="cs-sr">
        <tr>
          ${["axis", "before", "after"].map((key) => html`<th scope="col">${say(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${axes.map(axisRow)}
      </tbody>
    </table>
    ${standings.length ? drawStandings(standings, say) : null}`;
}

/** @param {Say} say */
function buttons(say) {
  return html`<p class="cs-outcome__buttons">
    <button type="button" class="cs-button" data-action="keep" id="plan-keep">${say("keep")}</button>
    <button type="button" class="cs-button cs-button--plain" data-action="undo" id="plan-undo">
      ${say("undo")}
    </button>
  </p>`;
}

/** @param {WhatIfView["standings"]} standings @param {Say} say */
function drawStandings(standings, say) {
  return html`<div class="cs-outcome__standings">
    <h4>${say("standings")}</h4>
    <ul>
      ${standings.map(
        ({ title, study, before, after }) =>
          html`<li>
            <strong>${title}</strong>
            <small>${study}</small>
            <span class="cs-was">${say("before")}: ${before}</span>
            <span>${say("after")}: ${after}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** @param {import("../lib/views.js").SupposedAxis} axis */
function axisRow(axis) {
  return html`<tr ?data-moves=${Boolean(axis.moved)}>
    <th scope="row">${axis.name} ${bar(axis)}</th>
    <td class="cs-was">${axis.before}</td>
    <td><strong>${axis.after}</strong></td>
  </tr>`;
}

/**
 * The score as it is, and hatched beside it what is gained; what is lost is hollow.
 *
 * @param {import("../lib/views.js").SupposedAxis} axis
 */
function bar({ value_before: before, value_after: after }) {
  const [low, high] = [Math.min(before ?? 0, after ?? 0), Math.max(before ?? 0, after ?? 0)];
  return html`<span class="cs-bar" aria-hidden="true" ?data-missing=${before === null && after === null}>
    <span class="cs-bar__fill" .style=${`--cs-value: ${low}`}></span>
    <span
      class="cs-bar__move"
      ?data-down=${(after ?? 0) < (before ?? 0)}
      .style=${`--cs-low: ${low}; --cs-high: ${high}`}
    ></span>
  </span>`;
}
