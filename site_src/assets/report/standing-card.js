/** One question among published figures: a card, with a part of its own for each study. */

import { figure } from "../lib/page.js";
import { html, nothing, repeat } from "../lib/template.js";
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
 * @param {"left" | "right"} side its column
 * @param {Needs} needs
 */
export function drawCard(standings, side, needs) {
  const [{ question, title, you }] = standings;
  const isOneOfMany = standings.length > 1;
  return html`<article class="cs-standing" data-standing=${question} data-side=${side}>
    <header>
      <h5>${title}</h5>
      <p class="cs-standing__you">${needs.say("standing_you", { answer: you })}</p>
    </header>
    ${repeat(
      standings,
      ({ metric, snapshot }) => `${metric} ${snapshot}`,
      (standing) => drawStudy(standing, isOneOfMany, title, needs),
    )}
  </article>`;
}

/**
 * @param {StandingView} standing
 * @param {boolean} isOneOfMany whether there are others on the same question
 * @param {string} shown the title that stands above
 * @param {Needs} needs
 */
function drawStudy(standing, isOneOfMany, shown, needs) {
  const { title, source, chart, interval, respondents, differs } = standing;
  const name = title === shown ? source[0] : title;
  const who = [respondents, isOneOfMany ? differs : null].filter(Boolean);
  return html`<section
    class="cs-placed"
    data-metric=${standing.metric}
    data-snapshot=${standing.snapshot}
    ?data-small=${standing.small}
    ?data-tiny=${standing.tiny}
  >
    ${isOneOfMany ? html`<h6>${name}</h6>` : null}
    ${chart ? html`<div class="cs-placed__chart" .style=${`--cs-height: ${chart.height}px`}></div>` : null}
    ${standing.say.map((text) => html`<p class="cs-placed__say">${text}</p>`)}
    ${interval ? drawInterval(interval) : null}
    ${standing.years.length ? drawYears(standing.years, needs.say) : null}
    ${standing.cautions.map((text, index) => caution(text, standing.fell_back && index === 0))}
    ${drawSource(standing, isOneOfMany && name === source[0])}
    ${who.map((text) => html`<p class="cs-placed__who">${text}</p>`)} ${drawMore(standing, needs)}
  </section>`;
}

/**
 * What n allows, drawn; the sentence above has the same in words.
 *
 * @param {NonNullable<StandingView["interval"]>} one
 */
function drawInterval(one) {
  return html`<p class="cs-interval" data-kind="share" aria-hidden="true">${scaled(one, one.value)}</p>`;
}

/** @param {string} text @param {boolean} isWider whether it says only that a wider group is used */
function caution(text, isWider) {
  return html`<p class="cs-placed__caution" ?data-wider=${isWider}>${text}</p>`;
}

/**
 * Edition, segment, n, page.
 *
 * @param {StandingView} standing
 * @param {boolean} isNamed whether the edition stands above already
 */
function drawSource({ source, cut }, isNamed) {
  const parts = source.map(
    (text, index) => html`<span class=${cut && index === 1 ? "cs-placed__cut" : nothing}>${text}</span>`,
  );
  return html`<p class="cs-placed__source">${parts.slice(isNamed ? 1 : 0)}</p>`;
}

/**
 * The same answer in other years of the same study.
 *
 * @param {StandingView["years"]} years
 * @param {Say} say
 */
function drawYears(years, say) {
  return html`<table class="cs-placed__years">
    <caption>
      ${say("standing_years")}
    </caption>
    <tbody>
      ${years.map(
        ({ year, share, segment, n }) =>
          html`<tr>
            <th scope="row">${year}</th>
            <td>${share}</td>
            <td>${segment}</td>
            <td>${n === null ? "" : say("standing_n", { n: figure(n) })}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/**
 * How far the two questions mean the same, every figure, and where to read on.
 *
 * @param {StandingView} standing
 * @param {Needs} needs
 */
function drawMore({ match, note, base, bars, attribution, metric }, { say, explorer }) {
  return html`<details class="cs-placed__more">
    <summary>${say("standing_more")}</summary>
    <p><strong>${say("standing_match", { match })}</strong>${" "}${note}</p>
    <p>${say("standing_base", { base })}</p>
    ${bars.length ? drawTable(bars, say) : null}
    <p>${attribution}</p>
    ${explorer ? html`<p><a href="${explorer}${metric}/">${say("standing_page")}</a></p>` : null}
  </details>`;
}

/** @param {BarView[]} bars @param {Say} say */
function drawTable(bars, say) {
  const heads = ["answer", "share", "interval", "status"];
  return html`<div class="cs-placed__table">
    <table class="cs-placed__figures">
      <thead>
        <tr>
          ${heads.map((key) => html`<th scope="col">${say(`standing_${key}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${bars.map(
          ({ here, label, text, allowed, status }) =>
            html`<tr ?data-here=${here}>
              <th scope="row">${here ? say("yours", { name: label }) : label}</th>
              <td>${text}</td>
              <td>${allowed ?? "–"}</td>
              <td>${status ?? "–"}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
