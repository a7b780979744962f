/** Draws a team: its people, their scores as strips of dots, the figures, and the means by role. */

import { h } from "../lib/dom.js";
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
  const list = h("ol", { class: "cs-people" }, ...people.map((person) => personRow(person, say, remove)));
  const title = h("summary", {}, say("all_people", { n: people.length }));
  return people.length > FEW ? h("details", { class: "cs-fold", id: "team-all" }, title, list) : list;
}

/** @param {PersonView} person @param {Say} say @param {(id: string, name: string) => void} remove */
function personRow({ id, number, name, role, date, index, level }, say, remove) {
  const about = [role, date].filter(Boolean).map((text) => h("span", {}, text));
  const label = say("remove_name", { name });
  return h(
    "li",
    { "data-person": id },
    h("span", { class: "cs-people__number" }, String(number)),
    h("span", { class: "cs-people__name" }, h("strong", {}, name), h("span", { class: "cs-meta" }, ...about)),
    h(
      "span",
      { class: "cs-results__score" },
      index ? h("strong", {}, index) : null,
      level ? h("span", {}, level) : null,
    ),
    quietButton(say("remove"), () => remove(id, name), { label }),
  );
}

/** @param {TeamRowView[]} rows @param {Say} say @param {(option: ChartOption) => HTMLElement} chart */
export function drawStrips(rows, say, chart) {
  return h("ul", { class: "cs-strips" }, ...rows.map((row) => stripRow(row, say, chart)));
}

/** @param {TeamRowView} row @param {Say} say @param {(option: ChartOption) => HTMLElement} chart */
function stripRow({ id, name, mean, deviation, low, high, chart: option }, say, chart) {
  const facts = [
    [say("mean"), mean],
    [say("deviation"), deviation],
    [say("range"), low === high ? low : `${low}–${high}`],
  ];
  const list = facts.map(([term, text]) => h("div", {}, h("dt", {}, term), h("dd", {}, text)));
  return h(
    "li",
    { "data-row": id || "index" },
    h("h4", {}, name),
    option ? chart(option) : h("p", { class: "cs-no-score" }, "–"),
    h("dl", {}, ...list),
  );
}

/** @param {TeamView} view @param {Say} say */
export function drawValues({ people, rows }, say) {
  const heads = [say("name"), ...rows.map(({ name }) => name)];
  const bodies = people.map(({ number, name }, at) => [
    `${number} ${name}`,
    ...rows.map((row) => row.values[at]),
  ]);
  return h(
    "details",
    { class: "cs-fold" },
    h("summary", {}, say("figures")),
    table(say("figures"), heads, bodies),
  );
}

/** @param {RolesView} roles @param {Say} say */
export function drawRoles({ heads, rows }, say) {
  const columns = heads.map(({ name, n }) => h("span", {}, name, h("small", {}, n)));
  return table(
    say("role"),
    [say("axis"), ...columns],
    rows.map(({ name, texts }) => [name, ...texts]),
  );
}
