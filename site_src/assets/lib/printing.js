/**
 * Who prints. A frame hears of it too when the page around it is printed: that page has given it a height, which more
 * text than before would go beyond, and be cut off.
 */

import { all } from "./dom.js";
import { hear } from "./lifetime.js";

const PATIENCE = 500; // milliseconds in which a browser that prints at all has begun

let isAsked = false;

/** Prints this page, or this frame alone. */
export function printPage() {
  let began = false;
  const begin = () => (began = true);
  const end = () => (isAsked = false);
  isAsked = true;
  window.addEventListener("beforeprint", begin, { once: true });
  window.addEventListener("afterprint", end, { once: true });
  window.print();
  setTimeout(() => {
    window.removeEventListener("beforeprint", begin);
    began || end();
  }, PATIENCE);
}

/**
 * Opens the folded parts of a view for paper, and folds them again after it.
 *
 * @param {HTMLElement} view
 * @param {string} others selector of the parts that stay as they are
 */
export function openForPaper(view, others) {
  /** @type {Element[]} */
  let opened = [];
  hear(window, "beforeprint", () => {
    const folded = hasOwnPaper() && !view.hidden ? all(`details:not([open], ${others})`, view) : [];
    folded.forEach((details) => details.setAttribute("open", ""));
    opened.push(...folded);
  });
  hear(window, "afterprint", () => {
    opened.forEach((details) => details.removeAttribute("open"));
    opened = [];
  });
}

/** Whether what is printed has as much paper as it wants: not a frame in a page that is printed. */
export function hasOwnPaper() {
  return window.parent === window || isAsked;
}
