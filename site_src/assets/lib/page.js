/** What the build left in the page for the scripts: addresses, the locale and the words. */

import { one } from "./dom.js";

/**
 * @typedef {{worker: string, engine: string, survey: {data: string, id: string, version: string}, snapshots: string[],
 *   messages: Record<string, string>, locale: string, t: Record<string, string>, version: string}} PageData addresses are
 *   relative to the page; `messages`: the engine's, by language
 */

/** @returns {PageData} */
export function readPageData() {
  return JSON.parse(one("#page-data").textContent ?? "{}");
}

/** The language of the survey's words: that of the page, unless a part of it is in another one. */
export function language() {
  const part = document.querySelector("[data-language]");
  return part?.getAttribute("lang") || document.documentElement.lang || "en";
}

/** @param {number} value with the signs of the language, in the digits 0 to 9 @param {Intl.NumberFormatOptions} [options] */
export function figure(value, options) {
  return value.toLocaleString(`${language()}-u-nu-latn`, options);
}

/** Whether the words around run from right to left. */
function isRightToLeft() {
  return (
    (document.querySelector("[data-language]") ?? document.documentElement).getAttribute("dir") === "rtl"
  );
}

/** The sign between before and after. */
export function arrow() {
  return isRightToLeft() ? "←" : "→";
}

const LATIN = /[A-Za-z\u00c0-\u024f]/;
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * A value of a text as it stands in one that runs the other way: isolated, so that it does not mix up the words around.
 *
 * @param {string} value
 */
function isolated(value) {
  return (isRightToLeft() ? LATIN : FROM_THE_RIGHT).test(value) ? `\u2068${value}\u2069` : value;
}

/**
 * Looks texts up and fills in their {places}. `n` selects the form of a counted text: `answers[one]`, `answers[other]`.
 *
 * @param {Record<string, string>} words
 */
export function speaker(words) {
  const forms = new Intl.PluralRules(language());

  /** @param {string} key @param {Record<string, string | number>} [values] */
  return (key, values = {}) => {
    const counted = words[`${key}[${forms.select(Number(values.n))}]`] ?? words[`${key}[other]`];
    const text = words[key] ?? counted ?? key;
    return text.replace(/\{(\w+)\}/g, (place, name) =>
      name in values ? isolated(String(values[name])) : place,
    );
  };
}

/** @typedef {ReturnType<typeof speaker>} Say */

/**
 * Says something to those who listen to the page rather than look at it.
 *
 * @param {string} text
 */
export function announce(text) {
  const live = one("#live");
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}
