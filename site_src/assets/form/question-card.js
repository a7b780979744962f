/** What a question's card does by itself: choices that exclude each other, checks of numbers, the clear button. */

import {
  bounds,
  choices,
  clearAnswer,
  noteField,
  numberField,
  readAnswer,
  readField,
  standsAlone,
} from "./answer-fields.js";
import { all, one } from "../lib/dom.js";
import { figure } from "../lib/page.js";
import { wireSearch } from "./option-search.js";
import { announce } from "../lib/page.js";
import { refreshSlider, wireSlider } from "./slider.js";

/** @typedef {import("../lib/page.js").Say} Say */

/**
 * @param {HTMLFieldSetElement} card
 * @param {Say} say
 * @param {() => void} changed called after the card's answer or note may have changed
 */
export function wireCard(card, say, changed) {
  const field = numberField(card);
  const set = (/** @type {string} */ number) => {
    if (field) {
      field.value = number;
      choices(card).forEach((input) => (input.checked = false));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  card.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target !== field) {
      settle(card, event.target, say);
    }
    if (field) {
      checkNumber(card, field, say);
    }
    finish(card, changed);
  });
  field?.addEventListener("input", () => typed(card, field, say, changed));
  noteField(card)?.addEventListener("input", changed);
  wireSearch(card, say);
  card.addEventListener("click", (event) => {
    const pick = event.target instanceof Element ? event.target.closest("[data-pick]") : null;
    if (pick) {
      set(pick.getAttribute("data-pick") ?? "");
    }
  });
  wireSlider(card, set);
  card.querySelector("[data-clear]")?.addEventListener("click", () => {
    clearAnswer(card);
    choices(card)[0]?.focus();
    finish(card, changed);
  });
}

/** @param {HTMLFieldSetElement} card @param {() => void} changed */
function finish(card, changed) {
  refreshCard(card);
  changed();
}

/**
 * Typing takes back "I don't know"; a mistake already pointed out goes as soon as it is mended.
 *
 * @param {HTMLFieldSetElement} card
 * @param {HTMLInputElement} field
 * @param {Say} say
 * @param {() => void} changed
 */
function typed(card, field, say, changed) {
  if (field.value.trim()) {
    choices(card).forEach((input) => (input.checked = false));
  }
  if (field.getAttribute("aria-invalid")) {
    checkNumber(card, field, say);
  }
  finish(card, changed);
}

/**
 * Unticks what cannot stand beside the input that was just ticked.
 *
 * @param {HTMLFieldSetElement} card
 * @param {HTMLInputElement} ticked
 * @param {Say} say
 */
function settle(card, ticked, say) {
  if (!ticked.checked || ticked.type !== "checkbox") {
    return;
  }
  const others = choices(card).filter((input) => input !== ticked && input.checked);
  const losers = standsAlone(ticked) ? others : others.filter(standsAlone);
  losers.forEach((input) => (input.checked = false));
  const field = numberField(card);
  const typedBefore = field?.value;
  if (field) {
    field.value = "";
  }
  if (losers.length || typedBefore) {
    announce(say("unticked"));
  }
}

/**
 * Tidies a number that can be read; points out one that cannot, beside the field.
 *
 * @param {HTMLFieldSetElement} card
 * @param {HTMLInputElement} field
 * @param {Say} say
 */
export function checkNumber(card, field, say) {
  const reading = readField(field);
  const problem = reading && "problem" in reading ? numberWords(field, reading, say) : "";
  if (reading && "number" in reading) {
    field.value = String(reading.number);
  }
  const place = one(".cs-problem", card);
  if (place.textContent !== problem) {
    place.textContent = problem;
  }
  place.hidden = !problem;
  field.toggleAttribute("aria-invalid", false);
  if (problem) {
    field.setAttribute("aria-invalid", "true");
  }
  describe(field, place, Boolean(problem));
}

/** @param {HTMLInputElement} field @param {{problem: string, meant?: string}} reading @param {Say} say */
function numberWords(field, { problem, meant = "" }, say) {
  const { minimum, maximum, step } = bounds(field);
  const example = figure(Number.isFinite(minimum) ? Math.min(minimum + 12, maximum) : 12);
  const values = { minimum: figure(minimum), maximum: figure(maximum), step: figure(step), example };
  return say(problem, { ...values, meant, found: field.value.trim().slice(0, 24) });
}

/** @param {HTMLInputElement} field @param {HTMLElement} place @param {boolean} on */
function describe(field, place, on) {
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== place.id);
  field.setAttribute("aria-describedby", [...ids, ...(on ? [place.id] : [])].join(" "));
}

/**
 * Shows the clear button where there is something to clear, and whether a note has been written.
 *
 * @param {HTMLFieldSetElement} card
 */
export function refreshCard(card) {
  const answered = readAnswer(card) !== null;
  card.toggleAttribute("data-answered", answered);
  const clear = card.querySelector("[data-clear]");
  clear?.toggleAttribute("hidden", !answered);
  for (const pick of all("[data-pick]", card)) {
    pick.setAttribute("aria-pressed", String(numberField(card)?.value === pick.dataset.pick));
  }
  refreshSlider(card);
  card.toggleAttribute("data-noted", Boolean(noteField(card)?.value.trim()));
}
