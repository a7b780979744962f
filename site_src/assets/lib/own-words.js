/** The words that a view carries with it, so that pages on which nobody opens it need not know them. */

import { one } from "./dom.js";
import { speaker } from "./page.js";

/** @param {HTMLElement} place a view with words of its own */
export function ownWords(place) {
  return speaker(JSON.parse(one("[data-words]", place).textContent ?? "{}"));
}
