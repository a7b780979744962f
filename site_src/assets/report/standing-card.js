/** One question among published figures: a card, with a part of its own for each study. */

import { h } from "../lib/dom.js";
import { APART } from "../lib/morph.js";
import { figure } from "../lib/page.js";
import { scaled } from "./headline.js";

/**
 * @typedef {import("../lib/views.js").StandingView} StandingView
 * @typedef {import("../lib/views.js").BarView} BarView
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {{say: Say, explorer: string}} Needs `explorer`: address of the folder of the metrics' pages, empty where
 *   there are none
 */

/**
 * @param {StandingView[]} standings of one question, all with figures
 * @param {Needs} needs
 */
export function drawCard(standings, needs) {
  const [first] = standings;
  const several = standings.length > 1;
  return h(
    "article",
    { class: "cs-standing", "data-standing": first.question },
    h(
      "header",
      {},
      h("h5", {}, first.title),
      h("p", { class: "cs-standing__you" }, needs.say("standing_you", { answer: first.you })),
    ),
    ...standings.map((standing) => drawStudy(standing, several, first.title, needs)),
  );
}

/**
 * @param {StandingView} standing
 * @param {boolean} several whether there are others on the same question
 * @param {string} shown the title that stands above
 * @param {Needs} needs
 */
function drawStudy(standing, several, shown, needs) {
  const { say } = needs;
  const name = standing.title === shown ? standing.source[0] : standing.title;
  const study = h(
    "section",
    {
      class: "cs-placed",
      "data-metric": standing.metric,
      "data-snapshot": standing.snapshot,
      "data-small": standing.small,
      "data-tiny": standing.tiny,
    },
    several ? h("h6", {}, name) : null,
  );
  if (standing.chart) {
    const place = h("div", { class: "cs-placed__chart", [APART]: true });
    place.style.setProperty("--cs-height", `${standing.chart.height}px`);
    study.append(place);
  }
  study.append(
    ...standing.say.map((text) => h("p", { class: "cs-placed__say" }, text)),
    ...drawInterval(standing.interval),
    ...drawYears(standing, say),
    ...standing.cautions.map((text, index) => caution(text, standing.fell_back && index === 0)),
    drawSource(standing, several && name === standing.source[0]),
    ...drawRespondents(standing, several),
    drawMore(standing, needs),
  );
  return study;
}

/**
 * What n allows, drawn; the sentence above has the same in words.
 *
 * @param {StandingView["interval"]} one
 */
function drawInterval(one) {
  const frame = { class: "cs-interval", "data-kind": "share", "aria-hidden": "true" };
  return one ? [h("p", frame, ...scaled(one, one.value))] : [];
}

/** @param {string} text @param {boolean} wider whether it says only that a wider group is used */
function caution(text, wider) {
  return h("p", { class: "cs-placed__caution", "data-wider": wider }, text);
}

/**
 * Edition, segment, n, page.
 *
 * @param {StandingView} standing
 * @param {boolean} named whether the edition stands above already
 */
function drawSource(standing, named) {
  const parts = standing.source.map((text, index) =>
    h("span", { class: standing.cut && index === 1 ? "cs-placed__cut" : null }, text),
  );
  return h("p", { class: "cs-placed__source" }, ...parts.slice(named ? 1 : 0));
}

/**
 * Who answered, and on a card with several studies what sets this one apart.
 *
 * @param {StandingView} standing
 * @param {boolean} several
 */
function drawRespondents({ respondents, differs }, several) {
  const texts = [respondents, several ? differs : null].filter((text) => text);
  return texts.map((text) => h("p", { class: "cs-placed__who" }, text));
}

/**
 * The same answer in other years of the same study.
 *
 * @param {StandingView} standing
 * @param {Say} say
 */
function drawYears({ years }, say) {
  const rows = years.map((row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, row.year),
      h("td", {}, row.share),
      h("td", {}, row.segment),
      h("td", {}, row.n === null ? "" : say("standing_n", { n: figure(row.n) })),
    ),
  );
  const title = h("caption", {}, say("standing_years"));
  return rows.length ? [h("table", { class: "cs-placed__years" }, title, h("tbody", {}, ...rows))] : [];
}

/**
 * How far the two questions mean the same, every figure, and where to read on.
 *
 * @param {StandingView} standing
 * @param {Needs} needs
 */
function drawMore(standing, { say, explorer }) {
  const match = say("standing_match", { match: standing.match });
  const page = `${explorer}${standing.metric}/`;
  return h(
    "details",
    { class: "cs-placed__more" },
    h("summary", {}, say("standing_more")),
    h("p", {}, h("strong", {}, match), " ", standing.note),
    h("p", {}, say("standing_base", { base: standing.base })),
    standing.bars.length ? drawTable(standing.bars, say) : null,
    h("p", {}, standing.attribution),
    explorer ? h("p", {}, h("a", { href: page }, say("standing_page"))) : null,
  );
}

/** @param {BarView[]} bars @param {Say} say */
function drawTable(bars, say) {
  const heads = ["answer", "share", "interval", "status"].map((key) =>
    h("th", { scope: "col" }, say(`standing_${key}`)),
  );
  const rows = bars.map((bar) =>
    h(
      "tr",
      { "data-here": bar.here },
      h("th", { scope: "row" }, bar.here ? say("yours", { name: bar.label }) : bar.label),
      h("td", {}, bar.text),
      h("td", {}, bar.allowed ?? "–"),
      h("td", {}, bar.status ?? "–"),
    ),
  );
  return h(
    "div",
    { class: "cs-placed__table" },
    h(
      "table",
      { class: "cs-placed__figures" },
      h("thead", {}, h("tr", {}, ...heads)),
      h("tbody", {}, ...rows),
    ),
  );
}
