/** The controls of the standings: peers like oneself, and which edition and which group to be compared with. */

import { createAlike } from "./alike.js";
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
 * @param {import("../lib/state.js").Store} store holds the choice: one's own, and the one for a shared result
 * @param {() => void} changed called when a person has chosen
 */
export function createComparison(say, store, changed) {
  const root = one("#against");
  const edition = /** @type {HTMLSelectElement} */ (one("#against-edition"));
  const segment = /** @type {HTMLSelectElement} */ (one("#against-segment"));
  const reset = one("[data-action=everyone]", root);
  let offered = "";
  const alike = createAlike(say, (traits) =>
    choose(traits ? { edition: null, segment: {}, everyone: false, traits } : undefined),
  );

  [edition, segment].forEach((select) =>
    select.addEventListener("change", () => {
      const everyone = segment.value === EVERYONE;
      const { traits } = chosen() ?? {};
      choose(asAgainst({ edition: edition.value, segment: parseSegment(segment.value), everyone, traits }));
    }),
  );
  reset.addEventListener("click", () => {
    segment.focus();
    choose(undefined);
  });

  /** @param {Against | undefined} against */
  function choose(against) {
    const { guest, edits } = store.get();
    store.update(guest ? { guestAgainst: against } : { against, edits: edits + 1 });
    changed();
  }

  /** The choice for what is on show; undefined where nothing was chosen. */
  function chosen() {
    const { guest, against, guestAgainst } = store.get();
    return guest ? guestAgainst : against;
  }

  return {
    chosen,
    current: () => chosen() ?? { edition: null, segment: {} },

    /**
     * @param {ComparisonView} view
     * @param {import("../lib/views.js").ReportView["alike"]} peers
     */
    show(view, peers) {
      alike.show(peers);
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
      reset.hidden = !chosen();
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
 * A choice from storage or from the controls; undefined where it chooses nothing.
 *
 * @param {unknown} found
 * @returns {Against | undefined}
 */
export function asAgainst(found) {
  const { edition, segment, everyone, traits } = /** @type {Partial<Against>} */ (found ?? {});
  const [dimension, value] = Object.entries(segment ?? {})[0] ?? [];
  const isGroup = Boolean(dimension) && typeof value === "string";
  const isEdition = typeof edition === "string" && edition !== "";
  const picked = asTraits(traits);
  return isEdition || isGroup || everyone === true || picked
    ? {
        edition: isEdition ? edition : null,
        segment: isGroup ? { [dimension]: value } : {},
        everyone: everyone === true,
        ...(picked ? { traits: picked } : {}),
      }
    : undefined;
}

/**
 * The traits of a choice; undefined where none were picked.
 *
 * @param {unknown} found
 * @returns {Record<string, string> | undefined}
 */
function asTraits(found) {
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => typeof value === "string" && value !== ""),
  );
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
