/** Draws the questions of a team: how much people agree, what they answered, and who answered it. */

import { html } from "../lib/template.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").ChoiceView} ChoiceView
 * @typedef {import("../lib/views.js").TeamItemView} TeamItemView
 * @typedef {import("../lib/views.js").TeamView} TeamView
 */

/** @param {TeamView} view @param {Say} say */
export function drawDisagreements({ disagreements, agreed }, say) {
  return html`${agreed ? html`<p class="cs-none">${agreed}</p>` : null}
    <ol class="cs-disagree">
      ${disagreements.map((item) => html`<li>${body(item, say)}</li>`)}
    </ol>`;
}

/** @param {TeamView} view @param {Say} say */
export function drawItems({ items, rows }, say) {
  const isOpened = rows.length === 0; // without scores this is all that there is to see
  return items.map(
    (item) =>
      html`<details class="cs-fold cs-team-item" ?open=${isOpened}>
        <summary>
          <span>${question(item)}</span>
          ${item.agreement_value === null ? null : html`<span class="cs-a">${agreementOf(item, say)}</span>`}
        </summary>
        ${rest(item, say)}
      </details>`,
  );
}

/** @param {{number: number, prompt: string}} question */
export function question({ number, prompt }) {
  return html`<span class="cs-question__number">Q${number}</span>${" "}${prompt}`;
}

/** @param {TeamItemView} item @param {Say} say */
function agreementOf({ agreement }, say) {
  return html`${say("agreement")}${" "}<strong>${agreement}</strong>`;
}

/** @param {TeamItemView} item @param {Say} say */
function body(item, say) {
  return html`<h4>${question(item)}</h4>
    <p class="cs-agree__apart">${item.say}</p>
    <p class="cs-a">${agreementOf(item, say)}</p>
    ${rest(item, say)}`;
}

/** @param {TeamItemView} item @param {Say} say */
function rest({ axis, mean, deviation, choices, notes }, say) {
  return html`<ul class="cs-given">
      ${choices.map(given)}
    </ul>
    ${axis ? html`<p class="cs-help">${say("mean_points", { mean, deviation })}</p>` : null}
    ${notes.length ? drawNotes(notes, say) : null}`;
}

/** @param {TeamItemView["notes"]} notes @param {Say} say */
export function drawNotes(notes, say) {
  return html`<ul class="cs-noted" aria-label=${say("notes")}>
    ${notes.map(({ who, text }) => html`<li>${say("note", { who, text })}</li>`)}
  </ul>`;
}

/** @param {ChoiceView} choice */
export function given({ label, count, share, who, open }) {
  return html`<li ?data-open=${open}>
    <span class="cs-given__label">${label}</span>
    <span class="cs-bar" aria-hidden="true" .style=${`--cs-value: ${share}`}>
      <span class="cs-bar__fill"></span>
    </span>
    <span class="cs-given__count">${count}</span>
    <span class="cs-given__who">${who.join(", ")}</span>
  </li>`;
}
