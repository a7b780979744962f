/**
 * Who prints. A frame hears of it too when the page around it is printed: that page has given it a height, which more
 * text than before would go beyond, and be cut off.
 */

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

/** Opens folded parts for paper, and folds them again after it. */
export function createUnfolding() {
  /** @type {Element[]} */
  let opened = [];
  return {
    /** @param {Element[]} folded */
    open(folded) {
      opened.push(...folded);
      folded.forEach((details) => details.setAttribute("open", ""));
    },

    close() {
      opened.forEach((details) => details.removeAttribute("open"));
      opened = [];
    },
  };
}

/** Whether what is printed has as much paper as it wants: not a frame in a page that is printed. */
export function hasOwnPaper() {
  return window.parent === window || isAsked;
}
