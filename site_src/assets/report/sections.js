/** The shorter parts of the report: strongest and weakest axes, next steps, profile, what it rests on. */

import { html } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").ReportView} View
 * @typedef {import("../lib/views.js").EndView} EndView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {View} view @param {Say} say */
export function drawEnds(view, say) {
  return html`${end(say("strongest"), view.strongest, "strong")} ${end(say("weakest"), view.weakest, "weak")}`;
}

/** @param {string} title @param {EndView[]} axes @param {string} kind */
function end(title, axes, kind) {
  return html`<div class="cs-end" data-kind=${kind}>
    <h4>${title}</h4>
    <ul>
      ${axes.map(({ name, score }) => html`<li><span>${name}</span> <strong>${score}</strong></li>`)}
    </ul>
  </div>`;
}

/** @param {NonNullable<View["contradictions"]>} found answers that do not go together */
export function drawContradictions({ title, about, items }) {
  return html`<h3 id="part-contradictions">${title}</h3>
    <p class="cs-about">${about}</p>
    <ul class="cs-contradictions">
      ${items.map(({ kind, text }) => html`<li data-kind=${kind}>${text}</li>`)}
    </ul>`;
}

/** @param {View} view @param {Say} say */
export function drawProfile({ profile }, say) {
  return html`<dl class="cs-profile">
    ${profile.map(
      ({ id, prompt, answer, note }) =>
        html`<div>
          <dt>${prompt}</dt>
          <dd>${answer.join("\u3000")} ${note ? drawNote(note, say, id) : null}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The note on a question, under the words that ask for it. @param {string} note @param {Say} say @param {string} id */
export function drawNote(note, say, id) {
  const name = document.querySelector(`#q-${id} [data-evidence] summary`)?.textContent ?? say("note");
  const isLink = /^https?:\/\/[^\s/]\S*$/i.test(note.trim());
  const said = isLink
    ? html`<a href=${note.trim()} target="_blank" rel="noopener noreferrer">${note}</a>`
    : note;
  return html`<p class="cs-item__note"><span>${name}</span> ${said}</p>`;
}

/** @param {View} view @param {Say} say */
export function drawBasis({ remarks, provenance }, say) {
  return html`${list(say("remarks"), remarks)} ${list(say("provenance"), provenance)}`;
}

/** @param {string} title @param {string[]} lines */
function list(title, lines) {
  return lines.length
    ? html`<div>
        <h4>${title}</h4>
        <ul>
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>
      </div>`
    : null;
}
