/** The shorter parts of the report: strongest and weakest axes, next steps, profile, what it rests on. */

import { h } from "../lib/dom.js";

/**
 * @typedef {import("../lib/views.js").ReportView} View
 * @typedef {import("../lib/views.js").EndView} EndView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {View} view @param {Say} say */
export function drawEnds(view, say) {
  return [end(say("strongest"), view.strongest, "strong"), end(say("weakest"), view.weakest, "weak")];
}

/** @param {string} title @param {EndView[]} axes @param {string} kind */
function end(title, axes, kind) {
  const rows = axes.map(({ name, score }) => h("li", {}, h("span", {}, name), h("strong", {}, score)));
  return h("div", { class: "cs-end", "data-kind": kind }, h("h4", {}, title), h("ul", {}, ...rows));
}

/** @param {NonNullable<View["contradictions"]>} found answers that do not go together */
export function drawContradictions(found) {
  const items = found.items.map((item) => h("li", { "data-kind": item.kind }, item.text));
  return [
    h("h3", { id: "part-contradictions" }, found.title),
    h("p", { class: "cs-about" }, found.about),
    h("ul", { class: "cs-contradictions" }, ...items),
  ];
}

/** @param {View} view @param {Say} say */
export function drawProfile(view, say) {
  const rows = view.profile.map((row) => {
    const note = row.note ? h("p", { class: "cs-item__note" }, h("span", {}, say("note")), row.note) : null;
    return h("div", {}, h("dt", {}, row.prompt), h("dd", {}, row.answer.join("\u3000"), note));
  });
  return h("dl", { class: "cs-profile" }, ...rows);
}

/** @param {View} view @param {Say} say */
export function drawBasis(view, say) {
  return [list(say("remarks"), view.remarks), list(say("provenance"), view.provenance)].filter(
    (part) => part !== null,
  );
}

/** @param {string} title @param {string[]} lines */
function list(title, lines) {
  return lines.length
    ? h("div", {}, h("h4", {}, title), h("ul", {}, ...lines.map((line) => h("li", {}, line))))
    : null;
}
