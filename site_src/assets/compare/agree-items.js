/** Draws the questions of a workshop: how far apart people are, their answers on request, and the agreed one. */

import { html, live, repeat, typed } from "../lib/template.js";
import { drawNotes, given, question as questionOf } from "./team-items.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").AgreeItem} AgreeItem
 */

const MOST_NOTE = 2000; // characters in a result file

/** @param {AgreeItem[]} items by disagreement @param {Say} say */
export function drawAgreeItems(items, say) {
  const same = items.filter((item) => item.is_same);
  return html`${drawList(
    items.filter((item) => !item.is_same),
    say,
  )}
  ${
    same.length
      ? html`<details class="cs-fold cs-team-item">
          <summary>${say("agree_same", { n: same.length })}</summary>
          ${drawList(same, say)}
        </details>`
      : null
  }`;
}

/** @param {AgreeItem[]} items @param {Say} say */
function drawList(items, say) {
  return html`<ol class="cs-disagree">
    ${repeat(
      items,
      ({ question }) => question,
      (item) => drawItem(item, say),
    )}
  </ol>`;
}

/** @param {AgreeItem} item @param {Say} say */
function drawItem(item, say) {
  const { question, kind, say: apart, choices, notes, note, agreed } = item;
  return html`<li class="cs-agree" data-question=${question}>
    <h4>${questionOf(item)}</h4>
    <p class="cs-agree__apart">${apart}</p>
    <details class="cs-fold cs-team-item">
      <summary>${say("agree_show")}</summary>
      <ul class="cs-given">
        ${choices.map(given)}
      </ul>
      ${notes.length ? drawNotes(notes, say) : null}
    </details>
    <fieldset data-kind=${kind}>
      <legend>${say("agree_answer")}</legend>
      ${inputs(item, say)}
    </fieldset>
    <p class="cs-agree__now" data-now=${question}>${agreed ? say("agree_now", { answer: agreed }) : null}</p>
    <label class="cs-agree__note">
      <span>${say("agree_note")}</span>
      <textarea
        rows="1"
        maxlength=${MOST_NOTE}
        id="agree-note-${question}"
        data-note=${question}
        autocomplete="off"
        .value=${typed(`agree-note-${question}`, note)}
      ></textarea>
    </label>
  </li>`;
}

/** @param {AgreeItem} item @param {Say} say */
function inputs({ kind, question, options, states, unit, answer }, say) {
  const name = `agree-${question}`;
  if (kind === "number") {
    return html`<span class="cs-agree__number">
      <input
        type="number"
        id=${name}
        name=${name}
        step="any"
        aria-label=${say("agree_answer")}
        .value=${typed(name, answer?.number ?? "")}
      />
      ${unit}
    </span>`;
  }
  const chosen = [answer?.choice ?? [], answer?.choices ?? []].flat();
  const type = kind === "single" ? "radio" : "checkbox";
  const picks = options.map(({ id, label }) => pick(type, name, id, label, chosen.includes(id)));
  if (kind === "multiple") {
    return picks;
  }
  const rest = states.map(({ id, label }) => pick("radio", name, `state:${id}`, label, answer?.state === id));
  return [picks, rest, pick("radio", name, "", say("agree_none"), answer === null)];
}

/** @param {string} type @param {string} name @param {string} value @param {string} label @param {boolean} checked */
function pick(type, name, value, label, checked) {
  return html`<label>
    <input type=${type} name=${name} value=${value} autocomplete="off" .checked=${live(checked)} />
    <span>${label}</span>
  </label>`;
}

/**
 * The answer that a person has set in the fields of a question; null where there is none.
 *
 * @param {HTMLElement} place
 */
export function answerIn(place) {
  const fieldset = /** @type {HTMLFieldSetElement} */ (place.querySelector("fieldset"));
  const all = /** @type {HTMLInputElement[]} */ ([...fieldset.querySelectorAll("input")]);
  if (fieldset.dataset.kind === "number") {
    const { value, valueAsNumber } = all[0];
    return value === "" ? null : { number: valueAsNumber };
  }
  const values = all.filter(({ checked }) => checked).map(({ value }) => value);
  if (fieldset.dataset.kind === "multiple") {
    return values.length ? { choices: values } : null;
  }
  const [value = ""] = values;
  const state = value.startsWith("state:") ? value.slice("state:".length) : "";
  return state ? { state } : value ? { choice: value } : null;
}
