/** The top of the report: the index, its level, the sentence to say aloud, and how certain it is. */

import { h } from "./dom.js";

/**
 * @typedef {import("./types.js").HeadlineView} HeadlineView
 * @typedef {import("./page.js").Say} Say
 */

/** @param {HeadlineView} head @param {Say} say */
export function drawHead(head, say) {
  const scale = head.levels.length || head.value !== null ? number(head) : null;
  return [
    h("div", { class: "cs-index" }, scale, h("div", { class: "cs-index__words" }, ...words(head))),
    head.levels.length ? ladder(head, say) : null,
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
    head.none ? h("p", { class: "cs-none" }, head.none) : null,
    head.say ? h("p", { class: "cs-say" }, head.say) : null,
    head.about ? h("p", { class: "cs-about" }, head.about) : null,
    h("p", { class: "cs-meta" }, ...head.meta.map((text) => h("span", {}, text))),
  ];
}

/**
 * The levels as a scale from 0 to 100, with the index on it and the open range around it.
 *
 * @param {HeadlineView} head
 * @param {Say} say
 */
function ladder(head, say) {
  const steps = head.levels.map((level, index) => {
    const to = head.levels[index + 1]?.from ?? 100;
    const name = h("span", { class: "cs-ladder__name" }, level.name);
    const from = h("span", { class: "cs-ladder__from" }, say("level_from", { from: level.from }));
    const step = h(
      "li",
      { "aria-current": level.here ? "true" : null },
      h("span", { class: "cs-ladder__bar" }),
      name,
      from,
    );
    step.style.setProperty("--cs-span", String(to - level.from));
    step.style.setProperty("--cs-filled", String(share(head.value, level.from, to)));
    return step;
  });
  const scale = h("div", { class: "cs-ladder" }, h("ol", { "aria-label": say("ladder") }, ...steps));
  if (head.range) {
    scale.append(openRange(head.low, head.high));
  }
  return scale;
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

/** @param {HeadlineView} head @param {Say} say */
function certainty(head, say) {
  const lines = [head.coverage, head.bounds, head.sensitivity].filter((line) => line !== null);
  if (!lines.length) {
    return null;
  }
  const list = h("ul", {}, ...lines.map((line) => h("li", {}, line)));
  return h("div", { class: "cs-certainty" }, h("h3", {}, say("certainty")), list);
}
