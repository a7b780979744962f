/** A workshop: records the answers that a team agrees on, in memory alone, and hands over the agreed result. */

import { localTime } from "../lib/clock.js";
import { one } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { drawProblems } from "../lib/problem-list.js";
import { render } from "../lib/template.js";
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
    render(lines.length ? drawProblems(say("agree_bad"), lines) : null, slot("agree-problems"));
  }

  /** @param {AgreeView} view */
  function fill(view) {
    shown = view;
    render(drawAgreeItems(view.items, say), slot("agree-items"));
    slot("agree-say").textContent = view.say;
    slot("agree-label").textContent = view.label;
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
