/** What is done in a part of the page before its script is there, as on a slow line: remembered, and done again then. */

const KINDS = ["click", "change"];

/**
 * Remembers which buttons are pressed in a place, and where files or anything else is chosen.
 *
 * @param {HTMLElement} place
 * @returns {(again: boolean) => void} to be called when the script is there, or can't be had: has it all done again,
 *   each once, or forgets it
 */
export function rememberEarly(place) {
  /** @type {Map<HTMLElement, string>} */
  const early = new Map();

  /** @param {Event} event */
  function remember({ type, target }) {
    const what =
      target instanceof HTMLElement ? (type === "click" ? target.closest("button") : target) : null;
    if (what) {
      early.set(what, type);
    }
  }

  KINDS.forEach((kind) => place.addEventListener(kind, remember));
  return (again) => {
    KINDS.forEach((kind) => place.removeEventListener(kind, remember));
    if (again) {
      early.forEach((kind, what) => repeat(what, kind));
    }
  };
}

/** @param {HTMLElement} what @param {string} kind */
function repeat(what, kind) {
  kind === "click" ? what.click() : what.dispatchEvent(new Event(kind, { bubbles: true }));
}
