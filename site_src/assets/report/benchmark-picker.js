/** The controls of the standings: peers like oneself, and which edition and which group to be compared with. */

import { createAlike } from "./alike.js";
import { one, setText } from "../lib/dom.js";
import { html, render } from "../lib/template.js";

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
      const editions = view.editions.map(({ id, label }) => option(id, label));
      render([option(ALL, say("against_newest")), ...editions], edition);
      render([...first(view, say), ...view.segments.map((split) => group(split, say))], segment);
      edition.value = view.edition ?? ALL;
      segment.value = view.everyone && view.profile ? EVERYONE : formatSegment(view.segment);
      setText(reset, say(view.profile ? "against_profile" : "against_reset"));
      reset.hidden = !chosen();
      render(
        view.say.map((text) => html`<p>${text}</p>`),
        one("[data-slot=compared]", root),
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
  const everyone = option(profile ? EVERYONE : ALL, say("against_everyone"));
  return profile ? [option(ALL, profile), everyone] : [everyone];
}

/** @param {string} value @param {string} label */
function option(value, label) {
  return html`<option value=${value}>${label}</option>`;
}

/**
 * One way of splitting the respondents, with the groups that it makes; those of the person are marked.
 *
 * @param {ComparisonView["segments"][number]} split
 * @param {Say} say
 */
function group({ id, label, values }, say) {
  const options = values.map((value) =>
    option(formatSegment({ [id]: value.id }), value.mine ? say("yours", { name: value.label }) : value.label),
  );
  return html`<optgroup label=${label}>${options}</optgroup>`;
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
