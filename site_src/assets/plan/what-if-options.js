/** Every option of every scored question, compactly, to be toggled without touching one's answers. */

import { all, h, one } from "../lib/dom.js";
import { arrow } from "../lib/page.js";

/**
 * @typedef {import("../lib/views.js").AxisWords} AxisWords
 * @typedef {import("../lib/views.js").QuestionWords} QuestionWords
 * @typedef {import("../lib/views.js").WhatIfView} WhatIfView
 * @typedef {import("../lib/views.js").SupposedItem} SupposedItem
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {AxisWords} axis @param {Say} say */
export function drawOptions(axis, say) {
  return h(
    "details",
    { class: "cs-axis cs-if-axis", id: `if-${axis.id}`, "data-if-axis": axis.id },
    h(
      "summary",
      {},
      h("span", { class: "cs-axis__name" }, axis.name),
      h("span", { class: "cs-if-axis__score" }),
    ),
    ...axis.questions.map((question) => drawQuestion(question, say)),
  );
}

/** @param {QuestionWords} question @param {Say} say */
function drawQuestion(question, say) {
  const type = question.kind === "multiple" ? "checkbox" : "radio";
  const options = question.options.map((option) => {
    const input = h("input", {
      type,
      id: `if-${question.id}--${option.id}`,
      name: `if-${question.id}`,
      value: option.id,
      autocomplete: "off",
      "data-exclusive": option.exclusive,
    });
    const own = h("small", { class: "cs-if__own" }, say("own"));
    const gain = h("small", { class: "cs-if__gain" });
    return h("label", { class: "cs-if__option" }, input, h("span", {}, option.label, own), gain);
  });
  return h(
    "fieldset",
    { class: "cs-if", "data-if": question.id, "data-kind": question.kind },
    h(
      "legend",
      {},
      h("span", { class: "cs-question__number" }, `Q${question.number}`),
      h("span", {}, question.prompt),
    ),
    h(
      "p",
      { class: "cs-if__score" },
      h("span", { class: "cs-if__state" }),
      h("span", { class: "cs-if__figures" }),
      h(
        "button",
        { type: "button", class: "cs-quiet", "data-reset": true, hidden: true },
        say("reset"),
        h("span", { class: "cs-sr" }, ` Q${question.number}`),
      ),
    ),
    h("div", { class: "cs-if__options" }, ...options),
  );
}

/**
 * The change that an input stands for, after unticking what cannot stand beside it.
 *
 * @param {HTMLElement} question
 * @param {HTMLInputElement} ticked
 * @returns {unknown}
 */
export function readChange(question, ticked) {
  const inputs = /** @type {HTMLInputElement[]} */ (all("input", question));
  if (ticked.checked && ticked.type === "checkbox") {
    const alone = ticked.hasAttribute("data-exclusive");
    inputs
      .filter((input) => input !== ticked && (alone || input.hasAttribute("data-exclusive")))
      .forEach((input) => (input.checked = false));
  }
  const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
  if (question.dataset.kind === "multiple") {
    return { choices: chosen };
  }
  return question.dataset.kind === "number" ? { band: chosen[0] } : { choice: chosen[0] };
}

/**
 * Shows on every question what the engine says of it.
 *
 * @param {HTMLElement} place
 * @param {WhatIfView} supposed
 */
export function showOptions(place, supposed) {
  for (const question of all("[data-if]", place)) {
    const item = supposed.items[question.dataset.if ?? ""];
    question.hidden = !item;
    if (item) {
      const changed = supposed.changed.some((change) => change.question === question.dataset.if);
      showQuestion(question, item, changed);
    }
  }
  for (const axis of supposed.axes) {
    const summary = one(`[data-if-axis="${CSS.escape(axis.id)}"] .cs-if-axis__score`, place);
    summary.replaceChildren(...figures(axis));
  }
}

/** @param {HTMLElement} question @param {SupposedItem} item @param {boolean} changed */
function showQuestion(question, item, changed) {
  for (const input of /** @type {HTMLInputElement[]} */ (all("input", question))) {
    const label = /** @type {HTMLElement} */ (input.closest("label"));
    input.checked = item.chosen.includes(input.value);
    label.toggleAttribute("data-own", item.own.includes(input.value));
    one(".cs-if__gain", label).textContent = item.gains[input.value] ?? "";
  }
  question.toggleAttribute("data-changed", changed);
  one("[data-reset]", question).hidden = !changed;
  one(".cs-if__state", question).textContent = item.state ?? "";
  one(".cs-if__figures", question).replaceChildren(...figures(item));
}

/** @param {import("../lib/views.js").Moved} moved */
export function figures(moved) {
  if (!moved.moved && moved.before === moved.after) {
    return [h("span", {}, moved.after)];
  }
  return [
    h("span", { class: "cs-was" }, moved.before),
    h("span", { "aria-hidden": "true" }, ` ${arrow()} `),
    h("strong", {}, moved.after),
  ];
}
