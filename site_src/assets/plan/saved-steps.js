/** The steps that are planned: who does each by when, how far it is, and where they lead. */

import { all, h, one } from "../lib/dom.js";

/**
 * @typedef {import("../lib/views.js").SavedPlanView} SavedPlan
 * @typedef {import("../lib/views.js").SavedStep} SavedStep
 * @typedef {import("../lib/page.js").Say} Say
 */

/** What a person can say about a step, with the length that is taken. */
const FIELDS = /** @type {const} */ ({ owner: 80, due: null, note: 500, link: 500, reason: 500 });

/** @param {SavedPlan | null} plan @param {Say} say */
export function drawPlanned(plan, say) {
  if (!plan?.steps.length) {
    return h("p", { class: "cs-none" }, say("planned_none"));
  }
  const said = [plan.text, plan.baseline].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "cs-planned" },
    h("p", {}, said, plan.late ? h("strong", { class: "cs-planned__late" }, plan.late) : null),
    h("ul", {}, ...plan.steps.map((step) => drawStep(step, plan.statuses, say))),
  );
}

/** @param {SavedStep} step @param {SavedPlan["statuses"]} statuses @param {Say} say */
function drawStep(step, statuses, say) {
  const id = `track-${step.question}-${step.option}`;
  return h(
    "li",
    {
      id,
      "data-done": step.done,
      "data-status": step.status,
      "data-question": step.question,
      "data-option": step.option,
    },
    statusField(step, statuses, id, say),
    h(
      "div",
      { class: "cs-planned__title" },
      h("span", {}, step.title),
      h("small", {}, [step.axis, step.effort].filter(Boolean).join(" · ")),
      facts(step, say),
      step.hint ? h("small", { class: "cs-planned__hint" }, step.hint, " ", answerLink(step, say)) : null,
    ),
    removal(step, say),
    h(
      "details",
      { class: "cs-planned__more", id: `${id}-more` },
      h("summary", {}, say("track"), h("span", { class: "cs-sr" }, `: ${step.title}`)),
      h(
        "div",
        { class: "cs-planned__fields" },
        ...Object.entries(FIELDS).map(([name, most]) => field(step, name, most, id, say)),
      ),
    ),
    h("p", { class: "cs-problem", role: "alert", "data-slot": "track-problem", hidden: true }),
  );
}

/** @param {SavedStep} step @param {SavedPlan["statuses"]} statuses @param {string} id @param {Say} say */
function statusField(step, statuses, id, say) {
  const options = statuses.map(({ id: value, label }) =>
    h("option", { value, selected: value === step.status }, label),
  );
  const label = `${say("status")}: ${step.title}`;
  return h(
    "select",
    {
      class: "cs-planned__state",
      id: `${id}-status`,
      "data-field": "status",
      "aria-label": label,
      autocomplete: "off",
    },
    ...options,
  );
}

/** Who, by when, and the evidence. @param {SavedStep} step @param {Say} say */
function facts(step, say) {
  const due = step.due_said ? say("due_by", { date: step.due_said }) : "";
  const parts = [step.owner, due, step.late ? say("overdue") : ""].filter(Boolean);
  const link = step.link
    ? h("a", { href: step.link, target: "_blank", rel: "noopener noreferrer" }, say("evidence"))
    : null;
  if (!parts.length && !link) {
    return null;
  }
  const text = parts.join(" · ") + (parts.length && link ? " · " : "");
  return h("small", { class: "cs-planned__facts", "data-late": step.late }, text, link);
}

/** @param {SavedStep} step @param {Say} say */
function answerLink(step, say) {
  return h("a", { href: `#${step.question}` }, say("to_question", { n: step.number }));
}

/** @param {SavedStep} step @param {Say} say */
function removal(step, say) {
  return h(
    "button",
    {
      type: "button",
      class: "cs-quiet",
      "aria-pressed": "true",
      "data-step": `${step.question}.${step.option}`,
      "data-title": step.title,
    },
    say("remove"),
    h("span", { class: "cs-sr" }, `: ${step.title}`),
  );
}

/**
 * @param {SavedStep} step
 * @param {string} name
 * @param {number | null} most
 * @param {string} id
 * @param {Say} say
 */
function field(step, name, most, id, say) {
  const value = String(step[/** @type {keyof SavedStep} */ (name)] ?? "");
  const common = { id: `${id}-${name}`, "data-field": name, autocomplete: "off", maxlength: most };
  const long = name === "note" || name === "reason";
  const types = /** @type {Record<string, string>} */ ({ due: "date", link: "url" });
  const input = long
    ? h("textarea", { ...common, rows: 2 }, value)
    : h("input", { ...common, type: types[name] ?? "text", value });
  return h("label", { class: "cs-planned__field", for: common.id }, h("span", {}, say(name)), input);
}

/**
 * Has the fields show what is kept, save the one that somebody is writing in.
 *
 * @param {HTMLElement} place
 * @param {SavedPlan | null} plan
 */
export function settleFields(place, plan) {
  for (const step of plan?.steps ?? []) {
    const row = one(`#${CSS.escape(`track-${step.question}-${step.option}`)}`, place);
    for (const input of /** @type {HTMLInputElement[]} */ (all("[data-field]", row))) {
      const value = String(step[/** @type {keyof SavedStep} */ (input.dataset.field)] ?? "");
      if (input.value !== value && (input !== document.activeElement || input.tagName === "SELECT")) {
        input.value = value;
      }
    }
  }
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
