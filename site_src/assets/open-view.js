/** Opening a result file: by choosing it or by dropping it anywhere on the page. */

import { h, one } from "./dom.js";
import { readFile, sizeInWords } from "./files.js";

/**
 * @typedef {{
 *   say: import("./page.js").Say,
 *   locale: string,
 *   go: (name: string) => void,
 *   parse: (text: string) => Promise<import("./types.js").Reply | null>,
 *   adopt: (opened: import("./types.js").Reply, name: string) => Promise<void>,
 * }} Needs `parse` has the engine read a file; `adopt` puts its answers in, after asking
 */

/** @param {Needs} needs */
export function wireOpening(needs) {
  const input = /** @type {HTMLInputElement} */ (one("#open-file"));
  const area = one("[data-drop]");
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = ""; // so that the same file can be chosen again
    if (file) {
      open(file, needs);
    }
  });
  // A file dropped beside the area would make the browser leave the page, and the answers with it.
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.toggleAttribute("data-over", true);
  });
  document.addEventListener("dragleave", () => area.toggleAttribute("data-over", false));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    area.toggleAttribute("data-over", false);
    const file = event.dataTransfer?.files[0];
    if (file) {
      needs.go("open");
      open(file, needs);
    }
  });
}

/** @param {File} file @param {Needs} needs */
async function open(file, { say, locale, parse, adopt }) {
  const name = file.name.slice(0, 80);
  showProblems([]);
  status(say("file_waiting", { name }));
  const read = await readFile(file);
  const opened = "text" in read ? await parse(read.text) : null;
  status("");
  if ("problem" in read) {
    showProblems([say(read.problem, { name, found: sizeInWords(file.size, locale) })]);
  } else if (opened?.ok) {
    await adopt(opened, name);
  } else if (opened) {
    showProblems([say("file_problems", { name }), ...(opened.problems ?? []).map((problem) => problem.text)]);
  }
}

/** @param {string} text */
function status(text) {
  one("#open-view [data-slot=file-name]").textContent = text;
}

/** @param {string[]} lines the first is the headline, the rest are listed */
function showProblems([first, ...rest]) {
  const place = one("#open-view [data-slot=problems]");
  if (!first) {
    place.replaceChildren();
    return;
  }
  const list = rest.length ? h("ul", {}, ...rest.map((line) => h("li", {}, line))) : null;
  place.replaceChildren(
    h(
      "div",
      { class: "cs-notice", "data-bad": true },
      h("div", {}, h("p", {}, h("strong", {}, first)), list),
    ),
  );
}
