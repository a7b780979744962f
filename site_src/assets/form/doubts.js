/** Answers that are rarely meant are asked about beside the question. They count as given, and nothing is blocked. */

import { readAnswer } from "./answer-fields.js";
import { h, one } from "../lib/dom.js";
import { fits } from "./circumstances.js";
import { holds } from "./visibility.js";

/**
 * @typedef {{id: string, when: import("./visibility.js").Condition[], text: string}} GivenDoubt
 * @typedef {{id: string, questions: string[], when: import("./circumstances.js").Circumstances, text: string}}
 *   Contradiction
 * @typedef {{id: string, questions: string[], text: string, isDue: () => boolean}} Doubt
 */

/** @param {string} id of the element that holds them */
const listed = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "[]");

/**
 * @param {import("../lib/page.js").Say} say
 * @param {HTMLFieldSetElement[]} cards
 */
export function createDoubts(say, cards) {
  const byId = new Map(cards.map((card) => [card.dataset.question ?? "", card]));
  /** What was said to be right, with the answers of which it was said. @type {Map<string, string>} */
  const settled = new Map();

  /** @param {string} id */
  function answerOf(id) {
    const card = byId.get(id);
    return card && !card.hidden ? readAnswer(card) : null;
  }

  /** @param {string} role */
  const answerOfRole = (role) =>
    answerOf(cards.find((card) => card.dataset.role === role)?.dataset.question ?? "");

  /** @type {Doubt[]} */
  const doubts = [
    .../** @type {GivenDoubt[]} */ (listed("doubts")).map((doubt) => ({
      ...doubt,
      questions: [...new Set(doubt.when.map((condition) => condition.question))],
      isDue: () => holds(doubt.when, answerOf),
    })),
    .../** @type {Contradiction[]} */ (listed("contradictions")).map((one) => ({
      ...one,
      isDue: () => fits(one.when, answerOf, answerOfRole),
    })),
  ];

  /** @param {Doubt} doubt */
  const answersOf = (doubt) => JSON.stringify(doubt.questions.map(answerOf));
  /** @param {Doubt} doubt */
  const isOpen = (doubt) => doubt.isDue() && settled.get(doubt.id) !== answersOf(doubt);

  /** @param {Doubt} doubt @param {string} here the question beside which it stands */
  function draw(doubt, here) {
    const others = doubt.questions.filter((id) => id !== here);
    const links = others.map((id) =>
      h("a", { href: `#q-${id}` }, say("doubt_other", { number: number(id) })),
    );
    const right = h("button", { type: "button", class: "cs-quiet" }, say("doubt_right"));
    right.addEventListener("click", () => {
      settled.set(doubt.id, answersOf(doubt));
      refresh();
      /** @type {HTMLElement | null | undefined} */ (byId.get(here)?.querySelector("input"))?.focus();
    });
    return h("div", { class: "cs-doubt" }, h("p", {}, doubt.text), h("p", {}, right, ...links));
  }

  /** @param {string} id */
  const number = (id) => byId.get(id)?.dataset.number ?? "";

  function refresh() {
    const due = doubts.filter(isOpen);
    for (const id of new Set(doubts.flatMap((doubt) => doubt.questions))) {
      const card = byId.get(id);
      if (card) {
        show(
          one(".cs-doubts", card),
          due.filter((doubt) => doubt.questions.includes(id)).slice(0, 1), // one at a time is enough
          id,
        );
      }
    }
  }

  /** @param {HTMLElement} place @param {Doubt[]} due @param {string} id */
  function show(place, due, id) {
    const names = due.map((doubt) => doubt.id).join(" ");
    if (place.dataset.doubts !== names) {
      place.dataset.doubts = names;
      place.replaceChildren(...due.map((doubt) => draw(doubt, id)));
    }
  }

  return { refresh };
}
