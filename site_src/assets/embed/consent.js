/**
 * Whether a summary of the result goes to the page around. Only if that page asked, only what is shown, only once the
 * respondent says so, and again only if asked again.
 */

import { one } from "../lib/dom.js";
import { figure } from "../lib/page.js";
import { html, render, repeat } from "../lib/template.js";
import { whenInSight } from "./click-guard.js";

/**
 * @typedef {import("./protocol.js").Summary} Summary
 * @typedef {import("../lib/views.js").ReportView} View
 */

/**
 * @param {import("../lib/page.js").Say} say
 * @param {(summary: Summary) => void} give hands it over
 */
export function createConsent(say, give) {
  const place = document.createElement("section");
  place.className = "cs-consent";
  place.setAttribute("aria-labelledby", "consent");
  place.hidden = true;
  /** The button that gives the summary away. @type {Element | null} */
  let watched = null;
  let origin = "";
  /** @type {View | null} */
  let view = null;
  let given = "";
  let refused = false;

  function draw() {
    place.hidden = !origin || !view;
    if (!origin || !view) {
      return;
    }
    const summary = summaryOf(view);
    const isGiven = JSON.stringify(summary) === given;
    render(isGiven ? handed(summary) : refused ? declined() : asked(summary), place);
    if (!place.isConnected) {
      one("#report-view [data-slot=head]").after(place);
    }
    watch();
  }

  /** The button is new with every summary, and off until that has been seen. */
  function watch() {
    const yes = /** @type {HTMLButtonElement | null} */ (place.querySelector("[data-consent=yes]"));
    if (yes && yes !== watched) {
      const covered = one("[role=status]", place);
      whenInSight(yes, (seen) => (covered.textContent = seen ? "" : say("consent_covered")));
    }
    watched = yes;
  }

  /** @param {string} text */
  const title = (text) => html`<h3 id="consent" tabindex="-1">${text}</h3>`;

  /** @param {Summary} summary */
  const asked = (summary) => repeat([summary], (one) => JSON.stringify(one), question);

  /** @param {Summary} summary */
  function question(summary) {
    const agree = () => {
      given = JSON.stringify(summary);
      give(summary);
      settle();
    };
    const refuse = () => {
      refused = true;
      settle();
    };
    const plain = "cs-button cs-button--plain";
    return html`${title(say("consent_title", { origin }))}
      <p>${given ? say("consent_again") : say("consent_text", { origin })}</p>
      ${listed(summary)}
      <p>${say("consent_rest")}</p>
      <p class="cs-consent__buttons">
        <button type="button" class=${plain} data-consent="yes" @click=${agree}>${say("consent_yes")}</button>
        <button type="button" class=${plain} @click=${refuse}>${say("consent_no")}</button>
      </p>
      <p class="cs-help" role="status"></p>`;
  }

  /** @param {Summary} summary */
  const handed = (summary) => html`${title(say("consent_given", { origin }))} ${listed(summary)}`;

  function declined() {
    const rethink = () => {
      refused = false;
      settle();
    };
    return html`${title(say("consent_refused", { origin }))}
      <p><button type="button" class="cs-quiet" @click=${rethink}>${say("consent_rethink")}</button></p>`;
  }

  function settle() {
    draw();
    one("#consent", place).focus({ preventScroll: true });
  }

  /** @param {Summary} summary */
  function listed({ index, level, axes }) {
    const score = (/** @type {number | null} */ value) =>
      value === null
        ? say("consent_none")
        : figure(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const first = [say("consent_index"), [score(index), level].filter(Boolean).join(" · ")];
    const rows = [first, ...axes.map((axis) => [axis.name, score(axis.score)])];
    return html`<dl>
      ${rows.map(
        ([term, text]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>`;
  }

  return {
    /** @param {string} from the origin that asks; empty where nobody does */
    ask(from) {
      origin = from;
      draw();
    },

    /** @param {View} next the result, as it is now */
    offer(next) {
      view = next.axes.length ? next : null;
      draw();
    },

    /** There is no result any more. */
    forget() {
      view = null;
      given = "";
      refused = false;
      draw();
    },
  };
}

/** @param {View} view @returns {Summary} what would be handed over, and nothing else */
function summaryOf({ headline, axes }) {
  return {
    index: headline.figure ?? headline.value,
    level: headline.level,
    axes: axes.map(({ id, name, value, figure }) => ({ id, name, score: figure ?? value })),
  };
}
