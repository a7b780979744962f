/** The list of what left this device: read from the browser's own record, and kept up to date. */

import { all, h, one } from "./dom.js";
import { speaker } from "./page.js";
import { follow, note, observe, RECORD } from "./requests.js";
import "./shared.js";

/** @typedef {import("./requests.js").Asked} Asked */

/** Fills the panels of the page. */
export function showWhatLeft() {
  const panels = all("[data-left-panel]").map(createPanel);
  const now = follow(() => panels.forEach((show) => show(now())));
  if (observe("page", note, ["navigation", RECORD])) {
    panels.forEach((show) => show(now()));
  } else {
    all("[data-left-panel] > summary strong").forEach((place) => (place.textContent = "?"));
  }
}

/** @param {HTMLElement} panel */
function createPanel(panel) {
  const slot = (/** @type {string} */ name) => one(`[data-slot=left-${name}]`, panel);
  const say = speaker(JSON.parse(slot("words").textContent ?? "{}"));
  const since = panel.querySelector("[data-slot=left-since]");

  /** @param {number} n */
  const counted = (n) => (n === 0 ? say("none") : n === 1 ? say("one") : say("some", { n }));

  /** @param {{asked: Asked[], sinceAnswers: Asked[]}} known */
  return ({ asked, sinceAnswers }) => {
    const elsewhere = asked.filter((request) => !isHere(request.url));
    const here = asked.filter((request) => isHere(request.url));
    slot("short").textContent = elsewhere.length ? counted(elsewhere.length) : say("nothing");
    slot("short").toggleAttribute("data-bad", elsewhere.length > 0);
    slot("elsewhere").textContent = counted(elsewhere.length);
    slot("here").textContent = counted(here.length);
    slot("queries").textContent = counted(here.filter((request) => new URL(request.url).search).length);
    since?.replaceChildren(counted(sinceAnswers.length), ...names(sinceAnswers));
    slot("list").replaceChildren(...asked.map((request) => row(request, say)));
  };
}

/** @param {string} url */
function isHere(url) {
  return new URL(url).origin === window.location.origin;
}

/** @param {Asked[]} requests */
function names(requests) {
  return requests.length ? [h("ul", {}, ...requests.map(({ url }) => h("li", {}, address(url))))] : [];
}

/** @param {Asked} request @param {import("./page.js").Say} say */
function row({ url, at, by }, say) {
  const time = new Date(at).toTimeString().slice(0, 8);
  return h(
    "tr",
    {},
    h("td", {}, time),
    h("td", { "data-elsewhere": !isHere(url) }, address(url)),
    h("td", {}, say(`by_${by}`)),
  );
}

/**
 * The address as it goes to the server: without what stands behind the "#".
 *
 * @param {string} url
 */
function address(url) {
  const { origin, pathname, search } = new URL(url);
  return (isHere(url) ? "" : origin) + pathname + search;
}
