/** The dialog of the search: what is found while one types, and the way there. Comes when it is about to be used. */

import { createFind } from "./search-index.js";
import { wantedTerms } from "./search-terms.js";

/** @typedef {import("./search-index.js").Section} Section */

const BEFORE = 40; // letters of the text before the first word that was looked for
const SHOWN = 160;

/**
 * Has the dialog answer to what its field holds. Throws where the index can't be had.
 *
 * @param {HTMLDialogElement} dialog
 */
export async function runSearch(dialog) {
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const said = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("ol"));
  const address = new URL(document.body.dataset.searchIndex ?? "", document.baseURI);
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address.pathname}: ${response.status}`);
  }
  const { docs } = /** @type {{docs: Section[]}} */ (await response.json());
  const find = await createFind(docs);

  function look() {
    const found = find(input.value);
    const { none = "", found: count = "" } = said.dataset;
    const words = wantedTerms(input.value).map(({ word, stem }) => stem ?? word);
    said.textContent = !words.length ? "" : found.length ? `${count} ${found.length}` : none;
    list.replaceChildren(
      ...found.map((section) => result(section, new URL(`../${section.location}`, address), words)),
    );
  }

  dialog.addEventListener("keydown", (event) => move(event, dialog));
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) {
      dialog.close(); // the place may be on this page
    }
  });
  // Text comes typed, pasted, spoken or composed.
  ["input", "compositionend"].forEach((name) => input.addEventListener(name, look));
  look();
}

/** @param {Section} section @param {URL} address @param {string[]} words */
function result({ title, page, text }, address, words) {
  const link = element("a", element("strong", title));
  link.className = "cs-lookup__result";
  link.setAttribute("href", address.href);
  if (page !== title) {
    link.append(element("small", page), " ");
  }
  link.append(...marked(excerpt(text, words), words));
  return element("li", link);
}

/** Plain DOM: the library for templates would become one more file that the survey waits for. @param {string} tag @param {...(string | Node)} inside */
function element(tag, ...inside) {
  const made = document.createElement(tag);
  made.append(...inside);
  return made;
}

/** @param {string} text @param {string[]} words */
function excerpt(text, words) {
  const places = words.map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...(places.length ? places : [0])) - BEFORE);
  const end = start + SHOWN;
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** @param {string} text @param {string[]} words */
function marked(text, words) {
  const known = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  const parts = known.length ? text.split(new RegExp(`(${known.join("|")})`, "giu")) : [text];
  return parts.map((part, at) => (at % 2 ? element("mark", part) : part));
}

/** The arrows go through the results; Enter in the field goes to the first. @param {KeyboardEvent} event @param {Element} dialog */
function move(event, dialog) {
  const stops = [...dialog.querySelectorAll("input, ol a")].filter((stop) => stop instanceof HTMLElement);
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || at < 0) {
    return;
  }
  if (step) {
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  } else if (event.key === "Enter" && at === 0) {
    stops[1]?.click();
  }
}
