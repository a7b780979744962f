/** The controls above the standings: which edition and which group of respondents to be set beside. */

import { h, one, setText } from "../lib/dom.js";
import { patch } from "../lib/morph.js";

/**
 * @typedef {import("../lib/types.js").Against} Against
 * @typedef {import("../lib/views.js").ComparisonView} ComparisonView
 * @typedef {import("../lib/page.js").Say} Say
 */

/**
 * The value of the choice that is made for those who make none, and of everyone where that is the profile's group;
 * no edition and no segment is called so.
 */
const ALL = "";
const EVERYONE = "*";

/**
 * @param {Say} say
 * @param {() => void} changed called when a person has chosen
 */
export function createComparison(say, changed) {
  const root = one("#against");
  const edition = /** @type {HTMLSelectElement} */ (one("#against-edition"));
  const segment = /** @type {HTMLSelectElement} */ (one("#against-segment"));
  const reset = one("[data-action=everyone]", root);
  /** @type {Against} */
  let against = { edition: null, segment: {} };
  let offered = "";

  [edition, segment].forEach((select) =>
    select.addEventListener("change", () => {
      const everyone = segment.value === EVERYONE;
      against = { edition: edition.value || null, segment: parseSegment(segment.value), everyone };
      changed();
    }),
  );
  const isChosen = () =>
    Boolean(against.edition) || Boolean(against.everyone) || Object.keys(against.segment).length > 0;

  reset.addEventListener("click", () => {
    against = { edition: null, segment: {} };
    segment.focus();
    changed();
  });

  return {
    current: () => against,

    isChosen,

    /** @param {unknown} kept what was chosen before, from storage; anything else counts as nothing */
    adopt(kept) {
      const found = /** @type {Partial<Against> | null | undefined} */ (kept);
      const [dimension, value] = Object.entries(found?.segment ?? {})[0] ?? [];
      against = {
        edition: typeof found?.edition === "string" ? found.edition : null,
        segment: dimension && typeof value === "string" ? { [dimension]: value } : {},
        everyone: found?.everyone === true,
      };
    },

    /** @param {ComparisonView} view */
    show(view) {
      const choices = JSON.stringify([view.editions, view.segments, view.profile]);
      if (choices !== offered) {
        offered = choices;
        edition.replaceChildren(
          new Option(say("against_newest"), ALL),
          ...view.editions.map(({ id, label }) => new Option(label, id)),
        );
        segment.replaceChildren(...first(view, say), ...view.segments.map(group(say)));
      }
      edition.value = view.edition ?? ALL;
      segment.value = view.everyone && view.profile ? EVERYONE : formatSegment(view.segment);
      setText(reset, say(view.profile ? "against_profile" : "against_reset"));
      reset.hidden = !isChosen();
      patch(
        one("[data-slot=compared]", root),
        view.say.map((text) => h("p", {}, text)),
      );
      root.hidden = view.editions.length === 0;
      one("#against-segment-field").hidden = view.segments.length === 0;
    },
  };
}

/**
 * The choices before the groups: what the profile gives, where it gives one, and everyone.
 *
 * @param {ComparisonView} view
 * @param {Say} say
 */
function first({ profile }, say) {
  const everyone = new Option(say("against_everyone"), profile ? EVERYONE : ALL);
  return profile ? [new Option(profile, ALL), everyone] : [everyone];
}

/**
 * One way of splitting the respondents, with the groups that it makes; those of the person are marked.
 *
 * @param {Say} say
 */
function group(say) {
  return (/** @type {ComparisonView["segments"][number]} */ { id, label, values }) =>
    h(
      "optgroup",
      { label },
      ...values.map(
        (value) =>
          new Option(
            value.mine ? say("yours", { name: value.label }) : value.label,
            formatSegment({ [id]: value.id }),
          ),
      ),
    );
}

/** @param {Record<string, string>} segment */
function formatSegment(segment) {
  const [found] = Object.entries(segment);
  return found ? found.join("=") : ALL;
}

/** @param {string} value @returns {Record<string, string>} */
function parseSegment(value) {
  const [dimension, id] = value.split("=");
  return id ? { [dimension]: id } : {};
}
