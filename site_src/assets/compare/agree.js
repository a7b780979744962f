/** A workshop: records the answers that a team agrees on, in memory alone, and hands over the agreed result. */

import { localTime } from "../lib/clock.js";
import { all, one } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { drawProblems } from "../lib/problem-list.js";
import { guardLeaving } from "../session/unload-guard.js";
import { answerIn, drawAgreeItems } from "./agree-items.js";
import { slots } from "./parts.js";

/**
 * @typedef {import("../lib/views.js").AgreeView} AgreeView
 * @typedef {{answers: Record<string, unknown>, notes: Record<string, string>, label: string, created: string}} Recorded
 */

/** What was recorded stays when the language is switched. @type {Recorded} */
let recorded = { answers: {}, notes: {}, label: "", created: "" };
let isSaved = true;

/**
 * @param {import("../view-loader.js").Context} context
 * @param {import("../lib/page.js").Say} say the words of the view
 * @param {() => {files: unknown[], hidden: boolean}} wish whose answers are compared
 */
export function createWorkshop({ place, ask, openResult }, say, wish) {
  const slot = slots(place);
  const session = /** @type {HTMLInputElement} */ (one("#team-session", place));
  /** @type {AgreeView | null} */
  let shown = null;

  session.value = recorded.label;
  guardLeaving(() => !isSaved);
  session.addEventListener("change", () => record({ label: session.value.trim() }));
  slot("agree-items").addEventListener("change", (event) =>
    changed(/** @type {HTMLElement} */ (event.target)),
  );
  one("[data-agree=open]", place).addEventListener("click", open);
  one("[data-agree=save]", place).addEventListener("click", save);

  /** @param {HTMLElement} target */
  function changed(target) {
    const item = /** @type {HTMLElement} */ (target.closest("[data-question]"));
    const question = item.dataset.question ?? "";
    if (target instanceof HTMLTextAreaElement) {
      const { [question]: _, ...notes } = recorded.notes;
      const note = target.value.trim();
      return record({ notes: note ? { ...notes, [question]: note } : notes });
    }
    const { [question]: _, ...answers } = recorded.answers;
    const answer = answerIn(item);
    return record({ answers: answer ? { ...answers, [question]: answer } : answers });
  }

  /** @param {Partial<Recorded>} more */
  function record(more) {
    recorded = { ...recorded, ...more, created: localTime() };
    isSaved = false;
    return show();
  }

  async function show() {
    const agreed = { ...recorded, created: recorded.created || localTime() };
    const reply = await ask("agree", { ...wish(), agreed }, "agree");
    if (reply) {
      showProblems(reply.ok ? [] : (reply.problems ?? []).map(({ text }) => text));
      reply.agree ? fill(reply.agree) : null;
    }
  }

  /** @param {string[]} lines */
  function showProblems(lines) {
    slot("agree-problems").replaceChildren(...(lines.length ? [drawProblems(say("agree_bad"), lines)] : []));
  }

  /** @param {AgreeView} view */
  function fill(view) {
    if (signature(shown) !== signature(view)) {
      redraw(view);
    }
    shown = view;
    slot("agree-say").textContent = view.say;
    slot("agree-label").textContent = view.label;
    for (const { question, agreed } of view.items) {
      one(`[data-now="${question}"]`, place).textContent = agreed ? say("agree_now", { answer: agreed }) : "";
    }
  }

  /** @param {AgreeView} view */
  function redraw(view) {
    const unfolded = all(".cs-agree details[open]", place).map((details) => questionOf(details));
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
    slot("agree-items").replaceChildren(...drawAgreeItems(view.items, say));
    for (const details of all(".cs-agree details", place)) {
      details.toggleAttribute("open", unfolded.includes(questionOf(details)));
    }
    if (focused?.name) {
      const same = `input[name="${focused.name}"][value="${CSS.escape(focused.value)}"]`;
      /** @type {HTMLElement | null} */ (place.querySelector(same))?.focus();
    }
  }

  async function open() {
    await show();
    if (shown) {
      await openResult(shown.text, shown.label);
    }
  }

  async function save() {
    await show();
    if (shown) {
      download(shown.name, shown.text);
      isSaved = true;
    }
  }

  return { show };
}

/** @param {Element} element */
function questionOf(element) {
  return element.closest("[data-question]")?.getAttribute("data-question");
}

/**
 * What decides whether questions are drawn again: which there are, and what people answered.
 *
 * @param {AgreeView | null} view
 */
function signature(view) {
  return JSON.stringify(view?.items.map(({ question, choices, notes }) => [question, choices, notes]));
}
