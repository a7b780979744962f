/** Peers like oneself: what they are picked by, and for each metric the closest published group and all others. */

import { all, h, one, setText } from "../lib/dom.js";
import { patch } from "../lib/morph.js";

/**
 * @typedef {import("../lib/views.js").AlikeView} AlikeView
 * @typedef {import("../lib/views.js").AlikeMetric} AlikeMetric
 * @typedef {import("../lib/views.js").AlikeGroup} AlikeGroup
 * @typedef {import("../lib/views.js").TraitChoice} TraitChoice
 * @typedef {import("../lib/page.js").Say} Say
 */

/**
 * @param {Say} say
 * @param {(traits: Record<string, string> | undefined) => void} picked called with the traits that a person has
 *   picked, undefined for those of the profile
 */
export function createAlike(say, picked) {
  const root = one("#alike");
  const traits = one("[data-slot=alike-traits]", root);
  const reset = one("[data-action=profile-traits]", root);

  traits.addEventListener("change", () => picked(valuesOf(traits)));
  reset.addEventListener("click", () => {
    one("select", traits).focus();
    picked(undefined);
  });

  return {
    /** @param {AlikeView | null} view null where nothing is published */
    show(view) {
      root.hidden = !view;
      if (!view) {
        return;
      }
      setText(one("[data-slot=alike-about]", root), view.about);
      drawTraits(traits, view.traits, say);
      reset.hidden = !view.picked;
      patch(
        one("[data-slot=alike]", root),
        [...view.metrics.map((metric) => drawMetric(metric, say)), lacking(view)].filter(
          (node) => node !== null,
        ),
      );
    },
  };
}

/** @param {AlikeView} view */
function lacking({ norms }) {
  return norms ? h("p", { class: "cs-alike__norms" }, norms) : null;
}

/**
 * The traits that are picked; those that may be any are left out.
 *
 * @param {Element} place
 * @returns {Record<string, string>}
 */
function valuesOf(place) {
  const selects = /** @type {HTMLSelectElement[]} */ (all("select", place));
  return Object.fromEntries(
    selects.filter(({ value }) => value).map(({ dataset, value }) => [dataset.trait ?? "", value]),
  );
}

/**
 * Draws the fields where they are others than before, and sets them.
 *
 * @param {HTMLElement} place
 * @param {TraitChoice[]} choices
 * @param {Say} say
 */
function drawTraits(place, choices, say) {
  const offered = JSON.stringify(choices.map(({ id, values }) => [id, values]));
  if (place.dataset.offered !== offered) {
    place.dataset.offered = offered;
    place.replaceChildren(...choices.map((choice) => field(choice, say)));
  }
  choices.forEach(({ id, value }) => {
    /** @type {HTMLSelectElement} */ (one(`#alike-${id}`, place)).value = value ?? "";
  });
}

/** @param {TraitChoice} choice @param {Say} say */
function field({ id, label, values }, say) {
  const options = values.map((value) => new Option(value.label, value.id));
  return h(
    "div",
    { class: "cs-field" },
    h("label", { for: `alike-${id}` }, label),
    h(
      "select",
      { id: `alike-${id}`, "data-trait": id, autocomplete: "off" },
      new Option(say("alike_any"), ""),
      ...options,
    ),
  );
}

/** @param {AlikeMetric} metric @param {Say} say */
function drawMetric({ metric, question, title, you, match, note, groups }, say) {
  const closest = groups.find((group) => group.closest);
  return h(
    "article",
    { class: "cs-alike__metric", "data-metric": metric, "data-standing": question },
    h(
      "header",
      {},
      h("h5", {}, title),
      h("p", { class: "cs-standing__you" }, say("standing_you", { answer: you })),
    ),
    closest
      ? drawGroup(closest, say("alike_closest"), true)
      : h("p", { class: "cs-none" }, say("alike_none")),
    h(
      "details",
      { class: "cs-placed__more" },
      h("summary", {}, say("alike_all", { n: groups.length })),
      h("p", {}, h("strong", {}, say("standing_match", { match })), " ", note),
      ...groups.map((group) => drawGroup(group, group.closest ? say("alike_closest") : null)),
    ),
  );
}

/**
 * @param {AlikeGroup} group
 * @param {string | null} mark
 * @param {boolean} [brief] without who answered, which stands in the list of all groups
 */
function drawGroup(group, mark, brief) {
  const about = [brief ? null : group.respondents, group.differs].filter((text) => text);
  return h(
    "section",
    { class: "cs-alike__group", "data-snapshot": group.snapshot, "data-closest": group.closest },
    mark ? h("p", { class: "cs-alike__mark" }, mark) : null,
    h(
      "p",
      { class: "cs-placed__source" },
      ...[group.edition, group.group, group.n, group.hand].map((text) => h("span", {}, text)),
    ),
    h("p", { class: "cs-placed__say" }, group.say.join(" ")),
    h("p", { class: "cs-alike__far" }, group.far.join(" ")),
    ...about.map((text) => h("p", { class: "cs-placed__who" }, text)),
  );
}
