/** Where the respondent stands among published figures: what is unusual first, then a card a question, by theme. */

import { all, one } from "../lib/dom.js";
import { createLazyCharts } from "../charts/lazy-charts.js";
import { html, render, repeat } from "../lib/template.js";
import { drawCard } from "./standing-card.js";
import { byTheme, sides } from "./standing-layout.js";

/**
 * @typedef {import("../lib/views.js").ReportView} View
 * @typedef {import("../lib/views.js").StandingView} StandingView
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("./standing-layout.js").Theme} Theme
 */

/** Up to so many questions, or where there is room for two columns, all themes stand open at first. */
const FEW = 6;
const WIDE = "(min-width: 46em)";

/** @param {Say} say */
export function createStandings(say) {
  const root = one("[data-part=standings]");
  const explorer = root.dataset.explorer ?? "";
  const charts = createLazyCharts(
    () => import("../charts/render.js"),
    (place) => render(html`<p>${say("chart_failed")}</p>`, place),
  );
  const needs = { say, explorer };
  /** @type {Map<string, boolean>} themes that were seen, and whether they stand open */
  const open = new Map();

  function remember() {
    all("details[data-theme]", root).forEach((details) =>
      open.set(details.dataset.theme ?? "", details.hasAttribute("open")),
    );
  }

  /** @param {StandingView[]} standings all that are on show */
  function showCharts(standings) {
    const byPlace = new Map(standings.map((standing) => [nameOf(standing), standing]));
    charts.tidy();
    for (const place of all(".cs-placed__chart", root)) {
      const { chart, title = "" } = byPlace.get(placeOf(place)) ?? {};
      if (chart) {
        const { aria } = /** @type {{aria?: {label?: {description?: string}}}} */ (chart);
        charts.add(place, { option: chart, label: aria?.label?.description ?? title });
      }
    }
  }

  return {
    /**
     * @param {View} view
     * @param {number} missing how many studies could not be fetched
     */
    show(view, missing) {
      remember();
      const wanted = view.conclusion?.themes;
      const themes = inOrder(byTheme(view.standings), wanted ?? []);
      const few = view.standings.length <= FEW || window.matchMedia(WIDE).matches;
      const isOpen = (/** @type {Theme} */ theme, /** @type {number} */ index) =>
        wanted
          ? wanted.includes(theme.id) && (few || theme.id === wanted[0])
          : index === 0 || (few && !isOwn(theme));
      root.hidden = !view.standings.length && !missing && !view.peers?.panel;
      render(
        missing ? html`<p class="cs-none">${say("standing_missing", { n: missing })}</p>` : null,
        one("[data-slot=missing]", root),
      );
      one(".cs-unusual", root).hidden = !view.unusual.length;
      render(
        view.unusual.map((text) => html`<li>${text}</li>`),
        one("[data-slot=unusual]", root),
      );
      one("[data-slot=unusual-rule]", root).textContent = view.unusual_rule;
      render(
        repeat(
          themes,
          ({ id }) => id,
          (theme, index) => drawTheme(theme, open.get(theme.id) ?? isOpen(theme, index), needs),
        ),
        one("[data-slot=standings]", root),
      );
      showCharts(view.standings);
    },
  };
}

/**
 * The themes that a report's conclusion wants seen first, then the others.
 *
 * @param {Theme[]} themes
 * @param {string[]} wanted
 */
function inOrder(themes, wanted) {
  const isWanted = (/** @type {Theme} */ { id }) => wanted.includes(id);
  const first = themes
    .filter(isWanted)
    .sort((one, other) => wanted.indexOf(one.id) - wanted.indexOf(other.id));
  return [...first, ...themes.filter((theme) => !isWanted(theme))];
}

/**
 * Whether a theme is a panel's, which has one for every axis: they would push all else off the screen.
 *
 * @param {Theme} theme
 */
function isOwn({ questions }) {
  return questions.flat().every((standing) => standing.own);
}

/**
 * What tells a standing from the others: the question, the figures and the study.
 *
 * @param {StandingView} standing
 */
function nameOf({ question, metric, snapshot }) {
  return [question, metric, snapshot].join(" ");
}

/**
 * The same of the standing that an element belongs to.
 *
 * @param {Element} element
 */
function placeOf(element) {
  const question = element.closest("[data-standing]")?.getAttribute("data-standing");
  const study = element.closest("[data-snapshot]");
  return [question, study?.getAttribute("data-metric"), study?.getAttribute("data-snapshot")].join(" ");
}

/**
 * @param {Theme} theme
 * @param {boolean} isOpen
 * @param {import("./standing-card.js").Needs} needs
 */
function drawTheme({ id, name, questions }, isOpen, needs) {
  const placed = questions.map((question) => question.filter((standing) => !standing.problem));
  const shown = placed.filter((question) => question.length > 0);
  const missing = questions.flat().filter((standing) => standing.problem);
  const side = sides(shown);
  return html`<details class="cs-theme" data-theme=${id} ?open=${isOpen}>
    <summary>
      <h4>${name}</h4>
      <span class="cs-theme__count">${needs.say("standing_count", { n: shown.length })}</span>
    </summary>
    ${
      shown.length
        ? html`<div class="cs-standings">
            ${repeat(
              shown,
              ([first]) => first.question,
              (standings, index) => drawCard(standings, side[index], needs),
            )}
          </div>`
        : null
    }
    ${missing.length ? drawMissing(missing, needs.say) : null}
  </details>`;
}

/**
 * Answers that could not be placed, each in a line that says why.
 *
 * @param {StandingView[]} missing
 * @param {Say} say
 */
function drawMissing(missing, say) {
  return html`<div class="cs-unplaced">
    <h5>${say("standing_not")}</h5>
    <ul>
      ${missing.map(
        ({ question, title, you, say: said, source }) =>
          html`<li data-missing=${question}>
            <span class="cs-unplaced__title">${title}</span>
            <span>${say("standing_you", { answer: you })}</span>
            <span>${said}${" "}<small>${source[0]}</small></span>
          </li>`,
      )}
    </ul>
  </div>`;
}
