/** A slider beside a number's field: a second way to set it. Without a number it stands at its start, and is pale. */

import { numberField, readAnswer } from "./answer-fields.js";
import { figure } from "../lib/page.js";

const KEYS = ["Arrow", "Home", "End", "Page"];

/** @param {HTMLFieldSetElement} card */
const sliderOf = (card) => /** @type {HTMLInputElement | null} */ (card.querySelector("[data-slider]"));

/**
 * Has the slider of a card set its number. At its start it moves nowhere: a click or a key there sets the least number.
 *
 * @param {HTMLFieldSetElement} card
 * @param {(value: string) => void} set
 */
export function wireSlider(card, set) {
  const slider = sliderOf(card);
  const setFirst = () => slider && !numberField(card)?.value && set(slider.value);
  slider?.addEventListener("input", () => set(slider.value));
  slider?.addEventListener("click", setFirst);
  slider?.addEventListener("keyup", ({ key }) => KEYS.some((one) => key.startsWith(one)) && setFirst());
}

/** Moves the slider to the number of its card. @param {HTMLFieldSetElement} card */
export function refreshSlider(card) {
  const slider = sliderOf(card);
  if (!slider) {
    return;
  }
  const answer = readAnswer(card);
  const number = answer && "number" in answer ? Number(answer.number) : null;
  slider.toggleAttribute("data-unset", number === null);
  slider.value = number === null ? slider.min : String(number);
  const unit = numberField(card)?.dataset.unit ?? "";
  slider.setAttribute("aria-valuetext", number === null ? "–" : `${figure(number)} ${unit}`.trim());
}
