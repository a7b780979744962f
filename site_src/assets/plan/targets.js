/** Targets: a level or a figure for the whole, a figure for each axis, and how far they are. */

import { all, h, one } from "../lib/dom.js";
import { readNumber } from "../lib/number-input.js";

/**
 * @typedef {import("../lib/views.js").TargetView} TargetView
 * @typedef {import("../lib/views.js").AxisTarget | import("../lib/views.js").IndexTarget} TargetRow
 * @typedef {import("../lib/page.js").Say} Say
 */

const OWN = ":own";
const BOUNDS = { minimum: 0, maximum: 100, step: 0, unit: "" };

/** @param {TargetView} target @param {Say} say @param {boolean} hasPlan whether there is a plan, and so a start */
export function drawTargets(target, say, hasPlan) {
  const heads = ["axis", "start", "now", "target", "left"].filter((key) => hasPlan || key !== "start");
  return h(
    "div",
    { class: "cs-targets", "data-targets": true },
    h("p", { class: "cs-problem", role: "alert", "data-slot": "target-problem", hidden: true }),
    h(
      "table",
      { class: "cs-targets__table" },
      h("thead", {}, h("tr", {}, ...heads.map((key) => h("th", { scope: "col" }, say(key))))),
      h(
        "tbody",
        {},
        row(target.index, whole(target, say), hasPlan, true),
        ...target.axes.map((axis) => row(axis, field(axis, say), hasPlan, false)),
      ),
    ),
  );
}

/** @param {TargetRow} one @param {HTMLElement} input @param {boolean} hasPlan @param {boolean} strong */
function row(one, input, hasPlan, strong) {
  return h(
    "tr",
    { "data-whole": strong, "data-reached": one.reached },
    h("th", { scope: "row" }, one.name),
    hasPlan ? h("td", { class: "cs-was" }, one.start) : null,
    h("td", {}, h("strong", {}, one.now)),
    h("td", {}, input),
    h("td", { class: "cs-targets__left" }, one.target === null ? null : progress(one), one.say),
  );
}

/**
 * From the start to the target: what is done of it.
 *
 * @param {TargetRow} one
 */
function progress(one) {
  const track = h("span", { class: "cs-bar", "aria-hidden": "true" });
  const fill = h("span", { class: "cs-bar__fill" });
  fill.style.setProperty("--cs-value", String(100 * (one.share ?? 0)));
  track.append(fill);
  return track;
}

/** @param {TargetView} target @param {Say} say */
function whole(target, say) {
  const { level = "", index } = target.given;
  const options = [
    { id: "", label: say("no_target") },
    ...target.choices,
    { id: OWN, label: say("own_index") },
  ];
  const chosen = index === undefined ? level : OWN;
  const select = h(
    "select",
    { id: "target-level", "aria-label": say("whole"), autocomplete: "off" },
    ...options.map(({ id, label }) => h("option", { value: id, selected: id === chosen }, label)),
  );
  const number = h("input", {
    ...numeric(index ?? null),
    id: "target-index",
    "aria-label": say("index_label"),
    hidden: chosen !== OWN,
  });
  return h("span", { class: "cs-targets__whole" }, select, number);
}

/** @param {import("../lib/views.js").AxisTarget} axis @param {Say} say */
function field(axis, say) {
  return h("input", {
    ...numeric(axis.value_target),
    id: `target-${axis.id}`,
    "data-axis-target": axis.id,
    "aria-label": say("axis_label", { axis: axis.name }),
  });
}

/** @param {number | null} value */
function numeric(value) {
  return { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 8, value: value ?? "" };
}

/**
 * The target that is entered; null while a figure of one's own is still to come.
 *
 * @param {HTMLElement} place
 * @returns {Record<string, unknown> | null}
 */
export function readTarget(place) {
  const level = /** @type {HTMLSelectElement} */ (one("#target-level", place)).value;
  const own = /** @type {HTMLInputElement} */ (one("#target-index", place));
  own.hidden = level !== OWN;
  if (level === OWN && !own.value.trim()) {
    own.focus();
    return null;
  }
  const inputs = /** @type {HTMLInputElement[]} */ (all("[data-axis-target]", place));
  const axes = inputs
    .filter((input) => input.value.trim())
    .map((input) => [input.dataset.axisTarget, entered(input)]);
  const aim = level === OWN ? { index: entered(own) } : level ? { level } : {};
  return axes.length ? { ...aim, axes: Object.fromEntries(axes) } : aim;
}

/**
 * A number, or the text as it stands where it is none: the engine says what is wrong with it.
 *
 * @param {HTMLInputElement} input
 */
function entered(input) {
  const reading = readNumber(input.value, BOUNDS);
  return reading && "number" in reading ? reading.number : input.value.trim();
}
