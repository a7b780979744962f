/** The few facts on which the advice depends, asked beside it where they have no answer yet: a tap each. */

import { all } from "../lib/dom.js";

/**
 * @param {(question: string) => import("../lib/types.js").Answer | null} answerOf
 * @param {(question: string, answer: import("../lib/types.js").Answer) => void} answer
 */
export function createAdviceProfile(answerOf, answer) {
  const panels = all("[data-ask]");
  panels.forEach((panel) => panel.addEventListener("click", (event) => tapped(event.target)));

  /** @param {EventTarget | null} target */
  function tapped(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const question = button?.closest("[data-ask-question]")?.getAttribute("data-ask-question");
    if (button && question) {
      const { choice, number } = button.dataset;
      answer(
        question,
        choice !== undefined ? { choice } : number ? { number: Number(number) } : { state: "unknown" },
      );
    }
  }

  /** @param {HTMLElement} group */
  function show(group) {
    const given = answerOf(group.dataset.askQuestion ?? "");
    for (const button of all("button", group)) {
      const { choice, number } = button.dataset;
      const isIt = given !== null && given.choice === choice && given.number === (number && Number(number));
      button.setAttribute("aria-pressed", String(isIt));
    }
    return given !== null;
  }

  return {
    /** The answers have changed: gone once everything is known. @param {boolean} settle whether to go already */
    refresh(settle) {
      for (const panel of panels) {
        const known = all("[data-ask-question]", panel).map(show);
        const isKnown = known.every(Boolean);
        if (settle || !isKnown || panel.contains(document.activeElement) === false) {
          panel.hidden = isKnown;
        }
      }
    },
  };
}
