/** Answers that are rarely meant are asked about beside the question. They count as given, and nothing is blocked. */

import { readAnswer } from "./answer-fields.js";
import { h, one } from "../lib/dom.js";
import { holds } from "./visibility.js";

/** @typedef {{id: string, when: import("./visibility.js").Condition[], text: string}} Doubt */

/**
 * @param {import("../lib/page.js").Say} say
 * @param {HTMLFieldSetElement[]} cards
 */
export function createDoubts(say, cards) {
  /** @type {Doubt[]} */
  const doubts = JSON.parse(document.getElementById("doubts")?.textContent ?? "[]");
  const byId = new Map(cards.map((card) => [card.dataset.question ?? "", card]));
  /** What was said to be right, with the answers of which it was said. @type {Map<string, string>} */
  const settled = new Map();

  /** @param {string} id */
  function answerOf(id) {
    const card = byId.get(id);
    return card && !card.hidden ? readAnswer(card) : null;
  }

  /** @param {Doubt} doubt */
  const questionsOf = (doubt) => [...new Set(doubt.when.map((condition) => condition.question))];
  /** @param {Doubt} doubt */
  const answersOf = (doubt) => JSON.stringify(questionsOf(doubt).map(answerOf));
  /** @param {Doubt} doubt */
  const isDue = (doubt) => holds(doubt.when, answerOf) && settled.get(doubt.id) !== answersOf(doubt);

  /** @param {Doubt} doubt @param {string} here the question beside which it stands */
  function draw(doubt, here) {
    const others = questionsOf(doubt).filter((id) => id !== here);
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
    const due = doubts.filter(isDue);
    for (const id of new Set(doubts.flatMap(questionsOf))) {
      const card = byId.get(id);
      if (card) {
        show(
          one(".cs-doubts", card),
          due.filter((doubt) => questionsOf(doubt).includes(id)),
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
