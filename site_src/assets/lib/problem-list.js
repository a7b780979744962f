/** What is wrong with files, as a notice: a headline, and a list below it. */

import { h } from "./dom.js";

/** @param {string} first @param {(string | Node)[]} rest */
export function drawProblems(first, rest) {
  const list = rest.length ? h("ul", {}, ...rest.map((line) => h("li", {}, line))) : null;
  return h(
    "div",
    { class: "cs-notice", "data-bad": true },
    h("div", {}, h("p", {}, h("strong", {}, first)), list),
  );
}
