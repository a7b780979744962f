/** The axes: the table beside the radar, and the items of each axis with their reasons. */

import { h } from "./dom.js";
import { openRange } from "./report-head.js";

/**
 * @typedef {import("./types.js").AxisView} AxisView
 * @typedef {import("./types.js").ItemView} ItemView
 * @typedef {import("./page.js").Say} Say
 */

/** @param {AxisView[]} axes @param {Say} say */
export function drawAxes(axes, say) {
  const heads = ["axis", "out_of_hundred", "score", "level"].map((key) =>
    h("th", { scope: "col" }, say(key)),
  );
  return h(
    "table",
    { class: "cs-axis-table" },
    h("thead", { class: "cs-sr" }, h("tr", {}, ...heads)),
    h("tbody", {}, ...axes.map((axis) => axisRow(axis, say))),
  );
}

/** @param {AxisView} axis @param {Say} say */
function axisRow(axis, say) {
  const name = h("a", { href: `#axis-${axis.id}`, "data-axis-link": axis.id }, axis.name);
  const score = axis.value === null ? missing(say) : h("strong", {}, axis.score);
  const range = axis.range ? h("span", { class: "cs-open-range" }, axis.range) : null;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    h("td", { class: "cs-axis-table__bar" }, bar(axis)),
    h("td", { class: "cs-axis-score" }, score, range),
    h("td", { class: "cs-axis-table__level" }, axis.level ?? ""),
  );
}

/** @param {Say} say */
function missing(say) {
  return h("span", { class: "cs-no-score" }, say("no_score"));
}

/**
 * The bar of an axis; where it has no score only the open range stands.
 *
 * @param {AxisView} axis
 */
function bar(axis) {
  const track = h("span", { class: "cs-bar", "data-missing": axis.value === null });
  if (axis.value !== null) {
    const fill = h("span", { class: "cs-bar__fill" });
    fill.style.setProperty("--cs-value", String(axis.value));
    track.append(fill);
  }
  if (axis.range) {
    track.append(openRange(axis.low, axis.high));
  }
  return track;
}

/** @param {AxisView} axis @param {Say} say @param {boolean} open */
export function drawBreakdown(axis, say, open) {
  const score = axis.value === null ? missing(say) : h("strong", {}, axis.score);
  return h(
    "details",
    { class: "cs-axis", id: `axis-${axis.id}`, open },
    h(
      "summary",
      {},
      h("span", { class: "cs-axis__name" }, axis.name),
      h("span", { class: "cs-axis__coverage" }, axis.coverage),
      h("span", { class: "cs-axis-score" }, score),
    ),
    h("p", { class: "cs-about" }, axis.about),
    axis.none ? h("p", { class: "cs-none" }, axis.none) : null,
    h("ol", { class: "cs-items" }, ...axis.items.map((item) => drawItem(item, say))),
    axis.arithmetic
      ? h("p", { class: "cs-arithmetic" }, h("span", {}, say("arithmetic")), axis.arithmetic)
      : null,
  );
}

/** @param {ItemView} item @param {Say} say */
function drawItem(item, say) {
  const answered = item.state === "answered";
  const score = item.value === null ? missing(say) : h("strong", {}, item.score);
  return h(
    "li",
    { class: "cs-item", "data-state": item.state },
    h(
      "p",
      { class: "cs-item__prompt" },
      h("span", { class: "cs-question__number" }, `Q${item.number}`),
      item.prompt,
    ),
    h("p", { class: "cs-item__score" }, score),
    h("div", { class: "cs-item__body" }, answered ? chosen(item, say) : state(item), ...extras(item, say)),
    h(
      "p",
      { class: "cs-item__link" },
      h("a", { href: `#q-${item.id}` }, say(answered ? "change" : "answer_it")),
    ),
  );
}

/** @param {ItemView} item */
function state(item) {
  return h("p", { class: "cs-item__state" }, item.state_text);
}

/**
 * What was chosen, each with the reason for what it earns.
 *
 * @param {ItemView} item
 * @param {Say} say
 */
function chosen(item, say) {
  const paired = item.why.length === item.answer.length;
  const rows = item.answer.map((label, index) =>
    h(
      "li",
      {},
      h("span", { class: "cs-answers__label" }, label),
      paired ? h("span", { class: "cs-why" }, item.why[index]) : null,
    ),
  );
  const rest = paired ? [] : item.why.map((why) => h("p", { class: "cs-why" }, why));
  return h("div", {}, h("ul", { class: "cs-answers", "aria-label": say("your_answer") }, ...rows), ...rest);
}

/** @param {ItemView} item @param {Say} say */
function extras(item, say) {
  const more = item.more.map((step) =>
    h(
      "li",
      {},
      h("span", { class: "cs-gain" }, step.gain),
      h("span", {}, step.label, h("small", {}, step.next)),
    ),
  );
  return [
    item.note ? h("p", { class: "cs-item__note" }, h("span", {}, say("note")), item.note) : null,
    item.arithmetic
      ? h("p", { class: "cs-arithmetic" }, h("span", {}, say("arithmetic")), item.arithmetic)
      : null,
    more.length ? h("div", { class: "cs-earn" }, h("p", {}, say("more")), h("ul", {}, ...more)) : null,
  ];
}
