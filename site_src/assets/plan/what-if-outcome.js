/** What moves with what is tried out: the index, its level, the axes and the standings, before and after. */

import { h } from "../lib/dom.js";
import { figures } from "./what-if-options.js";

/**
 * @typedef {import("../lib/views.js").WhatIfView} WhatIfView
 * @typedef {import("../lib/page.js").Say} Say
 */

/**
 * @param {WhatIfView | null} supposed
 * @param {{tried: boolean}} state whether something is tried out that is not in the plan
 * @param {Say} say
 */
export function drawOutcome(supposed, state, say) {
  if (!supposed) {
    return [];
  }
  const { index, axes, standings, changed } = supposed;
  return [
    h(
      "div",
      { class: "cs-outcome__index" },
      h("p", { class: "cs-outcome__label" }, say("index")),
      h(
        "p",
        { class: "cs-outcome__number" },
        ...figures(index),
        index.moved
          ? h("span", { class: "cs-gain", "data-down": index.direction === "down" }, index.moved)
          : null,
      ),
      h("p", { class: "cs-outcome__level", "data-moves": index.level_moves }, index.level_after ?? ""),
      index.gate ? h("p", { class: "cs-help" }, index.gate) : null,
    ),
    h(
      "div",
      { class: "cs-outcome__do" },
      h(
        "p",
        { class: "cs-help" },
        changed.length ? say("changes", { n: changed.length }) : say("nothing"),
        state.tried ? h("span", { class: "cs-outcome__unkept" }, say("unkept")) : null,
      ),
      state.tried
        ? h(
            "p",
            { class: "cs-outcome__buttons" },
            h(
              "button",
              { type: "button", class: "cs-button", "data-action": "keep", id: "plan-keep" },
              say("keep"),
            ),
            h(
              "button",
              { type: "button", class: "cs-button cs-button--plain", "data-action": "undo", id: "plan-undo" },
              say("undo"),
            ),
          )
        : null,
    ),
    h(
      "table",
      { class: "cs-outcome__axes" },
      h(
        "thead",
        { class: "cs-sr" },
        h("tr", {}, ...["axis", "before", "after"].map((key) => h("th", { scope: "col" }, say(key)))),
      ),
      h("tbody", {}, ...axes.map(axisRow)),
    ),
    standings.length
      ? h(
          "div",
          { class: "cs-outcome__standings" },
          h("h4", {}, say("standings")),
          h(
            "ul",
            {},
            ...standings.map((one) =>
              h(
                "li",
                {},
                h("strong", {}, one.title),
                h("small", {}, one.study),
                h("span", { class: "cs-was" }, `${say("before")}: ${one.before}`),
                h("span", {}, `${say("after")}: ${one.after}`),
              ),
            ),
          ),
        )
      : null,
  ].filter((node) => node !== null);
}

/** @param {import("../lib/views.js").SupposedAxis} axis */
function axisRow(axis) {
  return h(
    "tr",
    { "data-moves": Boolean(axis.moved) },
    h("th", { scope: "row" }, axis.name, bar(axis)),
    h("td", { class: "cs-was" }, axis.before),
    h("td", {}, h("strong", {}, axis.after)),
  );
}

/**
 * The score as it is, and hatched beside it what is gained; what is lost is hollow.
 *
 * @param {import("../lib/views.js").SupposedAxis} axis
 */
function bar({ value_before: before, value_after: after }) {
  const track = h("span", {
    class: "cs-bar",
    "aria-hidden": "true",
    "data-missing": before === null && after === null,
  });
  const [low, high] = [Math.min(before ?? 0, after ?? 0), Math.max(before ?? 0, after ?? 0)];
  const fill = h("span", { class: "cs-bar__fill" });
  fill.style.setProperty("--cs-value", String(low));
  const move = h("span", { class: "cs-bar__move", "data-down": (after ?? 0) < (before ?? 0) });
  move.style.setProperty("--cs-low", String(low));
  move.style.setProperty("--cs-high", String(high));
  track.append(fill, move);
  return track;
}
