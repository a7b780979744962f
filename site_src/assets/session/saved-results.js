/**
 * Earlier results that someone asked to keep on this device. Nothing is stored without being asked for, and nothing
 * while saving is switched off: then they live in this tab alone. Never throws.
 */

import { isRecord } from "../form/answer-fields.js";
import { newId } from "../lib/result-file-reading.js";
import { createEntry, NOTHING } from "./storage.js";

/**
 * @typedef {{id: string, text: string}} SavedResult the text of a result file
 * @typedef {"again" | "off" | import("./storage.js").Outcome} KeepOutcome
 * @typedef {ReturnType<typeof createSavedResults>} SavedResults
 */

const FORMAT = "cspi-kept-results/1";
export const MOST = 40;

/** @param {string} survey what to keep under: its id, with what parts frames from the site @param {boolean} allowed whether saving is on */
export function createSavedResults(survey, allowed) {
  const entry = createEntry(`cspi-results:${survey}`, FORMAT);
  let on = allowed;
  /** @type {SavedResult[]} those of this tab alone: while saving is off, and where the storage takes no more */
  let held = [];

  const list = () => (on ? [...resultsIn(entry.read()), ...held] : held);

  /**
   * Changes what stands in the storage at this moment: no page remembers an earlier list.
   *
   * @param {(present: SavedResult[]) => SavedResult[]} change
   * @returns {KeepOutcome}
   */
  function store(change) {
    const present = entry.read() ?? NOTHING;
    const results = change(resultsIn(present));
    return (results.length ? entry.write({ results }, present) : entry.remove(present)).outcome;
  }

  return {
    list,

    /** @param {string} text @returns {KeepOutcome} */
    add(text) {
      const known = list();
      if (!on) {
        return "off";
      }
      if (known.some((result) => result.text === text)) {
        return "again";
      }
      return known.length < MOST ? store((present) => [...present, { id: newId("kept"), text }]) : "full";
    },

    /** @param {string} id */
    remove(id) {
      const without = (/** @type {SavedResult[]} */ results) => results.filter((result) => result.id !== id);
      held = without(held);
      on && store(without);
    },

    erase() {
      held = [];
      entry.erase();
    },

    /**
     * Follows the switch for saving. Returns how many results it concerned.
     *
     * @param {boolean} wanted
     * @param {boolean} elsewhere because of what happened in another tab: then what is kept is not this one's to erase
     */
    follow(wanted, elsewhere) {
      const known = list();
      on = wanted;
      if (wanted) {
        const missing = (/** @type {SavedResult[]} */ present) =>
          known.filter(({ text }) => !present.some((one) => one.text === text));
        held = store((present) => [...present, ...missing(present)]) === "kept" ? [] : known;
      } else {
        elsewhere || entry.erase();
        held = known;
      }
      return known.length;
    },

    /** Those of this tab alone, to go on with in another language of the page. @param {SavedResult[]} [theirs] */
    held(theirs) {
      held = theirs ?? held;
      return held;
    },

    /** @param {() => void} callback when another page may have changed what is kept */
    watch(callback) {
      entry.watch(() => on && callback());
    },
  };
}

/** @param {import("./storage.js").State | null} state @returns {SavedResult[]} a damaged entry counts as none */
function resultsIn(state) {
  const results = state?.value?.results;
  return Array.isArray(results) ? results.filter(isKept).slice(0, MOST) : [];
}

/** @param {unknown} value @returns {value is SavedResult} */
function isKept(value) {
  return isRecord(value) && typeof value.id === "string" && typeof value.text === "string";
}
