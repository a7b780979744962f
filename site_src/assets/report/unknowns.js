/** Who can answer, in place of scores that there are none of. */

import { h } from "../lib/dom.js";

/** @param {import("../lib/views.js").UnknownsView} unknowns */
export function drawUnknowns(unknowns) {
  return h(
    "div",
    { class: "cs-unknowns" },
    h("p", {}, unknowns.say),
    h("dl", {}, ...unknowns.axes.map(drawAxis)),
  );
}

/** @param {import("../lib/views.js").UnknownsView["axes"][number]} axis */
function drawAxis({ name, who, questions }) {
  const links = questions.map(({ id, prompt }) => h("li", {}, h("a", { href: `#q-${id}` }, prompt)));
  return h(
    "div",
    {},
    h("dt", {}, h("strong", {}, who), h("span", {}, name)),
    h("dd", {}, h("ul", {}, ...links)),
  );
}
