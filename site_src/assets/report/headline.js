/** The top of the report: the index, its level, the sentence to say aloud, and how certain it is. */

import { html, nothing } from "../lib/template.js";
import { drawCriterion } from "./criteria.js";

/**
 * @typedef {import("../lib/views.js").HeadlineView} HeadlineView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {HeadlineView} head @param {Say} say */
export function drawHead(head, say) {
  return html`<div class="cs-index">
      ${head.levels.length || head.value !== null ? number(head) : null}
      <div class="cs-index__words">${words(head)}</div>
    </div>
    ${head.levels.length ? ladder(head, say) : null}
    ${(head.criteria ?? []).map((one) => drawCriterion(one, say, "h3"))} ${certainty(head, say)}`;
}

/** @param {HeadlineView} head */
function number({ score, of, range }) {
  return html`<p class="cs-index__number" ?data-missing=${score === null}>
    <strong>${score ?? "–"}</strong>
    <span>${of}</span>
    ${score !== null && range ? html`<span class="cs-open-range">${range}</span>` : null}
  </p>`;
}

/** @param {HeadlineView} head */
function words(head) {
  const line = (/** @type {string} */ name, /** @type {string | null | undefined} */ text) =>
    text ? html`<p class=${name}>${text}</p>` : null;
  return html`${line("cs-level", head.level)} ${line("cs-help", head.level_span)}
    ${line("cs-none", head.none)}
    ${
      head.second_look
        ? html`<p class="cs-look"><a href="#part-contradictions">${head.second_look}</a></p>`
        : null
    }
    ${line("cs-say", head.say)} ${line("cs-gate", head.gate)} ${head.start ? start(head.start) : null}
    ${line("cs-about", head.about)}
    <p class="cs-meta">${head.meta.map((text) => html`<span>${text}</span>`)}</p>`;
}

/** @param {NonNullable<HeadlineView["start"]>} first the steps of the first phase */
function start({ title, steps }) {
  return html`<div class="cs-start">
    <h3>${title}</h3>
    <ol>
      ${steps.map(({ text }) => html`<li>${text}</li>`)}
    </ol>
  </div>`;
}

/**
 * The levels as a scale from 0 to 100, with the index on it and the open range around it.
 *
 * @param {Pick<HeadlineView, "levels" | "value" | "range" | "low" | "high" | "target">} head
 * @param {Say} say
 */
export function ladder({ levels, value, range, low, high, target }, say) {
  return html`<div class="cs-ladder">
    <ol aria-label=${say("ladder")}>
      ${levels.map((_, index) => step(levels, index, value, say))}
    </ol>
    ${range && low !== null && high !== null ? openRange(low, high) : null}
    ${
      target
        ? html`${targetTick(target.value)}
            <p class="cs-aim">${target.text}</p>`
        : null
    }
  </div>`;
}

/** @param {HeadlineView["levels"]} levels @param {number} index @param {number | null} value @param {Say} say */
function step(levels, index, value, say) {
  const { from, here, name, shown } = levels[index];
  const to = levels[index + 1]?.from ?? 100;
  const style = `--cs-span: ${to - from}; --cs-room: ${room(levels, index)}; --cs-filled: ${share(value, from, to)}`;
  return html`<li aria-current=${here ? "true" : nothing} .style=${style}>
    <span class="cs-ladder__bar"></span>
    <span class="cs-ladder__name">${name}</span>
    <span class="cs-ladder__from">${say("level_from", { from: shown ?? from })}</span>
  </li>`;
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
  return html`<span class="cs-open-box" .style=${`--cs-low: ${low}; --cs-high: ${high}`}></span>`;
}

/**
 * The mark of a target: a line through the bar with a diamond on it.
 *
 * @param {number} value
 */
export function targetTick(value) {
  return html`<span class="cs-target" .style=${`--cs-value: ${value}`}></span>`;
}

/** @param {HeadlineView} head @param {Say} say */
function certainty({ value, coverage, intervals }, say) {
  const isSaid = value !== null && !intervals.length; // the head says how many are answered
  const isShown = coverage && !isSaid;
  return isShown || intervals.length
    ? html`<div class="cs-certainty">
        <h3>${say("certainty")}</h3>
        <ul>
          ${isShown ? html`<li>${coverage}</li>` : null} ${intervals.map((one) => interval(one, value))}
        </ul>
      </div>`
    : null;
}

/**
 * An interval on the scale from 0 to 100, with its ends, the index as a dot in it, and what it means.
 *
 * @param {import("../lib/views.js").IntervalView} one
 * @param {number | null} value
 */
function interval(one, value) {
  return html`<li class="cs-interval" data-kind=${one.kind}>
    ${scaled(one, value)}
    <p>${one.say}</p>
  </li>`;
}

/**
 * The parts of a drawn interval: its name, the scale from 0 to 100 with both ends and a dot, its figures.
 *
 * @param {{name: string, low: number, high: number, text: string}} one
 * @param {number | null} value
 */
export function scaled({ name, low, high, text }, value) {
  return html`<span class="cs-interval__name">${name}</span>
    <span class="cs-interval__scale" aria-hidden="true">
      ${openRange(low, high)}
      ${value === null ? null : html`<span class="cs-interval__dot" .style=${`--cs-value: ${value}`}></span>`}
    </span>
    <span class="cs-interval__text">${text}</span>`;
}
