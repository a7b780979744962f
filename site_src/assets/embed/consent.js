/**
 * Whether a summary of the result goes to the page around. Only if that page asked, only what is shown, only once the
 * respondent says so, and again only if asked again.
 */

import { h, one } from "../lib/dom.js";
import { figure } from "../lib/page.js";
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
  const place = h("section", { class: "cs-consent", "aria-labelledby": "consent", hidden: true });
  const button = (
    /** @type {string} */ key,
    /** @type {() => void} */ action,
    kind = "cs-button cs-button--plain",
  ) => {
    const made = h("button", { type: "button", class: kind }, say(key));
    made.addEventListener("click", action);
    return made;
  };
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
    place.replaceChildren(...(isGiven ? handed(summary) : refused ? declined() : question(summary)));
    if (!place.isConnected) {
      one("#report-view [data-slot=head]").after(place);
    }
  }

  /** @param {Summary} summary */
  function question(summary) {
    const yes = button("consent_yes", () => {
      given = JSON.stringify(summary);
      give(summary);
      settle();
    });
    const no = button("consent_no", () => {
      refused = true;
      settle();
    });
    const covered = h("p", { class: "cs-help", role: "status" });
    whenInSight(yes, (seen) => (covered.textContent = seen ? "" : say("consent_covered")));
    return [
      h("h3", { id: "consent", tabindex: "-1" }, say("consent_title", { origin })),
      h("p", {}, given ? say("consent_again") : say("consent_text", { origin })),
      listed(summary),
      h("p", {}, say("consent_rest")),
      h("p", { class: "cs-consent__buttons" }, yes, no),
      covered,
    ];
  }

  /** @param {Summary} summary */
  const handed = (summary) => [
    h("h3", { id: "consent", tabindex: "-1" }, say("consent_given", { origin })),
    listed(summary),
  ];

  const declined = () => [
    h("h3", { id: "consent", tabindex: "-1" }, say("consent_refused", { origin })),
    h(
      "p",
      {},
      button("consent_rethink", () => ((refused = false), settle()), "cs-quiet"),
    ),
  ];

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
    return h("dl", {}, ...rows.map(([term, text]) => h("div", {}, h("dt", {}, term), h("dd", {}, text))));
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
