/** The quick check's result: the certain range, the likely constraint, what to start with, and the way on. */

import { h, one } from "../lib/dom.js";
import { announce } from "../lib/page.js";
import { ownWords } from "../lib/own-words.js";
import { patch } from "../lib/morph.js";
import { quickQuestions } from "../form/one-at-a-time.js";
import { ladder } from "./headline.js";
import "../common-chunk.js";

/** @typedef {import("../lib/views.js").QuickView} QuickView */

/** @param {import("../view-loader.js").Context} context */
export function create({ place, say, ask, current, oneByOne }) {
  const words = ownWords(place);
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);
  let told = "";

  async function refresh() {
    const answers = /** @type {Record<string, unknown>} */ (current().answers);
    const open = quickQuestions().filter((id) => !(id in answers));
    slot("quick-intro").hidden = open.length === 0;
    slot("quick-result").hidden = open.length > 0;
    if (open.length) {
      showStart(open);
      return;
    }
    const reply = await ask("quick", current(), "quick");
    if (reply?.ok && reply.quick) {
      show(reply.quick);
    }
  }

  /** @param {string[]} open */
  function showStart(open) {
    const link = one("[data-slot=quick-start]", place);
    const isNew = open.length === quickQuestions().length;
    link.setAttribute("href", `#quick-${open[0]}`);
    link.textContent = isNew ? words("start") : words("continue", { n: open.length });
  }

  /** @param {QuickView} view */
  function show(view) {
    slot("quick-wait").hidden = true;
    patch(slot("quick-range"), drawRange(view));
    patch(slot("quick-constraint"), drawConstraint(view));
    patch(slot("quick-step"), [drawStart(view)]);
    patch(slot("quick-on"), drawOn(view));
    slot("quick-parts").hidden = false;
    const sentence = [view.range?.say, view.constraint?.say].filter(Boolean).join(" ");
    if (sentence !== told) {
      announce(sentence);
    }
    told = sentence;
  }

  /** @param {QuickView} view */
  function drawRange({ range, levels }) {
    if (!range) {
      return [h("p", { class: "cs-none" }, words("none"))];
    }
    const figure = h("strong", {}, range.text);
    const scale = { ...range, levels, value: null, range: range.text, target: null };
    return [
      h("p", { class: "cs-quick__range" }, figure, h("span", {}, range.of)),
      h("p", { class: "cs-say" }, range.say),
      ladder(scale, say),
    ];
  }

  /** @param {QuickView} view */
  function drawConstraint({ constraint, not_asked: notAsked }) {
    return [
      h("h3", {}, words(constraint?.certain ? "constraint_certain" : "constraint")),
      constraint ? h("p", { class: "cs-quick__name" }, constraint.name) : null,
      h("p", {}, constraint ? constraint.say : words("no_constraint")),
      notAsked ? h("p", { class: "cs-help" }, notAsked) : null,
    ].filter((node) => node !== null);
  }

  /** @param {QuickView} view */
  function drawStart({ start }) {
    const title = h("h3", {}, words("step"));
    if (!start) {
      return h("div", {}, title, h("p", {}, words("no_step")));
    }
    const tags = [start.axis, start.effort].filter(Boolean).map((text) => h("span", {}, text));
    return h(
      "div",
      {},
      title,
      h("p", { class: "cs-quick__name" }, start.title),
      h("p", {}, start.about),
      h("p", { class: "cs-meta" }, ...tags),
    );
  }

  /** @param {QuickView} view */
  function drawOn({ go_on: goOn }) {
    if (!goOn) {
      return [h("a", { class: "cs-button", href: "#report" }, words("report"))];
    }
    const on = h("button", { type: "button", class: "cs-button", "data-action": "go-on" }, goOn);
    return [on, h("a", { class: "cs-button cs-button--plain", href: "#report" }, words("report_so_far"))];
  }

  place.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-action=go-on]")) {
      oneByOne();
    }
  });

  return { open: () => void refresh(), changed: () => void refresh() };
}
