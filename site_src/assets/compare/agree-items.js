/** Draws the questions of a workshop: how far apart people are, their answers on request, and the agreed one. */

import { h } from "../lib/dom.js";
import { given } from "./team-items.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").AgreeItem} AgreeItem
 */

const MOST_NOTE = 2000; // characters in a result file

/** @param {AgreeItem[]} items by disagreement @param {Say} say */
export function drawAgreeItems(items, say) {
  const same = items.filter((item) => item.is_same);
  const differ = items.filter((item) => !item.is_same);
  return [
    h("ol", { class: "cs-disagree" }, ...differ.map((item) => drawItem(item, say))),
    same.length
      ? h(
          "details",
          { class: "cs-fold cs-team-item" },
          h("summary", {}, say("agree_same", { n: same.length })),
          h("ol", { class: "cs-disagree" }, ...same.map((item) => drawItem(item, say))),
        )
      : null,
  ].filter((part) => part !== null);
}

/** @param {AgreeItem} item @param {Say} say */
function drawItem(item, say) {
  const { question, number, prompt, say: apart, choices, notes } = item;
  const noted = notes.map(({ who, text }) => h("li", {}, say("note", { who, text })));
  return h(
    "li",
    { class: "cs-agree", "data-question": question },
    h("h4", {}, h("span", { class: "cs-question__number" }, `Q${number}`), " ", prompt),
    h("p", { class: "cs-agree__apart" }, apart),
    h(
      "details",
      { class: "cs-fold cs-team-item" },
      h("summary", {}, say("agree_show")),
      h("ul", { class: "cs-given" }, ...choices.map((choice) => given(choice))),
      noted.length ? h("ul", { class: "cs-noted", "aria-label": say("notes") }, ...noted) : null,
    ),
    fields(item, say),
    h("p", { class: "cs-agree__now", "data-now": question }),
    h(
      "label",
      { class: "cs-agree__note" },
      h("span", {}, say("agree_note")),
      h("textarea", { rows: 1, maxlength: MOST_NOTE, "data-note": question, autocomplete: "off" }, item.note),
    ),
  );
}

/** @param {AgreeItem} item @param {Say} say */
function fields(item, say) {
  const legend = h("legend", {}, say("agree_answer"));
  return h("fieldset", { "data-kind": item.kind }, legend, ...inputs(item, say));
}

/** @param {AgreeItem} item @param {Say} say */
function inputs({ kind, question, options, states, unit, answer }, say) {
  const name = `agree-${question}`;
  if (kind === "number") {
    const value = answer?.number ?? null;
    const label = say("agree_answer");
    return [h("input", { type: "number", name, step: "any", value, "aria-label": label }), ` ${unit}`];
  }
  const chosen = [answer?.choice ?? [], answer?.choices ?? []].flat();
  const picks = options.map(({ id, label }) =>
    pick(kind === "single" ? "radio" : "checkbox", name, id, label, chosen.includes(id)),
  );
  if (kind === "multiple") {
    return picks;
  }
  const rest = states.map(({ id, label }) => pick("radio", name, `state:${id}`, label, answer?.state === id));
  return [...picks, ...rest, pick("radio", name, "", say("agree_none"), answer === null)];
}

/** @param {string} type @param {string} name @param {string} value @param {string} label @param {boolean} checked */
function pick(type, name, value, label, checked) {
  return h(
    "label",
    {},
    h("input", { type, name, value, checked, autocomplete: "off" }),
    h("span", {}, label),
  );
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
