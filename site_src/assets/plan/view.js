/** The plan's view: targets, planned steps and the way there, and what if. Loaded when it is first opened. */

import { localTime } from "../lib/clock.js";
import { confirmed } from "../lib/dialog.js";
import { one, quietly } from "../lib/dom.js";
import { announce } from "../lib/page.js";
import { html, render } from "../lib/template.js";
import { drawOptions, readChange } from "./what-if-options.js";
import { drawOutcome } from "./what-if-outcome.js";
import { drawPlanned, readField } from "./saved-steps.js";
import { drawAdvice, keepingFocus, wireSteps } from "./steps.js";
import { drawTargets, readTarget } from "./targets.js";
import { wireTaskFiles } from "./task-files.js";
import { changePlan, planWords } from "./next-steps.js";
import "../common-chunk.js";

/**
 * @typedef {import("../lib/views.js").PlanView} PlanView
 * @typedef {import("../lib/views.js").WhatIfView} WhatIfView
 * @typedef {import("../lib/types.js").Answer} Answer
 */

/** @param {import("../view-loader.js").Context} context */
export function create({ place, planning, ask, current, against, say: words, locale }) {
  const say = planWords();
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);
  /** What is tried out on top of the plan, by question; null for no answer. @type {Record<string, unknown>} */
  let tried = {};
  /** @type {WhatIfView | null} */
  let shown = null;
  /** @type {import("../lib/views.js").AxisWords[]} */
  let axes = [];

  wireSteps(place, edit, say);
  wireTaskFiles(slot("plan-files"), {
    ask,
    current,
    update: (tasks) => planning.edit({ tasks }),
    words,
    say,
    locale,
  });
  place.addEventListener("change", (event) => void inputChanged(event.target));
  place.addEventListener("click", (event) => void clicked(event.target));

  /** @param {import("./store.js").Edit} change @param {string} said */
  function edit(change, said) {
    return changePlan(planning, change, said, say);
  }

  async function refresh() {
    if (!Object.keys(/** @type {object} */ (current().answers)).length) {
      tried = {}; // everything was erased
    }
    await Promise.all([showPlan(), suppose(false)]);
    slot("plan-wait").hidden = true;
    slot("plan-body").hidden = false;
  }

  async function showPlan() {
    const reply = await ask("plan", { ...current(), now: localTime() }, "plan");
    if (reply?.ok) {
      const plan = /** @type {PlanView} */ (reply.plan);
      keepingFocus(slot("plan-body"), () => drawPlan(plan));
    } else if (reply) {
      planning.drop();
    }
  }

  /** @param {PlanView} plan */
  function drawPlan(plan) {
    const since = plan.plan ? [plan.plan.since, plan.target.say].filter(Boolean) : [];
    const isPathAlone = (plan.target.way ?? plan.way) && !plan.way?.later;
    render(
      since.map((text) => html`<span>${text}</span>`),
      slot("plan-meta"),
    );
    one("[data-action=discard-plan]", place).hidden = !plan.plan;
    render(drawTargets(plan.target, say, Boolean(plan.plan)), slot("targets"));
    render(drawPlanned(plan.plan, say), slot("planned"));
    slot("plan-files").hidden = !plan.plan?.steps.length;
    render(drawAdvice(plan, isPathAlone ? [] : plan.waves, say, "plan"), slot("way"));
  }

  /** @param {boolean} aloud */
  async function suppose(aloud) {
    if (!axes.length) {
      axes = (await ask("options", {}, "options"))?.axes ?? axes;
    }
    const request = { ...current(), against: against(), planned: true, changes: tried };
    const reply = await ask("what_if", request, "what_if");
    if (axes.length && reply?.what_if) {
      const supposed = reply.what_if;
      const outcome = drawOutcome(supposed, Object.keys(tried).length > 0, say);
      shown = supposed;
      render(
        axes.map((axis) => drawOptions(axis, supposed, say)),
        slot("options"),
      );
      keepingFocus(slot("outcome"), () => render(outcome, slot("outcome")));
      if (aloud) {
        announce(supposed.say);
      }
    }
  }

  const supposeSoon = quietly(() => void suppose(true), 20);

  /** @param {EventTarget | null} target */
  async function inputChanged(target) {
    const question = target instanceof HTMLElement ? target.closest("[data-if]") : null;
    const said = readField(target);
    if (said) {
      await track(said);
    } else if (question instanceof HTMLElement && target instanceof HTMLInputElement) {
      tried = { ...tried, [question.dataset.if ?? ""]: readChange(question, target) };
      supposeSoon();
    } else if (target instanceof HTMLElement && target.closest("[data-targets]")) {
      const wanted = readTarget(slot("targets"));
      if (wanted) {
        const problems = await planning.edit({ target: wanted });
        const told = one("[data-slot=target-problem]", place);
        told.textContent = problems.join(" ");
        told.hidden = !problems.length;
      }
    }
  }

  /** @param {{row: HTMLElement, track: Record<string, string>}} said about a step */
  async function track({ row, track }) {
    const problems = await planning.edit({ track: [track] });
    const told = one("[data-slot=track-problem]", row);
    told.textContent = problems.join(" ");
    told.hidden = !problems.length;
    if (!problems.length) {
      announce(say("tracked"));
    }
  }

  /** @param {EventTarget | null} target */
  async function clicked(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) {
      return;
    }
    const question = button.closest("[data-if]");
    if (button.matches("[data-reset]") && question instanceof HTMLElement) {
      reset(question.dataset.if ?? "");
      /** @type {HTMLElement | null} */ (question.querySelector("input:checked, input"))?.focus();
    } else if (button.matches("[data-action=undo]")) {
      tried = {};
      void suppose(true);
    } else if (button.matches("[data-action=keep]")) {
      void keep();
    } else if (button.matches("[data-action=discard-plan]")) {
      void discard();
    }
  }

  /** @param {string} name a question whose own answer is to stand again */
  function reset(name) {
    const own = /** @type {Record<string, Answer>} */ (current().answers)[name];
    tried = { ...tried, [name]: own ?? null };
    void suppose(true);
  }

  async function keep() {
    if (!shown) {
      return;
    }
    const { changed, items } = shown;
    const entries = changed.map(({ question }) => [question, items[question]?.answer ?? null]);
    const before = tried;
    tried = {};
    const problems = await edit({ changes: Object.fromEntries(entries) }, say("kept"));
    if (problems.length) {
      tried = before;
      void suppose(false);
    }
  }

  async function discard() {
    const agreed = await confirmed({
      title: say("discard_title"),
      text: say("discard_text"),
      yes: say("discard_yes"),
      no: say("discard_no"),
    });
    if (agreed) {
      tried = {};
      await edit({ changes: {}, target: {} }, say("discarded"));
      one("#plan").focus();
    }
  }

  return {
    open: () => void refresh(),
    changed: () => void refresh(),
  };
}
