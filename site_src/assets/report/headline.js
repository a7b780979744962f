/** The top of the report: the index, its level, the sentence to say aloud, and how certain it is. */

import { h } from "../lib/dom.js";
import { drawCriterion } from "./criteria.js";

/**
 * @typedef {import("../lib/views.js").HeadlineView} HeadlineView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {HeadlineView} head @param {Say} say */
export function drawHead(head, say) {
  const scale = head.levels.length || head.value !== null ? number(head) : null;
  return [
    h("div", { class: "cs-index" }, scale, h("div", { class: "cs-index__words" }, ...words(head))),
    head.levels.length ? ladder(head, say) : null,
    ...(head.criteria ?? []).map((one) => drawCriterion(one, say, "h3")),
    certainty(head, say),
  ].filter((part) => part !== null);
}

/** @param {HeadlineView} head */
function number(head) {
  if (head.score === null) {
    return h(
      "p",
      { class: "cs-index__number", "data-missing": true },
      h("strong", {}, "–"),
      h("span", {}, head.of),
    );
  }
  const range = head.range ? h("span", { class: "cs-open-range" }, head.range) : null;
  return h("p", { class: "cs-index__number" }, h("strong", {}, head.score), h("span", {}, head.of), range);
}

/** @param {HeadlineView} head */
function words(head) {
  return [
    head.level ? h("p", { class: "cs-level" }, head.level) : null,
    head.level_span ? h("p", { class: "cs-help" }, head.level_span) : null,
    head.none ? h("p", { class: "cs-none" }, head.none) : null,
    head.second_look
      ? h("p", { class: "cs-look" }, h("a", { href: "#part-contradictions" }, head.second_look))
      : null,
    head.say ? h("p", { class: "cs-say" }, head.say) : null,
    head.gate ? h("p", { class: "cs-gate" }, head.gate) : null,
    head.start ? start(head.start) : null,
    head.about ? h("p", { class: "cs-about" }, head.about) : null,
    h("p", { class: "cs-meta" }, ...head.meta.map((text) => h("span", {}, text))),
  ];
}

/** @param {NonNullable<HeadlineView["start"]>} first the steps of the first phase */
function start(first) {
  const steps = first.steps.map((step) => h("li", {}, step.text));
  return h("div", { class: "cs-start" }, h("h3", {}, first.title), h("ol", {}, ...steps));
}

/**
 * The levels as a scale from 0 to 100, with the index on it and the open range around it.
 *
 * @param {Pick<HeadlineView, "levels" | "value" | "range" | "low" | "high" | "target">} head
 * @param {Say} say
 */
export function ladder(head, say) {
  const steps = head.levels.map((level, index) => {
    const to = head.levels[index + 1]?.from ?? 100;
    const name = h("span", { class: "cs-ladder__name" }, level.name);
    const from = h(
      "span",
      { class: "cs-ladder__from" },
      say("level_from", { from: level.shown ?? level.from }),
    );
    const step = h(
      "li",
      { "aria-current": level.here ? "true" : null },
      h("span", { class: "cs-ladder__bar" }),
      name,
      from,
    );
    step.style.setProperty("--cs-span", String(to - level.from));
    step.style.setProperty("--cs-room", String(room(head.levels, index)));
    step.style.setProperty("--cs-filled", String(share(head.value, level.from, to)));
    return step;
  });
  const scale = h("div", { class: "cs-ladder" }, h("ol", { "aria-label": say("ladder") }, ...steps));
  if (head.range && head.low !== null && head.high !== null) {
    scale.append(openRange(head.low, head.high));
  }
  if (head.target) {
    scale.append(targetTick(head.target.value), h("p", { class: "cs-aim" }, head.target.text));
  }
  return scale;
}

/**
 * How far the name of a level can reach on a narrow screen: to the name after the next, which is in the same row. The
 * last name is set from the right, and shares the way with the one before it in its row.
 *
 * @param {HeadlineView["levels"]} levels
 * @param {number} index
 */
function room(levels, index) {
  const isLast = index === levels.length - 1;
  const start = isLast ? (levels[index - 2]?.from ?? 0) : levels[index].from;
  const end = isLast ? 100 : (levels[index + 2]?.from ?? 100);
  return isLast || index === levels.length - 3 ? (end - start) / 2 : end - start;
}

/**
 * How much of the stretch from `from` to `to` lies below the value.
 *
 * @param {number | null} value
 * @param {number} from
 * @param {number} to
 */
function share(value, from, to) {
  return value === null ? 0 : Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/**
 * The dashed box over what open questions still allow.
 *
 * @param {number} low
 * @param {number} high
 */
export function openRange(low, high) {
  const box = h("span", { class: "cs-open-box" });
  box.style.setProperty("--cs-low", String(low));
  box.style.setProperty("--cs-high", String(high));
  return box;
}

/**
 * The mark of a target: a line through the bar with a diamond on it.
 *
 * @param {number} value
 */
export function targetTick(value) {
  const tick = h("span", { class: "cs-target" });
  tick.style.setProperty("--cs-value", String(value));
  return tick;
}

/** @param {HeadlineView} head @param {Say} say */
function certainty(head, say) {
  const isSaid = head.value !== null && !head.intervals.length; // the head says how many are answered
  const coverage = head.coverage && !isSaid ? [h("li", {}, head.coverage)] : [];
  const rows = [...coverage, ...head.intervals.map((one) => interval(one, head.value))];
  return rows.length
    ? h("div", { class: "cs-certainty" }, h("h3", {}, say("certainty")), h("ul", {}, ...rows))
    : null;
}

/**
 * An interval on the scale from 0 to 100, with its ends, the index as a dot in it, and what it means.
 *
 * @param {import("../lib/views.js").IntervalView} one
 * @param {number | null} value
 */
function interval(one, value) {
  return h("li", { class: "cs-interval", "data-kind": one.kind }, ...scaled(one, value), h("p", {}, one.say));
}

/**
 * The parts of a drawn interval: its name, the scale from 0 to 100 with both ends and a dot, its figures.
 *
 * @param {{name: string, low: number, high: number, text: string}} one
 * @param {number | null} value
 */
export function scaled(one, value) {
  const scale = h(
    "span",
    { class: "cs-interval__scale", "aria-hidden": "true" },
    openRange(one.low, one.high),
  );
  if (value !== null) {
    const dot = h("span", { class: "cs-interval__dot" });
    dot.style.setProperty("--cs-value", String(value));
    scale.append(dot);
  }
  const figures = h("span", { class: "cs-interval__text" }, one.text);
  const head = h("span", { class: "cs-interval__name" }, one.name);
  return [head, scale, figures];
}
