/** Ways out of the frame, some of which the page around may keep shut: new windows, printing. And dialogs in sight. */

import { one } from "../lib/dom.js";
import { hear } from "../lib/lifetime.js";
import { notify } from "../lib/notices.js";

/** @typedef {import("../lib/page.js").Say} Say */

/**
 * Links that lead away from the survey open in a window of their own; where that may not be, their address is shown.
 *
 * @param {Say} say
 */
export function openOutside(say) {
  for (const event of ["pointerover", "focusin"]) {
    hear(document, event, ({ target }) => mark(leadingAway(target)));
  }
  hear(document, "click", (/** @type {MouseEvent} */ event) => {
    const link = leadingAway(event.target);
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const opened = window.open(link.href, "_blank"); // with "noopener" it would not say whether it worked
    if (opened) {
      opened.opener = null;
    } else {
      notify("outside", [say("no_windows"), link.href], { bad: true });
      one("[data-notice=outside]").scrollIntoView({ block: "center" });
    }
  });
}

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
function leadingAway(target) {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  const stays =
    !(link instanceof HTMLAnchorElement) ||
    link.href.split("#")[0] === window.location.href.split("#")[0] ||
    link.hasAttribute("data-lang-switch") ||
    link.hasAttribute("download");
  return stays ? null : link;
}

/** @param {HTMLAnchorElement | null} link */
function mark(link) {
  if (link) {
    link.target = "_blank";
    link.rel = "noopener";
  }
}

/** A dialog stands in the middle of its window; in a tall frame that is far from where one is looking. */
export function showDialogsNearby() {
  let y = 0;
  hear(window, "click", (/** @type {MouseEvent} */ event) => (y = event.clientY || y), { capture: true });
  for (const dialog of document.querySelectorAll("dialog")) {
    new MutationObserver(() => {
      const top = Math.max(16, Math.min(y - 120, window.innerHeight - dialog.clientHeight - 16));
      Object.assign(dialog.style, { marginTop: `${top}px`, marginBottom: "auto" });
    }).observe(dialog, { attributeFilter: ["open"] });
  }
}

/**
 * Says so where the page around does not let the frame print.
 *
 * @param {Say} say
 */
export function watchPrinting(say) {
  let began = false;
  hear(window, "beforeprint", () => (began = true));
  one("[data-action=print]").addEventListener("click", () => {
    setTimeout(() => {
      began || notify("print", [say("no_printing")], { bad: true });
      began = false;
    }, 500);
  });
}
