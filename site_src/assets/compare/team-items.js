/** Draws the questions of a team: how much people agree, what they answered, and who answered it. */

import { h } from "../lib/dom.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("../lib/views.js").ChoiceView} ChoiceView
 * @typedef {import("../lib/views.js").TeamItemView} TeamItemView
 * @typedef {import("../lib/views.js").TeamView} TeamView
 */

/** @param {TeamView} view @param {Say} say */
export function drawDisagreements({ disagreements, agreed }, say) {
  return [
    agreed ? h("p", { class: "cs-none" }, agreed) : null,
    h("ol", { class: "cs-disagree" }, ...disagreements.map((item) => h("li", {}, ...body(item, say)))),
  ].filter((part) => part !== null);
}

/** @param {TeamView} view @param {Say} say */
export function drawItems({ items, rows }, say) {
  const opened = rows.length === 0; // without scores this is all that there is to see
  return items.map((item) =>
    h("details", { class: "cs-fold cs-team-item", open: opened }, summary(item, say), ...rest(item, say)),
  );
}

/** @param {TeamItemView} item @param {Say} say */
function summary(item, say) {
  const known = item.agreement_value !== null;
  return h(
    "summary",
    {},
    h("span", {}, h("span", { class: "cs-question__number" }, `Q${item.number}`), " ", item.prompt),
    known ? h("span", { class: "cs-a" }, say("agreement"), " ", h("strong", {}, item.agreement)) : null,
  );
}

/** @param {TeamItemView} item @param {Say} say */
function body(item, say) {
  const { number, prompt, agreement, say: apart } = item;
  return [
    h("h4", {}, h("span", { class: "cs-question__number" }, `Q${number}`), " ", prompt),
    h("p", { class: "cs-agree__apart" }, apart),
    h("p", { class: "cs-a" }, say("agreement"), " ", h("strong", {}, agreement)),
    ...rest(item, say),
  ];
}

/** @param {TeamItemView} item @param {Say} say */
function rest({ axis, mean, deviation, choices, notes }, say) {
  const noted = notes.map(({ who, text }) => h("li", {}, say("note", { who, text })));
  return [
    h("ul", { class: "cs-given" }, ...choices.map((choice) => given(choice))),
    axis ? h("p", { class: "cs-help" }, say("mean_points", { mean, deviation })) : null,
    noted.length ? h("ul", { class: "cs-noted", "aria-label": say("notes") }, ...noted) : null,
  ];
}

/** @param {ChoiceView} choice */
export function given({ label, count, share, who, open }) {
  const bar = h("span", { class: "cs-bar", "aria-hidden": "true" }, h("span", { class: "cs-bar__fill" }));
  bar.style.setProperty("--cs-value", String(share));
  return h(
    "li",
    { "data-open": open },
    h("span", { class: "cs-given__label" }, label),
    bar,
    h("span", { class: "cs-given__count" }, count),
    h("span", { class: "cs-given__who" }, who.join(", ")),
  );
}
