/** The steps that are planned: what of them is done, and where they lead. */

import { h } from "../lib/dom.js";

/**
 * @param {import("./types.js").KeptView | null} plan
 * @param {import("../lib/page.js").Say} say
 */
export function drawPlanned(plan, say) {
  if (!plan?.steps.length) {
    return h("p", { class: "cs-none" }, say("planned_none"));
  }
  const steps = plan.steps.map((step) =>
    h(
      "li",
      { "data-done": step.done },
      h("span", { class: "cs-planned__state" }, step.state),
      h(
        "span",
        { class: "cs-planned__title" },
        step.title,
        h("small", {}, [step.axis, step.effort].filter(Boolean).join(" · ")),
      ),
      h(
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
      ),
    ),
  );
  return h("div", { class: "cs-planned" }, h("p", {}, plan.text), h("ul", {}, ...steps));
}
