/** Steps as the report and the plan show them: in phases, and as the path of least effort. */

import { h } from "../lib/dom.js";

/**
 * @typedef {import("../lib/views.js").PlanStep} PlanStep
 * @typedef {import("../lib/views.js").PlanView} PlanView
 * @typedef {import("../lib/views.js").PathView} PathView
 * @typedef {import("../lib/views.js").PhaseView} PhaseView
 * @typedef {import("../lib/page.js").Say} Say
 */

/**
 * The phases: the first step of each in view, the rest to be unfolded.
 *
 * @param {PhaseView[]} phases
 * @param {Say} say
 * @param {string} prefix of the ids: the phases may stand in two views of one page
 */
function drawPhases(phases, say, prefix) {
  return phases.map((phase) => {
    const id = `${prefix}wave-${phase.number}`;
    const [first, ...rest] = phase.steps.map((step) => drawStep(step, say));
    const more = rest.length
      ? h(
          "details",
          { class: "cs-unfold", id: `${id}-more` },
          h("summary", {}, say("more", { n: rest.length })),
          h("ol", { class: "cs-advice" }, ...rest),
        )
      : null;
    return h(
      "section",
      { class: "cs-wave", "aria-labelledby": id },
      h(
        "header",
        { class: "cs-wave__head" },
        h("h4", { id }, phase.title),
        phase.index ? h("p", {}, phase.index) : null,
        phase.level ? h("p", { class: "cs-wave__level" }, phase.level) : null,
      ),
      h("ol", { class: "cs-advice" }, first),
      more,
    );
  });
}

/**
 * All advice on steps: the phases and the path of least effort, or why there is none.
 *
 * @param {PlanView} plan
 * @param {PhaseView[]} phases those to show
 * @param {Say} say
 * @param {"report" | "plan"} view
 */
export function drawAdvice(plan, phases, say, view) {
  const path = plan.target.way ?? plan.way;
  return [
    plan.none ? h("p", { class: "cs-none" }, plan.none) : null,
    plan.way?.later && plan.waves.length ? drawSwitch(say, `${view}-only`) : null,
    ...drawPhases(phases, say, view === "plan" ? "plan-" : ""),
    path && (path.steps.length || !plan.none) ? drawPath(path, say, `${view}-way`) : null,
    plan.open ? h("p", { class: "cs-help" }, plan.open) : null,
  ].filter((node) => node !== null);
}

/**
 * The switch that dims the steps on which the next level does not count.
 *
 * @param {Say} say
 * @param {string} id
 */
function drawSwitch(say, id) {
  const box = h("input", { type: "checkbox", id, autocomplete: "off", "data-only-level": true });
  return h("label", { class: "cs-only" }, box, h("span", {}, say("only_level")));
}

/** @param {PlanStep} step @param {Say} say */
function drawStep(step, say) {
  const needs = step.needs.length
    ? h("p", { class: "cs-step__needs" }, h("span", {}, say("builds_on")), step.needs.join("\u3000"))
    : null;
  const moves = h("p", { class: "cs-step__moves" }, h("span", {}, step.moves));
  if (step.level) {
    moves.append(h("span", { class: "cs-step__level" }, step.level));
  }
  if (step.counts) {
    moves.append(h("span", { class: "cs-step__counts" }, step.counts));
  }
  return h(
    "li",
    { class: "cs-step", "data-counts": step.counts !== null },
    h("strong", { class: "cs-gain" }, step.gain),
    h(
      "div",
      { class: "cs-step__body" },
      h("p", { class: "cs-advice__title" }, step.title),
      step.why_now ? h("p", { class: "cs-step__now" }, step.why_now) : null,
      h("p", { class: "cs-why" }, step.about),
      moves,
      needs,
    ),
    h("div", { class: "cs-step__side" }, h("span", {}, step.effort), toggle(step, say)),
  );
}

/** @param {PlanStep} step @param {Say} say */
function toggle(step, say) {
  return h(
    "button",
    {
      type: "button",
      class: "cs-pick",
      "aria-pressed": String(step.planned),
      "data-step": `${step.question}.${step.option}`,
      "data-title": step.title,
      "data-own": true,
    },
    h("span", { class: "cs-pick__sign", "aria-hidden": "true" }),
    say(step.planned ? "added" : "add"),
    h("span", { class: "cs-sr" }, `: ${step.title}`),
  );
}

/**
 * The path of least effort: what it comes to, and its steps to be unfolded. Of a route through the phases, only the steps
 * that follow later: the others are marked in their phases.
 *
 * @param {PathView} path
 * @param {Say} say
 * @param {string} id
 */
function drawPath(path, say, id) {
  const shown = path.later ?? path.steps;
  const steps = shown.map((step) => drawStep(step, say));
  const missing = path.steps.filter((step) => !step.planned);
  const all = missing.length
    ? h(
        "button",
        {
          type: "button",
          class: "cs-button cs-button--plain",
          "data-steps": missing.map((step) => `${step.question}.${step.option}`).join(" "),
          "data-title": path.title,
          "data-own": true,
        },
        say("add_all"),
      )
    : null;
  return h(
    "div",
    { class: "cs-way" },
    h("h4", {}, path.title),
    path.say ? h("p", {}, path.say) : null,
    path.effort ? h("p", { class: "cs-way__effort" }, path.effort) : null,
    steps.length
      ? h(
          "details",
          { class: "cs-unfold", id },
          h("summary", {}, say(path.later ? "later" : "way_steps", { n: steps.length })),
          h("ol", { class: "cs-advice" }, ...steps),
        )
      : null,
    all,
  );
}

/**
 * Has the buttons in a place change the plan; says what came of it, and puts the focus back after the redrawing.
 *
 * @param {HTMLElement} place
 * @param {(edit: import("./store.js").Edit, said: string) => void} edit
 * @param {Say} say
 */
export function wireSteps(place, edit, say) {
  place.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-step], [data-steps]") : null;
    if (!(button instanceof HTMLElement)) {
      return;
    }
    const steps = (button.dataset.step ?? button.dataset.steps ?? "").split(" ").map(parse);
    const taken = button.getAttribute("aria-pressed") === "true";
    const title = button.dataset.title ?? "";
    edit(taken ? { remove: steps } : { add: steps }, say(taken ? "was_removed" : "was_added", { title }));
  });
}

/** @param {string} text */
function parse(text) {
  const [question, option] = text.split(".");
  return { question, option };
}

/**
 * Draws again without losing the place of whoever uses the keyboard.
 *
 * @param {HTMLElement} place
 * @param {() => void} draw
 */
export function keepingFocus(place, draw) {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && place.contains(active) ? focusKey(active) : "";
  draw();
  if (key && document.activeElement !== active) {
    const next = /** @type {HTMLElement | null} */ (place.querySelector(key));
    (next ?? /** @type {HTMLElement | null} */ (place.querySelector("button, a, input, summary")))?.focus({
      preventScroll: true,
    });
  }
}

/** @param {HTMLElement} element */
function focusKey(element) {
  if (element.dataset.step) {
    return `[data-step="${CSS.escape(element.dataset.step)}"]`;
  }
  if (element.id) {
    return `#${CSS.escape(element.id)}`;
  }
  const details = element.closest("details[id]") ?? element.parentElement?.querySelector("details[id]");
  return details ? `#${CSS.escape(details.id)} > summary` : "button";
}
