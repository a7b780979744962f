/** Between the inputs of a question and its answer, both ways. */

import { all } from "../lib/dom.js";
import { readNumber } from "../lib/number-input.js";

/** @typedef {import("../lib/types.js").Answer} Answer */

const NONE = ":none";

/**
 * What is entered on a card. Found once: the build made the cards, and every answer has all of them read.
 *
 * @type {WeakMap<HTMLFieldSetElement, {choices: HTMLInputElement[], number: HTMLInputElement | null,
 *   note: HTMLTextAreaElement | null}>}
 */
const known = new WeakMap();

/** @param {HTMLFieldSetElement} card */
function fields(card) {
  const found = known.get(card) ?? {
    choices: /** @type {HTMLInputElement[]} */ (all(".cs-option input", card)),
    number: /** @type {HTMLInputElement | null} */ (card.querySelector(".cs-number input")),
    note: card.querySelector("textarea"),
  };
  known.set(card, found);
  return found;
}

/** @param {HTMLFieldSetElement} card */
export function choices(card) {
  return fields(card).choices;
}

/** @param {HTMLFieldSetElement} card */
export function numberField(card) {
  return fields(card).number;
}

/** @param {HTMLFieldSetElement} card */
export function noteField(card) {
  return fields(card).note;
}

/**
 * The answer that a card shows; null where there is none, or none that is valid.
 *
 * @param {HTMLFieldSetElement} card
 * @returns {Answer | null}
 */
export function readAnswer(card) {
  const ticked = choices(card)
    .filter((input) => input.checked)
    .map((input) => input.value);
  const state = ticked.find((value) => value.startsWith(":"));
  if (state === NONE) {
    return { choices: [] };
  }
  if (state) {
    return { state: state === ":unknown" ? "unknown" : "not_applicable" };
  }
  return valued(card, ticked);
}

/** @param {HTMLFieldSetElement} card @param {string[]} ticked @returns {Answer | null} */
function valued(card, ticked) {
  const field = numberField(card);
  if (field) {
    const reading = readField(field);
    return reading && "number" in reading ? { number: reading.number } : null;
  }
  if (ticked.length === 0) {
    return null;
  }
  return card.dataset.kind === "multiple" ? { choices: ticked } : { choice: ticked[0] };
}

/** @param {HTMLInputElement} field @returns {import("../lib/number-input.js").Bounds} */
export function bounds(field) {
  const { minimum = -Infinity, maximum = Infinity, step = 0, unit = "" } = field.dataset;
  return { minimum: Number(minimum), maximum: Number(maximum), step: Number(step), unit };
}

/** @param {HTMLInputElement} field */
export function readField(field) {
  return readNumber(field.value, bounds(field));
}

/**
 * Takes an answer off a card.
 *
 * @param {HTMLFieldSetElement} card
 */
export function clearAnswer(card) {
  for (const input of choices(card)) {
    input.checked = false;
  }
  const field = numberField(card);
  if (field) {
    field.value = "";
  }
}

/**
 * Puts an answer on a card. What comes from storage, a link or a file is not trusted: whatever the card
 * does not offer leaves it empty.
 *
 * @param {HTMLFieldSetElement} card
 * @param {unknown} answer
 * @returns {boolean} whether the card could show it
 */
export function writeAnswer(card, answer) {
  clearAnswer(card);
  const field = numberField(card);
  if (field && isRecord(answer) && typeof answer.number === "number") {
    const reading = readNumber(String(answer.number), bounds(field));
    const fits = reading !== null && "number" in reading;
    field.value = fits ? String(answer.number) : "";
    return fits;
  }
  const inputs = wantedInputs(card, answer);
  inputs.forEach((input) => (input.checked = true));
  return inputs.length > 0;
}

/**
 * The inputs that an answer asks for; none where one of them is missing or they exclude each other.
 *
 * @param {HTMLFieldSetElement} card
 * @param {unknown} answer
 */
function wantedInputs(card, answer) {
  const wanted = wantedValues(card, answer);
  const inputs = choices(card).filter((input) => wanted.includes(input.value));
  const contradictory = inputs.length > 1 && inputs.some(standsAlone);
  return inputs.length === wanted.length && !contradictory ? inputs : [];
}

/**
 * Whether an input excludes all others of its question.
 *
 * @param {HTMLInputElement} input
 */
export function standsAlone(input) {
  return input.hasAttribute("data-exclusive") || input.value.startsWith(":");
}

/** @param {HTMLFieldSetElement} card @param {unknown} answer @returns {string[]} */
function wantedValues(card, answer) {
  if (!isRecord(answer)) {
    return [];
  }
  if (typeof answer.state === "string") {
    return [`:${answer.state}`];
  }
  if (typeof answer.choice === "string" && card.dataset.kind === "single") {
    return [answer.choice];
  }
  if (Array.isArray(answer.choices) && card.dataset.kind === "multiple") {
    return answer.choices.length ? [...new Set(answer.choices)] : [NONE];
  }
  return [];
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
