/** Taking files: chosen with a button, or dropped anywhere on the page, where the part in view takes them. */

import { all, one } from "./dom.js";
import { hear } from "./lifetime.js";

/** @typedef {(files: File[]) => void} Take */

/**
 * @param {HTMLElement} place holds one area for files
 * @param {Take} take
 */
export function takeFiles(place, take) {
  const input = inputOf(one("[data-drop]", place));
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // so that the same file can be chosen again
    if (files.length) {
      take(files);
    }
  });
}

/**
 * Gives what is dropped on the page to the area in view, else to `otherwise`. A file that nobody takes would make the
 * browser leave the page, and the answers with it.
 *
 * @param {Take} otherwise
 */
export function watchDrops(otherwise) {
  const areas = all("[data-drop]");
  const shown = () => areas.find((area) => area.offsetParent !== null);
  const mark = (/** @type {boolean} */ over) =>
    areas.forEach((area) => area.toggleAttribute("data-over", over && area === shown()));
  hear(document, "dragover", (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    mark(true);
  });
  hear(document, "dragleave", () => mark(false));
  hear(document, "drop", (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    mark(false);
    const files = event.dataTransfer?.files;
    const area = shown();
    if (files?.length) {
      area ? choose(files, area) : otherwise([...files]);
    }
  });
}

/**
 * Puts files where choosing them would: the script of the area need not be there yet.
 *
 * @param {FileList} files
 * @param {HTMLElement} area
 */
function choose(files, area) {
  const input = inputOf(area);
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {HTMLElement} area @returns {HTMLInputElement} */
const inputOf = (area) => one("input[type=file]", area);

/**
 * Says what is being waited for in a place for files.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
export function showStatus(place, text) {
  one("[data-slot=file-name]", place).textContent = text;
}
