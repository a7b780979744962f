/** The plan as files for trackers and calendars, and our own table of tasks read back. */

import { localTime } from "../lib/clock.js";
import { one } from "../lib/dom.js";
import { download, readFile, sizeInWords } from "../lib/files.js";
import { announce } from "../lib/page.js";
import { drawProblems } from "../lib/problem-list.js";
import { render } from "../lib/template.js";

const TYPES = /** @type {Record<string, string>} */ ({ checklist: "text/markdown", ics: "text/calendar" });

/**
 * @param {HTMLElement} place
 * @param {{
 *   ask: import("../view-loader.js").Context["ask"],
 *   current: () => Record<string, unknown>,
 *   update: (tasks: string) => Promise<string[]>,
 *   words: import("../lib/page.js").Say,
 *   say: import("../lib/page.js").Say,
 *   locale: string,
 * }} needs `update` takes over what a table says, or gives the sentences that say why not
 */
export function wireTaskFiles(place, { ask, current, update, words, say, locale }) {
  const told = one("[data-slot=plan-said]", place);
  const problems = one("[data-slot=plan-problems]", place);
  const input = /** @type {HTMLInputElement} */ (one("#plan-tasks", place));

  place.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-plan-file]") : null;
    if (button instanceof HTMLElement) {
      void hand(button.dataset.planFile ?? "");
    }
  });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) {
      void take(file).finally(() => (input.value = "")); // so that the same file can be chosen again
    }
  });

  /** @param {string} text */
  function tell(text) {
    told.textContent = text;
    announce(text);
  }

  /** @param {string} format */
  async function hand(format) {
    const reply = await ask("take", { ...current(), format, now: localTime() });
    if (reply?.ok && reply.text && reply.name) {
      download(reply.name, reply.text, TYPES[format] ?? "text/csv");
      tell(words("downloaded", { name: reply.name }));
    } else if (reply) {
      tell((reply.problems ?? []).map(({ text }) => text).join(" ") || words("download_failed"));
    }
  }

  /** @param {File} file */
  async function take(file) {
    const name = file.name.slice(0, 80);
    const read = await readFile(file);
    const found =
      "text" in read
        ? await update(read.text)
        : [words(read.problem, { name, found: sizeInWords(file.size, locale) })];
    render(found.length ? drawProblems(say("tasks_refused", { name }), found) : null, problems);
    tell(found.length ? "" : say("tasks_read", { name }));
  }
}
