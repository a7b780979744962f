/** Lays the report out from the engine's words. It shows what it is given and computes nothing. */

import { createChartHost } from "../charts/observer.js";
import { all, one, setText } from "../lib/dom.js";
import { STAGES } from "../engine/protocol.js";
import { html, render } from "../lib/template.js";
import { createPrinting } from "./print.js";
import { drawAxes, drawBreakdown } from "./axes.js";
import { drawCriterion } from "./criteria.js";
import { drawHead } from "./headline.js";
import { drawOverview } from "./overview.js";
import { drawBasis, drawContradictions, drawEnds, drawProfile } from "./sections.js";
import { drawPeers } from "./norms.js";
import { drawUnknowns } from "./unknowns.js";
import { createReportPlan } from "../plan/next-steps.js";
import { createStandings } from "./standings.js";
import { drawWorking } from "./calculation.js";

/**
 * @typedef {import("../lib/views.js").ReportView} View
 * @typedef {Record<string, import("../lib/views.js").ChartOption>} Charts
 */

/**
 * @param {import("../lib/page.js").Say} say
 * @param {import("../plan/store.js").Planning} planning
 */
export function createReportView(say, planning) {
  const root = one("#report-view");
  const slots = new Map(all("[data-slot]", root).map((place) => [place.dataset.slot, place]));
  const slot = (/** @type {string} */ name) => slots.get(name) ?? one(`[data-slot=${name}]`, root);
  const printing = createPrinting(root); // before the charts, which draw themselves again for paper
  const hostOf = (/** @type {string} */ name) =>
    createChartHost(slot(name), () => {
      render(html`<p class="cs-help">${say("chart_failed")}</p>`, slot(name));
    });
  const radar = hostOf("radar");
  const groupRadar = slots.has("groups") ? hostOf("groups") : null;
  const isAdvised = document.getElementById("plan-words") !== null;

  const standings = createStandings(say);
  const plan = createReportPlan(planning);
  /** Draws what came while the report was out of sight. @type {(() => void) | null} */
  let due = null;

  root.addEventListener("click", (event) => openLinkedAxis(event));
  root.addEventListener("click", (event) => goToComparison(event));

  /**
   * Shows or takes away the report, and the buttons that do something with it.
   *
   * @param {boolean} shown
   */
  function reveal(shown) {
    slot("report").hidden = !shown;
    all("[data-needs-report]", root).forEach((button) => (button.hidden = !shown));
  }

  function catchUp() {
    due?.();
    due = null;
  }

  /** @param {View} view @param {number} missing */
  function fill(view, missing) {
    const { unknowns, contradictions, working } = view;
    const isOne = view.axes.length === 1;
    const frame = { id: "working-index", title: say("working_index"), of: /** @type {const} */ ("axis") };
    put(
      "meta",
      [view.label, view.date].filter(Boolean).map((text) => html`<span>${text}</span>`),
    );
    const scored = view.axes.length > 0;
    put("head", scored ? drawHead(view.headline, say) : drawOverview(view.headline, view.conclusion));
    standings.show(view, missing);
    const axes = unknowns ? drawUnknowns(unknowns) : drawAxes(view.axes, view.groups ?? [], view.peers, say);
    put("axes", html`${axes} ${groupCriteria(view)}`);
    setText(one("#part-axes", root), say(unknowns ? "unknowns" : isOne ? "score" : "axes"));
    put("peers", drawPeers(view.peers, say));
    put(
      "items",
      view.axes.map((axis) => drawBreakdown(axis, say)),
    );
    put("ends", drawEnds(view, say));
    put("contradictions", contradictions ? drawContradictions(contradictions) : null);
    slot("contradictions").hidden = !contradictions;
    put("working", working && view.axes.length > 1 ? drawWorking(working, say, frame) : null);
    put("profile", drawProfile(view, say));
    put("basis", drawBasis(view, say));
    part("items").hidden = !scored;
    part("axes").hidden = !scored || (isOne && !unknowns && !view.peers); // the head says what the row would
    part("steps").hidden =
      !isAdvised || !scored || (view.headline.value === null && view.next_steps.length === 0);
    slot("radar-target").hidden = !view.axes.some((axis) => axis.target);
    part("ends").hidden = !view.strongest.length && !view.weakest.length;
    part("profile").hidden = view.profile.length === 0;
  }

  /** @param {string} name of a slot @param {unknown} content what it is to hold */
  const put = (name, content) => render(content, slot(name));

  /** @param {import("../lib/views.js").ReportView} view */
  const groupCriteria = (view) =>
    (view.groups ?? []).flatMap((group) => (group.criteria ?? []).map((found) => drawCriterion(found, say)));

  /** @param {"radar" | "groups"} name @param {import("../lib/views.js").ChartOption | undefined} option */
  function showRadar(name, option) {
    const host = name === "radar" ? radar : groupRadar;
    if (!host) {
      return;
    }
    /** @type {HTMLElement} */ (slot(name).closest("figure")).hidden = !option;
    if (option) {
      void host.show({ option, label: chartLabel(option) || say(`chart_${name}`) });
    }
  }

  /** @param {string} name */
  const part = (name) => one(`[data-part=${name}]`, root);

  return {
    /**
     * Shows a report; while something else is in view, it waits for `open`.
     *
     * @param {View} view
     * @param {Charts} charts
     * @param {number} missing studies that could not be had
     */
    show(view, charts, missing) {
      due = () => {
        slot("starting").hidden = true;
        reveal(true);
        fill(view, missing);
        showRadar("radar", view.unknowns ? undefined : charts.radar);
        showRadar("groups", view.unknowns ? undefined : charts.groups);
        printing.name(view);
      };
      root.hidden || catchUp();
    },

    /** The report has come into view. */
    open: catchUp,

    /** @param {import("../lib/views.js").PlanView} words the advice, which takes longer than the score */
    advise: (words) => plan.show(words),

    /**
     * Says what is being waited for.
     *
     * @param {import("../engine/protocol.js").Stage | "ready" | null} stage
     */
    wait(stage) {
      const starting = slot("starting");
      starting.hidden = stage === null || !slot("report").hidden;
      const key = stage === "ready" ? "scoring" : `starting_${stage}`;
      slot("starting-text").textContent = say(key);
      const bar = /** @type {HTMLProgressElement} */ (one("progress", starting));
      bar.value = stage === "ready" ? STAGES.length : STAGES.indexOf(stage ?? "worker");
    },

    /** Takes the report away: there is nothing to report. */
    clear() {
      due = null;
      reveal(false);
    },
  };
}

/** @param {import("../lib/views.js").ChartOption} option */
function chartLabel(option) {
  const aria = /** @type {{label?: {description?: string}} | undefined} */ (option.aria);
  return aria?.label?.description ?? "";
}

/**
 * A link from the table opens the axis that it leads to.
 *
 * @param {Event} event
 */
function openLinkedAxis(event) {
  const link = event.target instanceof Element ? event.target.closest("[data-axis-link]") : null;
  const axis = link && document.getElementById(`axis-${link.getAttribute("data-axis-link")}`);
  if (axis) {
    event.preventDefault();
    axis.setAttribute("open", "");
    axis.scrollIntoView({ block: "start" });
    one("summary", axis).focus({ preventScroll: true });
  }
}

/**
 * The button beside the peers leads to where they are chosen.
 *
 * @param {Event} event
 */
function goToComparison(event) {
  if (event.target instanceof Element && event.target.closest("[data-action=choose-peers]")) {
    one("#against").scrollIntoView({ block: "center" });
    one("#against-segment").focus({ preventScroll: true });
  }
}
