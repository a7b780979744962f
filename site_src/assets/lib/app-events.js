/** What happens on the page, for the scripts of a frame. On the site itself nobody listens. */

import { one } from "./dom.js";

/**
 * @typedef {{
 *   changed: null,
 *   scored: import("./views.js").ReportView,
 *   erased: null,
 *   saved: {name: string, text: string},
 *   landing: HTMLElement,
 * }} Happenings `landing`: a place is about to be brought into view
 */

/**
 * @template {keyof Happenings} K
 * @param {K} name
 * @param {Happenings[K]} detail
 * @returns {boolean} whether the page should do what it is about to do
 */
export function tell(name, detail) {
  return one("#survey-app").dispatchEvent(new CustomEvent(`cs:${name}`, { detail, cancelable: true }));
}

/**
 * @template {keyof Happenings} K
 * @param {K} name
 * @param {(detail: Happenings[K], event: Event) => void} heard
 */
export function listen(name, heard) {
  one("#survey-app").addEventListener(`cs:${name}`, (event) =>
    heard(/** @type {CustomEvent<Happenings[K]>} */ (event).detail, event),
  );
}
