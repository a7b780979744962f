/**
 * Earlier results that someone asked to keep on this device. Nothing is stored without being asked for, and nothing
 * while saving is switched off: then they live in this tab alone. Never throws.
 */

import { isRecord } from "../form/answer-fields.js";
import { newId } from "../lib/result-file-reading.js";

/**
 * @typedef {{id: string, text: string}} KeptResult the text of a result file
 * @typedef {"kept" | "again" | "off" | "denied" | "full"} KeepOutcome
 * @typedef {ReturnType<typeof createKeptResults>} KeptResults
 */

const FORMAT = "cspi-kept-results/1";
export const MOST = 40;

/** @param {string} survey what to keep under: its id, with what parts frames from the site @param {boolean} allowed whether saving is on */
export function createKeptResults(survey, allowed) {
  const key = `cspi-results:${survey}`;
  let on = allowed;
  /** @type {KeptResult[]} those of this tab while saving is off */
  let held = [];

  const list = () => (on ? load(key) : held);

  /** @param {KeptResult[]} results @returns {KeepOutcome} */
  function store(results) {
    try {
      results.length
        ? window.localStorage.setItem(key, JSON.stringify({ format: FORMAT, results }))
        : window.localStorage.removeItem(key);
      return "kept";
    } catch (error) {
      return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "denied";
    }
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
      return known.length < MOST ? store([...known, { id: newId("kept"), text }]) : "full";
    },

    /** @param {string} id */
    remove(id) {
      const rest = list().filter((result) => result.id !== id);
      on ? store(rest) : (held = rest);
    },

    erase() {
      held = [];
      store([]);
    },

    /**
     * Follows the switch for saving. Returns how many results it concerned.
     *
     * @param {boolean} wanted
     */
    follow(wanted) {
      const known = list();
      on = wanted;
      if (wanted) {
        store([...load(key), ...known.filter(({ text }) => !load(key).some((one) => one.text === text))]);
        held = [];
      } else {
        store([]);
        held = known;
      }
      return known.length;
    },

    /** @param {() => void} callback when another tab has changed what is kept */
    watch(callback) {
      window.addEventListener("storage", (event) => event.key === key && on && callback());
    },
  };
}

/** @param {string} key @returns {KeptResult[]} a damaged entry counts as none */
function load(key) {
  try {
    const value = JSON.parse(window.localStorage.getItem(key) ?? "null");
    const results = isRecord(value) && value.format === FORMAT ? value.results : [];
    return Array.isArray(results) ? results.filter(isKept).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {unknown} value @returns {value is KeptResult} */
function isKept(value) {
  return isRecord(value) && typeof value.id === "string" && typeof value.text === "string";
}
