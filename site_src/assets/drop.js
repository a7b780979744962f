/** Taking files: chosen with a button, or dropped anywhere on the page, where the part in view takes them. */

import { one } from "./dom.js";

/**
 * @typedef {(files: File[]) => void} Take
 * @typedef {{area: HTMLElement, take: Take}} Taker
 */

/** @type {Taker[]} */
const takers = [];

/**
 * @param {HTMLElement} place holds one area for files
 * @param {Take} take
 * @returns {Taker}
 */
export function takeFiles(place, take) {
  const area = one("[data-drop]", place);
  const input = /** @type {HTMLInputElement} */ (one("input[type=file]", area));
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // so that the same file can be chosen again
    if (files.length) {
      take(files);
    }
  });
  const taker = { area, take };
  takers.push(taker);
  return taker;
}

/**
 * Gives what is dropped on the page to the area in view, else to `otherwise`. A file that nobody takes would make the
 * browser leave the page, and the answers with it.
 *
 * @param {Take} otherwise
 */
export function watchDrops(otherwise) {
  const shown = () => takers.find(({ area }) => area.offsetParent !== null);
  const mark = (/** @type {boolean} */ over) =>
    takers.forEach((taker) => taker.area.toggleAttribute("data-over", over && taker === shown()));
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", () => mark(false));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) {
      (shown()?.take ?? otherwise)(files);
    }
  });
}

/**
 * Says what is being waited for in a place for files.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
export function showStatus(place, text) {
  one("[data-slot=file-name]", place).textContent = text;
}
