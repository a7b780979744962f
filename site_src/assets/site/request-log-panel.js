/** The list of what left this device: read from the browser's own record, and kept up to date. */

import { all, one, setText } from "../lib/dom.js";
import { withTexts } from "../session/language-switch.js";
import { hear } from "../lib/lifetime.js";
import { speaker } from "../lib/page.js";
import { follow, note, observe, RECORD } from "../lib/request-log.js";
import { html, render } from "../lib/template.js";
import "../common-chunk.js";

/** @typedef {import("../lib/request-log.js").Asked} Asked */

/** @typedef {{asked: Asked[], sinceAnswers: Asked[]}} Known */

/** Fills the panels of the page, now and whenever they are there in another language. */
export function showWhatLeft() {
  const isRecorded = observe("page", note, ["navigation", RECORD]);
  withTexts(() => {
    const panels = all("[data-left-panel]").map((panel) => createPanel(panel, () => now()));
    const show = () => panels.forEach((draw) => draw());
    const { now, stop } = follow(show);
    hear(window, "beforeprint", show);
    if (isRecorded) {
      show();
    } else {
      all("[data-left-panel] > summary strong").forEach((place) => (place.textContent = "?"));
    }
    return stop;
  });
}

/**
 * @param {HTMLElement} panel
 * @param {() => Known} now
 */
function createPanel(panel, now) {
  const slot = (/** @type {string} */ name) => one(`[data-slot=left-${name}]`, panel);
  const say = speaker(JSON.parse(slot("words").textContent ?? "{}"));
  const since = /** @type {HTMLElement | null} */ (panel.querySelector("[data-slot=left-since]"));
  const [short, list] = [slot("short"), slot("list")];
  const isOpen = (/** @type {Element} */ place) => !place.closest("details:not([open])");

  /** @param {number} n */
  const counted = (n) => (n === 0 ? say("none") : say("some", { n }));

  /** @param {Known} known */
  function drawFigures({ asked, sinceAnswers }) {
    const here = asked.filter((request) => isHere(request.url));
    slot("elsewhere").textContent = counted(asked.length - here.length);
    slot("here").textContent = counted(here.length);
    slot("queries").textContent = counted(here.filter((request) => new URL(request.url).search).length);
    since && render(html`${counted(sinceAnswers.length)} ${names(sinceAnswers)}`, since);
  }

  /** What is folded away is left as it is until it opens: there is much to tell while the page and its engine load. */
  function draw() {
    const known = now();
    const elsewhere = known.asked.filter((request) => !isHere(request.url)).length;
    setText(short, elsewhere ? counted(elsewhere) : say("nothing"));
    short.toggleAttribute("data-bad", elsewhere > 0);
    if (isOpen(slot("here"))) {
      drawFigures(known);
    }
    if (isOpen(list)) {
      render(
        known.asked.map((request) => row(request, say)),
        list,
      );
    }
  }

  panel.addEventListener("toggle", draw, true); // of the folded list within, too: these events don't bubble
  return draw;
}

/** @param {string} url */
function isHere(url) {
  return new URL(url).origin === window.location.origin;
}

/** @param {Asked[]} requests */
function names(requests) {
  return requests.length
    ? html`<ul>
        ${requests.map(({ url }) => html`<li>${address(url)}</li>`)}
      </ul>`
    : null;
}

/** @param {Asked} request @param {import("../lib/page.js").Say} say */
function row({ url, at, by }, say) {
  const time = new Date(at).toTimeString().slice(0, 8);
  return html`<tr>
    <td>${time}</td>
    <td ?data-elsewhere=${!isHere(url)}>${address(url)}</td>
    <td>${say(`by_${by}`)}</td>
  </tr>`;
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
