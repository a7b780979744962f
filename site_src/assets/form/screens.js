/** One screen of questions at a time, and the progress above them. */

import { readAnswer } from "./answer-fields.js";
import { all, one, setText } from "../lib/dom.js";
import { createWays } from "./screen-links.js";

/** @typedef {ReturnType<typeof createScreens>} Screens */

/** @param {import("../lib/page.js").Say} say */
export function createScreens(say) {
  const sections = all("[data-screen]");
  const segments = /** @type {HTMLAnchorElement[]} */ (all("[data-segment]"));
  const setWays = createWays(sections);
  const ids = sections.map((section) => section.dataset.screen ?? "");

  return {
    ids,

    /**
     * The screen that holds a question; null for an unknown one.
     *
     * @param {string} question
     */
    of(question) {
      const card = document.getElementById(`q-${question}`);
      return card?.closest("section")?.dataset.screen ?? null;
    },

    /** @param {string} id a screen, or "report" */
    show(id) {
      sections.forEach((section) => section.toggleAttribute("data-active", section.dataset.screen === id));
      segments.forEach((segment) => {
        const here = segment.dataset.segment === id;
        here ? segment.setAttribute("aria-current", "step") : segment.removeAttribute("aria-current");
      });
    },

    /** Counts again. Returns how many of the questions asked are answered, over all screens. */
    refresh() {
      let answered = 0;
      setWays();
      for (const segment of segments) {
        const section = sections.find((one) => one.dataset.screen === segment.dataset.segment);
        answered += section ? refreshSegment(segment, section, say) : 0;
      }
      return answered;
    },
  };
}

/**
 * @param {HTMLAnchorElement} segment
 * @param {HTMLElement} section
 * @param {import("../lib/page.js").Say} say
 */
function refreshSegment(segment, section, say) {
  const cards = /** @type {HTMLFieldSetElement[]} */ (all(".cs-question:not([hidden])", section));
  const n = cards.filter((card) => readAnswer(card) !== null).length;
  const total = cards.length;
  const name = one(".cs-segment__name", segment).textContent ?? "";
  const count = total ? say("count", { n, total }) : "–";
  setText(one(".cs-segment__count", segment), count);
  one(".cs-screen__empty", section).hidden = total > 0;
  // What is seen stands in it as it is seen: people who speak to a browser say that.
  segment.setAttribute("aria-label", total ? say("progress", { name, count }) : `${name} ${count}`);
  segment.toggleAttribute("data-done", total > 0 && n === total);
  segment.style.setProperty("--cs-filled", String(total ? n / total : 0));
  return n;
}
