/** Going to a place on the page: into view, and the focus to where one goes on from there. */

import { one } from "./dom.js";
import { tell } from "./app-events.js";

/**
 * Brings a place into view and puts the focus there.
 *
 * @param {string} id a heading or a question's card
 */
export function land(id) {
  const place = one(`#${CSS.escape(id)}`);
  const card = place.matches("fieldset");
  const heading = card ? (place.querySelector("input:checked") ?? place.querySelector("input")) : place;
  const view = /** @type {HTMLElement | null} */ (place.closest("[data-view-of]:not(#form-view)"));
  const row = one(".cs-views"); // not there above the form and the page for opening files
  const single = one("#single"); // it says where one is among questions that come one at a time
  const edge = card
    ? single.offsetParent
      ? single
      : place
    : view
      ? row.offsetParent
        ? row
        : view
      : one("#progress");
  if (tell("landing", edge)) {
    edge.scrollIntoView({ block: "start" });
  }
  /** @type {HTMLElement | null} */ (heading)?.focus({ preventScroll: true });
}
