/** Keeps what has been entered on this device, where the browser lets us. Never throws. */

import { isRecord } from "../form/answer-fields.js";

/**
 * @typedef {import("../form/form.js").Filled & {format: string, version: string, created: string, screen: string,
 *   against?: import("../lib/types.js").Against, plan?: Record<string, unknown>}} Kept
 * @typedef {"kept" | "denied" | "full" | "newer"} Outcome
 */

export const KEPT_FORMAT = "cspi-kept/1";

/** @param {string} survey its id: one entry a survey */
export function createStore(survey) {
  const key = `cspi-answers:${survey}`;
  return {
    /**
     * What was kept, or null. A damaged entry counts as none.
     *
     * @returns {Record<string, unknown> | null}
     */
    load: () => attempt(() => parse(window.localStorage.getItem(key))) ?? null,

    /** Never writes over what a newer release of the page has kept. @param {Kept} entry @returns {Outcome} */
    save(entry) {
      try {
        if (isNewer(window.localStorage.getItem(key))) {
          return "newer";
        }
        window.localStorage.setItem(key, JSON.stringify(entry));
        return "kept";
      } catch (error) {
        return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "denied";
      }
    },

    erase: () => attempt(() => window.localStorage.removeItem(key)),

    /** Whether a newer release of the page, in another tab or before this one came back, has kept something. */
    holdsNewer: () => attempt(() => isNewer(window.localStorage.getItem(key))) ?? false,

    /** Whether the browser lets this page keep anything at all. */
    allowed: () => attempt(() => window.localStorage.length >= 0) ?? false,

    /**
     * Calls back when another tab has changed what is kept; null when it was erased there.
     *
     * @param {(entry: Record<string, unknown> | null) => void} callback
     */
    watch(callback) {
      window.addEventListener("storage", (event) => {
        if ((event.key === key || event.key === null) && !isNewer(event.newValue)) {
          callback(event.key === null ? null : parse(event.newValue));
        }
      });
    },
  };
}

/** @param {string | null} text whether it is of a format that only releases after this one know */
function isNewer(text) {
  const value = attempt(() => JSON.parse(text ?? "null"));
  const format = isRecord(value) ? /^cspi-kept\/([1-9]\d*)$/.exec(String(value.format)) : null;
  return format !== null && Number(format[1]) > Number(KEPT_FORMAT.split("/")[1]);
}

/** @param {string | null} text @returns {Record<string, unknown> | null} */
export function parse(text) {
  const value = attempt(() => JSON.parse(text ?? "null"));
  return isRecord(value) && value.format === KEPT_FORMAT ? value : null;
}

/**
 * @template T
 * @param {() => T} action
 * @returns {T | undefined} undefined where it failed
 */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
