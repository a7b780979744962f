/** The next steps in the report: the phases and the path of least effort, which can be taken into the plan from there. */

import { one, setText } from "../lib/dom.js";
import { notify } from "../lib/notices.js";
import { announce, speaker } from "../lib/page.js";
import { render } from "../lib/template.js";
import { drawAdvice, keepingFocus, wireSteps } from "./steps.js";

/**
 * @typedef {import("../lib/views.js").PlanView} PlanView
 * @typedef {import("./store.js").Planning} Planning
 */

/** The words of the plan, which stand in a block of their own; none on the page of a survey without axes. */
export function planWords() {
  return speaker(JSON.parse(document.getElementById("plan-words")?.textContent ?? "{}"));
}

/** @param {Planning} planning */
export function createReportPlan(planning) {
  const say = planWords();
  const part = one("#report-view [data-part=steps]");
  const about = one("[data-slot=steps-about]", part);
  const place = one("[data-slot=steps]", part);
  wireSteps(place, (edit, said) => void changePlan(planning, edit, said, say), say);

  /** @param {PlanView} plan */
  function draw(plan) {
    setText(about, plan.none ? "" : plan.about);
    about.hidden = Boolean(plan.none);
    render(drawAdvice(plan, plan.waves, say, "report"), place);
  }

  return {
    /** @param {PlanView} plan */
    show: (plan) => keepingFocus(place, () => draw(plan)),
  };
}

/**
 * Changes the plan and says so, or says why it could not be changed.
 *
 * @param {Planning} planning
 * @param {import("./store.js").Edit} edit
 * @param {string} said
 * @param {import("../lib/page.js").Say} say
 */
export async function changePlan(planning, edit, said, say) {
  const problems = await planning.edit(edit);
  if (problems.length) {
    notify("plan", [say("failed"), ...problems], { bad: true });
  } else {
    announce(said);
  }
  return problems;
}
