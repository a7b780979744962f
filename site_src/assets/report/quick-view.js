/** The quick check's result: the certain range, the likely constraint, what to start with, and the way on. */

import { one } from "../lib/dom.js";
import { announce } from "../lib/page.js";
import { ownWords } from "../lib/own-words.js";
import { html, render } from "../lib/template.js";
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
    render(drawRange(view), slot("quick-range"));
    render(drawConstraint(view), slot("quick-constraint"));
    render(drawStart(view), slot("quick-step"));
    render(drawOn(view), slot("quick-on"));
    slot("quick-parts").hidden = false;
    const sentence = [view.range?.say, view.constraint?.say].filter(Boolean).join(" ");
    if (sentence !== told) {
      announce(sentence);
    }
    told = sentence;
  }

  /** @param {QuickView} view */
  function drawRange({ range, levels }) {
    return range
      ? html`<p class="cs-quick__range"><strong>${range.text}</strong> <span>${range.of}</span></p>
          <p class="cs-say">${range.say}</p>
          ${ladder({ ...range, levels, value: null, range: range.text, target: null }, say)}`
      : html`<p class="cs-none">${words("none")}</p>`;
  }

  /** @param {QuickView} view */
  function drawConstraint({ constraint, not_asked: notAsked }) {
    return html`<h3>${words(constraint?.certain ? "constraint_certain" : "constraint")}</h3>
      ${constraint ? html`<p class="cs-quick__name">${constraint.name}</p>` : null}
      <p>${constraint ? constraint.say : words("no_constraint")}</p>
      ${notAsked ? html`<p class="cs-help">${notAsked}</p>` : null}`;
  }

  /** @param {QuickView} view */
  function drawStart({ start }) {
    return html`<div>
      <h3>${words("step")}</h3>
      ${
        start
          ? html`<p class="cs-quick__name">${start.title}</p>
              <p>${start.about}</p>
              <p class="cs-meta">
                ${[start.axis, start.effort].filter(Boolean).map((text) => html`<span>${text}</span>`)}
              </p>`
          : html`<p>${words("no_step")}</p>`
      }
    </div>`;
  }

  /** @param {QuickView} view */
  function drawOn({ go_on: goOn }) {
    return goOn
      ? html`<button type="button" class="cs-button" data-action="go-on" @click=${oneByOne}>${goOn}</button>
          <a class="cs-button cs-button--plain" href="#report">${words("report_so_far")}</a>`
      : html`<a class="cs-button" href="#report">${words("report")}</a>`;
  }

  return { open: () => void refresh(), changed: () => void refresh() };
}
