/** Has the browser ask before the page is left with answers that are kept nowhere. */

import { hear } from "../lib/lifetime.js";

/** @param {() => boolean} atRisk whether leaving now would lose something */
export function guardLeaving(atRisk) {
  hear(window, "beforeunload", (/** @type {BeforeUnloadEvent} */ event) => {
    // In a frame the question would come up in the middle of somebody else's page.
    if (window === window.top && atRisk()) {
      event.preventDefault();
    }
  });
}
