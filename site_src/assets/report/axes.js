/** The axes: the table beside the radar, and the items of each axis with their reasons. */

import { html } from "../lib/template.js";
import { drawCriterion } from "./criteria.js";
import { openRange, targetTick } from "./headline.js";
import { drawWorking } from "./calculation.js";
import { drawNote } from "./sections.js";

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
  const rest = axes.filter((axis) => !grouped.has(axis.id));
  const heads = [
    "axis",
    "out_of_hundred",
    "score",
    ...([...axes, ...groups].some(({ level }) => level) ? ["level"] : []),
  ];
  return html`<table class="cs-axis-table">
    <thead class="cs-sr">
      <tr>
        ${heads.map((key) => html`<th scope="col">${say(key)}</th>`)}
      </tr>
    </thead>
    ${groups.map(
      (group) =>
        html`<tbody>
          ${groupRow(group, say)} ${direct(group).map(rows)}
        </tbody>`,
    )}
    ${
      rest.length
        ? html`<tbody>
            ${rest.map(rows)}
          </tbody>`
        : null
    }
  </table>`;
}

/**
 * The row of a group, above those of its axes.
 *
 * @param {GroupView} group
 * @param {Say} say
 */
function groupRow(group, say) {
  return html`<tr class="cs-group" data-depth=${group.depth}>
    <th scope="rowgroup">${group.name}</th>
    <td class="cs-axis-table__bar">${bar({ ...group, target: null }, null)}</td>
    <td class="cs-axis-score">${score(group, say)} ${range(group)}</td>
    ${levelCell(group)}
  </tr>`;
}

/**
 * The row of an axis, and below it what a panel says of it.
 *
 * @param {AxisView} axis
 * @param {NormView | null} norm
 * @param {Say} say
 */
function axisRows(axis, norm, say) {
  return html`<tr>
      <th scope="row"><a href="#axis-${axis.id}" data-axis-link=${axis.id}>${axis.name}</a></th>
      <td class="cs-axis-table__bar">${bar(axis, norm)}</td>
      <td class="cs-axis-score">
        ${score(axis, say)} ${range(axis)}
        ${axis.target ? html`<span class="cs-aim">${axis.target.text}</span>` : null}
      </td>
      ${levelCell(axis)}
    </tr>
    ${
      norm
        ? html`<tr class="cs-norm">
            <td colspan="4">${normText(norm, say)}</td>
          </tr>`
        : null
    }`;
}

/** @param {{level: string | null}} one an axis or a group */
function levelCell({ level }) {
  return level ? html`<td class="cs-axis-table__level">${level}</td>` : null;
}

/** @param {{value: number | null, score: string | null}} one an axis, a group or an item @param {Say} say */
function score({ value, score: text }, say) {
  return value === null
    ? html`<span class="cs-no-score">${say("no_score")}</span>`
    : html`<strong>${text}</strong>`;
}

/** @param {{range: string | null}} one */
function range({ range: text }) {
  return text ? html`<span class="cs-open-range">${text}</span>` : null;
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
  return html`<span>${parts.length ? parts.join(say("peers_join")) : say("peers_none")}</span>
    ${place ? html`<span class="cs-norm__place">${say("peers_you", { place })}</span>` : null}`;
}

/**
 * The bar of an axis; where it has no score only the open range and the peers' band stand.
 *
 * @param {Pick<AxisView, "value" | "low" | "high" | "range" | "target">} axis
 * @param {NormView | null} norm
 */
function bar({ value, low, high, range: text, target }, norm) {
  const hasBand = norm && norm.low !== null && norm.high !== null;
  return html`<span class="cs-bar" ?data-missing=${value === null}>
    ${value === null ? null : html`<span class="cs-bar__fill" .style=${`--cs-value: ${value}`}></span>`}
    ${hasBand ? peersBand(norm) : null} ${text && low !== null && high !== null ? openRange(low, high) : null}
    ${target ? targetTick(target.value) : null}
  </span>`;
}

/**
 * The peers' band below a bar, from the 25th to the 75th percentile, with a tick at their median.
 *
 * @param {NormView} norm
 */
function peersBand({ low, high, median }) {
  return html`<span
    class="cs-peers-band"
    ?data-median=${median !== null}
    .style=${`--cs-low: ${low}; --cs-high: ${high}; --cs-median: ${median}`}
  ></span>`;
}

/** @param {AxisView} axis @param {Say} say */
export function drawBreakdown(axis, say) {
  const frame = { id: `working-${axis.id}`, title: say("working"), of: /** @type {const} */ ("question") };
  return html`<details class="cs-axis" id="axis-${axis.id}">
    <summary>
      <span class="cs-axis__name">${axis.name}</span>
      <span class="cs-axis__coverage">${axis.coverage}</span>
      <span class="cs-axis-score">${score(axis, say)}</span>
    </summary>
    <p class="cs-about">${axis.about}</p>
    ${axis.none ? html`<p class="cs-none">${axis.none}</p>` : null}
    ${(axis.criteria ?? []).map((one) => drawCriterion(one, say))}
    <ol class="cs-items">
      ${axis.items.map((item) => drawItem(item, say))}
    </ol>
    ${axis.arithmetic ? arithmetic(axis.arithmetic, say) : null}
    ${axis.working ? drawWorking(axis.working, say, frame) : null}
  </details>`;
}

/** @param {string} text @param {Say} say */
function arithmetic(text, say) {
  return html`<p class="cs-arithmetic"><span>${say("arithmetic")}</span> ${text}</p>`;
}

/** @param {ItemView} item @param {Say} say */
function drawItem(item, say) {
  const isAnswered = item.state === "answered";
  return html`<li class="cs-item" data-state=${item.state}>
    <div class="cs-item__head">
      <p class="cs-item__prompt"><span class="cs-question__number">Q${item.number}</span> ${item.prompt}</p>
      <p class="cs-item__score">${score(item, say)}</p>
    </div>
    <div class="cs-item__body">
      ${isAnswered ? chosen(item, say) : html`<p class="cs-item__state">${item.state_text}</p>`}
      ${item.note ? drawNote(item.note, say, item.id) : null}
      ${item.arithmetic ? arithmetic(item.arithmetic, say) : null}
      ${item.more.length ? drawMore(item.more, say) : null}
    </div>
    <p class="cs-item__link"><a href="#q-${item.id}">${say(isAnswered ? "change" : "answer_it")}</a></p>
  </li>`;
}

/**
 * What was chosen, each with the reason for what it earns.
 *
 * @param {ItemView} item
 * @param {Say} say
 */
function chosen({ answer, why }, say) {
  const isPaired = why.length === answer.length;
  return html`<div>
    <ul class="cs-answers" aria-label=${say("your_answer")}>
      ${answer.map(
        (label, index) =>
          html`<li>
            <span class="cs-answers__label">${label}</span>
            ${isPaired ? html`<span class="cs-why">${why[index]}</span>` : null}
          </li>`,
      )}
    </ul>
    ${isPaired ? null : why.map((text) => html`<p class="cs-why">${text}</p>`)}
  </div>`;
}

/** @param {ItemView["more"]} steps that would earn more @param {Say} say */
function drawMore(steps, say) {
  return html`<div class="cs-earn">
    <p>${say("more")}</p>
    <ul>
      ${steps.map(
        ({ gain, label, next }) =>
          html`<li>
            <span class="cs-gain">${gain}</span>
            <span>${label} <small>${next}</small></span>
          </li>`,
      )}
    </ul>
  </div>`;
}
