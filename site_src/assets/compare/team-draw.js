/** Draws a team: its people, their scores as strips of dots, the figures, and the means by role. */

import { html } from "../lib/template.js";
import { quietButton, table } from "./parts.js";

/**
 * @typedef {import("../lib/views.js").ChartOption} ChartOption
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").PersonView} PersonView
 * @typedef {import("../lib/views.js").TeamRow} TeamRowView
 * @typedef {import("../lib/views.js").RolesView} RolesView
 * @typedef {import("../lib/views.js").TeamView} TeamView
 */

const FEW = 12; // so many people stand in the open

/** @param {PersonView[]} people @param {Say} say @param {(id: string, name: string) => void} remove */
export function drawPeople(people, say, remove) {
  const list = html`<ol class="cs-people">
    ${people.map((person) => personRow(person, say, remove))}
  </ol>`;
  return people.length > FEW
    ? html`<details class="cs-fold" id="team-all">
        <summary>${say("all_people", { n: people.length })}</summary>
        ${list}
      </details>`
    : list;
}

/** @param {PersonView} person @param {Say} say @param {(id: string, name: string) => void} remove */
function personRow({ id, number, name, role, date, index, level }, say, remove) {
  const about = [role, date].filter(Boolean);
  return html`<li data-person=${id}>
    <span class="cs-people__number">${number}</span>
    <span class="cs-people__name">
      <strong>${name}</strong>
      <span class="cs-meta">${about.map((text) => html`<span>${text}</span>`)}</span>
    </span>
    <span class="cs-results__score">
      ${index ? html`<strong>${index}</strong>` : null} ${level ? html`<span>${level}</span>` : null}
    </span>
    ${quietButton(say("remove"), () => remove(id, name), { label: say("remove_name", { name }) })}
  </li>`;
}

/** @param {TeamRowView[]} rows @param {Say} say @param {(option: ChartOption) => HTMLElement} chart */
export function drawStrips(rows, say, chart) {
  return html`<ul class="cs-strips">
    ${rows.map((row) => stripRow(row, say, chart))}
  </ul>`;
}

/** @param {TeamRowView} row @param {Say} say @param {(option: ChartOption) => HTMLElement} chart */
function stripRow({ id, name, mean, deviation, low, high, chart: option }, say, chart) {
  const facts = [
    [say("mean"), mean],
    [say("deviation"), deviation],
    [say("range"), low === high ? low : `${low}–${high}`],
  ];
  return html`<li data-row=${id || "index"}>
    <h4>${name}</h4>
    ${option ? chart(option) : html`<p class="cs-no-score">–</p>`}
    <dl>
      ${facts.map(
        ([term, text]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
  </li>`;
}

/** @param {TeamView} view @param {Say} say */
export function drawValues({ people, rows }, say) {
  const heads = [say("name"), ...rows.map(({ name }) => name)];
  const bodies = people.map(({ number, name }, at) => [
    `${number} ${name}`,
    ...rows.map((row) => row.values[at]),
  ]);
  return html`<details class="cs-fold">
    <summary>${say("figures")}</summary>
    ${table(say("figures"), heads, bodies)}
  </details>`;
}

/** @param {RolesView} roles @param {Say} say */
export function drawRoles({ heads, rows }, say) {
  const columns = heads.map(({ name, n }) => html`<span>${name} <small>${n}</small></span>`);
  return table(
    say("role"),
    [say("axis"), ...columns],
    rows.map(({ name, texts }) => [name, ...texts]),
  );
}
