/** Every option of every scored question, compactly, to be toggled without touching one's answers. */

import { all } from "../lib/dom.js";
import { arrow } from "../lib/page.js";
import { html, live } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").AxisWords} AxisWords
 * @typedef {import("../lib/views.js").QuestionWords} QuestionWords
 * @typedef {import("../lib/views.js").WhatIfView} WhatIfView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {AxisWords} axis @param {WhatIfView} supposed what the engine says of it @param {Say} say */
export function drawOptions(axis, supposed, say) {
  const score = supposed.axes.find(({ id }) => id === axis.id);
  return html`<details class="cs-axis cs-if-axis" id="if-${axis.id}" data-if-axis=${axis.id}>
    <summary>
      <span class="cs-axis__name">${axis.name}</span>
      <span class="cs-if-axis__score">${score ? figures(score) : null}</span>
    </summary>
    ${axis.questions.map((question) => drawQuestion(question, supposed, say))}
  </details>`;
}

/** @param {QuestionWords} question @param {WhatIfView} supposed @param {Say} say */
function drawQuestion({ id, kind, number, prompt, options }, supposed, say) {
  const item = supposed.items[id];
  const isChanged = supposed.changed.some(({ question }) => question === id);
  return html`<fieldset
    class="cs-if"
    data-if=${id}
    data-kind=${kind}
    ?hidden=${!item}
    ?data-changed=${isChanged}
  >
    <legend><span class="cs-question__number">Q${number}</span> <span>${prompt}</span></legend>
    <p class="cs-if__score">
      <span class="cs-if__state">${item?.state}</span>
      <span class="cs-if__figures">${item ? figures(item) : null}</span>
      <button type="button" class="cs-quiet" data-reset ?hidden=${!isChanged}>
        ${say("reset")} <span class="cs-sr">${` Q${number}`}</span>
      </button>
    </p>
    <div class="cs-if__options">${options.map((option) => drawOption(option, id, kind, item, say))}</div>
  </fieldset>`;
}

/**
 * @param {QuestionWords["options"][number]} option
 * @param {string} question
 * @param {string} kind
 * @param {import("../lib/views.js").SupposedItem | undefined} item
 * @param {Say} say
 */
function drawOption({ id, label, exclusive }, question, kind, item, say) {
  return html`<label class="cs-if__option" ?data-own=${item?.own.includes(id)}>
    <input
      type=${kind === "multiple" ? "checkbox" : "radio"}
      id="if-${question}--${id}"
      name="if-${question}"
      value=${id}
      autocomplete="off"
      ?data-exclusive=${exclusive}
      .checked=${live(Boolean(item?.chosen.includes(id)))}
    />
    <span>${label} <small class="cs-if__own">${say("own")}</small></span>
    <small class="cs-if__gain">${item?.gains[id]}</small>
  </label>`;
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

/** @param {import("../lib/views.js").Moved} moved */
export function figures({ moved, before, after }) {
  return !moved && before === after
    ? html`<span>${after}</span>`
    : html`<span class="cs-was">${before}</span>
        <span aria-hidden="true">${` ${arrow()} `}</span>
        <strong>${after}</strong>`;
}
