/** Draws what changed between two results: by one's own doing, and by that of the survey or the benchmark. */

import { arrow } from "../lib/page.js";
import { html, nothing } from "../lib/template.js";
import { question } from "./team-items.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").AxisChangeView} AxisChangeView
 * @typedef {import("../lib/views.js").ItemChangeView} ItemChangeView
 * @typedef {import("../lib/views.js").NoteChangeView} NoteChangeView
 * @typedef {import("../lib/views.js").MoveView} MoveView
 * @typedef {import("../lib/views.js").PairView} ChangesView
 */

/** @param {ChangesView} changes @param {Say} say */
export function drawChanges(changes, say) {
  const { title, index, axes } = changes;
  return html`<p class="cs-say">${title} ${axes.length ? html`<strong>${index}</strong>` : null}</p>
    <div class="cs-twofold">
      <section aria-label=${say("yours")}>
        <h4>${say("yours")}</h4>
        ${yours(changes, say)}
      </section>
      <section aria-label=${say("others")}>
        <h4>${say("others")}</h4>
        ${others(changes, say)}
      </section>
    </div>`;
}

/** @param {ChangesView} changes @param {Say} say */
function yours({ axes, items, notes, none }, say) {
  const moved = axes.filter((axis) => axis.direction);
  return html`${none ? html`<p class="cs-about">${none}</p>` : null}
  ${
    moved.length
      ? html`<ul class="cs-moves" aria-label=${say("axes")}>
          ${moved.map(axisRow)}
        </ul>`
      : null
  }
  ${items.length ? list(items.map((item) => itemRow(item, say))) : null}
  ${
    notes.length
      ? html`<h5>${say("notes")}</h5>
          ${list(notes.map((note) => noteRow(note, say)))}`
      : null
  }`;
}

/** @param {unknown[]} rows */
function list(rows) {
  return html`<ul class="cs-changed">
    ${rows}
  </ul>`;
}

/** @param {AxisChangeView} axis */
function axisRow({ name, before, after, moved, direction }) {
  return html`<li>
    <span>${name}</span>
    <span>${`${before} ${arrow()} ${after}`}</span>
    ${points(moved, direction)}
  </li>`;
}

/** @param {string} text @param {"up" | "down" | null} direction */
function points(text, direction) {
  return html`<strong class="cs-moved" data-way=${direction ?? nothing}>${text}</strong>`;
}

/** @param {ItemChangeView} item @param {Say} say */
function itemRow(item, say) {
  const { added, removed, before, after, moved, direction } = item;
  return html`<li>
    <p>${question(item)}</p>
    ${added.length + removed.length ? options(item, say) : beforeAfter(before, after, say)}
    ${
      moved ? html`<p class="cs-changed__points">${points(moved, direction)}${" "}${say("points")}</p>` : null
    }
  </li>`;
}

/**
 * Of a multiple choice only what was taken in and what was left out.
 *
 * @param {ItemChangeView} item
 * @param {Say} say
 */
function options({ added, removed }, say) {
  const row = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {unknown} */ label) =>
    html`<li>
      <span aria-hidden="true">${sign}</span>
      <span class="cs-sr">${`${word}: `}</span>
      ${label}
    </li>`;
  return html`<ul class="cs-changed__options">
    ${added.map((label) => row("+", say("added"), html`<ins>${label}</ins>`))}
    ${removed.map((label) => row("−", say("removed_option"), html`<del>${label}</del>`))}
  </ul>`;
}

/** @param {string} before @param {string} after @param {Say} say */
function beforeAfter(before, after, say) {
  return html`<p class="cs-changed__answers">
    <span class="cs-sr">${`${say("note_before")}: `}</span>
    <del>${before}</del>
    ${` ${arrow()} `}
    <span class="cs-sr">${`${say("note_after")}: `}</span>
    <ins>${after}</ins>
  </p>`;
}

/** @param {NoteChangeView} note @param {Say} say */
function noteRow(note, say) {
  return html`<li>
    <p>${question(note)}</p>
    ${beforeAfter(note.before ?? say("no_note"), note.after ?? say("no_note"), say)}
  </li>`;
}

/** @param {ChangesView} changes @param {Say} say */
function others({ others: { say: said, moves } }, say) {
  return html`${said.map((line) => html`<p class="cs-about">${line}</p>`)}
  ${
    moves.length
      ? html`<h5>${say("editions")}</h5>
          ${list(moves.map((move) => moveRow(move, say)))}`
      : null
  }`;
}

/** @param {MoveView} move @param {Say} say */
function moveRow({ number, title, editions: [then, same], texts }, say) {
  const heads = [
    say("edition_then", { edition: then }),
    say("edition_same", { edition: same }),
    say("edition_now"),
  ];
  return html`<li>
    <p>${question({ number, prompt: title })}</p>
    <dl class="cs-editions">
      ${heads.map(
        (head, at) =>
          html`<div>
            <dt>${head}</dt>
            <dd>${texts[at]}</dd>
          </div>`,
      )}
    </dl>
  </li>`;
}
