/** Lays the report out from the engine's words. It shows what it is given and computes nothing. */

import { createChartHost } from "./chart-host.js";
import { all, h, one } from "./dom.js";
import { STAGES } from "./engine-protocol.js";
import { createPrinting } from "./printing.js";
import { drawAxes, drawBreakdown } from "./report-axes.js";
import { drawHead } from "./report-head.js";
import { drawOverview } from "./report-overview.js";
import { drawBasis, drawEnds, drawProfile } from "./report-parts.js";
import { drawPeers } from "./report-peers.js";
import { createReportPlan } from "./report-plan.js";
import { createStandings } from "./report-standings.js";
import { drawWorking } from "./report-working.js";
import { createWhenChanged } from "./unchanged.js";

/**
 * @typedef {import("./types.js").View} View
 * @typedef {Record<string, import("./types.js").ChartOption>} Charts
 */

/**
 * @param {import("./page.js").Say} say
 * @param {import("./planning.js").Planning} planning
 */
export function createReportView(say, planning) {
  const root = one("#report-view");
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, root);
  const printing = createPrinting(root); // before the charts, which draw themselves anew for paper
  const radar = createChartHost(slot("radar"), () => {
    slot("radar").replaceChildren(h("p", { class: "cs-help" }, say("chart_failed")));
  });

  const standings = createStandings(say);
  const plan = createReportPlan(planning);
  const whenChanged = createWhenChanged();

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

  /** @param {View} view @param {number} missing */
  function fill(view, missing) {
    const opened = all("details[open]", root).map((details) => details.id);
    slot("meta").replaceChildren(
      ...[view.label, view.date].filter(Boolean).map((text) => h("span", {}, text)),
    );
    const scored = view.axes.length > 0;
    slot("head").replaceChildren(...(scored ? drawHead(view.headline, say) : drawOverview(view.headline)));
    whenChanged("standings", [view.standings, view.unusual, view.peers?.panel, missing], () =>
      standings.show(view, missing),
    );
    slot("axes").replaceChildren(drawAxes(view.axes, view.peers, say));
    slot("peers").replaceChildren(...drawPeers(view.peers, say));
    view.axes.forEach((axis, place) =>
      whenChanged(`axis ${place}`, axis, () => showBreakdown(drawBreakdown(axis, say, opened), place)),
    );
    slot("ends").replaceChildren(...drawEnds(view, say));
    const working = view.working;
    slot("working").replaceChildren(
      ...(working
        ? [drawWorking(working, say, { id: "working-index", title: say("working_index"), opened })]
        : []),
    );
    whenChanged("profile", view.profile, () => slot("profile").replaceChildren(drawProfile(view, say)));
    whenChanged("basis", [view.provenance, view.remarks], () =>
      slot("basis").replaceChildren(...drawBasis(view, say)),
    );
    part("axes").hidden = part("items").hidden = !scored;
    part("steps").hidden = !scored || (view.headline.value === null && view.next_steps.length === 0);
    slot("radar-target").hidden = !view.axes.some((axis) => axis.target);
    part("ends").hidden = !view.strongest.length && !view.weakest.length;
    part("profile").hidden = view.profile.length === 0;
  }

  /** @param {HTMLElement} breakdown @param {number} place among the axes, whose number never changes */
  function showBreakdown(breakdown, place) {
    const present = slot("items").children[place];
    present ? present.replaceWith(breakdown) : slot("items").append(breakdown);
  }

  /** @param {string} name */
  const part = (name) => one(`[data-part=${name}]`, root);

  return {
    /** @param {View} view @param {Charts} charts @param {number} missing studies that could not be had */
    show(view, charts, missing) {
      slot("starting").hidden = true;
      reveal(true);
      fill(view, missing);
      printing.name(view);
      one(".cs-radar", root).hidden = !charts.radar;
      const option = charts.radar;
      if (option) {
        const label = chartLabel(option) || say("chart_radar");
        whenChanged("radar", option, () => void radar.show({ option, label }));
      }
    },

    /** @param {import("./plan-types.js").PlanView} words the advice, which takes longer than the score */
    advise: (words) => plan.show(words),

    /**
     * Says what is being waited for.
     *
     * @param {import("./engine-protocol.js").Stage | "ready" | null} stage
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
    clear: () => reveal(false),
  };
}

/** @param {import("./types.js").ChartOption} option */
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
