/** Reads a number as people type it, by the rule of `cspi_core.numerals`, before the engine is there to be asked. */

/**
 * @typedef {{minimum: number, maximum: number, step: number, unit: string}} Bounds a step of 0 allows any number
 * @typedef {{number: number} | {problem: "number_comma", meant: string}
 *   | {problem: "number_not" | "number_low" | "number_high" | "number_whole" | "number_step"}} Reading `meant`: what a
 *   number with a comma for a point is likely to say
 */

const MOST_CHARACTERS = 60;
const DIGIT = /[0-9０-９]/;
const MINUS = /[\u2010-\u2015\u2212\u30fc\uff70]/g;
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
const THOUSANDS = /(?<=[0-9])[\s'\u2019\u3001\u066c](?=[0-9]{3}(?![0-9]))/g;
const AFTER_SIGN = /(?<=^[+-])\s+/;
const ABOUT = /^(?:約|およそ|だいたい|about|approx\.?|circa|ca\.|[~≈〜])\s*/i;
const PERCENT = ["%", "percent", "per cent", "pct", "パーセント"];
const YEN = ["円", "yen", "jpy", "¥"];
const PLAIN = /^[+-]?(?:(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)$/;
const COMMA = /^([+-]?)([0-9]+|[0-9]{1,3}(?:[.,][0-9]{3})*\.[0-9]{3}),([0-9]+)$/;
const ENDS = /^(?:[+-]?[0-9]{1,3}(?:,?[0-9]{3})*,|[+-]?[0-9]+,)$/;
const ARABIC = "\u066b";
const POINTS = /^[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}$/;

/**
 * @param {string} raw what was typed
 * @param {Bounds} bounds
 * @returns {Reading | null} null where nothing was typed
 */
export function readNumber(raw, bounds) {
  if (raw.replace(INVISIBLE, "").trim() === "") {
    return null;
  }
  const text = raw.length > MOST_CHARACTERS ? "" : plain(raw, bounds.unit);
  if (text.includes(ARABIC)) {
    const point = text.replaceAll(ARABIC, ".");
    return PLAIN.test(point)
      ? { problem: "number_comma", meant: point.replaceAll(",", "") }
      : { problem: "number_not" };
  }
  if (PLAIN.test(text)) {
    const number = Number(text.replaceAll(",", ""));
    const problem = outside(number, bounds);
    return problem ? { problem } : { number };
  }
  const meant = text && likely(text, plain(raw, bounds.unit, "."));
  return meant ? { problem: "number_comma", meant } : { problem: "number_not" };
}

/**
 * What a number with the signs of another country says; empty where it says none.
 *
 * @param {string} text
 * @param {string} pointed the same with points between its thousands where it had spaces or apostrophes
 */
function likely(text, pointed) {
  const comma = COMMA.exec(text) ?? COMMA.exec(pointed);
  if (comma) {
    return `${comma[1]}${comma[2].replace(/[.,]/g, "")}.${comma[3]}`;
  }
  if (ENDS.test(text)) {
    return text.replaceAll(",", "");
  }
  return POINTS.test(text) ? text.replaceAll(".", "") : "";
}

/**
 * The number alone, in half-width signs; empty where a sign only looks like a digit, as an exponent does.
 *
 * @param {string} raw
 * @param {string} unit
 * @param {string} thousands what is to stand between its thousands
 */
function plain(raw, unit, thousands = ",") {
  if ([...raw].some((char) => !DIGIT.test(char) && /[0-9]/.test(char.normalize("NFKC")))) {
    return "";
  }
  const half = raw.normalize("NFKC").replace(INVISIBLE, "").trim().replace(ABOUT, "");
  const number = withoutUnit(half, unit).replace(MINUS, "-").replaceAll("。", ".");
  return number.replace(THOUSANDS, thousands).replace(AFTER_SIGN, "").replaceAll("、", ",");
}

/** @param {string} text @param {string} unit */
function withoutUnit(text, unit) {
  const own = unit.normalize("NFKC").trim().toLowerCase();
  const names = [PERCENT, YEN].find((same) => same.includes(own)) ?? [own].filter(Boolean);
  const longest = [...names].sort((one, other) => other.length - one.length);
  const name = longest.find((known) => text.toLowerCase().endsWith(known));
  if (name) {
    return text.slice(0, -name.length).trimEnd();
  }
  return names === YEN ? text.replace(/^¥\s*/, "") : text;
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
