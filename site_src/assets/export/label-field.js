/** Asks for the name of a result where it is saved: the same name as in the form, and as optional. */

import { one } from "../lib/dom.js";

/**
 * @param {HTMLElement} place holds the field
 * @returns {() => void} has it show the name that the form holds
 */
export function wireLabel(place) {
  const field = /** @type {HTMLInputElement} */ (one("[data-label]", place));
  const own = /** @type {HTMLInputElement} */ (one("#report-label"));
  field.addEventListener("input", () => {
    own.value = field.value;
    own.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("change", () => own.dispatchEvent(new Event("change", { bubbles: true })));
  return () => {
    if (document.activeElement !== field) {
      field.value = own.value;
    }
  };
}

/**
 * A field that shows once a result of one's own is saved without a name: saved again, its file has it.
 *
 * @param {HTMLElement} place holds the field
 */
export function askForLabel(place) {
  const show = wireLabel(place);
  return () => {
    show();
    const { value } = /** @type {HTMLInputElement} */ (one("[data-label]", place));
    place.hidden &&= Boolean(value) || "visiting" in one("#survey-app").dataset;
  };
}
