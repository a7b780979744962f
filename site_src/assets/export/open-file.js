/** Opening a result file: by choosing it or by dropping it anywhere on the page. */

import { one } from "../lib/dom.js";
import { showStatus, takeFiles, watchDrops } from "../lib/file-drop.js";
import { readFile, sizeInWords } from "../lib/files.js";
import { drawProblems } from "../lib/problem-list.js";
import { render } from "../lib/template.js";

/**
 * @typedef {{
 *   say: import("../lib/page.js").Say,
 *   locale: string,
 *   go: (name: string) => void,
 *   parse: (text: string) => Promise<import("../lib/types.js").Reply | null>,
 *   adopt: (opened: import("../lib/types.js").Reply, name: string) => Promise<void>,
 * }} Needs `parse` has the engine read a file; `adopt` puts its answers in, after asking
 */

/** @param {Needs} needs */
export function wireOpening(needs) {
  const take = (/** @type {File[]} */ files) => {
    if (files.length === 1) {
      open(files[0], needs);
    } else {
      showProblems([needs.say("file_several", { n: files.length })]);
    }
  };
  takeFiles(one("#open-view"), take);
  watchDrops((files) => {
    needs.go("open");
    take(files);
  });
}

/** @param {File} file @param {Needs} needs */
async function open(file, { say, locale, parse, adopt }) {
  const name = file.name.slice(0, 80);
  const place = one("#open-view");
  showProblems([]);
  showStatus(place, say("file_waiting", { name }));
  const read = await readFile(file);
  const opened = "text" in read ? await parse(read.text) : null;
  showStatus(place, "");
  if ("problem" in read) {
    showProblems([say(read.problem, { name, found: sizeInWords(file.size, locale) })]);
  } else if (opened?.ok) {
    await adopt(opened, name);
  } else if (opened) {
    showProblems([say("file_problems", { name }), ...(opened.problems ?? []).map((problem) => problem.text)]);
  }
}

/** @param {string[]} lines the first is the headline, the rest are listed */
function showProblems([first, ...rest]) {
  render(first ? drawProblems(first, rest) : null, one("#open-view [data-slot=problems]"));
}
