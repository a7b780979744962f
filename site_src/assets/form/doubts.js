/** Answers that are rarely meant are asked about beside the question. They count as given, and nothing is blocked. */

import { readAnswer } from "./answer-fields.js";
import { one } from "../lib/dom.js";
import { html, render } from "../lib/template.js";
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
    const confirm = () => {
      settled.set(doubt.id, answersOf(doubt));
      refresh();
      /** @type {HTMLElement | null | undefined} */ (byId.get(here)?.querySelector("input"))?.focus();
    };
    return html`<div class="cs-doubt">
      <p>${doubt.text}</p>
      <p>
        <button type="button" class="cs-quiet" @click=${confirm}>${say("doubt_right")}</button>
        ${others.map((id) => html`<a href="#q-${id}">${say("doubt_other", { number: number(id) })}</a>`)}
      </p>
    </div>`;
  }

  /** @param {string} id */
  const number = (id) => byId.get(id)?.dataset.number ?? "";

  function refresh() {
    const due = doubts.filter(isOpen);
    for (const id of new Set(doubts.flatMap((doubt) => doubt.questions))) {
      const card = byId.get(id);
      if (card) {
        const here = due.find((doubt) => doubt.questions.includes(id)); // one at a time is enough
        render(here ? draw(here, id) : null, one(".cs-doubts", card));
      }
    }
  }

  return { refresh };
}
