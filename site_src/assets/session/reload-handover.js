/**
 * Hands what is kept nowhere over to the same page, loaded again. It goes in the window's name, which is in no address,
 * no history and no storage, and is taken out of it at once.
 */

import { isRecord } from "../form/answer-fields.js";

/**
 * @typedef {{entry: Record<string, unknown>, held: import("./saved-results.js").SavedResult[], off: boolean}} HandedOver
 *   `held`: results kept in this tab alone; `off`: whether saving was switched off
 */

const SIGN = "cspi-reload:";

/** @param {string} survey its id @param {HandedOver} what */
export function handOver(survey, what) {
  window.name = SIGN + JSON.stringify({ survey, what, name: window.name });
}

/** @param {string} survey @returns {HandedOver | null} null where there is nothing of this survey's */
export function takeHandedOver(survey) {
  const { name } = window;
  if (!name.startsWith(SIGN)) {
    return null;
  }
  const given = parsed(name.slice(SIGN.length));
  window.name = isRecord(given) && typeof given.name === "string" ? given.name : "";
  const what = isRecord(given) && given.survey === survey && wasReloaded() ? given.what : null;
  return isRecord(what) && isRecord(what.entry)
    ? { entry: what.entry, held: resultsIn(what.held), off: what.off === true }
    : null;
}

/** A page of somebody else's can name a window before this site comes into it, but not have it loaded again. */
function wasReloaded() {
  const [entry] = performance.getEntriesByType("navigation");
  return /** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type === "reload";
}

/** @param {unknown} list @returns {import("./saved-results.js").SavedResult[]} */
function resultsIn(list) {
  const items = Array.isArray(list) ? list : [];
  return items.filter((one) => isRecord(one) && typeof one.id === "string" && typeof one.text === "string");
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
