/**
 * An entry of the browser's storage that several pages share: tabs, frames, and pages that wait in the back/forward
 * cache, which hear of nothing while they wait. No page puts an older state in the place of a newer one:
 *
 * - Every write has a revision, higher than the one before, so that no two states of an entry are the same text.
 * - A write names the state that it was made from. Where another one stands there by now, it is refused as "stale".
 * - That nothing stands there is a state too. So an erasure refuses what was made before it, and leaves no trace.
 * - A page reads again whenever it may have missed something: back from the cache, in view again, another tab's write.
 *
 * Nothing here throws.
 */

import { isRecord } from "../form/answer-fields.js";
import { hear } from "../lib/lifetime.js";

/**
 * @typedef {{text: string | null, value: Record<string, unknown> | null, isNewer: boolean}} State what stands in the
 *   storage: `value` is null where that is nothing, or nothing that can be read; `isNewer` where only a later release of
 *   the page can read it
 * @typedef {"kept" | "denied" | "full" | "newer" | "stale"} Outcome
 * @typedef {ReturnType<typeof createEntry>} Entry
 */

/** @type {State} */
export const NOTHING = Object.freeze({ text: null, value: null, isNewer: false });

/**
 * @param {string} key
 * @param {string} format the name and number of the value's format: "cspi-kept/1"
 */
export function createEntry(key, format) {
  let last = 0; // the highest revision seen: a later one follows it even where the clock was set back

  /** @returns {State | null} null where the browser denies it */
  function read() {
    const text = attempt(() => window.localStorage.getItem(key));
    if (text === undefined) {
      return null;
    }
    const state = stateOf(text, format);
    last = Math.max(last, revisionOf(state));
    return state;
  }

  /**
   * @param {State} from the state that the write was made from
   * @param {(now: State) => State} change puts another state there; may throw
   * @returns {{outcome: Outcome, state: State}} the state that stands there now
   */
  function replace(from, change) {
    const now = read();
    if (!now) {
      return { outcome: "denied", state: from };
    }
    if (now.isNewer || now.text !== from.text) {
      return { outcome: now.isNewer ? "newer" : "stale", state: now };
    }
    try {
      return { outcome: "kept", state: change(now) };
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      return { outcome: isFull ? "full" : "denied", state: now };
    }
  }

  return {
    read,

    /** @param {object} value @param {State} from */
    write: (value, from) =>
      replace(from, () => {
        last = Math.max(Date.now(), last + 1);
        const text = JSON.stringify({ ...value, format, revision: last });
        window.localStorage.setItem(key, text);
        return stateOf(text, format);
      }),

    /** Removes what was written, unless it is another state by now. @param {State} from */
    remove: (from) =>
      replace(from, () => {
        window.localStorage.removeItem(key);
        return NOTHING;
      }),

    /** Removes whatever stands there, because a person asked for it. */
    erase() {
      attempt(() => window.localStorage.removeItem(key));
      return NOTHING;
    },

    /**
     * Calls back whenever something else may stand there than this page knows of.
     *
     * @param {() => void} callback
     */
    watch(callback) {
      hear(window, "storage", (/** @type {StorageEvent} */ event) => {
        if (event.key === key || event.key === null) {
          callback();
        }
      });
      hear(window, "pageshow", (/** @type {PageTransitionEvent} */ event) => event.persisted && callback());
      hear(document, "visibilitychange", () => document.visibilityState === "visible" && callback());
    },
  };
}

/** @param {string | null} text @param {string} format @returns {State} */
function stateOf(text, format) {
  const value = attempt(() => JSON.parse(text ?? "null"));
  const found = isRecord(value) ? String(value.format) : "";
  return { text, value: found === format ? value : null, isNewer: isLater(found, format) };
}

/** @param {string} found @param {string} known whether it is a format that only releases after this one know */
function isLater(found, known) {
  const [name, number] = known.split("/");
  const [foundName, foundNumber = ""] = found.split("/");
  return foundName === name && /^[1-9]\d*$/.test(foundNumber) && Number(foundNumber) > Number(number);
}

/** @param {State} state zero for entries of releases that wrote none */
function revisionOf({ value }) {
  const revision = value?.revision;
  return typeof revision === "number" && Number.isSafeInteger(revision) ? revision : 0;
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
