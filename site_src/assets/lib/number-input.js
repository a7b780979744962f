/** Reads a number as people type it: full-width digits, thousands separators, a unit behind it. */

/**
 * @typedef {{minimum: number, maximum: number, step: number, unit: string}} Bounds a step of 0 allows any number
 * @typedef {{number: number} | {problem: "number_not" | "number_low" | "number_high" | "number_whole" | "number_step"}} Reading
 */

const PLAIN = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;

/**
 * @param {string} raw what was typed
 * @param {Bounds} bounds
 * @returns {Reading | null} null where nothing was typed
 */
export function readNumber(raw, bounds) {
  const text = plain(raw, bounds.unit);
  if (text === "") {
    return null;
  }
  if (!PLAIN.test(text)) {
    return { problem: "number_not" };
  }
  const number = Number(text.replaceAll(",", ""));
  const problem = outside(number, bounds);
  return problem ? { problem } : { number };
}

/**
 * Half-width, without spaces and without the unit.
 *
 * @param {string} raw
 * @param {string} unit
 */
function plain(raw, unit) {
  const half = raw
    .normalize("NFKC")
    .replace(/[\s\u200b]/g, "")
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, "-")
    .replaceAll("\u3001", ",");
  const suffix = unit.normalize("NFKC").replace(/\s/g, "");
  return suffix && half.toLowerCase().endsWith(suffix.toLowerCase()) ? half.slice(0, -suffix.length) : half;
}

/** @param {number} number @param {Bounds} bounds */
function outside(number, { minimum, maximum, step }) {
  if (number < minimum) {
    return "number_low";
  }
  if (number > maximum) {
    return "number_high";
  }
  const steps = step ? number / step : 0;
  if (Math.abs(steps - Math.round(steps)) > 1e-6) {
    return step === 1 ? "number_whole" : "number_step";
  }
  return null;
}
