/** One question at a time: all of them as a choice of the person, or those of the quick check. */

import { readAnswer } from "./answer-fields.js";
import { one, setText } from "../lib/dom.js";

/**
 * @typedef {"all" | "quick"} Mode
 * @typedef {ReturnType<typeof createSingle>} Single
 */

/** The ids of the quick check's questions; none where the survey has no quick check. */
export function quickQuestions() {
  return (one("#survey-app").dataset.quick ?? "").split(" ").filter(Boolean);
}

/**
 * @param {import("../lib/page.js").Say} say
 * @param {HTMLFieldSetElement[]} cards in the order of the survey
 */
export function createSingle(say, cards) {
  const app = one("#survey-app");
  const bar = one("#single");
  const ways = one("#single-ways");
  const quick = quickQuestions();
  const byId = new Map(cards.map((card) => [card.dataset.question ?? "", card]));
  // Before the quick check's own script has come, its start leads to its first question all the same.
  document.querySelector("[data-slot=quick-start]")?.setAttribute("href", `#quick-${quick[0]}`);
  let current = "";
  /** @type {Mode | ""} */
  let mode = "";
  let wasOpen = false; // whether the question had no answer when it came into view

  /** @param {string} id */
  const isOpen = (id) => readAnswer(/** @type {HTMLFieldSetElement} */ (byId.get(id))) === null;
  const list = () => {
    const asked = cards.filter((card) => !card.hidden).map((card) => card.dataset.question ?? "");
    return mode === "quick" ? asked.filter((id) => quick.includes(id)) : asked;
  };
  const address = (/** @type {string} */ id) => `#${mode === "quick" ? "quick" : "q"}-${id}`;

  /** What comes next: nothing that is answered is asked again, unless a person looks at answers one by one. */
  function next() {
    const rest = list().slice(list().indexOf(current) + 1);
    return wasOpen || mode === "quick" ? rest.find(isOpen) : rest[0];
  }

  function draw() {
    const ids = list();
    const at = ids.indexOf(current);
    const card = byId.get(current);
    const name = one("h2", /** @type {HTMLElement} */ (card?.closest("section"))).textContent ?? "";
    setText(one("[data-slot=single-title]", bar), mode === "quick" ? say("quick") : name);
    setText(one("[data-slot=single-count]", bar), say("count", { n: at + 1, total: ids.length }));
    one(".cs-segment__bar", bar).style.setProperty("--cs-filled", String((at + 1) / ids.length));
    setText(one("[data-action=screens]", bar), say(mode === "quick" ? "quick_leave" : "single_leave"));
    drawWays(ids[at - 1], next());
  }

  /** @param {string | undefined} before @param {string | undefined} after */
  function drawWays(before, after) {
    const [back, on] = [one(".cs-ways__back", ways), one(".cs-ways__next", ways)];
    back.hidden = before === undefined;
    back.setAttribute("href", before === undefined ? "#" : address(before));
    on.setAttribute("href", after ? address(after) : mode === "quick" ? "#quick" : "#report");
    const end = mode === "quick" ? "quick_result" : "see_report";
    setText(one(".cs-ways__name", on), say(after ? "single_next" : end));
  }

  bar.parentElement?.addEventListener("keydown", (event) => {
    const isField = event.target instanceof HTMLInputElement && event.target.type !== "search";
    if (mode && event.key === "Enter" && isField && !event.isComposing) {
      event.preventDefault();
      event.target.blur(); // a number is read when its field is left
      one(".cs-ways__next", ways).click();
    }
  });

  return {
    /** The first question of a screen that has no answer, else its first. @param {string} screen */
    firstOf(screen) {
      const asked = cards.filter(
        (card) => !card.hidden && card.closest("section")?.dataset.screen === screen,
      );
      return (asked.find((card) => readAnswer(card) === null) ?? asked[0])?.dataset.question ?? "";
    },

    /** @param {string} question @param {Mode} how */
    show(question, how) {
      wasOpen = isOpen(question);
      [current, mode] = [question, how];
      app.dataset.single = how;
      cards.forEach((card) => card.toggleAttribute("data-current", card.dataset.question === question));
      bar.hidden = ways.hidden = false;
      draw();
    },

    /** Whole screens are on show again. */
    leave() {
      mode = "";
      delete app.dataset.single;
      bar.hidden = ways.hidden = true;
    },

    /** The answers have changed. */
    refresh() {
      const offer = document.getElementById("quick-offer");
      if (offer) {
        offer.hidden = cards.filter((card) => readAnswer(card) !== null).length >= quick.length;
      }
      if (mode) {
        draw();
      }
    },

    /** The first scored question without an answer; none where all have one. */
    firstOpen: () =>
      cards.find((card) => !card.hidden && card.hasAttribute("data-scored") && readAnswer(card) === null)
        ?.dataset.question ?? "",
  };
}
