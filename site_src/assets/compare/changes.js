/** Draws what changed between two results: by one's own doing, and by that of the survey or the benchmark. */

import { h } from "../lib/dom.js";
import { arrow } from "../lib/page.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").AxisChangeView} AxisChangeView
 * @typedef {import("../lib/views.js").ItemChangeView} ItemChangeView
 * @typedef {import("../lib/views.js").NoteChangeView} NoteChangeView
 * @typedef {import("../lib/views.js").MoveView} MoveView
 * @typedef {import("../lib/views.js").PairView} ChangesView
 */

/** @param {ChangesView} changes @param {Say} say */
export function drawChanges(changes, say) {
  const scored = changes.axes.length > 0;
  return [
    h("p", { class: "cs-say" }, changes.title, scored ? h("strong", {}, changes.index) : null),
    h(
      "div",
      { class: "cs-twofold" },
      h("section", { "aria-label": say("yours") }, h("h4", {}, say("yours")), ...yours(changes, say)),
      h("section", { "aria-label": say("others") }, h("h4", {}, say("others")), ...others(changes, say)),
    ),
  ];
}

/** @param {ChangesView} changes @param {Say} say */
function yours({ axes, items, notes, none }, say) {
  const moved = axes.filter((axis) => axis.direction);
  const rows = moved.map(({ name, before, after, moved: by, direction }) =>
    h("li", {}, h("span", {}, name), h("span", {}, `${before} ${arrow()} ${after}`), points(by, direction)),
  );
  return [
    none ? h("p", { class: "cs-about" }, none) : null,
    rows.length ? h("ul", { class: "cs-moves", "aria-label": say("axes") }, ...rows) : null,
    items.length ? h("ul", { class: "cs-changed" }, ...items.map((item) => itemRow(item, say))) : null,
    notes.length ? h("h5", {}, say("notes")) : null,
    notes.length ? h("ul", { class: "cs-changed" }, ...notes.map((note) => noteRow(note, say))) : null,
  ];
}

/** @param {string} text @param {"up" | "down" | null} direction */
function points(text, direction) {
  return h("strong", { class: "cs-moved", "data-way": direction }, text);
}

/** @param {{number: number, prompt: string}} question */
function prompt({ number, prompt: text }) {
  return h("p", {}, h("span", { class: "cs-question__number" }, `Q${number}`), " ", text);
}

/** @param {ItemChangeView} item @param {Say} say */
function itemRow(item, say) {
  const moved = item.moved
    ? h("p", { class: "cs-changed__points" }, points(item.moved, item.direction), " ", say("points"))
    : null;
  const parted = item.added.length + item.removed.length > 0;
  return h(
    "li",
    {},
    prompt(item),
    parted ? options(item, say) : beforeAfter(item.before, item.after, say),
    moved,
  );
}

/**
 * Of a multiple choice only what was taken in and what was left out.
 *
 * @param {ItemChangeView} item
 * @param {Say} say
 */
function options({ added, removed }, say) {
  const row = (/** @type {string} */ sign, /** @type {string} */ key, /** @type {string} */ label) =>
    h(
      "li",
      {},
      h("span", { "aria-hidden": "true" }, sign),
      h("span", { class: "cs-sr" }, `${say(key)}: `),
      h(key === "added" ? "ins" : "del", {}, label),
    );
  return h(
    "ul",
    { class: "cs-changed__options" },
    ...added.map((label) => row("+", "added", label)),
    ...removed.map((label) => row("−", "removed_option", label)),
  );
}

/** @param {string} before @param {string} after @param {Say} say */
function beforeAfter(before, after, say) {
  return h(
    "p",
    { class: "cs-changed__answers" },
    h("span", { class: "cs-sr" }, `${say("note_before")}: `),
    h("del", {}, before),
    ` ${arrow()} `,
    h("span", { class: "cs-sr" }, `${say("note_after")}: `),
    h("ins", {}, after),
  );
}

/** @param {NoteChangeView} note @param {Say} say */
function noteRow(note, say) {
  const [before, after] = [note.before ?? say("no_note"), note.after ?? say("no_note")];
  return h("li", {}, prompt(note), beforeAfter(before, after, say));
}

/** @param {ChangesView} changes @param {Say} say */
function others({ others: { say: said, moves } }, say) {
  return [
    ...said.map((line) => h("p", { class: "cs-about" }, line)),
    moves.length ? h("h5", {}, say("editions")) : null,
    moves.length ? h("ul", { class: "cs-changed" }, ...moves.map((move) => moveRow(move, say))) : null,
  ];
}

/** @param {MoveView} move @param {Say} say */
function moveRow({ number, title, editions: [then, same], texts }, say) {
  const heads = [
    say("edition_then", { edition: then }),
    say("edition_same", { edition: same }),
    say("edition_now"),
  ];
  const rows = heads.map((head, at) => h("div", {}, h("dt", {}, head), h("dd", {}, texts[at])));
  return h("li", {}, prompt({ number, prompt: title }), h("dl", { class: "cs-editions" }, ...rows));
}
