/** The steps that are planned: who does each by when, how far it is, and where they lead. */

import { html, live, nothing, repeat, typed } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").SavedPlanView} SavedPlan
 * @typedef {import("../lib/views.js").SavedStep} SavedStep
 * @typedef {import("../lib/page.js").Say} Say
 */

/** What a person can say about a step, with the length that is taken. */
const FIELDS = /** @type {const} */ ({ owner: 80, due: null, note: 500, link: 500, reason: 500 });
const TYPES = /** @type {Record<string, string>} */ ({ due: "date", link: "url" });

/** @param {SavedPlan | null} plan @param {Say} say */
export function drawPlanned(plan, say) {
  if (!plan?.steps.length) {
    return html`<p class="cs-none">${say("planned_none")}</p>`;
  }
  const { steps, statuses, late } = plan;
  return html`<div class="cs-planned">
    <p>
      ${[plan.text, plan.baseline].filter(Boolean).join(" ")}
      ${late ? html`<strong class="cs-planned__late">${late}</strong>` : null}
    </p>
    <ul>
      ${repeat(steps, nameOf, (step) => drawStep(step, statuses, say))}
    </ul>
  </div>`;
}

/** @param {SavedStep} step */
const nameOf = ({ question, option }) => `${question}.${option}`;

/** @param {SavedStep} step @param {SavedPlan["statuses"]} statuses @param {Say} say */
function drawStep(step, statuses, say) {
  const { question, option, title } = step;
  const id = `track-${question}-${option}`;
  return html`<li
    id=${id}
    ?data-done=${step.done}
    data-status=${step.status}
    data-question=${question}
    data-option=${option}
  >
    ${statusField(step, statuses, id, say)}
    <div class="cs-planned__title">
      <span>${title}</span>
      <small>${[step.axis, step.effort].filter(Boolean).join(" · ")}</small>
      ${facts(step, say)} ${step.hint ? hint(step, say) : null}
    </div>
    <button type="button" class="cs-quiet" aria-pressed="true" data-step=${nameOf(step)} data-title=${title}>
      ${say("remove")} <span class="cs-sr">: ${title}</span>
    </button>
    <details class="cs-planned__more" id="${id}-more">
      <summary>${say("track")} <span class="cs-sr">: ${title}</span></summary>
      <div class="cs-planned__fields">
        ${Object.entries(FIELDS).map(([name, most]) => field(step, name, most, id, say))}
      </div>
    </details>
    <p
      class="cs-problem"
      role="alert"
      data-slot="track-problem"
      .textContent=${live("")}
      .hidden=${live(true)}
    ></p>
  </li>`;
}

/** @param {SavedStep} step @param {SavedPlan["statuses"]} statuses @param {string} id @param {Say} say */
function statusField({ title, status }, statuses, id, say) {
  const options = statuses.map(
    ({ id: value, label }) =>
      html`<option value=${value} .selected=${live(value === status)}>${label}</option>`,
  );
  return html`<select
    class="cs-planned__state"
    id="${id}-status"
    data-field="status"
    aria-label="${say("status")}: ${title}"
    autocomplete="off"
  >
    ${options}
  </select>`;
}

/** Who, by when, and the evidence. @param {SavedStep} step @param {Say} say */
function facts(step, say) {
  const due = step.due_said ? say("due_by", { date: step.due_said }) : "";
  const text = [step.owner, due, step.late ? say("overdue") : ""].filter(Boolean).join(" · ");
  const link = step.link
    ? html`<a href=${step.link} target="_blank" rel="noopener noreferrer">${say("evidence")}</a>`
    : null;
  return text || link
    ? html`<small class="cs-planned__facts" ?data-late=${step.late}>
        ${text}${text && link ? " · " : ""}${link}
      </small>`
    : null;
}

/** @param {SavedStep} step @param {Say} say */
function hint({ hint: text, question, number }, say) {
  return html`<small class="cs-planned__hint">
    ${text}${" "}<a href="#${question}">${say("to_question", { n: number })}</a>
  </small>`;
}

/**
 * @param {SavedStep} step
 * @param {string} name
 * @param {number | null} most
 * @param {string} row the id of the step's row
 * @param {Say} say
 */
function field(step, name, most, row, say) {
  const id = `${row}-${name}`;
  const value = typed(id, String(step[/** @type {keyof SavedStep} */ (name)] ?? ""));
  const isLong = name === "note" || name === "reason";
  return html`<label class="cs-planned__field" for=${id}>
    <span>${say(name)}</span>
    ${
      isLong
        ? html`<textarea
            id=${id}
            data-field=${name}
            autocomplete="off"
            maxlength=${most}
            rows="2"
            .value=${value}
          ></textarea>`
        : html`<input
            id=${id}
            data-field=${name}
            autocomplete="off"
            maxlength=${most ?? nothing}
            type=${TYPES[name] ?? "text"}
            .value=${value}
          />`
    }
  </label>`;
}

/**
 * What a field says about its step, as the engine takes it; null for another input.
 *
 * @param {EventTarget | null} target
 */
export function readField(target) {
  const input = target instanceof HTMLElement ? target.closest("[data-field]") : null;
  const row = input?.closest("[data-question]");
  if (!(input instanceof HTMLElement) || !(row instanceof HTMLElement)) {
    return null;
  }
  const { question = "", option = "" } = row.dataset;
  const { value } = /** @type {HTMLInputElement} */ (input);
  return { row, track: { question, option, [input.dataset.field ?? ""]: value } };
}
