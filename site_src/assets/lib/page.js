/** What the build left in the page for the scripts: addresses, the locale and the words. */

import { one } from "./dom.js";

/**
 * @typedef {{worker: string, engine: string, survey: {data: string, id: string, version: string}, snapshots: string[],
 *   locale: string, t: Record<string, string>, version: string}} PageData addresses are relative to the page
 */

/** @returns {PageData} */
export function readPageData() {
  return JSON.parse(one("#page-data").textContent ?? "{}");
}

/**
 * Looks texts up and fills in their {places}. `n` selects the form of a counted text: `answers[one]`, `answers[other]`.
 *
 * @param {Record<string, string>} words
 */
export function speaker(words) {
  const forms = new Intl.PluralRules(document.documentElement.lang || "en");

  /** @param {string} key @param {Record<string, string | number>} [values] */
  return (key, values = {}) => {
    const text = words[key] ?? words[`${key}[${forms.select(Number(values.n))}]`] ?? key;
    return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
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
