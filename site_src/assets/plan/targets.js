/** Targets: a level or a figure for the whole, a figure for each axis, and how far they are. */

import { all, one } from "../lib/dom.js";
import { readNumber } from "../lib/number-input.js";
import { html, live, typed } from "../lib/template.js";

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
  return html`<div class="cs-targets" data-targets>
    <p
      class="cs-problem"
      role="alert"
      data-slot="target-problem"
      .textContent=${live("")}
      .hidden=${live(true)}
    ></p>
    <table class="cs-targets__table">
      <thead>
        <tr>
          ${heads.map((key) => html`<th scope="col">${say(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${row(target.index, whole(target, say), hasPlan, true)}
        ${target.axes.map((axis) => row(axis, field(axis, say), hasPlan, false))}
      </tbody>
    </table>
  </div>`;
}

/** @param {TargetRow} one @param {unknown} input @param {boolean} hasPlan @param {boolean} isWhole */
function row(one, input, hasPlan, isWhole) {
  return html`<tr ?data-whole=${isWhole} ?data-reached=${one.reached}>
    <th scope="row">${one.name}</th>
    ${hasPlan ? html`<td class="cs-was">${one.start}</td>` : null}
    <td><strong>${one.now}</strong></td>
    <td>${input}</td>
    <td class="cs-targets__left">${one.target === null ? null : progress(one)} ${one.say}</td>
  </tr>`;
}

/**
 * From the start to the target: what is done of it.
 *
 * @param {TargetRow} one
 */
function progress({ share }) {
  return html`<span class="cs-bar" aria-hidden="true">
    <span class="cs-bar__fill" .style=${`--cs-value: ${100 * (share ?? 0)}`}></span>
  </span>`;
}

/** @param {TargetView} target @param {Say} say */
function whole({ given: { level = "", index }, choices }, say) {
  const options = [{ id: "", label: say("no_target") }, ...choices, { id: OWN, label: say("own_index") }];
  const chosen = index === undefined ? level : OWN;
  return html`<span class="cs-targets__whole">
    <select id="target-level" aria-label=${say("whole")} autocomplete="off">
      ${options.map(
        ({ id, label }) => html`<option value=${id} .selected=${live(id === chosen)}>${label}</option>`,
      )}
    </select>
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      maxlength="8"
      id="target-index"
      aria-label=${say("index_label")}
      .hidden=${live(chosen !== OWN)}
      .value=${typed("target-index", index ?? "")}
    />
  </span>`;
}

/** @param {import("../lib/views.js").AxisTarget} axis @param {Say} say */
function field({ id, name, value_target: value }, say) {
  return html`<input
    type="text"
    inputmode="decimal"
    autocomplete="off"
    maxlength="8"
    id="target-${id}"
    data-axis-target=${id}
    aria-label=${say("axis_label", { axis: name })}
    .value=${typed(`target-${id}`, value ?? "")}
  />`;
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
