/** The axes: the table beside the radar, and the items of each axis with their reasons. */

import { h } from "../lib/dom.js";
import { drawCriterion } from "./criteria.js";
import { openRange, targetTick } from "./headline.js";
import { drawWorking } from "./calculation.js";

/**
 * @typedef {import("../lib/views.js").AxisView} AxisView
 * @typedef {import("../lib/views.js").GroupView} GroupView
 * @typedef {import("../lib/views.js").ItemView} ItemView
 * @typedef {import("../lib/views.js").NormView} NormView
 * @typedef {import("../lib/views.js").PeersView} PeersView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {AxisView[]} axes @param {GroupView[]} groups @param {PeersView | null} peers @param {Say} say */
export function drawAxes(axes, groups, peers, say) {
  const rows = (/** @type {AxisView} */ axis) => axisRows(axis, peers?.axes?.[axis.id] ?? null, say);
  const direct = (/** @type {GroupView} */ group) => {
    const inside = groups.filter((other) => other.depth > group.depth).flatMap((other) => other.axes);
    return axes.filter((axis) => group.axes.includes(axis.id) && !inside.includes(axis.id));
  };
  const grouped = new Set(groups.flatMap((group) => group.axes));
  const bodies = groups.map((group) => h("tbody", {}, groupRow(group, say), ...direct(group).flatMap(rows)));
  const rest = axes.filter((axis) => !grouped.has(axis.id));
  const heads = ["axis", "out_of_hundred", "score", "level"].map((key) =>
    h("th", { scope: "col" }, say(key)),
  );
  return h(
    "table",
    { class: "cs-axis-table" },
    h("thead", { class: "cs-sr" }, h("tr", {}, ...heads)),
    ...bodies,
    rest.length ? h("tbody", {}, ...rest.flatMap(rows)) : null,
  );
}

/**
 * The row of a group, above those of its axes.
 *
 * @param {GroupView} group
 * @param {Say} say
 */
function groupRow(group, say) {
  const score = group.value === null ? missing(say) : h("strong", {}, group.score);
  const range = group.range ? h("span", { class: "cs-open-range" }, group.range) : null;
  return h(
    "tr",
    { class: "cs-group", "data-depth": group.depth },
    h("th", { scope: "rowgroup" }, group.name),
    h("td", { class: "cs-axis-table__bar" }, bar({ ...group, target: null }, null)),
    h("td", { class: "cs-axis-score" }, score, range),
    h("td", { class: "cs-axis-table__level" }, group.level ?? ""),
  );
}

/**
 * The row of an axis, and below it what a panel says of it.
 *
 * @param {AxisView} axis
 * @param {NormView | null} norm
 * @param {Say} say
 */
function axisRows(axis, norm, say) {
  const row = axisRow(axis, norm, say);
  return norm ? [row, h("tr", { class: "cs-norm" }, h("td", { colspan: 4 }, ...normText(norm, say)))] : [row];
}

/** @param {AxisView} axis @param {NormView | null} norm @param {Say} say */
function axisRow(axis, norm, say) {
  const name = h("a", { href: `#axis-${axis.id}`, "data-axis-link": axis.id }, axis.name);
  const score = axis.value === null ? missing(say) : h("strong", {}, axis.score);
  const range = axis.range ? h("span", { class: "cs-open-range" }, axis.range) : null;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    h("td", { class: "cs-axis-table__bar" }, bar(axis, norm)),
    h(
      "td",
      { class: "cs-axis-score" },
      score,
      range,
      axis.target ? h("span", { class: "cs-aim" }, axis.target.text) : null,
    ),
    h("td", { class: "cs-axis-table__level" }, axis.level ?? ""),
  );
}

/** @param {Say} say */
function missing(say) {
  return h("span", { class: "cs-no-score" }, say("no_score"));
}

/**
 * The peers' band and median in figures, and where one's own score lies among them.
 *
 * @param {NormView} norm
 * @param {Say} say
 */
function normText({ band_text, median_text, place }, say) {
  const parts = [
    band_text ? say("peers_band", { band: band_text }) : null,
    median_text ? say("peers_median", { median: median_text }) : null,
  ].filter((part) => part !== null);
  return [
    h("span", {}, parts.length ? parts.join(say("peers_join")) : say("peers_none")),
    place ? h("span", { class: "cs-norm__place" }, say("peers_you", { place })) : null,
  ];
}

/**
 * The bar of an axis; where it has no score only the open range and the peers' band stand.
 *
 * @param {Pick<AxisView, "value" | "low" | "high" | "range" | "target">} axis
 * @param {NormView | null} norm
 */
function bar(axis, norm) {
  const track = h("span", { class: "cs-bar", "data-missing": axis.value === null });
  if (axis.value !== null) {
    const fill = h("span", { class: "cs-bar__fill" });
    fill.style.setProperty("--cs-value", String(axis.value));
    track.append(fill);
  }
  if (norm && norm.low !== null && norm.high !== null) {
    track.append(peersBand(norm.low, norm.high, norm.median));
  }
  if (axis.range && axis.low !== null && axis.high !== null) {
    track.append(openRange(axis.low, axis.high));
  }
  if (axis.target) {
    track.append(targetTick(axis.target.value));
  }
  return track;
}

/**
 * The peers' band below a bar, from the 25th to the 75th percentile, with a tick at their median.
 *
 * @param {number} low
 * @param {number} high
 * @param {number | null} median
 */
function peersBand(low, high, median) {
  const band = h("span", { class: "cs-peers-band", "data-median": median !== null });
  band.style.setProperty("--cs-low", String(low));
  band.style.setProperty("--cs-high", String(high));
  band.style.setProperty("--cs-median", String(median));
  return band;
}

/** @param {AxisView} axis @param {Say} say */
export function drawBreakdown(axis, say) {
  const score = axis.value === null ? missing(say) : h("strong", {}, axis.score);
  return h(
    "details",
    { class: "cs-axis", id: `axis-${axis.id}` },
    h(
      "summary",
      {},
      h("span", { class: "cs-axis__name" }, axis.name),
      h("span", { class: "cs-axis__coverage" }, axis.coverage),
      h("span", { class: "cs-axis-score" }, score),
    ),
    h("p", { class: "cs-about" }, axis.about),
    axis.none ? h("p", { class: "cs-none" }, axis.none) : null,
    ...(axis.criteria ?? []).map((one) => drawCriterion(one, say)),
    h("ol", { class: "cs-items" }, ...axis.items.map((item) => drawItem(item, say))),
    axis.arithmetic
      ? h("p", { class: "cs-arithmetic" }, h("span", {}, say("arithmetic")), axis.arithmetic)
      : null,
    axis.working
      ? drawWorking(axis.working, say, { id: `working-${axis.id}`, title: say("working"), of: "question" })
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
