/** Steps as the report and the plan show them: in phases, and as the path of least effort. */

import { html, repeat } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").PlanStep} PlanStep
 * @typedef {import("../lib/views.js").PlanView} PlanView
 * @typedef {import("../lib/views.js").PathView} PathView
 * @typedef {import("../lib/views.js").PhaseView} PhaseView
 * @typedef {import("../lib/page.js").Say} Say
 */

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
  return html`${plan.none ? html`<p class="cs-none">${plan.none}</p>` : null}
  ${plan.way?.later && plan.waves.length ? drawSwitch(say, `${view}-only`) : null}
  ${repeat(
    phases,
    ({ number }) => number,
    (phase) => drawPhase(phase, say, view === "plan" ? "plan-" : ""),
  )}
  ${path && (path.steps.length || !plan.none) ? drawPath(path, say, `${view}-way`) : null}
  ${plan.open ? html`<p class="cs-help">${plan.open}</p>` : null}`;
}

/**
 * A phase: its first step in view, the rest to be unfolded.
 *
 * @param {PhaseView} phase
 * @param {Say} say
 * @param {string} prefix of the ids: the phases may stand in two views of one page
 */
function drawPhase({ number, title, index, level, steps: [first, ...rest] }, say, prefix) {
  const id = `${prefix}wave-${number}`;
  return html`<section class="cs-wave" aria-labelledby=${id}>
    <header class="cs-wave__head">
      <h4 id=${id}>${title}</h4>
      ${index ? html`<p>${index}</p>` : null} ${level ? html`<p class="cs-wave__level">${level}</p>` : null}
    </header>
    <ol class="cs-advice">
      ${drawSteps(first ? [first] : [], say)}
    </ol>
    ${rest.length ? drawFolded(`${id}-more`, say("more", { n: rest.length }), rest, say) : null}
  </section>`;
}

/** @param {string} id @param {string} title @param {PlanStep[]} steps @param {Say} say */
function drawFolded(id, title, steps, say) {
  return html`<details class="cs-unfold" id=${id}>
    <summary>${title}</summary>
    <ol class="cs-advice">
      ${drawSteps(steps, say)}
    </ol>
  </details>`;
}

/**
 * The switch that dims the steps on which the next level does not count.
 *
 * @param {Say} say
 * @param {string} id
 */
function drawSwitch(say, id) {
  return html`<label class="cs-only">
    <input type="checkbox" id=${id} autocomplete="off" data-only-level />
    <span>${say("only_level")}</span>
  </label>`;
}

/** @param {PlanStep} step */
const nameOf = ({ question, option }) => `${question}.${option}`;

/** @param {PlanStep[]} steps @param {Say} say */
const drawSteps = (steps, say) => repeat(steps, nameOf, (step) => drawStep(step, say));

/** @param {PlanStep} step @param {Say} say */
function drawStep(step, say) {
  return html`<li class="cs-step" ?data-counts=${step.counts !== null}>
    <strong class="cs-gain">${step.gain}</strong>
    <div class="cs-step__body">
      <p class="cs-advice__title">${step.title}</p>
      ${step.why_now ? html`<p class="cs-step__now">${step.why_now}</p>` : null}
      <p class="cs-why">${step.about}</p>
      <p class="cs-step__moves">
        <span>${step.moves}</span>
        ${step.level ? html`<span class="cs-step__level">${step.level}</span>` : null}
        ${step.counts ? html`<span class="cs-step__counts">${step.counts}</span>` : null}
      </p>
      ${step.needs.length ? drawNeeds(step.needs, say) : null}
    </div>
    <div class="cs-step__side"><span>${step.effort}</span> ${toggle(step, say)}</div>
  </li>`;
}

/** @param {string[]} needs @param {Say} say */
function drawNeeds(needs, say) {
  return html`<p class="cs-step__needs"><span>${say("builds_on")}</span> ${needs.join("\u3000")}</p>`;
}

/** @param {PlanStep} step @param {Say} say */
function toggle(step, say) {
  return html`<button
    type="button"
    class="cs-pick"
    aria-pressed=${step.planned}
    data-step=${nameOf(step)}
    data-title=${step.title}
    data-own
  >
    <span class="cs-pick__sign" aria-hidden="true"></span>
    ${say(step.planned ? "added" : "add")}
    <span class="cs-sr">: ${step.title}</span>
  </button>`;
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
  const title = say(path.later ? "later" : "way_steps", { n: shown.length });
  const missing = path.steps.filter((step) => !step.planned);
  return html`<div class="cs-way">
    <h4>${path.title}</h4>
    ${path.say ? html`<p>${path.say}</p>` : null}
    ${path.effort ? html`<p class="cs-way__effort">${path.effort}</p>` : null}
    ${shown.length ? drawFolded(id, title, shown, say) : null}
    ${missing.length ? addAll(missing, path.title, say) : null}
  </div>`;
}

/** @param {PlanStep[]} steps @param {string} title @param {Say} say */
function addAll(steps, title, say) {
  return html`<button
    type="button"
    class="cs-button cs-button--plain"
    data-steps=${steps.map(nameOf).join(" ")}
    data-title=${title}
    data-own
  >
    ${say("add_all")}
  </button>`;
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
